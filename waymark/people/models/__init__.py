"""A young person and every dated fact that their legal status is read from."""

from waymark.people.models.around import Allocation, NetworkMember
from waymark.people.models.care import (
    AwaySpell,
    CarePeriod,
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
from waymark.people.models.emergency import EmergencyAccess
from waymark.people.models.facthood import Fact, FactQuerySet
from waymark.people.models.person import DateOfBirth, Merge, YoungPerson, YoungPersonQuerySet
from waymark.people.models.reach import Address, ContactPoint
from waymark.people.models.search import DerivedSearch, DerivedTrigram

__all__ = [
    "Address",
    "Allocation",
    "AwaySpell",
    "CarePeriod",
    "ContactPoint",
    "DateOfBirth",
    "DerivedSearch",
    "DerivedTrigram",
    "EmergencyAccess",
    "Fact",
    "FactQuerySet",
    "FamilyOrder",
    "HomeSpell",
    "LegalStatusSpell",
    "Merge",
    "MissingEpisode",
    "NetworkMember",
    "OtherAccommodation",
    "Placement",
    "ReviewHeld",
    "StudySpell",
    "SupportRequest",
    "UnaccompaniedSpell",
    "YoungPerson",
    "YoungPersonQuerySet",
]
