"""Two-way texts."""
