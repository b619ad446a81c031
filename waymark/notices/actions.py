"""Messages are put into the outbox with what they are about, and sent afterwards: never lost, never sent twice."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.core.wording import local
from waymark.notices.gateways import Gateway, Message, NotNow, Refused, Unanswered, gateway_for
from waymark.notices.models import Notice
from waymark.notices.rules import CLAIM_HOLDS, Kind, State, pause_after

BATCH = 100
Find = Callable[[Kind], Gateway]


class KeyTaken(Exception):
    """Another message went into the outbox under this key."""


class NotStuck(Exception):
    """The message has neither failed nor is it unknown whether it went, so there is nothing to decide."""


@transaction.atomic
def post(
    *,
    kind: Kind,
    to: str,
    body: str,
    key: str,
    by: Actor,
    now: datetime,
    subject: str = "",
    person_id: UUID | None = None,
) -> Notice:
    """Put a message into the outbox, inside the caller's transaction; it goes out after that is committed.

    The same key again answers with the message that is there. Raises KeyTaken when that one says something else.
    """
    values = {
        "kind": kind,
        "to": to,
        "subject": subject,
        "body": body,
        "person_id": person_id,
        "asked_by_id": by.actor_id,
        "made_at": now,
        "next_try_at": now,
    }
    notice, new = Notice.objects.get_or_create(key=key, defaults=values)
    if not new:
        if (notice.kind, notice.to, notice.subject, notice.body) != (kind, to, subject, body):
            raise KeyTaken
        return notice
    record("notices.posted", by=by, subject=notice, person_id=person_id, detail={"kind": kind})
    transaction.on_commit(partial(_send_soon, now), robust=True)  # a broken sender never fails the page
    return notice


def _send_soon(now: datetime) -> None:
    """Ask for the background task, which lies above actions and so is named rather than imported."""
    import_string("waymark.notices.tasks.send_notices").enqueue(now.isoformat())


def send_waiting(*, now: datetime, gateways: Find = gateway_for) -> int:
    """Send what is due; the number sent. Any number of processes may do this at once.

    A message is claimed before it is handed over, outside any transaction, so that two processes never hand over the
    same one. If a process dies in between, the claim runs out and the provider is asked before anything is sent again;
    one that cannot be asked leaves the message `unsure`, for a person to decide.
    """
    sent = _look_into_lost_claims(now=now, gateways=gateways)
    due = Notice.objects.filter(state=State.WAITING, next_try_at__lte=now).order_by("next_try_at", "made_at", "id")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        # Compare and set: on either database exactly one process finds the row still waiting.
        claimed = Notice.objects.filter(pk=pk, state=State.WAITING, next_try_at__lte=now)
        if claimed.update(state=State.SENDING, claimed_at=Now(), tries=F("tries") + 1):
            sent += _send(Notice.objects.get(pk=pk), now=now, gateways=gateways)
    return sent


def _send(notice: Notice, *, now: datetime, gateways: Find) -> int:
    for name in settings.BEFORE_SENDING:  # named, not imported: it lies above
        if why_not := import_string(name)(notice, on=local(now).date()):
            return _settle(notice, State.FAILED, failure=why_not)
    message, gateway = _message(notice), gateways(Kind(notice.kind))
    try:
        reference = gateway.send(message)
    except Refused as refusal:
        return _settle(notice, State.FAILED, failure=str(refusal))
    except NotNow as delay:
        return _later(notice, str(delay), now=now)
    except Unanswered as silence:
        if gateway.remembers:  # left as claimed: it is looked up when the claim runs out
            Notice.objects.filter(pk=notice.pk).update(failure=str(silence))
            return 0
        return _settle(notice, State.UNSURE, failure=str(silence))
    return _settle(notice, State.SENT, sent_at=now, provider_reference=reference, failure="")


def _look_into_lost_claims(*, now: datetime, gateways: Find) -> int:
    """Messages that somebody began to send and never finished with. Claims are timed by the database's own clock."""
    lost = Notice.objects.filter(state=State.SENDING, claimed_at__lt=Now() - CLAIM_HOLDS).order_by("claimed_at", "id")
    sent = 0
    for pk, claimed_at in list(lost.values_list("pk", "claimed_at")[:BATCH]):
        held = Notice.objects.filter(pk=pk, state=State.SENDING, claimed_at=claimed_at)
        if not held.update(claimed_at=Now()):  # another process looks into it
            continue
        notice = Notice.objects.get(pk=pk)
        gateway = gateways(Kind(notice.kind))
        if not gateway.remembers:
            sent += _settle(notice, State.UNSURE, failure=notice.failure or "Sending was cut off")
            continue
        try:
            reference = gateway.find(_message(notice))
        except NotNow:
            continue  # asked again when this claim runs out
        if reference is None:
            sent += _later(notice, notice.failure or "Sending was cut off", now=now)
        else:
            sent += _settle(notice, State.SENT, sent_at=now, provider_reference=reference, failure="")
    return sent


def _later(notice: Notice, failure: str, *, now: datetime) -> int:
    pause = pause_after(notice.tries)
    if pause is None:
        return _settle(notice, State.FAILED, failure=failure)
    return _settle(notice, State.WAITING, failure=failure, next_try_at=now + pause)


def _settle(notice: Notice, state: State, **values: object) -> int:
    """Write what became of a claimed message; 1 when it was sent."""
    mine = Notice.objects.filter(pk=notice.pk, state=State.SENDING)
    return int(bool(mine.update(state=state, claimed_at=None, **values)) and state is State.SENT)


def _message(notice: Notice) -> Message:
    return Message(Kind(notice.kind), notice.to, notice.subject, notice.body, notice.key)


@transaction.atomic
def send_again(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Somebody decided that a message which failed, or may not have gone, goes out once more. Raises NotStuck."""
    _decide(notice, by=by, event="notices.sent_again", state=State.WAITING, tries=0, next_try_at=now, failure="")
    transaction.on_commit(partial(_send_soon, now), robust=True)


@transaction.atomic
def note_sent(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Somebody found out that a message did go. Raises NotStuck."""
    _decide(notice, by=by, event="notices.found_sent", state=State.SENT, sent_at=now, failure="")


@transaction.atomic
def give_up(notice: Notice, *, by: Actor) -> None:
    """Nobody will send this any more: it leaves the list of what needs deciding. Raises NotStuck."""
    _decide(notice, by=by, event="notices.given_up", state=State.DROPPED)


def _decide(notice: Notice, *, by: Actor, event: str, **values: object) -> None:
    stuck = Notice.objects.filter(pk=notice.pk, state__in=[State.FAILED, State.UNSURE])
    if not stuck.update(**values):
        raise NotStuck
    record(event, by=by, subject=notice, person_id=notice.person_id)
