"""What changed from one handed-in return to the next, row by row. Pure."""

import csv
import io
from collections.abc import Mapping
from typing import NamedTuple

from waymark.statutory.ssda903.tables import TABLES

Key = tuple[str, ...]


class Changed(NamedTuple):
    """One row that came, went or changed: `cells` are (column, before, after) of a changed one."""

    table: str
    child: str
    kind: str  # added, removed or changed
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def words(self) -> str:
        if self.kind != "changed":
            return "Row added" if self.kind == "added" else "Row taken out"
        return "; ".join(
            f"{column} from {before or 'blank'} to {after or 'blank'}" for column, before, after in self.cells
        )


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Changed]:
    """Rows that differ, by table and child. `before` and `after` are table → CSV text with the DfE's header."""
    found: list[Changed] = []
    for table in TABLES:
        if table in before or table in after:
            found += _of_table(table, _rows(table, before.get(table, "")), _rows(table, after.get(table, "")))
    return found


def _rows(table: str, text: str) -> dict[Key, dict[str, str]]:
    key = TABLES[table].natural_key
    return {tuple(row[column] for column in key): row for row in csv.DictReader(io.StringIO(text, newline=""))}


def _of_table(table: str, before: Mapping[Key, dict[str, str]], after: Mapping[Key, dict[str, str]]) -> list[Changed]:
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            found.append(Changed(table, key[0], "removed" if new is None else "added"))
        elif old != new:
            cells = tuple(
                (column, old[column], new[column]) for column in TABLES[table].columns if old[column] != new[column]
            )
            found.append(Changed(table, key[0], "changed", cells))
    return found
