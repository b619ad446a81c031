"""What is going on in a young person's life that law or safety depends on."""
