"""Every way a young person's record changes."""

from waymark.people.actions.allocating import AllocatesAhead, StartsBeforeTheLastOne, allocate, end_allocation
from waymark.people.actions.emergency import check_emergency_access, note_nobody_found, open_in_emergency
from waymark.people.actions.facts import (
    AlreadyWithdrawn,
    ReasonMissing,
    add_fact,
    correct_fact,
    end_fact,
    set_date_of_birth,
    withdraw_fact,
)
from waymark.people.actions.many import add_many
from waymark.people.actions.merging import merge_people, undo_merge
from waymark.people.actions.moving import (
    ChangedSincePreview,
    Moved,
    MovesToThemselves,
    NothingToMove,
    move_caseload,
)
from waymark.people.actions.person import add_person, change_person, set_photo
from waymark.people.actions.rederiving import facts_changed, rederive_search

__all__ = [
    "AllocatesAhead",
    "AlreadyWithdrawn",
    "ChangedSincePreview",
    "Moved",
    "MovesToThemselves",
    "NothingToMove",
    "ReasonMissing",
    "StartsBeforeTheLastOne",
    "add_fact",
    "add_many",
    "add_person",
    "allocate",
    "change_person",
    "check_emergency_access",
    "correct_fact",
    "end_allocation",
    "end_fact",
    "facts_changed",
    "merge_people",
    "move_caseload",
    "note_nobody_found",
    "open_in_emergency",
    "rederive_search",
    "set_date_of_birth",
    "set_photo",
    "undo_merge",
    "withdraw_fact",
]
