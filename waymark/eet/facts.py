"""Activities as reported, for many young people at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from waymark.eet.models import ActivityReport
from waymark.people.facts.reported import Held, facts_held, known
from waymark.people.rules.words import Source

ACTIVITY = ("year", "observed_on", "code")
"""An activity as reported, column by column."""


def activity_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[ActivityReport]]:
    """Person → their activities as reported, latest first."""
    found: dict[UUID, list[ActivityReport]] = {}
    rows = known(ActivityReport).filter(person__in=set(person_ids)).order_by("-observed_on", "-recorded_at")
    for report in rows:
        found.setdefault(report.person_id, []).append(report)
    return found


class ActivitySaid(NamedTuple):
    """One activity as reported: of which day, for which return if for one, and who said so."""

    person_id: UUID
    observed_on: date
    code: str
    year: int | None
    source: str


def activities_said(year: int, first: date, last: date, *, person_id: UUID | None = None) -> Iterator[ActivitySaid]:
    """Everyone's activities of those days, and what staff answered for the return of that year; one query."""
    rows = known(ActivityReport).filter(
        Q(observed_on__gte=first, observed_on__lte=last) | Q(year=year, source=Source.STAFF)
    )
    if person_id is not None:
        rows = rows.filter(person=person_id)
    for values in rows.values_list(*ActivitySaid._fields).iterator(5_000):
        yield ActivitySaid(*values)


def activity_answers(person_id: UUID, year: int) -> list[ActivityReport]:
    """What is known of the activity for the return of one year, from whatever source."""
    return list(known(ActivityReport).filter(person=person_id, year=year).order_by("recorded_at"))


def activities_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `ACTIVITY`."""
    return facts_held(ActivityReport, ACTIVITY, person_ids, source=source)
