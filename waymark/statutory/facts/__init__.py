"""What has been brought in, and what bringing in a file would change."""
