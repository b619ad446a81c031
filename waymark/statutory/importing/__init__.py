"""Bringing files in: from rows as reported to dated facts, with a preview first and all of it or none."""
