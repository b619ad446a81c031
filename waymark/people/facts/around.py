"""Workers and the people who matter, for many young people at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from waymark.people.models import Allocation, NetworkMember
from waymark.people.rules.words import AllocationRole


def allocations_of(ids: Iterable[UUID]) -> dict[UUID, list[Allocation]]:
    """Every known allocation by person, open ones first, then the latest; `worker` and `team` are read too."""
    found: dict[UUID, list[Allocation]] = defaultdict(list)
    rows = Allocation.objects.known().filter(person__in=set(ids)).select_related("worker", "team")
    for row in sorted(rows, key=lambda a: (a.ended_on is None, a.ended_on or a.started_on, a.started_on), reverse=True):
        found[row.person_id].append(row)
    return dict(found)


def advisers_on(ids: Iterable[UUID], *, on: date) -> dict[UUID, Allocation]:
    """Each person's personal adviser on a day; people without one are not in the answer."""
    rows = Allocation.objects.known().open_on(on).filter(person__in=set(ids), role=AllocationRole.PERSONAL_ADVISER)
    return {row.person_id: row for row in rows.select_related("worker", "team").order_by("started_on")}


def held_by(workers: Collection[UUID], *, on: date) -> list[Allocation]:
    """What these users hold on a day: person, worker and role of each open allocation to somebody living."""
    rows = Allocation.objects.known().open_on(on).filter(worker__in=workers, person__merged_into=None)
    return list(rows.filter(person__died_on=None).only("id", "person_id", "worker_id", "role", "started_on"))


def network_of(ids: Iterable[UUID]) -> dict[UUID, list[NetworkMember]]:
    """Everyone known around each person: those who matter to them first, those who were and are no more last."""
    found: dict[UUID, list[NetworkMember]] = defaultdict(list)
    rows = NetworkMember.objects.known().filter(person__in=set(ids))
    for row in sorted(rows, key=lambda m: (m.ended_on is not None, not m.matters, m.name.casefold(), str(m.pk))):
        found[row.person_id].append(row)
    return dict(found)
