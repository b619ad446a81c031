"""What a worker holds, as somebody who moves it to others needs to know it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from waymark.accounts.models import RoleGrant, User, open_on
from waymark.people.models import Allocation, YoungPerson


def _open() -> QuerySet[Allocation]:
    return Allocation.objects.known().filter(ended_on=None, person__merged_into=None)


def _within(rows: QuerySet[Allocation], by: User, *, on: date) -> QuerySet[Allocation]:
    """Those of people whom `by` reaches by more than an emergency."""
    if by.standing(on=on).everyone:
        return rows
    return rows.filter(person__in=YoungPerson.objects.visible_to(by, on=on, emergency=False).values("id"))


def held_within(by: User, worker: User, *, on: date) -> list[Allocation]:
    """The open allocations of a worker that `by` reaches by more than an emergency, by name; `person` and `team` are
    read too. One query.
    """
    rows = _within(_open().filter(worker=worker), by, on=on).select_related("person", "team")
    return list(rows.order_by("person__sort_name", "person_id", "role"))


def held_beyond(by: User, worker: User, *, on: date) -> int:
    """How many people this worker holds whom `by` does not reach."""
    held = _open().filter(worker=worker)
    within = _within(held, by, on=on).values("person")
    return held.exclude(person__in=within).values("person").distinct().count()


def workers_within(by: User, *, on: date) -> list[tuple[User, int]]:
    """Workers who hold anybody `by` reaches, and how many of these, by name."""
    rows = _within(_open().filter(worker__isnull=False), by, on=on).order_by()
    counts = dict(rows.values_list("worker").annotate(n=Count("person", distinct=True)))
    workers = User.objects.filter(pk__in=counts).order_by("display_name", "username")
    return [(worker, counts[worker.pk]) for worker in workers]


def caseload_counts(workers: Collection[UUID]) -> dict[UUID, int]:
    """How many people each of these workers holds, whoever asks; those who hold nobody are not in the answer."""
    rows = _open().filter(worker__in=workers).order_by()
    return dict(rows.values_list("worker").annotate(n=Count("person", distinct=True)))


def teams_of(workers: Iterable[UUID], *, on: date) -> dict[UUID, list[UUID]]:
    """The teams in which each worker has a role on a day, in a fixed order."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    grants = RoleGrant.objects.filter(open_on(on), user__in=set(workers), team__isnull=False).order_by("team__name")
    for user_id, team_id in grants.values_list("user_id", "team_id"):
        if team_id not in found[user_id]:
            found[user_id].append(team_id)
    return dict(found)
