"""Exceptions to duties, reasons for missed ones, and the derived table of what is due."""
