"""Dates of pathway plans, for many young people at once."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from waymark.people.facts.reported import Held, facts_held, known
from waymark.people.rules.words import Source
from waymark.planning.models import PlanDate
from waymark.planning.rules import PlanEvent

PLAN_DATE = ("event", "on")
"""A date of a pathway plan, column by column."""


def plan_dates(person_ids: Iterable[UUID]) -> dict[UUID, dict[PlanEvent, PlanDate]]:
    """Person → event → its latest date."""
    found: dict[UUID, dict[PlanEvent, PlanDate]] = {}
    for row in known(PlanDate).filter(person__in=set(person_ids)).order_by("on", "recorded_at"):
        found.setdefault(row.person_id, {})[PlanEvent(row.event)] = row
    return found


def plan_dates_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `PLAN_DATE`."""
    return facts_held(PlanDate, PLAN_DATE, person_ids, source=source)
