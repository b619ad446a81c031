"""The council's own dated settings."""
