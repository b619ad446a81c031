"""One fact of a care history in words. Takes any object with the fields of that fact, so that it needs no database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.core.wording import full_date
from waymark.people.rules.codes import ENDED, LEGAL_STATUS, PARTICIPATION, PLACE, PROVIDER, in_words
from waymark.people.rules.words import AwayKind, CareKind, MissingKind, OrderKind, OtherPlaceKind, WithWhom, YesNo


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a title, the days it covers and what else is known. A single day has no `until`; `open` has not ended."""

    title: str
    since: date | None
    until: date | None = None
    open: bool = False
    more: str = ""


def care_period(fact: Any) -> Told:
    council = f" by authority {fact.authority_code}" if fact.authority_code else ""
    more = f"Care ended: {in_words(ENDED, fact.ended_reason)}." if fact.ended_reason else ""
    if fact.care_order_at_end == YesNo.YES:
        more = f"{more} A care order was in force at the end.".strip()
    return _period(fact, CareKind.label_of(fact.kind) + council, more)


def legal_status(fact: Any) -> Told:
    return _period(fact, f"Looked after {in_words(LEGAL_STATUS, fact.code)}", f"Code {fact.code}")


def placement(fact: Any) -> Told:
    place = in_words(PLACE, fact.place)
    provider = f"Provided by {in_words(PROVIDER, fact.provider)}. " if fact.provider else ""
    return _period(fact, place[:1].upper() + place[1:], f"{provider}Code {fact.place}")


def home_spell(fact: Any) -> Told:
    return _period(fact, f"Lived with {_small(WithWhom.label_of(fact.with_whom))}")


def away_spell(fact: Any) -> Told:
    more = "Under a care order throughout, so still looked after." if fact.under_care_order else ""
    if fact.expected_end_on and not fact.ended_on:
        more = f"Expected out on {full_date(fact.expected_end_on)}. {more}".strip()
    return _period(fact, AwayKind.label_of(fact.kind), more)


def other_accommodation(fact: Any) -> Told:
    return _period(fact, OtherPlaceKind.label_of(fact.kind))


def family_order(fact: Any) -> Told:
    return Told(OrderKind.label_of(fact.kind), fact.made_on, fact.ended_on, fact.ended_on is None)


def support_request(fact: Any) -> Told:
    title = "Asked for support" if fact.wants else "Said no support is wanted now"
    return Told(title, fact.asked_on, more=f"“{fact.words}”" if fact.words else "")


def study_spell(fact: Any) -> Told:
    return _period(fact, fact.programme or "A programme of education or training")


def review(fact: Any) -> Told:
    took_part = in_words(PARTICIPATION, fact.participation)
    return Told("Review held", fact.held_on, more=f"The young person {took_part}." if took_part else "")


def missing(fact: Any) -> Told:
    return _period(fact, MissingKind.label_of(fact.kind))


def unaccompanied(fact: Any) -> Told:
    return _period(fact, "Seeking asylum without a parent")


def _period(fact: Any, title: str, more: str = "") -> Told:
    return Told(title, fact.started_on, fact.ended_on, fact.ended_on is None, more)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
