"""Last look at files before they count: children's numbers that cannot be kept, columns damaged from top to bottom. Pure."""

from collections import defaultdict
from dataclasses import dataclass

from waymark.statutory.reading.result import Problem, ProblemKind, ReadReturn, Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.ssda903.tables import TABLES, Kind

LONGEST_CHILD_ID = 20


@dataclass(frozen=True, slots=True)
class GivenYear:
    """One collection year's files as read. A person may give several years at once."""

    year: int
    read: ReadReturn


def sift(given: GivenYear) -> list[Problem]:
    """Moves rows with a child id that is too long to the rejected ones; every problem met, these and damaged columns.

    A column in which not one date can be read was damaged by a spreadsheet, not mistyped: nothing from such a file
    may be brought in, so the problem refuses it.
    """
    problems = [problem for table in list(given.read.tables) for problem in _reject_long(given.read, table)]
    return problems + [problem for rows in given.read.tables.values() for problem in _damaged(rows)]


def _reject_long(read: ReadReturn, table: str) -> list[Problem]:
    rows = read.tables[table]
    if not any(len(row.child) > LONGEST_CHILD_ID for row in rows):
        return []
    problems = []
    for row in rows:
        if len(row.child) > LONGEST_CHILD_ID:
            read.rejected.setdefault(table, []).append(row)
            message = (
                f"The child id has {len(row.child)} characters; none has more than {LONGEST_CHILD_ID}. "
                "The row was left out. Correct the id."
            )
            problems.append(Problem(row.file, row.number, "CHILD", message, ProblemKind.CHILD, table))
    read.tables[table] = [row for row in rows if len(row.child) <= LONGEST_CHILD_ID]
    return problems


def _damaged(rows: list[Row]) -> list[Problem]:
    """Columns every row is told apart or dated by, DOB among them, in which no cell is a date."""
    if not rows:
        return []
    table = rows[0].layout.table
    columns = [
        name for name, kind in table.kinds.items() if kind is Kind.DATE and (name == "DOB" or name in table.natural_key)
    ]
    dates = DateCells()
    files: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        files[row.file].append(row)
    problems = []
    for file, own in files.items():
        for column in columns:
            cells = [row.text(column) for row in own if row.text(column).strip()]
            if cells and not any(dates.day(cell) for cell in cells):
                message = (
                    f"Not one date in {column} can be read (the first is “{cells[0].strip()[:20]}”), so nothing from "
                    "this file is used. Dates are day/month/year with a 4-digit year, such as 31/03/2026: format the "
                    "column so, or export the file again."
                )
                problems.append(Problem(file, None, column, message, ProblemKind.FILE, TABLES[table.key].key))
    return problems
