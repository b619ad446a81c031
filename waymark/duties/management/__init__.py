"""Commands of duties."""
