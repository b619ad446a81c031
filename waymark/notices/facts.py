"""Messages in the outbox, for whoever looks after it and for whoever asked for them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from waymark.notices.models import Notice
from waymark.notices.rules import State


def states_of(keys: Iterable[str]) -> dict[str, Notice]:
    """Key → its message, for those that are there; one query."""
    return {notice.key: notice for notice in Notice.objects.filter(key__in=set(keys))}


def in_trouble(*, limit: int) -> list[Notice]:
    """Messages that failed or may not have gone, the latest first."""
    rows = Notice.objects.filter(state__in=[State.FAILED, State.UNSURE])
    return list(rows.order_by("-made_at", "id")[:limit])


def being_tried(*, limit: int) -> list[Notice]:
    """Messages that were tried and wait to be tried again, the oldest first."""
    return list(Notice.objects.filter(state=State.WAITING, tries__gt=0).order_by("made_at", "id")[:limit])


def notice(notice_id: UUID) -> Notice | None:
    return Notice.objects.filter(pk=notice_id).first()


def counts(*, since: datetime) -> dict[State, int]:
    """How many messages are in each state; sent ones since a moment only."""
    rows = Notice.objects.exclude(state=State.SENT, sent_at__lt=since).values("state").annotate(number=Count("id"))
    found = {row["state"]: row["number"] for row in rows.order_by()}
    return {state: found.get(state.value, 0) for state in State}
