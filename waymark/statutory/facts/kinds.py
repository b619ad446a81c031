"""The kinds of facts a return gives, where each is kept and what of a life it holds."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from waymark.accommodation.facts import homes_held
from waymark.contact.facts import in_touch_held
from waymark.contact.rules import InTouch
from waymark.eet.facts import activities_held
from waymark.eligibility.facts import reported_held
from waymark.eligibility.rules import Status
from waymark.people.facts.reported import Held, facts_held
from waymark.people.models import (
    AwaySpell,
    CarePeriod,
    Fact,
    FamilyOrder,
    LegalStatusSpell,
    MissingEpisode,
    Placement,
    ReviewHeld,
    UnaccompaniedSpell,
)
from waymark.people.rules.words import AwayKind, CareKind, OrderKind, Source, YesNo
from waymark.statutory.importing.rules.lives import Life
from waymark.statutory.importing.rules.spells import CARE_ORDERS, Stay
from waymark.statutory.ssda903 import codes

Values = tuple[Any, ...]


class PeopleTable(NamedTuple):
    """A table of people's facts and the columns of it that a return fills."""

    model: type[Fact]
    names: tuple[str, ...]


PEOPLE_TABLES = {
    "care periods": PeopleTable(CarePeriod, ("started_on", "ended_on", "kind", "ended_reason", "care_order_at_end")),
    "legal statuses": PeopleTable(LegalStatusSpell, ("started_on", "ended_on", "code")),
    "placements": PeopleTable(
        Placement,
        (
            *("started_on", "ended_on", "place", "provider", "reason_change"),
            *("home_postcode", "placement_postcode", "urn"),
        ),
    ),
    "custody": PeopleTable(AwaySpell, ("started_on", "ended_on", "kind", "under_care_order")),
    "family orders": PeopleTable(FamilyOrder, ("kind", "made_on")),
    "reviews": PeopleTable(ReviewHeld, ("held_on", "participation")),
    "missing episodes": PeopleTable(MissingEpisode, ("started_on", "ended_on", "kind")),
    "unaccompanied": PeopleTable(UnaccompaniedSpell, ("ended_on",)),
}


class FactKind(NamedTuple):
    """`of` gives the values a life has of this kind; `held` reads those kept, for many people."""

    of: Callable[[Life], Iterable[Values]]
    held: Callable[[Iterable[UUID]], Iterator[Held]]


def _care_periods(life: Life) -> list[Values]:
    return [
        (
            stay.started_on,
            stay.ended_on,
            CareKind.SHORT_BREAKS if stay.short_breaks else CareKind.LOOKED_AFTER,
            stay.reason,
            _care_order(stay),
        )
        for stay in life.care.stays
    ]


def _care_order(stay: Stay) -> YesNo:
    if not stay.legal:
        return YesNo.UNKNOWN
    return YesNo.YES if stay.legal in CARE_ORDERS else YesNo.NO


def _custody(life: Life) -> list[Values]:
    return [(held.started_on, held.ended_on, AwayKind.DETAINED, held.care_order) for held in life.care.held]


def _orders(life: Life) -> list[Values]:
    return [(_order_kind(order.reason), order.made_on) for order in life.care.orders]


def _order_kind(reason: str) -> OrderKind:
    if reason in codes.SPECIAL_GUARDIANSHIP:
        return OrderKind.SPECIAL_GUARDIANSHIP
    return OrderKind.ADOPTION if reason in codes.ADOPTED else OrderKind.CHILD_ARRANGEMENTS


def _status_as_reported(life: Life) -> list[Values]:
    """What being in OC3 says of somebody whose care history is missing: nobody is in it who was not looked after for 13
    weeks since 14, reaching past 16, and six months back at home leave them qualifying. The latest birthday counts."""
    days = [report.observed_on for report in life.in_touch]
    days += [home.observed_on for home in life.homes] + [activity.observed_on for activity in life.activities]
    if not (days and life.care_history_missing):
        return []
    said = next((report.code for report in life.in_touch if report.observed_on == max(days)), None)
    if said is InTouch.DIED:
        return []
    return [(Status.QUALIFYING if said is InTouch.RETURNED_HOME else Status.FORMER_RELEVANT, max(days))]


def _kept_by_people(key: str, of: Callable[[Life], Iterable[Values]]) -> FactKind:
    table = PEOPLE_TABLES[key]
    return FactKind(of, partial(facts_held, table.model, table.names, source=Source.RETURN))


FACT_KINDS: dict[str, FactKind] = {
    "care periods": _kept_by_people("care periods", _care_periods),
    "legal statuses": _kept_by_people("legal statuses", lambda life: life.care.legal),
    "placements": _kept_by_people("placements", lambda life: life.care.placements),
    "custody": _kept_by_people("custody", _custody),
    "family orders": _kept_by_people("family orders", _orders),
    "reviews": _kept_by_people("reviews", lambda life: life.reviews),
    "missing episodes": _kept_by_people("missing episodes", lambda life: life.missing),
    "unaccompanied": _kept_by_people("unaccompanied", lambda life: life.unaccompanied),
    "in touch": FactKind(lambda life: life.in_touch, partial(in_touch_held, source=Source.RETURN)),
    "homes": FactKind(lambda life: life.homes, partial(homes_held, source=Source.RETURN)),
    "activities": FactKind(lambda life: life.activities, partial(activities_held, source=Source.RETURN)),
    "status as reported": FactKind(_status_as_reported, partial(reported_held, source=Source.RETURN)),
}
