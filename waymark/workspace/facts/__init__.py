"""What the register and a record read, in a fixed number of queries."""
