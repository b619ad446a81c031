"""Planned visits."""
