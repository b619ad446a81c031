"""What stands in diaries: by day, and for young people."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.accounts.models import RoleGrant, TeamAttachment, User, open_on
from waymark.accounts.rules import Permission
from waymark.core.wording import LONDON
from waymark.diary.models import Companion, Visit
from waymark.diary.models.visit import VisitQuerySet
from waymark.diary.rules.words import VisitState
from waymark.people.models import YoungPerson


def midnight(day: date) -> datetime:
    """Midnight at the start of a day, on an English wall clock."""
    return datetime.combine(day, time(), LONDON)


def in_diaries_of(workers: Collection[UUID]) -> VisitQuerySet:
    """What stands in the diaries of these workers: their own, and what they go along on."""
    along = Companion.objects.filter(worker__in=workers).values("visit")
    rows = Visit.objects.filter(Q(worker__in=workers) | Q(pk__in=along))
    return rows.select_related("person", "worker").prefetch_related("with_workers")


def day_of(workers: Collection[UUID], *, on: date) -> list[Visit]:
    """What stands in these workers' diaries on a day, by time, without what was cancelled; three queries.

    `person` (None for a meeting), `worker` and `with_workers` are read too.
    """
    return visits_between(workers, first=on, last=on)


def visits_between(workers: Collection[UUID], *, first: date, last: date) -> list[Visit]:
    """As `day_of`, from the first day to the last, both included."""
    rows = in_diaries_of(workers).standing().between(midnight(first), midnight(last + timedelta(days=1)))
    return list(rows.order_by("starts_at", "ends_at", "id"))


def visit_of(visit_id: UUID) -> Visit | None:
    """One entry, with whom it is about and who goes; None where there is none. Says nothing about who may see it."""
    rows = Visit.objects.select_related("person", "worker").prefetch_related("with_workers")
    return rows.filter(pk=visit_id).first()


def planned_for(ids: Iterable[UUID], *, after: datetime) -> dict[UUID, Visit]:
    """The next visit, call or meeting planned with each young person; those with none are not in the answer."""
    rows = Visit.objects.filter(person__in=set(ids), state=VisitState.PLANNED, ends_at__gt=after)
    found: dict[UUID, Visit] = {}
    for row in rows.select_related("worker").order_by("starts_at", "id"):
        found.setdefault(row.person_id, row)  # type: ignore[arg-type]
    return found


def in_the_way(
    workers: Collection[UUID], *, starts_at: datetime, ends_at: datetime, but: UUID | None = None
) -> list[Visit]:
    """What these workers have planned already in that time; a warning, never a refusal."""
    rows = in_diaries_of(workers).filter(state=VisitState.PLANNED).between(starts_at, ends_at)
    if but is not None:
        rows = rows.exclude(pk=but)
    return list(rows.order_by("starts_at", "id"))


def may_be_named(visits: Iterable[Visit], user: User, *, on: date) -> set[UUID]:
    """The entries whose young person this user may be told: those they reach, and those of visits they go along on,
    because whoever asked them along has told them.
    """
    asked = [visit for visit in visits if visit.person_id is not None]
    reached = set(
        YoungPerson.objects.visible_to(user, on=on)
        .filter(pk__in={visit.person_id for visit in asked if visit.person_id})
        .values_list("pk", flat=True)
    )
    return {
        visit.pk
        for visit in asked
        if visit.person_id in reached or any(companion.pk == user.pk for companion in visit.with_workers.all())
    }


def whose_diary(user: User, worker_id: UUID, *, on: date) -> User | None:
    """The colleague whose diary this user may read in full: themselves, those they cover for, and their own team's where
    they watch over it. None for anybody else's.
    """
    standing = user.standing(on=on)
    workers = User.objects.filter(pk=worker_id, is_active=True)
    if worker_id in {user.pk, *standing.workers}:
        return workers.first()
    if not standing.may(Permission.WATCH_SAFETY):
        return None
    if not standing.everyone:
        workers = workers.filter(pk__in=colleagues_in(standing.teams, on=on))
    return workers.first()


def colleagues_in(teams: Collection[UUID], *, on: date) -> QuerySet[Any, Any]:
    """Ids of everyone with a role in these teams, or attached to one, on a day."""
    granted = RoleGrant.objects.filter(open_on(on), team__in=teams).values("user")
    return granted.union(TeamAttachment.objects.filter(open_on(on), team__in=teams).values("user"))
