"""What would make sense in a different product."""
