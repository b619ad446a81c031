"""Homes as reported, for many young people at once."""

from collections.abc import Iterable
from uuid import UUID

from waymark.accommodation.models import HomeReport


def home_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[HomeReport]]:
    """Person → their homes as reported, latest first."""
    found: dict[UUID, list[HomeReport]] = {}
    for report in HomeReport.objects.known().filter(person__in=set(person_ids)).order_by("-observed_on", "-recorded_at"):
        found.setdefault(report.person_id, []).append(report)
    return found
