"""When support is offered, and what counts as having offered it."""

from dataclasses import dataclass
from datetime import date

from waymark.after21.rules.words import WRITTEN, Answer, Way, Wish
from waymark.core.dates import LeapDay, Period, add_months, birthday


@dataclass(frozen=True, slots=True)
class Offered:
    """The latest offer to somebody. `answer` is NONE while they have said nothing to it, and then `answered_on` is None."""

    offered_on: date
    offered_how: Way
    answer: Answer
    answered_on: date | None


def counts_as_offer(*, reached: bool, how: str, written_counts: bool) -> bool:
    """Whether the yearly offer was made: they were reached, or it was put in front of them in writing.

    Extending personal adviser support to 25 (DfE guidance, 2018) asks the authority to make contact and offer; its text
    on letters without a reply was not read, so the council decides (`written_counts`). A call nobody took is a try.
    """
    return reached or (written_counts and how in WRITTEN)


def talk_days(born_on: date, *, months_before: int, leap_day: LeapDay = LeapDay.MAR1) -> Period:
    """When the conversation at 21 is to be had: from some months before the 21st birthday up to that day.

    At 21 the duties of s.23C(2) to (4) end, s.23C(6), and those of s.23CZB begin only when asked for; so what comes
    next is talked about before.
    """
    at_21 = birthday(born_on, 21, leap_day)
    return Period(add_months(at_21, -months_before), at_21)


def next_offer_on(
    born_on: date, *, last: date | None, every_months: int, leap_day: LeapDay = LeapDay.MAR1
) -> date | None:
    """When support is to be offered next: so many months after the last offer, or after 21 where there was none.

    None once that would be at 25 or later: s.23CZB reaches to the 25th birthday.
    """
    at_21 = birthday(born_on, 21, leap_day)
    due = max(at_21, add_months(last or at_21, every_months))
    return due if due < birthday(born_on, 25, leap_day) else None


def answer_to_wish(wish: str) -> Answer:
    """What the conversation at 21 says about support, as an answer to an offer."""
    if wish == Wish.NO_SUPPORT:
        return Answer.NOT_NOW
    return Answer.NONE if wish == Wish.UNDECIDED else Answer.WANTS
