"""The conversation at 21 and the offers since."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.after21.facts.leaving import agreed_on
from waymark.after21.models import Conversation, Offer
from waymark.after21.rules.offers import Offered, answer_to_wish, counts_as_offer
from waymark.after21.rules.words import Answer, Way
from waymark.core.asking import Asking
from waymark.policy.facts import setting_on


def conversations_of(ids: Iterable[UUID]) -> dict[UUID, list[Conversation]]:
    """Person → the conversations about life after 21, latest first; who had none is left out. One query."""
    found: dict[UUID, list[Conversation]] = defaultdict(list)
    rows = Conversation.objects.known().filter(person__in=set(ids)).select_related("worker")
    for row in rows.order_by("-held_on", "-recorded_at"):
        found[row.person_id].append(row)
    return dict(found)


def offers_since(ids: Iterable[UUID], *, since: date | None, up_to: date) -> dict[UUID, list[Offer]]:
    """Person → offers made or tried, and contacts they began, from `since` (None: ever) to `up_to`, latest first."""
    found: dict[UUID, list[Offer]] = defaultdict(list)
    rows = Offer.objects.known().filter(person__in=set(ids), offered_on__lte=up_to).select_related("worker")
    if since is not None:
        rows = rows.filter(offered_on__gte=since)
    for row in rows.order_by("-offered_on", "-recorded_at"):
        found[row.person_id].append(row)
    return dict(found)


def offers_of(ids: Collection[UUID], *, up_to: date) -> dict[UUID, Offered]:
    """Person → the latest offer of support that was made by that day; who was never offered any is left out.

    The conversation at 21 is an offer too, and so is agreeing to step down: each says how to come back, and the next
    offer follows a year after. A call nobody took is none. A fixed number of queries.
    """
    written = bool(setting_on("after21_written_counts", up_to))
    found: dict[UUID, Offered] = {}

    def later(person_id: UUID, offered: Offered) -> None:
        kept = found.get(person_id)
        if kept is None or kept.offered_on < offered.offered_on:
            found[person_id] = offered

    for person_id, day, how, reached, answer in _offers_by(set(ids), up_to):
        if counts_as_offer(reached=reached, how=how, written_counts=written):
            answered = answer != Answer.NONE
            found[person_id] = Offered(day, Way(how), Answer(answer), day if answered else None)
    for person_id, day, how, wish in _talks_by(set(ids), up_to):
        said = answer_to_wish(wish)
        later(person_id, Offered(day, Way(how), said, day if said != Answer.NONE else None))
    for person_id, decision in agreed_on(ids, on=up_to).items():
        step = decision.step_down
        later(person_id, Offered(decision.decided_on, Way(step.said_how), Answer.NOT_NOW, step.said_on))
    return found


def _offers(ids: list[UUID], up_to: date) -> "QuerySet[Any, Any]":
    """Every offer made by that day, the last one last."""
    rows = Offer.objects.known().filter(person__in=ids, offered_on__lte=up_to).order_by("offered_on", "recorded_at")
    return rows.values_list("person_id", "offered_on", "how", "reached", "answer")


def _talks(ids: list[UUID], up_to: date) -> "QuerySet[Any, Any]":
    rows = Conversation.objects.known().filter(person__in=ids, held_on__lte=up_to)
    return rows.values_list("person_id", "held_on", "how", "wish")


_offers_by, _talks_by = Asking(_offers), Asking(_talks)
