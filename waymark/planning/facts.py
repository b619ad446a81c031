"""Dates of pathway plans, for many young people at once."""

from collections.abc import Iterable
from uuid import UUID

from waymark.planning.models import PlanDate
from waymark.planning.rules import PlanEvent


def plan_dates(person_ids: Iterable[UUID]) -> dict[UUID, dict[PlanEvent, PlanDate]]:
    """Person → event → its latest date."""
    found: dict[UUID, dict[PlanEvent, PlanDate]] = {}
    for row in PlanDate.objects.known().filter(person__in=set(person_ids)).order_by("on", "recorded_at"):
        found.setdefault(row.person_id, {})[PlanEvent(row.event)] = row
    return found
