"""What is asked on the pages of a young person's record, and how a refused change is put into words."""
