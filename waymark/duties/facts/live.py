"""Duties worked out from facts, for the people asked about."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from waymark.duties.facts.reading import facts_of
from waymark.duties.rules import DatedLimits, Duty, duties_on, limits_of
from waymark.policy.facts import settings_on, settings_to_come


def duties_of(ids: Collection[UUID], *, on: date) -> dict[UUID, list[Duty]]:
    """Every duty owed to each of these people on a day, the most urgent first; everyone asked about is in the answer.

    Facts count as far as they had happened by then, limits as in force on that day. A fixed number of queries for up to
    2,000 people.
    """
    limits, facts = limits_on(on), facts_of(ids, on=on)
    return {person_id: duties_on(facts[person_id], limits, on) if person_id in facts else [] for person_id in ids}


def limits_on(on: date) -> DatedLimits:
    """The limits in force on a day, and those decided already for days to come. Two queries."""
    values = settings_on(on)
    dated = [(date.min, limits_of(values))]
    coming = settings_to_come(on)
    for day in sorted({start for decided in coming.values() for start, _ in decided}):
        values = values | {key: value for key, decided in coming.items() for start, value in decided if start == day}
        if (limits := limits_of(values)) != dated[-1][1]:
            dated.append((day, limits))
    return tuple(dated)
