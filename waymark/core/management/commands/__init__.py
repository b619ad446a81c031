"""Commands that would make sense in a different product."""
