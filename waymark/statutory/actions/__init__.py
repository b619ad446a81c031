"""Bring files in: all of them or nothing."""
