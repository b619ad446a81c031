"""Reads single cells: dates, and what must not be in an identifier."""

import re
from datetime import date

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?")
_WITH_TIME = re.compile(r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})[T ]+[0-9:. ]+(?:AM|PM)?")
_OTHER_MARKS = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_PARTIAL = re.compile(r"(?:[0-9]{1,2}|ZZ)/(?:[0-9]{1,2}|ZZ)/[0-9]{4}")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")


class DateCells(dict[str, date | str | None]):
    """Cell text → the date, None for a blank cell, or a sentence saying what is wrong; each text is read once."""

    def __missing__(self, text: str) -> date | str | None:
        answer = self[text] = date_or_sentence(text)
        return answer

    def day(self, text: str) -> date | None:
        """The date in the cell, or None where there is none to be had."""
        answer = self[text]
        return answer if isinstance(answer, date) else None


def date_or_sentence(text: str) -> date | str | None:
    """The date in a cell written dd/mm/yyyy, None for a blank cell, or what is wrong with it and what to do."""
    cell = text.strip()
    if not cell:
        return None
    if found := _DAY_FIRST.fullmatch(cell):
        day, month, year = (int(part) for part in found.groups())
        try:
            answer = date(year, month, day)
        except ValueError:
            return f"“{cell}” is not a day of the calendar. Correct it; dates are day/month/year, such as 31/03/2026."
        if not EARLIEST <= answer <= LATEST:
            return f"“{cell}” is in the year {year}, which cannot be right. Correct the year, such as 31/03/2026."
        return answer
    return _what_is_wrong_with_date(cell)


def _what_is_wrong_with_date(cell: str) -> str:
    if _SHORT_YEAR.fullmatch(cell):
        return f"“{cell}” has a 2-digit year. Give 4-digit years, such as 31/03/2026."
    if found := _ISO.fullmatch(cell):
        year, month, day = found.groups()[:3]
        return f"“{cell}” is written year first. Write it day/month/year: {day}/{month}/{year}."
    if found := _WITH_TIME.fullmatch(cell.upper()):
        return f"“{cell}” has a time of day. Give the date alone: {found.group(1)}."
    if found := _OTHER_MARKS.fullmatch(cell):
        return f"“{cell}” is not written with strokes. Write it as {'/'.join(found.groups())}."
    if _SERIAL.fullmatch(cell):
        return f"“{cell}” is a spreadsheet's day number. Format the column as a date, such as 31/03/2026."
    return f"“{short(cell)}” is not a date. Write day/month/year with a 4-digit year, such as 31/03/2026."


def partial_date_problem(text: str) -> str:
    """What is wrong with a date whose day or month may be unknown (zz); empty when nothing is."""
    cell = text.strip().upper()
    if not cell or ("ZZ" in cell and _PARTIAL.fullmatch(cell)):
        return ""
    answer = date_or_sentence(text)
    return answer if isinstance(answer, str) else ""


def identifier_problem(text: str) -> str:
    """What is wrong with an identifier a spreadsheet may have changed; empty when nothing is."""
    cell = text.strip()
    if not cell:
        return ""
    if cell[0] in "=+-@":
        return (
            f"“{short(cell)}” is or looks like a spreadsheet formula. It is kept as text and never worked out. "
            "Put the identifier itself in the cell."
        )
    if _SCIENTIFIC.fullmatch(cell.upper()):
        return f"“{cell}” was shortened by a spreadsheet. Format the column as text and put the whole identifier back."
    if any(not letter.isprintable() for letter in cell):
        return f"“{short(cell)}” holds a character that cannot be seen. Type the identifier again."
    return ""


def short(cell: str) -> str:
    """A cell short enough to show, on one line."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in cell[:40])
    return shown + "…" if len(cell) > 40 else shown
