"""Reads a spreadsheet, CSV or XLSX, into headings and rows of text."""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, BinaryIO
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from waymark.statutory.importing.rules.caseload import Line
from waymark.statutory.reading.collecting import Unreadable
from waymark.statutory.reading.csv_form import BoundedLines
from waymark.statutory.reading.limits import Limits

MOST_ROWS = 50_000
LARGEST_WORKBOOK = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 5_000_000
NOT_DATA = ("guidance", "example")
_LIMITS = Limits()
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_CHUNK = 1024 * 1024


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
            _refuse_wide_open(packed)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = workbook.get_sheet_by_index(0).iter_rows() if workbook.sheet_names else iter(())
        for number, cells in enumerate(rows, 1):
            yield number, [_as_text(cell) for cell in cells]
    except (CalamineError, *_BROKEN) as error:
        raise Unreadable(
            f"The workbook cannot be opened ({error}). Save it again as .xlsx, without a password."
        ) from error


# What a damaged, locked or unusually packed workbook raises while it is unpacked.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, expat.ExpatError)


def _refuse_wide_open(packed: zipfile.ZipFile) -> None:
    """The library lays a sheet out as one block from its first to its last cell, and ends the whole process where there
    is no memory for it: two cells in opposite corners of a small file are enough. So the corners are looked for first.

    Every part is unpacked once by the way, so that one longer than it says is found out. Raises Unreadable.
    """
    if {"xl/workbook.bin", "content.xml"} & {part.filename.casefold() for part in packed.infolist()}:
        raise Unreadable("This is another kind of workbook. Save it as .xlsx without a password.")
    for part in packed.infolist():
        with packed.open(part) as stream:
            is_sheet, before = False, b""
            while chunk := stream.read(_CHUNK):
                is_sheet = is_sheet or b"sheetData" in before + chunk
                before = chunk[-len(b"sheetData") :]
        if is_sheet:
            with packed.open(part) as stream:
                _Corners().read(stream)


class _Corners:
    """The first and last row and column of a sheet that hold anything."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._in_cell = False
        self._rows: tuple[int, int] | None = None
        self._columns: tuple[int, int] = (0, 0)
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, stream: IO[bytes]) -> None:
        while chunk := stream.read(_CHUNK):
            self._parser.Parse(chunk)
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local, place = name.rpartition(":")[2], attributes.get("r", "")
        if self._in_cell:
            self._found()
        elif local == "row":
            self._row = int(place) if place.isdecimal() and len(place) < 8 else self._row + 1
            self._column = 0
        elif local == "c":
            self._in_cell = True
            self._column += 1
            if placed := _CELL.fullmatch(place):
                self._row, self._column = int(placed[2]), 0
                for letter in placed[1].upper():
                    self._column = self._column * 26 + ord(letter) - ord("A") + 1

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._in_cell = False

    def _found(self) -> None:
        """Something stands in this cell; an empty one that is only coloured takes no room."""
        self._in_cell = False
        row, column = self._row, self._column
        first, last = self._rows or (row, row)
        left, right = self._columns if self._rows else (column, column)
        self._rows = (min(first, row), max(last, row))
        self._columns = (min(left, column), max(right, column))
        cells = (self._rows[1] - self._rows[0] + 1) * (self._columns[1] - self._columns[0] + 1)
        if cells > MOST_CELLS:
            raise Unreadable(
                "The sheet has cells far away from the caseload. Delete the rows below it and the columns beside it.",
                row,
            )

    def _refuse(self, *_: object) -> None:
        raise Unreadable("The workbook declares a document type (DOCTYPE), which no spreadsheet program writes.")


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
