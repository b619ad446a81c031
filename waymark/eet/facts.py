"""Activities as reported, for many young people at once."""

from collections.abc import Iterable
from uuid import UUID

from waymark.eet.models import ActivityReport


def activity_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[ActivityReport]]:
    """Person → their activities as reported, latest first."""
    found: dict[UUID, list[ActivityReport]] = {}
    rows = ActivityReport.objects.known().filter(person__in=set(person_ids)).order_by("-observed_on", "-recorded_at")
    for report in rows:
        found.setdefault(report.person_id, []).append(report)
    return found
