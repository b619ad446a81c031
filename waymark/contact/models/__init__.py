"""Contact with young people: when somebody reached them or tried to, what was promised, and what a return said."""

from waymark.contact.models.contacts import ContactMade, InTouchReport, VisitRhythm
from waymark.contact.models.lost import Effort, LostContact, LostSeen, NoContactChoice
from waymark.contact.models.promises import Promise

__all__ = [
    "ContactMade",
    "Effort",
    "InTouchReport",
    "LostContact",
    "LostSeen",
    "NoContactChoice",
    "Promise",
    "VisitRhythm",
]
