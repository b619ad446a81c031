"""What stands in diaries: by day, and for young people."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.wording import LONDON
from waymark.diary.models import Companion, Visit
from waymark.diary.rules.words import VisitState


def _moment(day: date) -> datetime:
    """Midnight at the start of a day, on an English wall clock."""
    return datetime.combine(day, time(), LONDON)


def _theirs(workers: Collection[UUID]) -> QuerySet[Visit]:
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
    rows = _theirs(workers).standing().between(_moment(first), _moment(last + timedelta(days=1)))  # type: ignore[attr-defined]
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
