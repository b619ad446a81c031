"""What the law makes a council hand in, and bringing such files in."""
