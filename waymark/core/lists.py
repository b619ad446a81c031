"""A list that somebody takes away as a spreadsheet: the same columns and rows as CSV or as a workbook."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter

from waymark.core.csv import as_words
from waymark.core.vocab import Vocabulary
from waymark.core.wording import local

Cell = str | int | float | bool | date | None
WIDEST = 60


class FileKind(Vocabulary):
    """What a list may be taken away as: the word in the address, and what the link says."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"


CONTENT_TYPES = {
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(kind: FileKind, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """The list as a file of this kind; `title` names the sheet of a workbook."""
    return as_csv(columns, rows) if kind is FileKind.CSV else as_xlsx(columns, rows, title=title)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark Excel knows it by; dates as 2026-05-14, yes and no in words, nothing a spreadsheet would work out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([as_words(column) for column in columns])
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """A workbook of one sheet with its first row fixed and filters on; dates are dates, and text is never a formula or a link."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title})
    sheet = book.add_worksheet(_sheet_name(title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    widths = [len(column) for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            widths[place] = max(widths[place], len(str(_plain(cell))))
            if isinstance(cell, datetime):
                sheet.write_datetime(last, place, local(cell).replace(tzinfo=None), moment)
            elif isinstance(cell, date):
                sheet.write_datetime(last, place, cell, day)
            elif isinstance(cell, int | float) and not isinstance(cell, bool):
                sheet.write_number(last, place, cell)
            elif cell not in (None, ""):
                sheet.write_string(last, place, _words(cell))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return made.getvalue()


def _words(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return "" if cell is None else str(cell)


def _plain(cell: Cell) -> str:
    """A cell as CSV carries it. A number is no formula, so only words are guarded."""
    if isinstance(cell, datetime):
        return local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell)
    return as_words(_words(cell))


def _sheet_name(title: str) -> str:
    """The title as a sheet may be called: 31 letters, and none of the signs Excel refuses."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip() or "List"
