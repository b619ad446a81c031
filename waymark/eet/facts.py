"""Activities as reported, for many young people at once."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from waymark.eet.models import ActivityReport
from waymark.people.facts.reported import Held, facts_held
from waymark.people.rules.words import Source

ACTIVITY = ("year", "observed_on", "code")
"""An activity as reported, column by column."""


def activity_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[ActivityReport]]:
    """Person → their activities as reported, latest first."""
    found: dict[UUID, list[ActivityReport]] = {}
    rows = ActivityReport.objects.known().filter(person__in=set(person_ids)).order_by("-observed_on", "-recorded_at")
    for report in rows:
        found.setdefault(report.person_id, []).append(report)
    return found


def activities_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `ACTIVITY`."""
    return facts_held(ActivityReport, ACTIVITY, person_ids, source=source)
