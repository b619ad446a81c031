"""Pages that join what the apps below know; no tables."""
