"""Homes as reported, for many young people at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.accommodation.models import HomeReport
from waymark.core.asking import Asking
from waymark.people.facts.reported import Held, facts_held, known
from waymark.people.rules.words import Source

HOME = ("year", "observed_on", "kind", "suitability")
"""A home as reported, column by column."""


def home_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[HomeReport]]:
    """Person → their homes as reported, latest first."""
    found: dict[UUID, list[HomeReport]] = {}
    for report in known(HomeReport).filter(person__in=set(person_ids)).order_by("-observed_on", "-recorded_at"):
        found.setdefault(report.person_id, []).append(report)
    return found


class HomeSaid(NamedTuple):
    """One home as reported: of which day, for which return if for one, and who said so."""

    person_id: UUID
    observed_on: date
    kind: str
    suitability: str
    year: int | None
    source: str


def homes_said(year: int, first: date, last: date, *, person_id: UUID | None = None) -> Iterator[HomeSaid]:
    """Everyone's homes of those days, and what staff answered for the return of that year; one query."""
    rows = known(HomeReport).filter(
        Q(observed_on__gte=first, observed_on__lte=last) | Q(year=year, source=Source.STAFF)
    )
    if person_id is not None:
        rows = rows.filter(person=person_id)
    for values in rows.values_list(*HomeSaid._fields).iterator(5_000):
        yield HomeSaid(*values)


def home_answers(person_id: UUID, year: int) -> list[HomeReport]:
    """What is known of the home for the return of one year, from whatever source."""
    return list(known(HomeReport).filter(person=person_id, year=year).order_by("recorded_at"))


def homes_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `HOME`."""
    return facts_held(HomeReport, HOME, person_ids, source=source)


def homes_last_reported(person_ids: Iterable[UUID], *, up_to: date) -> dict[UUID, tuple[date, str, str]]:
    """Person → the day, kind and suitability of the home reported last by that day; no report: left out. One query."""
    rows = _homes_by(set(person_ids), up_to)
    return {person_id: (observed_on, kind, suitability) for person_id, observed_on, kind, suitability in rows}


def _homes(ids: list[UUID], up_to: date) -> "QuerySet[HomeReport, Any]":
    """Every home of theirs reported by that day, the last one last."""
    rows = known(HomeReport).filter(person__in=ids, observed_on__lte=up_to).order_by("observed_on", "recorded_at")
    return rows.values_list("person_id", "observed_on", "kind", "suitability")


_homes_by = Asking(_homes)
