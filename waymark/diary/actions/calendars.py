"""A diary's secret address, and entries brought in from another calendar."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from waymark.accounts.models import User
from waymark.audit.actions import record
from waymark.diary.facts.calendars import effect_of
from waymark.diary.models import CalendarFeed, Visit
from waymark.diary.rules.calendars import Entry, Reading
from waymark.diary.rules.words import VisitKind, VisitSource, VisitState


def digest_of(token: str) -> str:
    """What is kept of a feed's secret: it has 256 bits of chance, so a plain hash cannot be tried out."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(user: User, *, now: datetime) -> str:
    """A new secret for this user's diary; one they had before stops working. It is told once and kept nowhere."""
    User.objects.select_for_update().get(pk=user.pk)
    CalendarFeed.objects.filter(user=user, ended_at=None).update(ended_at=now)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=user, token_hash=digest_of(token), made_at=now)
    record("diary.feed_made", by=user, subject=feed)
    return token


@transaction.atomic
def end_feed(user: User, *, now: datetime) -> None:
    """No calendar outside reads this diary any more."""
    feed = CalendarFeed.objects.select_for_update().filter(user=user, ended_at=None).first()
    if feed is not None:
        feed.ended_at = now
        feed.save(update_fields=["ended_at"])
        record("diary.feed_ended", by=user, subject=feed)


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing a calendar in did, in entries."""

    added: int
    changed: int
    cancelled: int


@transaction.atomic
def bring_in(user: User, reading: Reading, *, first: datetime, last: datetime) -> Brought:
    """Make a worker's diary say what another calendar says of the time from `first` to `last`.

    An entry is known by its uid, so the same file again changes nothing. A time of a series that the file knows but that
    no longer takes place is cancelled; what the file does not speak of is left alone, as is what was planned here.
    """
    User.objects.select_for_update().get(pk=user.pk)
    effect = effect_of(user, reading, first=first, last=last)
    for visit, entry in effect.changed:
        visit.title, visit.place, visit.state = entry.title, entry.place, VisitState.PLANNED
        visit.starts_at, visit.ends_at = entry.starts_at, entry.ends_at
    for visit in effect.cancelled:
        visit.state = VisitState.CANCELLED
    touched = [*(visit for visit, _ in effect.changed), *effect.cancelled]
    for visit in touched:
        visit.version += 1
        visit.sequence += 1
    Visit.objects.bulk_create([_new(user, entry) for entry in effect.new], batch_size=200)
    fields = ["title", "starts_at", "ends_at", "place", "state", "version", "sequence"]
    Visit.objects.bulk_update(touched, fields, batch_size=200)
    brought = Brought(len(effect.new), len(effect.changed), len(effect.cancelled))
    if any((brought.added, brought.changed, brought.cancelled)):
        detail = {"added": brought.added, "changed": brought.changed, "cancelled": brought.cancelled}
        record("diary.calendar_brought_in", by=user, subject=user, detail=detail)
    return brought


def _new(user: User, entry: Entry) -> Visit:
    return Visit(
        worker=user,
        kind=VisitKind.OTHER,
        title=entry.title,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        place=entry.place,
        source=VisitSource.CALENDAR,
        uid=entry.uid,
        occurrence=entry.occurrence,
        planned_by_id=user.pk,
    )
