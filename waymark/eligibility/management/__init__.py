"""Commands of legal statuses."""
