"""What is planned, changed, cancelled, and said to have taken place."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from waymark.accounts.models import User
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.diary.actions.watching import follow_visit
from waymark.diary.models import Companion, Visit
from waymark.diary.models.visit import LONGEST_DAYS
from waymark.diary.rules.words import VisitKind, VisitSource, VisitState
from waymark.people.models import YoungPerson

CHANGEABLE = ("kind", "title", "starts_at", "ends_at", "place", "note")


class EndsBeforeItStarts(Exception):
    """The end is not after the start."""


class TooLong(Exception):
    """An entry lasts a month at most."""


class NothingToMeetAbout(Exception):
    """Neither a young person nor words say what it is about."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed this entry since the page was opened; `now` is how it stands."""

    def __init__(self, now: Visit) -> None:
        super().__init__(str(now.pk))
        self.now = now


class NotPlanned(Exception):
    """It took place, was missed or was cancelled already."""


class ReasonMissing(Exception):
    """Whoever was expecting a visit may ask why there was none."""


@transaction.atomic
def plan_visit(
    *,
    worker: User,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    today: date,
    person: YoungPerson | None = None,
    kind: VisitKind = VisitKind.VISIT,
    title: str = "",
    place: str = "",
    note: str = "",
    with_workers: Collection[User] = (),
    back_by: datetime | None = None,
) -> Visit:
    """Put something into a worker's diary. `back_by` asks for a home-safe check: when the worker will be back at the
    latest. Overlaps are not refused: see `diary.facts.in_the_way`.
    """
    pk = uuid4()
    visit = Visit(
        pk=pk,
        worker=worker,
        person=person,
        kind=kind,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        note=note.strip(),
        source=VisitSource.WAYMARK,
        uid=f"{pk}@waymark.invalid",
        planned_by_id=by.actor_id,
    )
    _check(visit)
    visit.save(force_insert=True)
    _travel(visit, with_workers)
    changes = {name: ("", value) for name in CHANGEABLE if (value := getattr(visit, name)) not in ("", None)}
    _record("planned", visit, by=by, changes=changes | {"with_workers": ("", _names(with_workers))})
    follow_visit(visit, back_by=back_by, by=by, today=today)
    return visit


@transaction.atomic
def change_visit(
    visit: Visit,
    *,
    version: int,
    by: Actor,
    today: date,
    with_workers: Collection[User] | None = None,
    back_by: datetime | None = None,
    **fields: Any,
) -> Visit:
    """Change what is planned. `version` is the one the page was opened with. `back_by` None: no home-safe check."""
    if unknown := fields.keys() - set(CHANGEABLE):
        raise TypeError(f"not fields of a visit: {', '.join(sorted(unknown))}")
    current = _locked(visit, version=version)
    changes = {
        name: (getattr(current, name), value) for name, value in fields.items() if getattr(current, name) != value
    }
    for name, value in fields.items():
        setattr(current, name, value)
    _check(current)
    if with_workers is not None:
        before = list(User.objects.filter(pk__in=current.companions.values("worker")).order_by("display_name"))
        if {user.pk for user in before} != {user.pk for user in with_workers}:
            changes["with_workers"] = (_names(before), _names(with_workers))
            _travel(current, with_workers)
    if changes:
        _save(current, *fields)
        _record("changed", current, by=by, changes=changes)
    follow_visit(current, back_by=back_by, by=by, today=today)
    return current


@transaction.atomic
def cancel_visit(visit: Visit, *, version: int, reason: str, by: Actor, today: date) -> Visit:
    """It will not take place. It stays in the diary as cancelled, so that a young person's record shows it."""
    return _close(visit, VisitState.CANCELLED, version=version, reason=reason, by=by, today=today)


@transaction.atomic
def mark_missed(visit: Visit, *, version: int, reason: str, by: Actor, today: date) -> Visit:
    """It did not take place though both had expected it, and why, without blame."""
    return _close(visit, VisitState.MISSED, version=version, reason=reason, by=by, today=today)


@transaction.atomic
def mark_kept(visit: Visit, *, by: Actor, today: date) -> Visit:
    """It took place. Recording the contact says so; said again nothing changes. A home-safe check runs on."""
    current = Visit.objects.select_for_update().get(pk=visit.pk)
    if current.state != VisitState.KEPT:
        before, current.state = current.state, VisitState.KEPT
        _save(current, "state")
        _record("kept", current, by=by, changes={"state": (before, VisitState.KEPT)})
    visit.state = current.state
    return current


def _close(visit: Visit, state: VisitState, *, version: int, reason: str, by: Actor, today: date) -> Visit:
    current = _locked(visit, version=version)
    if current.person_id and not reason.strip():
        raise ReasonMissing
    before, current.state, current.state_reason = current.state, state, reason.strip()
    _save(current, "state", "state_reason")
    _record(state.value, current, by=by, changes={"state": (before, state), "state_reason": ("", current.state_reason)})
    if state is VisitState.CANCELLED:
        follow_visit(current, back_by=None, by=by, today=today)
    return current


def _locked(visit: Visit, *, version: int) -> Visit:
    current = Visit.objects.select_for_update().get(pk=visit.pk)
    if current.version != version:
        raise ChangedMeanwhile(current)
    if current.state != VisitState.PLANNED:
        raise NotPlanned
    return current


def _save(visit: Visit, *names: str) -> None:
    visit.version += 1
    visit.sequence += 1
    visit.save(update_fields=[*names, "version", "sequence", "changed_at"])


def _check(visit: Visit) -> None:
    if visit.ends_at <= visit.starts_at:
        raise EndsBeforeItStarts
    if visit.ends_at - visit.starts_at > timedelta(days=LONGEST_DAYS):
        raise TooLong
    if visit.person_id is None and not visit.title:
        raise NothingToMeetAbout


def _travel(visit: Visit, workers: Collection[User]) -> None:
    wanted: set[UUID] = {user.pk for user in workers} - {visit.worker_id}
    held = set(visit.companions.values_list("worker_id", flat=True))
    visit.companions.filter(worker__in=held - wanted).delete()
    Companion.objects.bulk_create([Companion(visit=visit, worker_id=pk) for pk in sorted(wanted - held)])


def _names(users: Collection[User]) -> str:
    return ", ".join(sorted(str(user) for user in users))


def _record(what: str, visit: Visit, *, by: Actor, changes: dict[str, tuple[Any, Any]]) -> None:
    record(f"diary.visit_{what}", by=by, subject=visit, person_id=visit.person_id, changes=changes)
