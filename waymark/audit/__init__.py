"""What was done and what was seen; nothing is ever taken out."""
