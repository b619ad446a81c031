"""Reads one CSV file as a stream of bounded lines."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from waymark.statutory.reading.collecting import Collector, Unreadable
from waymark.statutory.reading.columns import UnknownColumns, recognise
from waymark.statutory.reading.limits import Limits
from waymark.statutory.reading.result import FileRead, Layout, ProblemKind
from waymark.statutory.reading.values import short

_UTF8_MARK = b"\xef\xbb\xbf"
_AS_UTF8 = "Save it again as “CSV UTF-8 (comma delimited)” and give that file."


class BoundedLines:
    """The lines of a stream as text, never holding more than one of them and never one too long.

    Iterating raises Unreadable for anything that is not UTF-8 text of a sane size.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self.lines_of_row = 0  # the reader of rows sets this back to 0 after each row

    def __iter__(self) -> Iterator[str]:
        number = size = 0
        longest = self._limits.line
        while raw := self._stream.readline(longest + 1):
            number += 1
            size += len(raw)
            self.lines_of_row += 1
            if number == 1:
                raw = _without_mark(raw)
            if len(raw) > longest:
                raise Unreadable(
                    f"Line {number} is longer than {longest // 1024} KB, so this is not a table of the return. "
                    "Check that it is the right file and that rows end with line breaks.",
                    number,
                )
            if size > self._limits.file:
                raise Unreadable(
                    f"The file is larger than {self._limits.file // 1024 // 1024} MB. Split it into smaller files."
                )
            if self.lines_of_row > self._limits.lines_a_row:
                raise Unreadable(
                    f"A quotation mark opened near line {number - self._limits.lines_a_row} is never closed. Close it.",
                    number,
                )
            yield _decoded(raw, number)


def _without_mark(raw: bytes) -> bytes:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:4].count(0) == 2:
        raise Unreadable(f"The file is saved as UTF-16 (“Unicode text”), not UTF-8. {_AS_UTF8}", 1)
    return raw.removeprefix(_UTF8_MARK)


def _decoded(raw: bytes, number: int) -> str:
    if b"\0" in raw:
        raise Unreadable(
            f"Line {number} holds NUL bytes, which no text has, so the file is damaged or not a CSV. Export it again.",
            number,
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        near = raw[max(0, error.start - 20) : error.start + 20].decode("cp1252", "replace").strip()
        raise Unreadable(
            f"Line {number} is not UTF-8 (near “{near}”): the file is probably saved as Windows or Latin-1 text. "
            f"{_AS_UTF8}",
            number,
        ) from error


def read_csv(name: str, stream: BinaryIO, into: Collector) -> None:
    """Reads one file into the collector. Raises Unreadable; rows already taken then must not be used."""
    lines = BoundedLines(stream, into.limits)
    # `strict` makes a quotation mark that is never closed an error; the field size limit of the module (128 KB) and
    # the limits on lines bound what one row can hold.
    rows = csv.reader(iter(lines), strict=True)
    number = 0
    try:
        columns: list[str] = []
        for cells in rows:
            number += 1
            lines.lines_of_row = 0
            columns = [cell.strip().upper() for cell in cells]
            if any(columns):
                break
        if not any(columns):
            raise Unreadable(
                "The file is empty: row 1 must name the columns. If there is nothing to report for this table, "
                "leave the file out or give one with only that row."
            )
        while columns[-1] == "":
            columns.pop()
        layout = _layout(name, columns, number, into)
        number = _read_rows(rows, lines, layout, number, into)
    except csv.Error as error:
        raise Unreadable(_csv_sentence(error, number + 1), number + 1) from error
    into.found.files.append(FileRead(name, "csv", (layout.table.key,)))


def _layout(name: str, columns: list[str], number: int, into: Collector) -> Layout:
    try:
        recognised = recognise(columns)
    except UnknownColumns as error:
        raise Unreadable(str(error), number) from error
    table = recognised.table
    for column in recognised.extra:
        message = f"{table.title} has no column {short(column)}. Its cells are kept as written and not used."
        into.problem(name, number, column, message, ProblemKind.COLUMN, table=table.key)
    return Layout(table, name, tuple(columns))


def _read_rows(rows: Iterator[list[str]], lines: BoundedLines, layout: Layout, number: int, into: Collector) -> int:
    plan = into.plan(layout)
    width, table, last = plan.width, layout.table.key, number + into.limits.rows
    for cells in rows:
        number += 1
        lines.lines_of_row = 0
        if not any(cells):
            continue
        if number > last:
            raise Unreadable(f"The file has more than {into.limits.rows:,} rows. Split it into smaller files.", number)
        if len(cells) != width:
            if any(cell.strip() for cell in cells[width:]):
                into.reject(
                    layout,
                    number,
                    cells,
                    "",
                    f"The row has {len(cells)} cells and row 1 has {width}, so it cannot be told which cell is which; "
                    "the row was left out. Look for a comma inside a value: put quotation marks around it.",
                )
                continue
            if len(cells) < width:
                message = (
                    f"The row has {len(cells)} cells and row 1 has {width}. The missing ones at its end were taken as "
                    "empty. Check that none is left out in the middle."
                )
                into.problem(layout.file, number, layout.columns[len(cells)], message, ProblemKind.ROW, table=table)
                cells += [""] * (width - len(cells))
            del cells[width:]
        into.add(plan, number, cells)
    return number


def _csv_sentence(error: csv.Error, number: int) -> str:
    words = str(error)
    if "new-line character" in words:
        return "The lines end with old Macintosh line breaks. Save the file again as “CSV UTF-8 (comma delimited)”."
    if "field larger" in words:
        return f"A cell in row {number} is far too long. A quotation mark may be missing; close it."
    return f"The quotation marks in row {number} do not pair up. Close or remove the one that is alone."
