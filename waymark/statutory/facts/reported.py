"""Reported rows as kept, for comparing, for reading lives and for giving back as reported."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from waymark.people.models import YoungPerson
from waymark.statutory.importing.rules.differences import Kept
from waymark.statutory.models import ReportedRow
from waymark.statutory.reading.result import Layout, Row
from waymark.statutory.ssda903.tables import TABLES

BATCH = 500


class StoredRow(NamedTuple):
    id: int
    person_id: UUID
    year: int
    row: Row


def kept_rows(year: int, table: str) -> dict[str, Kept]:
    """Natural key → the row kept of this year and table."""
    rows = ReportedRow.objects.known().filter(year=year, table=table)
    return {
        key: Kept(id, child, columns)
        for id, key, child, columns in rows.values_list("id", "natural_key", "child", "columns").iterator(5_000)
    }


def stored_rows(person_ids: Iterable[UUID], tables: Iterable[str] = ()) -> Iterator[StoredRow]:
    """All rows kept of these people, of every year, as they were read; records joined to theirs included.

    `tables` narrows them to some tables. `person_id` is the one asked for.
    """
    layouts: dict[tuple[str, ...], Layout] = {}
    wanted = list(tables)
    rest = iter(person_ids)
    while people := list(islice(rest, BATCH)):
        joined = dict(YoungPerson.objects.filter(merged_into__in=people).values_list("pk", "merged_into_id"))
        rows = ReportedRow.objects.known().filter(person__in=[*people, *joined])
        if wanted:
            rows = rows.filter(table__in=wanted)
        found = rows.values_list("id", "person_id", "year", "table", "file", "line", "columns")
        for id, person_id, year, table, file, line, columns in found.iterator(5_000):
            key = (table, file, *columns)
            layout = layouts.get(key)
            if layout is None:
                layout = layouts[key] = Layout(TABLES[table], file, tuple(columns))
            row = Row(layout, line, tuple(columns.values()))
            yield StoredRow(id, joined.get(person_id, person_id), year, row)


def years_with(table: str) -> set[int]:
    """The collection years of which a table is kept."""
    return set(ReportedRow.objects.known().filter(table=table).values_list("year", flat=True).distinct())


def rows_of_year(year: int, tables: Iterable[str] = ()) -> dict[str, list[Row]]:
    """Table → every row kept of a collection year, as reported, in the order of the files."""
    layouts: dict[tuple[str, ...], Layout] = {}
    found: dict[str, list[Row]] = {}
    rows = ReportedRow.objects.known().filter(year=year)
    if wanted := list(tables):
        rows = rows.filter(table__in=wanted)
    ordered = rows.order_by("table", "file", "line", "id")
    for table, file, line, columns in ordered.values_list("table", "file", "line", "columns").iterator(5_000):
        key = (table, file, *columns)
        layout = layouts.get(key)
        if layout is None:
            layout = layouts[key] = Layout(TABLES[table], file, tuple(columns))
        found.setdefault(table, []).append(Row(layout, line, tuple(columns.values())))
    return found


def people_by_child(child_ids: Iterable[str]) -> dict[str, UUID]:
    """Child id → whose record it is; a record that was joined to another counts as the other."""
    found: dict[str, UUID] = {}
    rest = iter(child_ids)
    while batch := list(islice(rest, BATCH)):
        rows = YoungPerson.objects.filter(child_id__in=batch).values_list("child_id", "pk", "merged_into_id")
        found |= {child_id: merged_into or pk for child_id, pk, merged_into in rows if child_id}
    return found
