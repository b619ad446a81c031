"""Which young people a list asks for, what needs somebody's attention, and the sentences that say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from waymark.core.dates import LeapDay, birthday
from waymark.core.vocab import Vocabulary
from waymark.eligibility.rules import Basis, Status


class Band(Vocabulary):
    """Ages as the service speaks of them. The list opens on everyone the service may owe something."""

    SERVICE = "", "Everyone in the service"
    CHILDREN = "16-17", "16 and 17"
    YOUNG = "18-20", "18 to 20"
    OLDER = "21", "21 and over"
    UNDER_16 = "under-16", "Under 16"
    PAST = "past-25", "25 and over, support ended"
    ANY = "any", "Any age"


# Short, for a row of round links.
PILLS: dict[Band, str] = {
    Band.SERVICE: "Everyone",
    Band.CHILDREN: "16–17",
    Band.YOUNG: "18–20",
    Band.OLDER: "21+",
}
# From the first age to below the second; None: no bound.
AGES: dict[Band, tuple[int | None, int | None]] = {
    Band.SERVICE: (16, None),
    Band.CHILDREN: (16, 18),
    Band.YOUNG: (18, 21),
    Band.OLDER: (21, None),
    Band.UNDER_16: (None, 16),
    Band.PAST: (25, None),
    Band.ANY: (None, None),
}
# At 25 the service ends, but for someone former relevant whose education or training goes on (s.23CA): these lists
# keep those of 25 and over who are, and PAST holds the others.
TO_25 = (Band.SERVICE, Band.OLDER)
AFTER_25 = Status.FORMER_RELEVANT


def born_between(band: Band, on: date) -> tuple[date | None, date | None]:
    """People of that band on a day are born after the first date and on or before the second; None: no bound.

    Someone born on 29 February counts as one year older from 1 March: for finding people, not for deciding about them.
    """
    youngest, too_old = AGES[band]
    after = None if too_old is None else years_before(on, too_old)
    until = None if youngest is None else years_before(on, youngest)
    return after, until


def years_before(on: date, years: int) -> date:
    """The latest day of birth of someone who is `years` old on that day; the day before 1 March for a leap day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


class Attention(Vocabulary):
    """Why somebody's record waits for a person rather than for a date, the most pressing first."""

    TO_SIGN = "to-sign", "Decision to sign"
    CONTESTED = "contested", "Legal status to decide"
    HISTORY_MISSING = "history", "Care history missing"
    NO_ADVISER = "adviser", "No personal adviser"


# What there is to do, the reason beside it.
TASKS: dict[Attention, tuple[str, str]] = {
    Attention.TO_SIGN: ("Sign the decision on the legal status", "It is proposed and waits for a manager."),
    Attention.CONTESTED: ("Decide the legal status", "The facts alone do not settle it."),
    Attention.HISTORY_MISSING: ("Find the care history", "The status is only what a return reported."),
    Attention.NO_ADVISER: ("Give them a personal adviser", "Nobody is allocated."),
}


class Order(Vocabulary):
    CHANGES = "", "Status changes next"
    NAME = "name", "Name"


# Statuses in the words of a list; statutory terms in full stand beside Why.
IN_PLAIN_WORDS: dict[Status, str] = {
    Status.LOOKED_AFTER: "Looked after",
    Status.ELIGIBLE: "Eligible, still looked after",
    Status.RELEVANT: "Relevant, has left care",
    Status.FORMER_RELEVANT: "Former relevant",
    Status.QUALIFYING: "Qualifying",
    Status.PAST_QUALIFYING: "Past qualifying, help with study only",
    Status.CLOSED: "Closed",
    Status.NONE: "No leaving-care status",
}
# ... and where the section of law makes a difference that a worker needs to know.
BY_BASIS: dict[Basis, str] = {
    Basis.NOT_YET_ELIGIBLE: "Looked after, not yet eligible",
    Basis.SHORT_BREAKS: "Looked after in short breaks",
    Basis.ANNUAL_OFFER: "Former relevant, support offered every year",
    Basis.S23CZB: "Former relevant, asked for support",
    Basis.S23CA: "Former relevant, in education or training",
    Basis.S24_1A: "Qualifying, special guardianship",
}
# Before “young people” in a headline; the last two stand after it.
ADJECTIVES: dict[Status, str] = {
    Status.LOOKED_AFTER: "looked-after",
    Status.ELIGIBLE: "eligible",
    Status.RELEVANT: "relevant",
    Status.FORMER_RELEVANT: "former relevant",
    Status.QUALIFYING: "qualifying",
    Status.PAST_QUALIFYING: "past qualifying",
}
AFTERWARDS: dict[Status, str] = {
    Status.CLOSED: "whose support is closed",
    Status.NONE: "without a leaving-care status",
}


