"""Messages that wait to go out."""
