"""Two-way text messages with young people."""
