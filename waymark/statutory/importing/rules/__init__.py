"""What rows of a return or a spreadsheet say about a life. Pure."""
