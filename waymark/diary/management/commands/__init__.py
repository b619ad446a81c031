"""Commands of the diary."""
