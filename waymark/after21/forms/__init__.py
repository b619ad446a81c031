"""What the pages of support from 21 read from text."""
