"""Leave to remain of many young people at once."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import that_counts
from waymark.people.facts.reported import known

BATCH = 2_000


def leave_of(ids: Collection[UUID], *, on: date) -> dict[UUID, LeaveToRemain]:
    """The leave that counts on a day: of those in force the one that ends next, or that ran out last. None: left out.

    One query for each 2,000 people. `applied_on` may lie after the day asked about: then nobody had applied yet.
    """
    in_force = Q(started_on__isnull=True) | Q(started_on__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    chosen = {person_id: that_counts(leaves, on=on) for person_id, leaves in _leaves(ids, *in_force).items()}
    return {person_id: leave for person_id, leave in chosen.items() if leave is not None}


def leaves_known(ids: Collection[UUID]) -> dict[UUID, list[LeaveToRemain]]:
    """Every leave known of these people, ended and future ones too, the one recorded last first. None: left out.

    One query for each 2,000 people.
    """
    return _leaves(ids)


def leaves_of(person_id: UUID) -> list[LeaveToRemain]:
    """Every leave known of one person, the latest first."""
    return list(known(LeaveToRemain).filter(person=person_id).order_by("-started_on", "-expires_on", "-recorded_at"))


def _leaves(ids: Collection[UUID], *conditions: Q) -> dict[UUID, list[LeaveToRemain]]:
    people = list(dict.fromkeys(ids))
    found: dict[UUID, list[LeaveToRemain]] = {}
    for start in range(0, len(people), BATCH):
        rows = known(LeaveToRemain).filter(*conditions, person__in=people[start : start + BATCH])
        for row in rows.order_by("-recorded_at", "id"):
            found.setdefault(row.person_id, []).append(row)
    return found
