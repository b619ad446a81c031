"""Who works for a young person, from when to when."""

from datetime import date

from django.db import transaction

from waymark.accounts.models import Team, User
from waymark.audit.rules import Actor
from waymark.people.actions.facts import add_fact, end_fact
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import ONE_AT_A_TIME, AllocationRole, Source


class AllocatedAlready(Exception):
    """This worker already has this part for the young person."""


class StartsBeforeTheLastOne(Exception):
    """There is an open allocation that started on that day or later; `other` is it. Correct or end that one first."""

    def __init__(self, other: Allocation) -> None:
        super().__init__(str(other.pk))
        self.other = other


class AllocatesAhead(Exception):
    """The allocation would start after today, while the one before it would have to end now."""


class WorkerNotNamed(Exception):
    """Neither a user nor a name was given."""


@transaction.atomic
def allocate(
    person: YoungPerson,
    *,
    role: AllocationRole,
    started_on: date,
    by: Actor,
    today: date,
    worker: User | None = None,
    worker_name: str = "",
    team: Team | None = None,
    reason: str = "",
    source: Source = Source.STAFF,
) -> Allocation:
    """Give a young person a worker. Nobody has two personal advisers or social workers: the one before ends that day."""
    if worker is None and not worker_name.strip():
        raise WorkerNotNamed
    if started_on > today:
        raise AllocatesAhead
    YoungPerson.objects.select_for_update().get(pk=person.pk)
    held = Allocation.objects.known().filter(person=person, role=role, ended_on=None).select_related("worker")
    for other in held:
        same_name = other.worker is None and other.worker_name == worker_name
        if (worker is not None and other.worker_id == worker.pk) or (worker is None and same_name):
            raise AllocatedAlready
        if role in ONE_AT_A_TIME:
            if other.started_on >= started_on:
                raise StartsBeforeTheLastOne(other)
            end_fact(other, ended_on=started_on, by=by, today=today, reason=reason)
    new = Allocation(
        person=person,
        worker=worker,
        worker_name=str(worker) if worker else worker_name.strip(),
        role=role,
        team=team,
        started_on=started_on,
        reason=reason,
        source=source,
    )
    return add_fact(new, by=by, today=today, reason=reason)


@transaction.atomic
def end_allocation(allocation: Allocation, *, ended_on: date, reason: str, by: Actor, today: date) -> Allocation:
    """End an allocation with nobody following; the young person then shows as without this worker."""
    return end_fact(allocation, ended_on=ended_on, reason=reason, by=by, today=today)
