"""Legal status over time, with reasons."""
