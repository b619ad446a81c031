"""Each kind of fact that can be added, corrected, ended and withdrawn: its form and the words of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from waymark.core.forms import Form
from waymark.core.wording import phone
from waymark.people.forms import around, care
from waymark.people.models import (
    Address,
    AwaySpell,
    CarePeriod,
    ContactPoint,
    Fact,
    FamilyOrder,
    HomeSpell,
    LegalStatusSpell,
    MissingEpisode,
    NetworkMember,
    OtherAccommodation,
    Placement,
    ReviewHeld,
    StudySpell,
    SupportRequest,
    UnaccompaniedSpell,
)
from waymark.people.rules import telling
from waymark.people.rules.telling import Told
from waymark.people.rules.words import AddressKind


@dataclass(frozen=True, slots=True)
class Kind:
    """`noun` completes “Add …”; `call` names one row in a heading; `list_name` is its list in CareHistory."""

    slug: str
    model: type[Fact]
    form: type[Form]
    noun: str
    call: Callable[[Any], str]
    list_name: str = ""
    title: str = ""
    tell: Callable[[Any], Told] | None = None
    ends: bool = True
    effect: str = ""
    asks_why: bool = True  # a correction of a care history says why; a new telephone number need not


def _address(fact: Address) -> str:
    first = next(iter(fact.lines.splitlines()), "")
    return ", ".join(part for part in (first, fact.postcode) if part) or AddressKind.label_of(fact.kind)


def _care(
    slug: str, model: type[Fact], form: type[Form], noun: str, title: str, list_name: str, tell: Any, **more: Any
) -> Kind:
    def call(fact: Any) -> str:
        return str(tell(fact).title)

    return Kind(slug, model, form, noun, call, list_name, title, tell, **more)


ADDRESS = Kind("address", Address, around.AddressForm, "an address", _address, asks_why=False)
CONTACT_POINT = Kind(
    "contact-point",
    ContactPoint,
    around.ContactPointForm,
    "a phone number or e-mail address",
    lambda fact: phone(fact.value),
    asks_why=False,
)
MEMBER = Kind("member", NetworkMember, around.NetworkForm, "somebody", lambda fact: str(fact.name), asks_why=False)

STATUS_MAY_CHANGE = "The legal status is worked out anew from the facts. If it changes, its page says why."
CARE: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        _care(
            *("care-period", CarePeriod, care.CarePeriodForm, "a period of being looked after", "Looked after"),
            *("care_periods", telling.care_period),
            effect=STATUS_MAY_CHANGE,
        ),
        _care(
            *("legal-status", LegalStatusSpell, care.LegalStatusForm, "a legal basis", "Legal basis of care"),
            *("legal_statuses", telling.legal_status),
            effect=STATUS_MAY_CHANGE,
        ),
        _care("placement", Placement, care.PlacementForm, "a placement", "Placements", "placements", telling.placement),
        _care(
            *("home", HomeSpell, care.HomeSpellForm, "time at home", "At home with family", "home_spells"),
            telling.home_spell,
            effect=STATUS_MAY_CHANGE,
        ),
        _care(
            *("away", AwaySpell, care.AwaySpellForm, "time in custody or hospital", "Custody and hospital"),
            *("away_spells", telling.away_spell),
            effect=STATUS_MAY_CHANGE,
        ),
        _care(
            *("other-accommodation", OtherAccommodation, care.OtherAccommodationForm, "other accommodation"),
            *("Accommodated, not looked after", "other_accommodation", telling.other_accommodation),
            effect=STATUS_MAY_CHANGE,
        ),
        _care(
            *("family-order", FamilyOrder, care.FamilyOrderForm, "a family order", "Family orders", "family_orders"),
            telling.family_order,
            effect=STATUS_MAY_CHANGE,
        ),
        _care(
            *("support-request", SupportRequest, care.SupportRequestForm, "what they asked for at 21 or later"),
            *("Support asked for at 21 and later", "support_requests", telling.support_request),
            ends=False,
            effect=STATUS_MAY_CHANGE,
        ),
        _care(
            *("study", StudySpell, care.StudySpellForm, "education or training at 21 or later"),
            *("Education and training at 21 and later", "study_spells", telling.study_spell),
            effect=STATUS_MAY_CHANGE,
        ),
        _care("review", ReviewHeld, care.ReviewForm, "a review", "Reviews", "reviews", telling.review, ends=False),
        _care("missing", MissingEpisode, care.MissingForm, "a time missing", "Missing", "missing", telling.missing),
        _care(
            *("unaccompanied", UnaccompaniedSpell, care.UnaccompaniedForm, "time as an unaccompanied child"),
            *("Seeking asylum without a parent", "unaccompanied", telling.unaccompanied),
        ),
    )
}
