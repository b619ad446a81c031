"""Reads a spreadsheet, CSV or XLSX, into headings and rows of text."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from waymark.statutory.importing.rules.caseload import Line
from waymark.statutory.reading.collecting import Unreadable
from waymark.statutory.reading.csv_form import BoundedLines
from waymark.statutory.reading.limits import Limits

MOST_ROWS = 50_000
LARGEST_WORKBOOK = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
NOT_DATA = ("guidance", "example")
_LIMITS = Limits()


@dataclass(slots=True)
class Sheet:
    """A table of text: `headings` as written and `lines` below them, rows of guidance left out."""

    name: str
    headings: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def read_sheet(name: str, stream: BinaryIO) -> Sheet:
    """The first sheet of a workbook, or a CSV. Raises Unreadable with what to do."""
    start = stream.read(8)
    stream.seek(0)
    if start.startswith(b"PK\x03\x04"):
        rows = _workbook_rows(stream)
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is an old workbook (.xls) or one with a password. Save it as .xlsx without a password.")
    else:
        rows = _csv_rows(stream)
    return _sheet(name, rows)


def _csv_rows(stream: BinaryIO) -> Iterator[tuple[int, Sequence[str]]]:
    lines = BoundedLines(stream, _LIMITS)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(iter(lines), strict=True), 1):
            lines.lines_of_row = 0
            yield number, cells
    except csv.Error as error:
        raise Unreadable(
            f"Row {number + 1} cannot be told apart into cells ({error}). Mend its quotation marks."
        ) from error


def _workbook_rows(stream: BinaryIO) -> Iterator[tuple[int, Sequence[str]]]:
    data = stream.read(LARGEST_WORKBOOK + 1)
    if len(data) > LARGEST_WORKBOOK:
        raise Unreadable("The workbook is larger than 20 MB. Keep only the sheet with the caseload, or save it as CSV.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("The workbook unpacks to more than 200 MB, which a caseload never does.")
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = workbook.get_sheet_by_index(0).iter_rows() if workbook.sheet_names else iter(())
        for number, cells in enumerate(rows, 1):
            yield number, [_as_text(cell) for cell in cells]
    except (CalamineError, zipfile.BadZipFile) as error:
        raise Unreadable(
            f"The workbook cannot be opened ({error}). Save it again as .xlsx, without a password."
        ) from error


def _as_text(cell: object) -> str:
    """A cell as somebody would type it."""
    match cell:
        case datetime() | date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def _sheet(name: str, rows: Iterator[tuple[int, Sequence[str]]]) -> Sheet:
    sheet = Sheet(name)
    for number, cells in rows:
        texts = [cell.strip() for cell in cells]
        if not any(texts):
            continue
        if not sheet.headings:
            sheet.headings = _headings(texts)
            continue
        if len(sheet.lines) == MOST_ROWS:
            raise Unreadable(f"The sheet has more than {MOST_ROWS:,} rows. Split it.", number)
        if next(text for text in texts if text).casefold().startswith(NOT_DATA):
            continue
        if len(texts) > len(sheet.headings) and any(texts[len(sheet.headings) :]):
            raise Unreadable(
                f"Row {number} has more cells than row 1 has headings. Look for a comma inside a value, or name the column.",
                number,
            )
        sheet.lines.append(Line(number, dict(zip(sheet.headings, texts, strict=False))))
    if not sheet.headings:
        raise Unreadable("The file is empty: row 1 must name the columns. Download the template to start from.")
    return sheet


def _headings(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    repeated = sorted(heading for heading, times in Counter(texts).items() if heading and times > 1)
    if repeated:
        raise Unreadable(f"Column {', '.join(repeated)} is there more than once. Rename or remove one.")
    return [heading or f"Column {position}" for position, heading in enumerate(texts, 1)]
