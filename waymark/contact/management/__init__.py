"""Commands of contact."""
