"""Knows a table by its columns, whatever the file is called and whatever their order."""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

from waymark.statutory.reading.values import short
from waymark.statutory.ssda903.tables import TABLES, Table

_IN_EVERY_TABLE = frozenset({"CHILD", "DOB"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """The table a header row belongs to, and columns of it that the table does not have."""

    table: Table
    extra: tuple[str, ...]


class UnknownColumns(ValueError):
    """A header row that belongs to no table; the message says which table is nearest and what to change."""


def recognise(columns: list[str]) -> Recognised:
    """The table whose columns these are.

    `columns` are stripped and in capitals, in the file's order. Columns beyond the table's own are let through and
    named; a missing or repeated column is not, because the cells under it cannot be told. Raises UnknownColumns.
    """
    repeated = sorted(name for name, times in Counter(columns).items() if name and times > 1)
    if repeated:
        raise UnknownColumns(
            f"Column {', '.join(map(short, repeated))} is there more than once. Keep one and remove the others."
        )
    if "" in columns:
        position = columns.index("") + 1
        raise UnknownColumns(f"Column {position} has no name in row 1. Name it or remove the column.")
    given = frozenset(columns)
    whole = [table for table in TABLES.values() if given.issuperset(table.columns)]
    if whole:
        table = max(whole, key=lambda each: len(each.columns))
        return Recognised(table, tuple(name for name in columns if name not in table.kinds))
    raise UnknownColumns(_nearest(columns, given))


def _nearest(columns: list[str], given: frozenset[str]) -> str:
    scores = {
        key: len(given & own) / len(given | own)
        for key, table in TABLES.items()
        if (own := frozenset(table.columns)) and given & own - _IN_EVERY_TABLE
    }
    if not scores:
        if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
            return "The columns are not separated by commas. Save the file as comma-separated (CSV UTF-8)."
        return (
            "No table of the return has these columns, so the file was not read. "
            "Row 1 must name the columns, such as CHILD,DOB,IN_TOUCH,ACTIV,ACCOM for OC3."
        )
    table = TABLES[max(scores, key=lambda key: scores[key])]
    missing = [name for name in table.columns if name not in given]
    extra = [name for name in columns if name not in table.kinds]
    sentence = f"The columns are nearest to {table.title}, but {', '.join(missing)} {_is_are(missing)} missing. "
    likely = [(name, close[0]) for name in extra if (close := get_close_matches(name, missing, 1, 0.75))]
    if likely:
        renames = ", ".join(f"{wrong} to {right}" for wrong, right in likely)
        return f"{sentence}Rename {renames}."
    return f"{sentence}Add {'it' if len(missing) == 1 else 'them'}; a column may be left empty."


def _is_are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
