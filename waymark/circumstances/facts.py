"""Leave to remain of many young people at once."""

from collections import defaultdict
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
    people, found = list(dict.fromkeys(ids)), {}
    for start in range(0, len(people), BATCH):
        kept: dict[UUID, list[LeaveToRemain]] = defaultdict(list)
        rows = known(LeaveToRemain).filter(
            Q(started_on__isnull=True) | Q(started_on__lte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            person__in=people[start : start + BATCH],
        )
        for row in rows.order_by("-recorded_at", "id"):
            kept[row.person_id].append(row)
        for person_id, leaves in kept.items():
            leave = that_counts(leaves, on=on)
            if leave is not None:
                found[person_id] = leave
    return found


def leaves_of(person_id: UUID) -> list[LeaveToRemain]:
    """Every leave known of one person, the latest first."""
    return list(known(LeaveToRemain).filter(person=person_id).order_by("-started_on", "-expires_on", "-recorded_at"))
