"""The SSDA903 return: its tables, codes, years, checks and how it is written. Pure Python."""
