"""Writes tables of the return as the DfE takes them: CSV with its exact header, or the XML form.

Cells are written exactly as given, also one that begins with = + - or @. Such a cell could be run as a formula by a
spreadsheet, but a quotation mark put before it would change an identifier that the DfE compares with last year's, and
what was reported must come out as it was reported. Child ids that look like formulas never get this far: reading
leaves their rows out and says so.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape

from waymark.statutory.ssda903.tables import TABLES

Cell = str | date | None
Cells = Mapping[str, Cell]

# The order in which the DfE's schema has the parts of a child and of an episode.
_HEADER_TAGS = ("CHILD", "UPN", "SEX", "DOB", "ETHNIC", "UASC")
_LEAVER_TAGS = ("IN_TOUCH", "ACTIV", "ACCOM")
_MOTHER_TAGS = ("MOTHER", "MC_DOB")
_EPISODE_TAGS = (
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PL_POST",
    "HOME_POST",
    "URN",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
    "REASON_PLACE_CHANGE",
)
_TAG_OF_COLUMN = {"CHILD": "CHILDID", "PLACE": "PL"}


class CannotBeWritten(ValueError):
    """Rows that the form has no place for; the message says which child and what to do."""


def cell_text(cell: Cell) -> str:
    """A cell as the return has it: dates as dd/mm/yyyy, nothing as an empty cell, text unchanged."""
    if cell is None:
        return ""
    # strftime does not pad a year below 1000 everywhere.
    return f"{cell.day:02}/{cell.month:02}/{cell.year:04}" if isinstance(cell, date) else cell


def csv_text(table: str, rows: Iterable[Cells]) -> str:
    """A table as CSV: the DfE's header in its order, lines ending CR LF; to be encoded as UTF-8.

    Columns the table does not have are left out. A table without rows is its header alone.
    """
    columns = TABLES[table].columns
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell_text(row.get(column)) for column in columns])
    return out.getvalue()


def xml_text(header: Iterable[Cells], episodes: Iterable[Cells], oc3: Iterable[Cells]) -> str:
    """Header, Episodes and OC3 as one EXPSSDA903 document; to be encoded as UTF-8.

    `header` rows may have a column UASC (0 or 1), which only this form knows. Raises CannotBeWritten for a child
    twice in Header or OC3, a child of another table who is not in Header, and characters XML has no way to write.
    """
    episodes_of: dict[str, list[Cells]] = {}
    for each in episodes:
        episodes_of.setdefault(_child(each), []).append(each)
    leaver_of = _once(oc3, "OC3")
    header_of = _once(header, "Header")
    for child in [*episodes_of, *leaver_of]:
        if child not in header_of:
            raise CannotBeWritten(f"Child {child} is not in Header, which holds everyone in the XML form. Add the row.")
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<EXPSSDA903>\n']
    for child, row in header_of.items():
        parts.append("<CHILD><HEADER>")
        parts += [_element(column, row) for column in _HEADER_TAGS]
        if child in leaver_of:
            parts += [_element(column, leaver_of[child]) for column in _LEAVER_TAGS]
        parts += [_element(column, row) for column in _MOTHER_TAGS]
        parts.append("</HEADER>")
        for episode in episodes_of.get(child, ()):
            parts.append("<EPISODE>")
            parts += [_element(column, episode) for column in _EPISODE_TAGS]
            parts.append("</EPISODE>")
        parts.append("</CHILD>\n")
    parts.append("</EXPSSDA903>\n")
    return "".join(parts)


def _child(row: Cells) -> str:
    return cell_text(row.get("CHILD")).strip().upper()


def _once(rows: Iterable[Cells], title: str) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for row in rows:
        child = _child(row)
        if found.setdefault(child, row) is not row:
            raise CannotBeWritten(f"Child {child} is in {title} twice, and the XML form holds one. Keep one row.")
    return found


def _element(column: str, row: Cells) -> str:
    tag, text = _TAG_OF_COLUMN.get(column, column), cell_text(row.get(column))
    if not text:
        return f"<{tag}/>"
    if not _writable(text):
        raise CannotBeWritten(f"{column} of child {_child(row)} holds a character XML cannot have. Type it again.")
    # A bare carriage return would be read back as a line feed.
    return f"<{tag}>{escape(text, {chr(13): '&#13;'})}</{tag}>"


def _writable(text: str) -> bool:
    """Whether every character is one that XML 1.0 allows."""
    return text.isprintable() or all(
        letter in "\t\n\r" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter >= "\U00010000"
        for letter in text
    )
