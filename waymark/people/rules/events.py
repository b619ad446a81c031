"""Events of the audit trail about a person, in words; pure."""

import re
from collections.abc import Iterable

WORDS = {
    "people.person_added": "Started the record",
    "people.person_changed": "Changed who they are",
    "people.photo_changed": "Changed the photograph",
    "people.brought_in": "Brought in from a file",
    "people.opened_in_emergency": "Opened the record in an emergency",
    "people.emergency_access_checked": "Checked an emergency access",
    "people.joined": "Joined another record to this one",
    "people.joined_to_another": "Joined this record to another",
    "people.parted": "Parted two joined records",
    "people.dateofbirth_set": "Set the date of birth",
}
DONE = {"added": "Added", "corrected": "Corrected", "ended": "Ended", "withdrawn": "Took back"}
NOUNS = {
    "address": "an address",
    "allocation": "a worker",
    "awayspell": "time in custody or hospital",
    "careperiod": "a period of being looked after",
    "contactpoint": "a way to reach them",
    "familyorder": "a family order",
    "homespell": "time at home",
    "leavetoremain": "leave to remain",
    "legalstatusspell": "a legal basis of care",
    "missingepisode": "a time missing",
    "networkmember": "somebody around them",
    "otheraccommodation": "other accommodation",
    "placement": "a placement",
    "reviewheld": "a review",
    "studyspell": "education or training",
    "supportrequest": "what they asked for",
    "visitrhythm": "a rhythm of visits",
    "unaccompaniedspell": "time as an unaccompanied child",
    "whatisgoingon": "what is going on",
}
_EVENT = re.compile(r"[a-z0-9]+\.([a-z]+)_([a-z]+)")


def told(event: str, fields: Iterable[str]) -> tuple[str, str]:
    """(what was done, which fields, never their values). An event of another app is read from its name."""
    which = ", ".join(name.replace("_", " ") for name in sorted(fields) if name != "reason")
    if event in WORDS:
        return WORDS[event], which
    match = _EVENT.fullmatch(event)
    if match and match[1] in NOUNS and match[2] in DONE:
        return f"{DONE[match[2]]} {NOUNS[match[1]]}", which
    return event.rpartition(".")[2].replace("_", " ").capitalize(), which
