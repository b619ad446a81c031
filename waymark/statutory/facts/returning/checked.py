"""Runs every check of the year on a produced return, with the years before it beside."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from waymark.statutory.facts.reported import rows_of_year, stored_rows
from waymark.statutory.facts.returning.produced import Cells, Produced
from waymark.statutory.models import Submission, SubmissionFile
from waymark.statutory.reading import Layout, ReadReturn, Row, read
from waymark.statutory.ssda903.checking import check_read
from waymark.statutory.ssda903.checks.check import FILE, NOT_JUDGED, Problem
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.writing import cell_text
from waymark.statutory.ssda903.years import for_year

YEARS_BACK = 12
"""How far back a council's own records are laid out as years, when no Episodes were ever brought in: past 14 for all."""
_CHECKED_BEFORE = ("header", "episodes", "oc3")
_OTHERS = tuple(key for key in TABLES if key not in _CHECKED_BEFORE)


class Checked(NamedTuple):
    """What the checks found: problems of rows, and sentences about what could not be judged."""

    problems: list[Problem]
    not_judged: list[str]


def checked(made: Produced, *, oldest_leaver: int, today: date, person_id: UUID | None = None) -> Checked:
    """Every problem in a produced return, in the order of the rules; of one person when it was produced for one."""
    this = read(list(made.files().items()))
    kept = _kept(made, person_id)
    this.tables.update({table: rows for table, rows in kept.get(made.year, {}).items() if table in _OTHERS})
    earlier = _earlier(made, kept)
    before = _handed_in(made.year - 1, set(made.person_of) if person_id is not None else None)
    if before is not None:
        earlier[made.year - 1] = before
    problems = check_read(this, made.year, earlier, oldest_leaver=oldest_leaver, so_far=today)
    return Checked(
        [problem for problem in problems if problem.rule != NOT_JUDGED],
        [problem.message for problem in problems if problem.rule == NOT_JUDGED],
    )


Kept = dict[int, dict[str, list[Row]]]


def _kept(made: Produced, person_id: UUID | None) -> Kept:
    """Year → table → rows that were brought in: what this year's checks need, the three tables of the year before, and
    Episodes of the years before that."""
    year, given = made.year, made.given_before
    if person_id is None:
        found: Kept = {each: rows_of_year(each, ["episodes"]) for each in given if each < year - 1}
        found[year - 1] = rows_of_year(year - 1, _CHECKED_BEFORE)
        found[year] = rows_of_year(year, _needed(year))
        return found
    # A table that somebody gave is not missing because it says nothing of this person.
    found = {each: {table: [] for table in tables} for each, tables in given.items()}
    for stored in stored_rows([person_id]):
        found[stored.year][stored.row.layout.table.key].append(stored.row)
    return found


def _needed(year: int) -> list[str]:
    """The tables beside OC3, Header and Episodes that some check of the year looks at."""
    needs = {need.partition(":")[0] for check in for_year(year).checks.values() for need in check.needs}
    return [table for table in _OTHERS if table in needs]


def _earlier(made: Produced, kept: Kept) -> dict[int, ReadReturn]:
    """The years before as returns: those brought in; where none ever was, the record itself laid out as years."""
    given = {year: tables for year, tables in kept.items() if year < made.year and tables}
    if any("episodes" in tables for tables in made.given_before.values()):
        first = min(given, default=made.year)
        earlier = {year: ReadReturn(tables=dict(tables)) for year, tables in given.items()}
    else:
        first = made.year - YEARS_BACK
        earlier = {year: ReadReturn(tables=dict(given.get(year, {}))) for year in range(first, made.year)}
        for read_return in earlier.values():
            read_return.tables["episodes"] = []
    layout = Layout(TABLES["episodes"], "the record", TABLES["episodes"].columns)
    for year, rows in made.earlier.items():
        home = earlier.get(max(year, first))
        if home is not None and "episodes" in home.tables:
            home.tables["episodes"] = home.tables["episodes"] + _as_rows(layout, rows)
    return earlier


def _as_rows(layout: Layout, rows: Iterable[Cells]) -> list[Row]:
    return [
        Row(layout, number, tuple(cell_text(row.get(column)) for column in layout.columns))
        for number, row in enumerate(rows, 2)
    ]


def _handed_in(year: int, children: set[str] | None) -> ReadReturn | None:
    """The last submission of a year, read again; None when none was frozen. `children` narrows it to their rows."""
    last = Submission.objects.filter(year=year).order_by("-number").first()
    if last is None:
        return None
    names = [f"{table}.csv" for table in _CHECKED_BEFORE]
    files = SubmissionFile.objects.filter(of=last, name__in=names).values_list("name", "content")
    return read(
        [(name, bytes(content) if children is None else _lines_of(bytes(content), children)) for name, content in files]
    )


def _lines_of(content: bytes, children: set[str]) -> bytes:
    head, *lines = content.splitlines(keepends=True)
    return head + b"".join(line for line in lines if line.partition(b",")[0].decode().strip().upper() in children)


def worst_first(rules: Mapping[str, int]) -> list[tuple[str, int]]:
    """Rules by how many rows break them; what could not even be read comes before everything."""
    return sorted(rules.items(), key=lambda item: (item[0] != FILE, -item[1], item[0]))
