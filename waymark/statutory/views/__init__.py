"""Pages about returns: bringing files in, and the return itself."""
