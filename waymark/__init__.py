"""Waymark: the system that a council's leaving-care service runs on."""
