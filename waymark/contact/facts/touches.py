"""How people have been kept in touch with: the answer that duties, pages and figures are worked out from."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from waymark.contact.facts.choices import chosen_on, lost_on
from waymark.contact.facts.rhythms import rhythms_in_force
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, Touch
from waymark.core.asking import Asking
from waymark.people.facts.reported import known

_MADE, _SEEN = Q(made=Made.MADE), Q(made=Made.MADE, channel=Channel.FACE_TO_FACE)
_BY_ADVISER, _BY_SOCIAL_WORKER = Q(by_role=ByRole.ADVISER), Q(by_role=ByRole.SOCIAL_WORKER)
LATEST = {
    "reached_on": _MADE,
    "reached_by_adviser_on": _MADE & _BY_ADVISER,
    "seen_on": _SEEN,
    "seen_by_adviser_on": _SEEN & _BY_ADVISER,
    "seen_by_social_worker_on": _SEEN & _BY_SOCIAL_WORKER,
    "tried_on": Q(made=Made.TRIED),
    "worried_on": Q(worried=True),
}
"""The latest day of each of these kinds of contact is asked for, by its name in `Touch`."""
RHYTHM = ("every_days", "ended_on", "reason")


def touches(ids: Iterable[UUID], *, up_to: date) -> dict[UUID, Touch]:
    """How each person was kept in touch with by that day; everyone asked about is in the answer.

    The number of queries is fixed. Of many thousand people ask in batches: every id is a parameter of the query.
    """
    people = set(ids)
    given: dict[UUID, dict[str, Any]] = {person_id: {} for person_id in people}
    for person_id, *days in _latest_days(people, up_to):
        given[person_id].update(zip(LATEST, days, strict=True))
    for person_id, next_try_on in _tries_since(people, up_to):
        mine = given[person_id]
        mine["tries_since"] = mine.get("tries_since", 0) + 1
        mine["try_again_on"] = next_try_on or mine.get("try_again_on")
    for person_id, every_days, until, reason in _rhythms(people, up_to):
        given[person_id] |= {"rhythm_days": every_days, "rhythm_until": until, "rhythm_reason": reason}
    for person_id, lost_from in _lost(people, up_to):
        given[person_id]["lost_from"] = lost_from
    for person_id, chose_from, try_again_on in _chose_none(people, up_to):
        given[person_id] |= {"chose_none_from": chose_from, "try_again_on": try_again_on}
    return {person_id: Touch(**values) for person_id, values in given.items()}


def _days_of(ids: list[UUID], up_to: date) -> "QuerySet[ContactMade, Any]":
    """The latest day of each kind of contact, in the order of `LATEST`; read from one index."""
    rows = known(ContactMade).filter(person__in=ids, happened_on__lte=up_to).values_list("person_id")
    return rows.annotate(**{name: Max("happened_on", filter=which) for name, which in LATEST.items()})


def _tries_of(ids: list[UUID], up_to: date) -> "QuerySet[ContactMade, Any]":
    """Every try after which nobody has reached them, the earliest first, with the day set for the next one."""
    reached = known(ContactMade).filter(
        person=OuterRef("person"), made=Made.MADE, happened_on__gte=OuterRef("happened_on"), happened_on__lte=up_to
    )
    rows = known(ContactMade).filter(person__in=ids, made=Made.TRIED, happened_on__lte=up_to)
    rows = rows.filter(~Exists(reached)).order_by("happened_on", "recorded_at")
    return rows.values_list("person_id", "next_try_on")


_latest_days, _tries_since = Asking(_days_of), Asking(_tries_of)
_rhythms = Asking(lambda ids, on: rhythms_in_force(ids, on=on).values_list("person_id", *RHYTHM))
_lost = Asking(lambda ids, on: lost_on(ids, on=on).values_list("person_id", "started_on"))
_chose_none = Asking(lambda ids, on: chosen_on(ids, on=on).values_list("person_id", "started_on", "try_again_on"))
