"""Pages of support from 21."""
