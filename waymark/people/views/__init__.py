"""Pages on which a young person's own facts are read and kept."""
