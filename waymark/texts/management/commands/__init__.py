"""Commands of texts."""
