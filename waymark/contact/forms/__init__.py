"""What the pages of contact read from text."""
