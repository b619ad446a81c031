"""Where one young person stands in support from 21, in sentences, with the next step first. Pure."""

from dataclasses import dataclass
from datetime import date

from waymark.core.dates import LeapDay, Period, age_on, birthday
from waymark.core.vocab import Vocabulary
from waymark.core.wording import counted, full_date


class Step(Vocabulary):
    """The one thing to do next."""

    NONE = "none", "Nothing now"
    ANSWER = "answer", "Answer the request"
    CHECK = "check", "Wait for the check"
    TALK = "talk", "Talk about life after 21"
    PROPOSE = "propose", "Write down their yes"
    REVIEW = "review", "Look again"
    COURSE = "course", "Ask about the course"
    OFFER = "offer", "Offer support"


class Support(Vocabulary):
    """How they are supported on a day, as their legal status says."""

    UNDER_21 = "under_21", "Under 21"
    ASKED = "asked", "Support, because they asked for it"
    STUDY = "study", "Support while in education or training"
    OFFERED = "offered", "No support now; offered every year"
    OVER = "over", "Past 25"
    OTHER = "other", "These rights are not theirs"


@dataclass(frozen=True, slots=True)
class Known:
    """What the sentences are made of, as on `on`."""

    called: str
    born_on: date | None
    on: date
    support: Support
    talk: Period | None
    talked_on: date | None
    wants_no_support: bool
    request_asked_on: date | None
    request_answer_by: date | None
    proposed_on: date | None
    stepped_down_on: date | None
    last_offer: date | None
    next_offer: date | None
    review_on: date | None
    course: str
    course_known: bool
    course_ends_on: date | None
    course_soon: bool
    leap_day: LeapDay = LeapDay.MAR1


@dataclass(frozen=True, slots=True)
class Told:
    """The heading, what to do next and by when, and why. `late` is a number of days, nothing for none."""

    heading: str
    step: Step
    by: date | None
    sentences: tuple[str, ...]

    def late(self, on: date) -> int:
        return max(0, (on - self.by).days) if self.by else 0


def tell(known: Known) -> Told:
    """The story of one person. The most urgent step is the one named."""
    step, by, heading = _next(known)
    return Told(heading, step, by, tuple(_sentences(known)))


def _next(known: Known) -> tuple[Step, date | None, str]:
    name, on = known.called, known.on
    if known.request_asked_on:
        return Step.ANSWER, known.request_answer_by, f"{name} wants support again"
    if known.proposed_on:
        return Step.CHECK, None, f"{name} wants to step down; a manager checks that it is safe"
    if known.review_on is not None and known.support is Support.ASKED:
        return Step.REVIEW, known.review_on, f"{name} has an adviser for a time, until somebody looks again"
    if known.support is Support.UNDER_21:
        if known.talked_on is None and known.talk is not None and known.talk.contains(on):
            return Step.TALK, known.talk.end, f"Talk with {name} about life after 21"
        if known.talked_on is not None and known.wants_no_support:
            return Step.PROPOSE, None, f"{name} wants no support from 21"
        return Step.NONE, None, f"{name} has support until 21 without asking"
    if known.course_soon:
        return Step.COURSE, known.course_ends_on, f"Ask {name} what comes after the course"
    if known.support is Support.STUDY:
        return Step.NONE, None, f"{name} has support for as long as the course lasts"
    if known.support is Support.ASKED:
        return Step.NONE, None, f"{name} has support from 21, because {name} asked for it"
    if known.support is Support.OFFERED:
        if known.next_offer is not None and known.next_offer <= on:
            return Step.OFFER, known.next_offer, f"Support is to be offered to {name} now"
        since = known.stepped_down_on
        return (
            Step.NONE,
            known.next_offer,
            f"{name} stepped down on {full_date(since)}"
            if since
            else f"{name} has no support now, and can ask any day",
        )
    if known.support is Support.OVER:
        return Step.NONE, None, f"{name} is past 25"
    return Step.NONE, None, f"Support from 21 on request is not for {name}"


def _sentences(known: Known) -> list[str]:
    name, found = known.called, []
    if known.born_on is None:
        return ["The date of birth is not known, so nothing here can be worked out."]
    at_21, at_25 = birthday(known.born_on, 21, known.leap_day), birthday(known.born_on, 25, known.leap_day)
    if known.support is Support.OTHER:
        return [
            (
                "Only a former relevant child has these rights: Children Act 1989 s.23CZB(1). Help with education may go on "
                "for others: s.24B."
            )
        ]
    if known.support is Support.UNDER_21:
        found.append(
            f"{name} is {age_on(known.born_on, known.on, known.leap_day)}. Until the 21st birthday on {full_date(at_21)} "
            "the council keeps in touch and gives an adviser without being asked."
        )
        if known.talk is not None:
            found.append(f"From {full_date(known.talk.start)} somebody talks with {name} about what comes after it.")
    if known.talked_on is None and known.support is not Support.UNDER_21:
        found.append("No conversation about life after 21 is on record.")
    if known.support is Support.STUDY or known.course_known:
        ends = (
            f", which ends on {full_date(known.course_ends_on)}" if known.course_ends_on else ", with no end known yet"
        )
        found.append(f"On the course “{known.course}”{ends}." if known.course else f"On a course{ends}.")
        found.append("Support goes on while the course lasts, also past 25. Nothing closes by itself.")
    if known.stepped_down_on:
        found.append(f"Stepped down on {full_date(known.stepped_down_on)}, at {name}’s wish.")
    if known.last_offer and known.support is Support.OFFERED:
        found.append(f"Last offered support on {full_date(known.last_offer)}.")
    if known.next_offer is not None and known.support is Support.OFFERED:
        late = (known.on - known.next_offer).days
        words = f"{counted(late, 'day')} late" if late > 0 else "due today" if late == 0 else "next"
        found.append(f"The yearly offer is {words}: by {full_date(known.next_offer)}.")
    if known.support in (Support.OFFERED, Support.ASKED):
        found.append(f"{name} can ask for support on any day until 25, on {full_date(at_25)}.")
    if known.support is Support.OVER:
        found.append(f"The right to ask for an adviser ended on {full_date(at_25)}, the 25th birthday.")
    return found
