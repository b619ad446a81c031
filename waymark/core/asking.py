"""Queries about some people that are written out as SQL once, and asked again of others.

Django takes several times longer to write a short query than the database to answer it, and the pages that join the
facts of every area ask many. What differs between two askings are ids and days only; the SQL and how its values are
read stay the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
Build = Callable[..., "QuerySet[Any, Any]"]

# Ids and days that stand in a query while it is written out; no row has them.
_FIRST_ID = 0xFACE << 112
_FIRST_YEAR = 9_000


@dataclass(frozen=True, slots=True)
class _Written:
    """SQL with the values it was written with, where ids (`ids`: place → which of them) and days stand in those, and
    how each column is read."""

    sql: str
    values: tuple[Any, ...]
    ids: tuple[tuple[int, int], ...]
    days: tuple[tuple[int, int], ...]
    as_text: bool
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


class Asking:
    """A query about people: `build(ids, *days)` answers with a `values_list` in which each id and day stands unchanged.

    The list of ids is filled up to the next power of two with its last id, so that few lengths of it are ever written.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._written: dict[tuple[str, int], _Written] = {}

    def __call__(self, ids: Iterable[UUID], *days: date) -> list[Row]:
        """The rows of these people; none are asked for where there is nobody."""
        people = list(ids)
        if not people:
            return []
        size = 1 << (len(people) - 1).bit_length()
        key = (connection.vendor, size)
        written = self._written.get(key)
        if written is None:
            written = self._written[key] = _write(self._build, size, len(days))
        values = list(written.values)
        last = len(people) - 1
        for place, which in written.ids:
            person_id = people[min(which, last)]
            values[place] = person_id.hex if written.as_text else person_id
        for place, which in written.days:
            values[place] = days[which].isoformat() if written.as_text else days[which]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, values)
            return _converted(cursor.fetchall(), written)


def _write(build: Build, size: int, days: int) -> _Written:
    ids = [UUID(int=_FIRST_ID + number) for number in range(size)]
    dates = [date(_FIRST_YEAR + number, 2, 3) for number in range(days)]
    compiler = build(ids, *dates).query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    which_id: dict[Any, int] = {form: n for n, one in enumerate(ids) for form in (one, one.hex)}
    which_day: dict[Any, int] = {form: n for n, one in enumerate(dates) for form in (one, one.isoformat())}
    at_ids = tuple((place, which_id[value]) for place, value in enumerate(values) if value in which_id)
    at_days = tuple((place, which_day[value]) for place, value in enumerate(values) if value in which_day)
    if len({n for _, n in at_ids}) != size or len({n for _, n in at_days}) != days:
        raise ValueError("An id or a day does not stand in the query as it was given.")
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    converters = tuple(
        (place, tuple(steps), column) for place, (steps, column) in compiler.get_converters(columns).items()
    )
    return _Written(sql, tuple(values), at_ids, at_days, isinstance(values[at_ids[0][0]], str), converters)


def _converted(rows: Sequence[Row], written: _Written) -> list[Row]:
    if not written.converters or not rows:
        return list(rows)
    columns = [list(column) for column in zip(*rows, strict=True)]
    for place, steps, column in written.converters:
        for step in steps:
            columns[place] = [step(value, column, connection) for value in columns[place]]
    return list(zip(*columns, strict=True))
