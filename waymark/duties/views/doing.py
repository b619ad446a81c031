"""Where a duty is answered: the words of the button, and its address."""

from uuid import UUID

from django.urls import reverse

from waymark.accounts.rules import Permission
from waymark.duties.rules import DutyId

# duty → (words of the button, page, what it needs). A duty that is not here is answered in other places.
DOING: dict[DutyId, tuple[str, str, Permission]] = {
    DutyId.D01: ("Give an adviser", "people:allocations", Permission.ALLOCATE),
    DutyId.D05: ("Record visit", "contact:record", Permission.RECORD_CONTACT),
    DutyId.D07: ("Record contact", "contact:record", Permission.RECORD_CONTACT),
    DutyId.D11: ("Record visit", "contact:record", Permission.RECORD_CONTACT),
    DutyId.D14: ("Record contact", "contact:record", Permission.RECORD_CONTACT),
    DutyId.D15: ("Give an adviser", "people:allocations", Permission.ALLOCATE),
    DutyId.D16: ("Make the offer", "after21:person", Permission.ARRANGE_AFTER_21),
    DutyId.D17: ("Answer them", "after21:person", Permission.ARRANGE_AFTER_21),
    DutyId.D18: ("Give an adviser", "people:allocations", Permission.ALLOCATE),
    DutyId.D32: ("See papers", "circumstances:papers", Permission.SEE_RISK),
    DutyId.D33: ("Record visit", "contact:record", Permission.RECORD_CONTACT),
    DutyId.D34: ("Give an adviser", "people:allocations", Permission.ALLOCATE),
}


def doing(duty: DutyId, person_id: UUID, may: frozenset[Permission]) -> tuple[str, str] | None:
    """(words, address) of what answers a duty, for whoever may do it."""
    if duty not in DOING:
        return None
    words, view, needed = DOING[duty]
    return (words, reverse(view, args=[person_id])) if needed in may else None