def in_words(status: str, basis: str) -> str:
    """A status as a list says it; a code of a newer version is shown as it is."""
    try:
        known = Status(status)
    except ValueError:
        return status
    for law, words in BY_BASIS.items():
        if law.value == basis:
            return words
    return IN_PLAIN_WORDS[known]


def change_in_words(status: str, basis: str, *, on: date, born_on: date | None) -> str:
    """What someone becomes on a day: “From the 18th birthday: former relevant”, or “From then on: relevant, …”."""
    becomes = in_words(status, basis)
    years = turning(born_on, on)
    return f"From {f'the {ordinal(years)} birthday' if years else 'then on'}: {becomes[:1].lower()}{becomes[1:]}"


def turning(born_on: date | None, on: date) -> int | None:
    """The age someone turns on exactly that day, or None."""
    if born_on is None or on.year <= born_on.year:
        return None
    years = on.year - born_on.year
    return years if any(birthday(born_on, years, leap) == on for leap in LeapDay) else None


def ordinal(number: int) -> str:
    """“16th”, “21st”."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True, slots=True)
class Counted:
    """People of a list by age, counted to a limit: `more` where there are more than were counted."""

    total: int
    children: int
    young: int
    older: int
    more: bool = False


def headline(
    counted: Counted,
    *,
    limit: int,
    band: Band = Band.SERVICE,
    status: Status | None = None,
    attention: Attention | None = None,
    team: str = "",
    adviser: str = "",
) -> str:
    """The answer a list gives, as one sentence without a full stop."""
    number = f"More than {limit:,}" if counted.more else f"{counted.total:,}" if counted.total else "No"
    adjective = f" {ADJECTIVES[status]}" if status in ADJECTIVES else ""
    noun = "young person" if counted.total == 1 and not counted.more else "young people"
    parts = [f"{number}{adjective} {noun}"]
    if band not in (Band.SERVICE, Band.ANY):
        parts.append({Band.UNDER_16: "under 16", Band.PAST: "of 25 and over"}.get(band, f"aged {band.label}"))
    if band is Band.PAST:
        parts.append("whose support has ended")
    if status in AFTERWARDS:
        parts.append(AFTERWARDS[status])
    if adviser:
        parts.append(f"with {adviser}")
    if team:
        parts.append(f"in {team}")
    if attention is not None:
        parts.append(
            {
                Attention.TO_SIGN: "with a decision to sign",
                Attention.CONTESTED: "with a legal status to decide",
                Attention.HISTORY_MISSING: "whose care history is missing",
                Attention.NO_ADVISER: "without a personal adviser",
            }[attention]
        )
    return " ".join(parts)


def by_age(counted: Counted, band: Band) -> str:
    """“418 aged 16 and 17, 679 aged 18 to 20 and 446 aged 21 and over”, where a list holds several bands, else nothing."""
    if counted.more or band not in (Band.SERVICE, Band.ANY) or counted.total < 2:
        return ""
    parts = [
        f"{number:,} aged {words}"
        for number, words in (
            (counted.children, "16 and 17"),
            (counted.young, "18 to 20"),
            (counted.older, "21 and over"),
        )
        if number
    ]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else ""


# How a list counts them: “12 decisions to sign”.
COUNTED_AS: dict[Attention, tuple[str, str]] = {
    Attention.TO_SIGN: ("decision to sign", "decisions to sign"),
    Attention.CONTESTED: ("legal status to decide", "legal statuses to decide"),
    Attention.HISTORY_MISSING: ("care history missing", "care histories missing"),
    Attention.NO_ADVISER: ("without a personal adviser", "without a personal adviser"),
}


def first_task(attention: Sequence[Attention]) -> tuple[str, str] | None:
    """The one thing to do first, and why; a status to decide comes before a history, a history before an adviser."""
    return TASKS[min(attention, key=list(Attention).index)] if attention else None


def when_in_figures(on: date, today: date) -> tuple[str, str, str]:
    """The large word, the small one and the state of a day to come: (“9”, “days”, “now”), (“12”, “Mar 2027”, “later”)."""
    days = (on - today).days
    if days <= 0:
        return "Today", "", "now"
    if days <= 28:
        return str(days), "day" if days == 1 else "days", "now"
    return str(on.day), f"{on:%b %Y}", "later"
