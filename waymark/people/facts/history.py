"""Care histories of many young people at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from waymark.people.models import (
    AwaySpell,
    CarePeriod,
    Fact,
    FamilyOrder,
    HomeSpell,
    LegalStatusSpell,
    MissingEpisode,
    OtherAccommodation,
    Placement,
    ReviewHeld,
    StudySpell,
    SupportRequest,
    UnaccompaniedSpell,
)


@dataclass(slots=True)
class CareHistory:
    """Everything known that a legal status is read from, each list in order of time."""

    care_periods: list[CarePeriod] = field(default_factory=list)
    legal_statuses: list[LegalStatusSpell] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    home_spells: list[HomeSpell] = field(default_factory=list)
    away_spells: list[AwaySpell] = field(default_factory=list)
    other_accommodation: list[OtherAccommodation] = field(default_factory=list)
    family_orders: list[FamilyOrder] = field(default_factory=list)
    support_requests: list[SupportRequest] = field(default_factory=list)
    study_spells: list[StudySpell] = field(default_factory=list)
    reviews: list[ReviewHeld] = field(default_factory=list)
    missing: list[MissingEpisode] = field(default_factory=list)
    unaccompanied: list[UnaccompaniedSpell] = field(default_factory=list)

    @property
    def missing_altogether(self) -> bool:
        """Whether nothing at all is known of being in care, here or elsewhere: known from one part of a return only."""
        return not (self.care_periods or self.legal_statuses or self.placements or self.other_accommodation)


# Each list, the rows it holds and what puts them in order.
LISTS: dict[str, tuple[type[Fact], str]] = {
    "care_periods": (CarePeriod, "started_on"),
    "legal_statuses": (LegalStatusSpell, "started_on"),
    "placements": (Placement, "started_on"),
    "home_spells": (HomeSpell, "started_on"),
    "away_spells": (AwaySpell, "started_on"),
    "other_accommodation": (OtherAccommodation, "started_on"),
    "family_orders": (FamilyOrder, "made_on"),
    "support_requests": (SupportRequest, "asked_on"),
    "study_spells": (StudySpell, "started_on"),
    "reviews": (ReviewHeld, "held_on"),
    "missing": (MissingEpisode, "started_on"),
    "unaccompanied": (UnaccompaniedSpell, "started_on"),
}
BATCH = 500


def care_histories(ids: Iterable[UUID]) -> dict[UUID, CareHistory]:
    """Each person's care history; everyone asked about is in the answer. Twelve queries for each 500 people."""
    people = list(dict.fromkeys(ids))
    found = {person_id: CareHistory() for person_id in people}
    for start in range(0, len(people), BATCH):
        batch = people[start : start + BATCH]
        for name, (model, order) in LISTS.items():
            for row in model.objects.known().filter(person__in=batch).order_by(order, "recorded_at", "id"):
                getattr(found[row.person_id], name).append(row)
    return found


def history_of_kind(person_id: UUID, name: str, *, withdrawn: bool = False) -> list[Fact]:
    """One list of one person's history, latest first; `withdrawn` gives what was believed once and is no more."""
    model, order = LISTS[name]
    rows = model.objects.filter(person=person_id, withdrawn_at__isnull=not withdrawn)
    return list(rows.order_by(f"-{order}", "-recorded_at", "id"))


def away_on(ids: Iterable[UUID], *, on: date) -> list[AwaySpell]:
    """Who of these people is in custody or hospital on a day, those away the longest first."""
    rows = AwaySpell.objects.known().open_on(on).filter(person__in=set(ids))
    return list(rows.order_by("started_on", "recorded_at"))
