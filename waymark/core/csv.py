"""Cells of CSV files that people open in a spreadsheet. A statutory file is exact instead, and never comes through here."""

_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet takes for a formula


def as_words(cell: object) -> str:
    """A cell's text, with an apostrophe before what a spreadsheet would work out instead of showing."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_WORKED_OUT) else text
