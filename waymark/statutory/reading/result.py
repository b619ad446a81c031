"""What reading gives back: rows as written, rows that cannot be kept, and problems with where they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from waymark.statutory.ssda903.tables import TABLES, Table


class Layout:
    """The columns of one table in one file, shared by all its rows."""

    __slots__ = ("columns", "file", "index", "table")

    def __init__(self, table: Table, file: str, columns: tuple[str, ...]) -> None:
        self.table = table
        self.file = file
        self.columns = columns
        self.index = {name: position for position, name in enumerate(columns)}


class Row:
    """One row as written.

    `number` is the row a person sees in a spreadsheet: the header is row 1. `texts` are the cells, verbatim, in the
    order of `layout.columns`.
    """

    __slots__ = ("layout", "number", "texts")

    def __init__(self, layout: Layout, number: int, texts: tuple[str, ...]) -> None:
        self.layout = layout
        self.number = number
        self.texts = texts

    @property
    def file(self) -> str:
        return self.layout.file

    @property
    def child(self) -> str:
        return self.value("CHILD")

    def text(self, column: str) -> str:
        """The cell as written; empty when the file has no such column."""
        position = self.layout.index.get(column)
        return "" if position is None else self.texts[position]

    def value(self, column: str) -> str:
        """The cell as it is compared: without spaces around it, in capitals."""
        position = self.layout.index.get(column)
        return "" if position is None else self.texts[position].strip().upper()

    def as_written(self) -> dict[str, str]:
        """Column → cell, verbatim, columns the table does not know included."""
        return dict(zip(self.layout.columns, self.texts, strict=True))

    def __repr__(self) -> str:
        return f"Row({self.file!r}, {self.number}, {self.as_written()})"


class ProblemKind(StrEnum):
    """What sort of thing is wrong."""

    FILE = "file"  # the whole file cannot be read: nothing may be imported until it is mended
    COLUMN = "column"
    ROW = "row"
    CHILD = "child"
    DUPLICATE = "duplicate"
    DATE = "date"
    CODE = "code"
    FORMULA = "formula"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, where it is, and what to do. `row` is None for a whole file, `column` empty for a whole row."""

    file: str
    row: int | None
    column: str
    message: str
    kind: ProblemKind = ProblemKind.ROW
    table: str = ""
    child: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the file could not be read at all, so that nothing should be imported."""
        return self.kind is ProblemKind.FILE


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file that was read: its name, its form ("csv" or "xml") and the tables found in it."""

    name: str
    form: str
    tables: tuple[str, ...]


@dataclass(slots=True)
class ReadReturn:
    """One year's return as read.

    `tables` holds a list for every table that a file was given for, also when the file had no rows; a table nobody
    gave is absent, which is not the same. `rejected` holds rows that no child can be told for and repeats of a row
    already read; each has a Problem. Every row read is in one or the other.
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    rejected: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether some file could not be read at all."""
        return any(problem.refuses for problem in self.problems)

    def all_rows(self, table: str) -> Iterator[Row]:
        """Kept and rejected rows of a table, kept ones first."""
        yield from self.tables.get(table, ())
        yield from self.rejected.get(table, ())

    def counts(self) -> dict[str, tuple[int, int]]:
        """Table → rows kept and rows rejected, in the order of the return's own tables."""
        return {
            key: (len(self.tables.get(key, ())), len(self.rejected.get(key, ())))
            for key in TABLES
            if key in self.tables or key in self.rejected
        }
