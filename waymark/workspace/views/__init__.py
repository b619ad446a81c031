"""Staff pages that join apps."""
