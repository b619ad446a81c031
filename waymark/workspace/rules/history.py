"""A care history as sentences, newest first. Codes of the return are put into words by the caller's code lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from waymark.core.vocab import Vocabulary


class Kind(Vocabulary):
    """What a line of the timeline is about; also the filters over it."""

    CARE = "care", "In care"
    CONTACT = "contact", "Contact"
    PROMISE = "promises", "Promises"
    PLACEMENT = "placements", "Home"
    WORK = "work", "Work and study"
    AFTER_21 = "after-21", "21 and over"
    PLAN = "plan", "Plan"
    PAPERS = "papers", "Papers"
    LEGAL = "orders", "Legal"
    REVIEW = "reviews", "Reviews"
    MISSING = "missing", "Missing"
    WORKER = "workers", "Workers"


# The order of the filters: what a worker looks for most stands first.
FILTERS = (
    *(Kind.CONTACT, Kind.PROMISE, Kind.PLACEMENT, Kind.WORK, Kind.PLAN, Kind.AFTER_21, Kind.PAPERS, Kind.WORKER),
    *(Kind.CARE, Kind.LEGAL, Kind.REVIEW, Kind.MISSING),
)
OWN_WORDS = "words"
"""The filter that crosses all kinds: lines that hold what the young person said."""

# Beside the date of one line.
ONE: dict[Kind, str] = {
    Kind.CARE: "care",
    Kind.CONTACT: "contact",
    Kind.PROMISE: "promise",
    Kind.PLACEMENT: "home",
    Kind.WORK: "work and study",
    Kind.AFTER_21: "21 and over",
    Kind.PLAN: "plan",
    Kind.PAPERS: "papers",
    Kind.LEGAL: "legal basis",
    Kind.REVIEW: "review",
    Kind.MISSING: "missing",
    Kind.WORKER: "worker",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `until` is the first day on which it was no longer so; None where it goes on or has no end.

    `said` holds the young person's own words, `made` marks that they were reached, and `how` stands beside the date
    instead of the name of the kind: “visit by Alex Merrin, at home”. `all_theirs`: the line is nothing but their words.
    """

    on: date
    kind: Kind
    text: str
    until: date | None = None
    dated_span: bool = False
    more: str = ""
    how: str = ""
    said: str = ""
    made: bool = False
    all_theirs: bool = False
    at: str = ""


def newest_first(lines: Iterable[Line]) -> list[Line]:
    """By day, the latest first; on one day what began stands above what ended it, as a reader goes back in time."""
    order = list(Kind)
    by_time = sorted(lines, key=lambda line: line.at, reverse=True)
    return sorted(
        by_time, key=lambda line: (-line.on.toordinal(), order.index(line.kind), "" if line.at else line.text)
    )


def lasting(line: Line, on: date) -> str:
    """How long it lasted, for the second line: “3 years 2 months, until 4 May 2024”; nothing for a single day."""
    if not line.dated_span:
        return ""
    if line.until is None:
        return f"{length(line.on, on)} so far" if line.on < on else ""
    return length(line.on, line.until)


def length(start: date, end: date) -> str:
    """“3 years 2 months”, “5 months”, “12 days”, “1 day”."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, rest = divmod(max(months, 0), 12)
    parts = [_counted(years, "year"), _counted(rest, "month")]
    words = " ".join(part for part in parts if part)
    return words or _counted(max((end - start).days, 0), "day") or "less than a day"


def _counted(number: int, noun: str) -> str:
    return "" if number == 0 else f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def said(codes: Mapping[str, str], code: str) -> str:
    """A code in words, or the code itself where no list knows it: what a return said is shown as it said it."""
    return codes.get(code) or f"code “{code}”"


def lower_first(sentence: str) -> str:
    """For use inside a sentence; an abbreviation keeps its capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
