"""Dates of birth that were and are believed."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from waymark.people.models import DateOfBirth


def births_of(ids: Iterable[UUID]) -> dict[UUID, list[DateOfBirth]]:
    """Every known date of birth by person: the one in force first, then the latest recorded."""
    found: dict[UUID, list[DateOfBirth]] = defaultdict(list)
    rows = DateOfBirth.objects.known().filter(person__in=set(ids)).order_by("-in_force", "-recorded_at", "id")
    for row in rows:
        found[row.person_id].append(row)
    return dict(found)
