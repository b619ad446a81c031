"""What counts as having reached somebody, and when to try again. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from waymark.contact.rules.words import Channel, Made, Whose


@dataclass(frozen=True, slots=True)
class Touch:
    """How one person has been kept in touch with, as known on a day; None where it never happened.

    `reached_*` is two-way contact on any channel, `seen_*` contact face to face. `tries_since` counts the tries after
    the day they were last reached (all of them where they never were). `rhythm_until` is the first day on which their
    own rhythm no longer holds. `try_again_on` is the day set for trying again: with the choice not to be in contact, or
    else with the last try that nobody has reached them since.
    """

    reached_on: date | None = None
    reached_by_adviser_on: date | None = None
    seen_on: date | None = None
    seen_by_adviser_on: date | None = None
    seen_by_social_worker_on: date | None = None
    tried_on: date | None = None
    tries_since: int = 0
    rhythm_days: int | None = None
    rhythm_until: date | None = None
    rhythm_reason: str = ""
    chose_none_from: date | None = None
    try_again_on: date | None = None
    lost_from: date | None = None
    worried_on: date | None = None


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """Something promised in a contact: what, by which day, and by whom."""

    what: str
    by_when: date
    whose: Whose = Whose.WORKER


def reached(made: str) -> bool:
    """Contact is two-way: a letter sent or a message left is a try until they answer.

    Children Act 1989 s.23C(2) asks the council to keep in touch, and s.23B(2) likewise for relevant children.
    """
    return made == Made.MADE


def seen(made: str, channel: str) -> bool:
    """Only face to face is seen; the regulations on visits mean being there (Care Leavers Regulations 2010 reg.8)."""
    return made == Made.MADE and channel == Channel.FACE_TO_FACE


def next_try(tried_on: date, days: int) -> date:
    """The day suggested for the next try: so many days on, and never on a Saturday or Sunday but the Monday after."""
    day = tried_on + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
