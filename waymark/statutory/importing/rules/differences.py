"""What a file would change: its rows beside the rows of the same table and year that are already kept. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from waymark.statutory.reading.result import Row

LONGEST_KEY = 200


class Kept(NamedTuple):
    """A reported row in the database: its id, its child and its cells as written."""

    id: int
    child: str
    columns: Mapping[str, str]


class Keyed(NamedTuple):
    """A row of a file with its natural key and its child, each worked out once."""

    key: str
    child: str
    row: Row


@dataclass(slots=True)
class Difference:
    """Rows to add, to put in the place of others, and left as they are; `gone` are kept rows the file has no more.

    A kept row is gone when the file has rows of the same child and table, and not this one: a return lists all rows
    of a child. A child the file does not name is left alone, so that a table may be given in parts.
    """

    created: list[Keyed] = field(default_factory=list)
    updated: list[tuple[int, Keyed]] = field(default_factory=list)
    unchanged: int = 0
    gone: list[tuple[int, str, str]] = field(default_factory=list)  # id, child, natural key


def natural_key(row: Row) -> str:
    """What tells a row from the others of its table and year, as one text no longer than the column it is kept in."""
    key = " · ".join([row.value(column) for column in row.layout.table.natural_key])
    if len(key) > LONGEST_KEY:
        digest = hashlib.sha256(key.encode()).hexdigest()
        return f"{key[: LONGEST_KEY - len(digest)]}{digest}"
    return key


def difference(rows: Iterable[Row], kept: Mapping[str, Kept]) -> Difference:
    """Compare the rows of one table in a file with those kept of the same year, by natural key."""
    found = Difference()
    met: set[str] = set()
    children: set[str] = set()
    for row in rows:
        keyed = Keyed(natural_key(row), row.child, row)
        before = kept.get(keyed.key)
        if before is None:
            found.created.append(keyed)
        else:
            met.add(keyed.key)
            if before.columns == row.as_written():
                found.unchanged += 1
            else:
                found.updated.append((before.id, keyed))
        if kept:
            children.add(keyed.child)
    found.gone = [
        (before.id, before.child, key) for key, before in kept.items() if key not in met and before.child in children
    ]
    return found
