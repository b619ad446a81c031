"""Somebody goes out, comes home, or is looked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from waymark.accounts.models import User
from waymark.audit.actions import Changes, record
from waymark.audit.rules import Actor
from waymark.core.wording import clock, local, phone
from waymark.diary.facts.safety import minutes_on, watchers_of
from waymark.diary.models import HomeSafe, Visit
from waymark.diary.rules.lateness import Level, level_of
from waymark.diary.rules.words import WatchState
from waymark.notices.actions import post
from waymark.notices.rules import Kind
from waymark.people.models import YoungPerson


class BackBeforeTheyGo(Exception):
    """The time they will be back is not after the time they go."""


class NotOut(Exception):
    """They have come back, or were found, already."""


class HowMissing(Exception):
    """Whoever says that somebody was found safe, or did not go, says how they know."""


class NobodyChecksThemselves(Exception):
    """Somebody else says that a worker was found; the worker says that they are home."""


@transaction.atomic
def go_out(
    *, worker: User, where: str, expected_at: datetime, by: Actor, now: datetime, person: YoungPerson | None = None
) -> HomeSafe:
    """Start a check for somebody who goes out now without a visit planned."""
    if expected_at <= now:
        raise BackBeforeTheyGo
    check = HomeSafe.objects.create(
        worker=worker, person=person, where=where.strip(), out_from=now, expected_at=expected_at
    )
    _record("asked", check, by=by, changes={"where": ("", check.where), "expected_at": ("", expected_at)})
    return check


@transaction.atomic
def follow_visit(visit: Visit, *, back_by: datetime | None, by: Actor, today: date) -> HomeSafe | None:
    """Make the home-safe check of a visit what is asked for now: begun, moved, or (with `back_by` None) taken away.

    A check that has told somebody already is never taken away by moving the visit: it is closed by saying what happened.
    """
    check = HomeSafe.objects.select_for_update().filter(visit=visit, state=WatchState.OUT).first()
    if back_by is None:
        if check and check.worker_told_at is None and check.manager_told_at is None:
            _record("dropped", check, by=by, changes={"expected_at": (check.expected_at, "")})
            check.delete()
        return None
    if back_by <= visit.starts_at:
        raise BackBeforeTheyGo
    where = visit.place
    if check is None:
        check = HomeSafe.objects.create(
            worker_id=visit.worker_id,
            visit=visit,
            person_id=visit.person_id,
            where=where,
            out_from=visit.starts_at,
            expected_at=back_by,
        )
        _record("asked", check, by=by, changes={"where": ("", where), "expected_at": ("", back_by)})
    elif (check.expected_at, check.where, check.out_from) != (back_by, where, visit.starts_at):
        changes = {"expected_at": (check.expected_at, back_by), "where": (check.where, where)}
        check.where, check.out_from = where, visit.starts_at
        _expect(check, back_by)
        _record("moved", check, by=by, changes=changes)
    return check


@transaction.atomic
def expect_later(check: HomeSafe, *, expected_at: datetime, by: User, now: datetime) -> HomeSafe:
    """It takes longer: the clock starts anew for the later time."""
    current = _out(check)
    if expected_at <= now:
        raise BackBeforeTheyGo
    changes = {"expected_at": (current.expected_at, expected_at)}
    _expect(current, expected_at)
    _record("moved", current, by=by, changes=changes)
    return current


@transaction.atomic
def say_home_safe(check: HomeSafe, *, by: User, now: datetime) -> HomeSafe:
    """The worker is back. Said again, or after somebody found them, nothing changes."""
    current = HomeSafe.objects.select_for_update().get(pk=check.pk)
    if by.pk != current.worker_id:
        raise NobodyChecksThemselves
    if current.state != WatchState.OUT:
        return current
    return _close(current, WatchState.HOME, how="", by=by, now=now)


@transaction.atomic
def found_safe(check: HomeSafe, *, how: str, by: User, now: datetime) -> HomeSafe:
    """Somebody else knows that the worker is safe, and how."""
    current = _out(check)
    if by.pk == current.worker_id:
        raise NobodyChecksThemselves
    if not how.strip():
        raise HowMissing
    return _close(current, WatchState.FOUND, how=how, by=by, now=now)


@transaction.atomic
def call_off(check: HomeSafe, *, how: str, by: User, now: datetime) -> HomeSafe:
    """They did not go out after all, and why."""
    current = _out(check)
    if not how.strip():
        raise HowMissing
    return _close(current, WatchState.CALLED_OFF, how=how, by=by, now=now)


@dataclass(frozen=True, slots=True)
class Alarms:
    """How many workers were asked, and about how many managers were called."""

    asked: int
    called: int


def raise_alarms(*, by: Actor, now: datetime) -> Alarms:
    """Tell whoever must be told by now, each level once for each time expected; safe to run at the same time twice.

    Each check is its own transaction, so that one that cannot be told about does not keep the others quiet.
    """
    minutes = minutes_on(local(now).date())
    late = [
        (check, level)
        for check in HomeSafe.objects.out().filter(expected_at__lte=now).order_by("expected_at", "id")
        if (level := level_of(check.expected_at, now=now, minutes=minutes)) >= Level.WORKER
    ]
    asked = sum(_ask_worker(check, by=by, now=now) for check, _ in late)
    called = sum(_call_managers(check, by=by, now=now) for check, level in late if level >= Level.MANAGER)
    return Alarms(asked, called)


@transaction.atomic
def _ask_worker(check: HomeSafe, *, by: Actor, now: datetime) -> bool:
    told = HomeSafe.objects.out().filter(pk=check.pk, expected_at=check.expected_at, worker_told_at=None)
    if not told.update(worker_told_at=now):
        return False
    worker = check.worker
    companions = list(User.objects.filter(pk__in=check.visit.companions.values("worker"))) if check.visit else []
    due = clock(check.expected_at)
    _tell([worker], f"You said you would be back at {due}. Are you safe? Open Waymark and press “I’m home safe”, or give a later time. Your manager is called soon.", check, "1", by=by, now=now)  # fmt: skip
    _tell(companions, f"{worker} said they would be back at {due} and has not said that they are. You travelled together: ring {phone(worker.phone) or 'them'}, then your manager.", check, "1", by=by, now=now)  # fmt: skip
    _record("worker_asked", check, by=by, changes={"worker_told_at": ("", now)})
    return True


@transaction.atomic
def _call_managers(check: HomeSafe, *, by: Actor, now: datetime) -> bool:
    told = HomeSafe.objects.out().filter(pk=check.pk, expected_at=check.expected_at, manager_told_at=None)
    if not told.update(manager_told_at=now):
        return False
    worker = check.worker
    managers = watchers_of([worker.pk], on=local(now).date())[worker.pk]
    number = phone(worker.phone)
    # No address and no young person's name: a text can be read on any screen. The page has both.
    words = f"{worker} said they would be back at {clock(check.expected_at)} and has not said that they are safe. {f'Ring {number}. ' if number else ''}Open Waymark: the red line says where they went and what to do."
    _tell(managers, words, check, "2", by=by, now=now, both=True)
    _record("manager_called", check, by=by, changes={"manager_told_at": ("", now)})
    return True


def _tell(
    users: Iterable[User], words: str, check: HomeSafe, level: str, *, by: Actor, now: datetime, both: bool = False
) -> None:
    """A text to each, or an e-mail where there is no number; `both` sends an e-mail besides."""
    for user in users:
        key = f"home-safe:{check.pk}:{check.expected_at:%Y%m%dT%H%M%S}:{level}:{user.pk}"
        if user.phone:
            post(kind=Kind.SMS, to=user.phone, body=words, key=f"{key}:sms", by=by, now=now)
        if user.email and (both or not user.phone):
            subject = f"{check.worker} is not home safe" if user.pk != check.worker_id else "Are you home safe?"
            post(kind=Kind.EMAIL, to=user.email, subject=subject, body=words, key=f"{key}:mail", by=by, now=now)


def _out(check: HomeSafe) -> HomeSafe:
    current = HomeSafe.objects.select_for_update().get(pk=check.pk)
    if current.state != WatchState.OUT:
        raise NotOut
    return current


def _expect(check: HomeSafe, expected_at: datetime) -> None:
    check.expected_at, check.worker_told_at, check.manager_told_at = expected_at, None, None
    check.save(update_fields=["expected_at", "worker_told_at", "manager_told_at", "where", "out_from"])


def _close(check: HomeSafe, state: WatchState, *, how: str, by: User, now: datetime) -> HomeSafe:
    check.state, check.closed_at, check.closed_by, check.closed_how = state, now, by, how.strip()
    check.save(update_fields=["state", "closed_at", "closed_by", "closed_how"])
    _record(state.value, check, by=by, changes={"state": (WatchState.OUT, state), "closed_how": ("", how.strip())})
    return check


def _record(what: str, check: HomeSafe, *, by: Actor, changes: Changes) -> None:
    record(f"diary.home_safe_{what}", by=by, subject=check, person_id=check.person_id, changes=changes)
