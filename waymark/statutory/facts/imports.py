"""Imports, their problems and whom they touched, for the pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from waymark.statutory.importing.rules.headings import BY_KEY, fingerprint, guess
from waymark.statutory.models import (
    CaseloadMapping,
    Effect,
    Import,
    ImportFile,
    ImportPerson,
    ImportProblem,
    ImportState,
)

PROBLEMS_A_PAGE = 50
PEOPLE_A_PAGE = 50


class Group(NamedTuple):
    """Problems of one file and column: how many, and the first one's words."""

    file: str
    column: str
    problems: int


def latest_imports(*, before: Import | None = None, most: int = 30) -> list[Import]:
    """Imports, newest first, with their files; `before` is the last one of the page above."""
    rows = Import.objects.prefetch_related("files").order_by("-created_at", "-id")
    if before is not None:
        rows = rows.filter(Q(created_at__lt=before.created_at) | Q(created_at=before.created_at, id__lt=before.pk))
    return list(rows[:most])


def problems_found(of: Import, *, text: str = "", file: str = "", column: str | None = None) -> QuerySet[ImportProblem]:
    """Problems of an import, in order; narrowed to those whose message, child or file holds `text`."""
    rows = ImportProblem.objects.filter(of=of).order_by("number")
    if text:
        rows = rows.filter(
            Q(message__icontains=text)
            | Q(child__icontains=text)
            | Q(file__icontains=text)
            | Q(column__icontains=text)
            | (Q(row=int(text)) if text.isdecimal() and len(text) < 8 else Q())
        )
    if file:
        rows = rows.filter(file=file)
    return rows if column is None else rows.filter(column=column)


def groups_of_problems(of: Import) -> list[Group]:
    """Problems by file and column, the most frequent first."""
    rows = ImportProblem.objects.filter(of=of).values_list("file", "column").annotate(times=Count("id"))
    return [Group(*row) for row in rows.order_by("-times", "file", "column")]


def problem_lines(of: Import) -> Iterator[tuple[object, ...]]:
    """Year, file, row, column, child and message of every problem, for a CSV."""
    rows = ImportProblem.objects.filter(of=of).order_by("number")
    yield from rows.values_list("year", "file", "row", "column", "child", "message").iterator()


def people_in(of: Import, effect: Effect, *, after: int | None = None) -> list[ImportPerson]:
    """Whom an import adds or changes, by child id or name, a page at a time; one more than a page tells of more.

    `after` is the key of the last row of the page before: a name or a child id has no place in an address.
    """
    rows = ImportPerson.objects.filter(of=of, effect=effect).order_by("child", "id")
    if after is not None:
        child = ImportPerson.objects.filter(of=of, pk=after).values_list("child", flat=True).first() or ""
        rows = rows.filter(Q(child__gt=child) | Q(child=child, pk__gt=after))
    return list(rows[: PEOPLE_A_PAGE + 1])


def applied_before(of: Import) -> dict[str, Import]:
    """File name → an import that has already applied the very same file, by hash."""
    hashes = {file.sha256: file.name for file in of.files.all()}
    rows = (
        ImportFile.objects.filter(sha256__in=hashes, of__state=ImportState.APPLIED).exclude(of=of).select_related("of")
    )
    return {hashes[row.sha256]: row.of for row in rows.order_by("of__applied_at")}


def mapping_for(headings: Sequence[str]) -> dict[str, str]:
    """Column key → heading: as last said for a sheet with these headings, else as their words suggest."""
    kept = CaseloadMapping.objects.filter(headings=fingerprint(headings)).first()
    if kept is None:
        return guess(headings)
    return {key: heading for key, heading in kept.mapping.items() if key in BY_KEY and heading in headings}
