"""The yearly offer to everyone: who was reached, how, and what they said. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from waymark.after21.rules.words import WRITTEN, Answer, Reason, StartedBy, Way
from waymark.core.vocab import Vocabulary


class Got(Vocabulary):
    """How far an offer got in the last twelve months; the first that is true."""

    REACHED = "reached", "Reached"
    WRITTEN = "written", "Written to, no answer yet"
    TRIED = "tried", "Tried, not reached"
    NOBODY = "nobody", "Nobody has tried"


class Row(NamedTuple):
    """One offer, or contact they began, as the campaign counts it."""

    person_id: UUID
    offered_on: date
    how: str
    reached: bool
    started_by: str
    answer: str
    primary: str
    secondary: str


@dataclass(frozen=True, slots=True)
class Line:
    """One young person in the campaign. `last` is what got furthest in the twelve months, None where nobody tried."""

    person_id: UUID
    born_on: date | None
    due_on: date | None
    got: Got
    last: Row | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that opens its people: `show` is the word in the address."""

    count: int
    text: str
    show: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason: contacts as primary and as secondary reason, begun by us and by them."""

    reason: Reason
    us_primary: int
    us_secondary: int
    them_primary: int
    them_secondary: int

    @property
    def counts(self) -> tuple[tuple[int, str, str], ...]:
        """(count, place, who), those that they began first."""
        us, them = StartedBy.US.value, StartedBy.THEM.value
        return (
            (self.them_primary, "primary", them),
            (self.them_secondary, "secondary", them),
            (self.us_primary, "primary", us),
            (self.us_secondary, "secondary", us),
        )

    @property
    def total(self) -> int:
        return self.us_primary + self.us_secondary + self.them_primary + self.them_secondary


def furthest(rows: Iterable[Row]) -> tuple[Got, Row | None]:
    """How far the offers of one person got, and the latest row that got so far. `rows` are the latest first."""
    rows = list(rows)
    if reached := next((row for row in rows if row.reached), None):
        return Got.REACHED, reached
    if written := next((row for row in rows if row.how in WRITTEN), None):
        return Got.WRITTEN, written
    return (Got.TRIED, rows[0]) if rows else (Got.NOBODY, None)


def by_urgency(lines: Iterable[Line]) -> list[Line]:
    """The longest due first; who is due on no day, last."""
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.got is not Got.NOBODY, str(line.person_id)))


def is_due(line: Line, *, on: date) -> bool:
    return line.due_on is not None and line.due_on <= on


def chosen(lines: Iterable[Line], show: str, *, on: date) -> list[Line]:
    """Those behind one figure: `due`, a way `by-call`, an answer `said-not_now`, or how far it got; everyone for nothing."""
    kind, _, value = show.partition("-")
    if show == "due":
        return [line for line in lines if is_due(line, on=on)]
    if show in Got.values():
        return [line for line in lines if line.got == show]
    reached = [line for line in lines if line.got is Got.REACHED and line.last is not None]
    if kind == "by":
        return [line for line in reached if line.last is not None and line.last.how == value]
    if kind == "said":
        return [line for line in reached if line.last is not None and line.last.answer == value]
    return list(lines)


def how_far(lines: Iterable[Line]) -> list[Figure]:
    count = Counter(line.got for line in lines)
    return [Figure(count[got], got.label, got.value) for got in Got]


def routes(lines: Iterable[Line]) -> list[Figure]:
    """By which way those who were reached were reached, the commonest first."""
    count = Counter(line.last.how for line in lines if line.got is Got.REACHED and line.last is not None)
    return [Figure(number, Way.label_of(how), f"by-{how}") for how, number in count.most_common()]


def answers(lines: Iterable[Line]) -> list[Figure]:
    """What those who were reached said, in the order of the list of answers."""
    count = Counter(line.last.answer for line in lines if line.got is Got.REACHED and line.last is not None)
    return [Figure(count[answer], answer.label, f"said-{answer}") for answer in Answer if count[answer]]


def reasons(rows: Iterable[Row]) -> list[ReasonRow]:
    """Why people from 21 were in contact, apart by who began it.

    A yearly call that the service makes is no request for help: one council counted 41 such calls among 61 contacts.
    """
    rows = list(rows)
    primary = Counter((row.primary, row.started_by) for row in rows if row.primary)
    secondary = Counter((row.secondary, row.started_by) for row in rows if row.secondary)
    us, them = StartedBy.US.value, StartedBy.THEM.value
    return [
        ReasonRow(
            reason,
            primary[reason.value, us],
            secondary[reason.value, us],
            primary[reason.value, them],
            secondary[reason.value, them],
        )
        for reason in Reason
    ]


def with_reason(rows: Iterable[Row], show: str) -> list[Row]:
    """The contacts behind one figure of the reasons: `why-financial-primary-young_person`."""
    parts = show.split("-")
    if len(parts) != 4 or parts[0] != "why" or parts[2] not in ("primary", "secondary"):
        return []
    _, reason, place, who = parts
    return [row for row in rows if getattr(row, place) == reason and row.started_by == who]


def headline(figures: Mapping[Got, int], due: int) -> str:
    """The answer, for the heading."""
    total = sum(figures.values())
    if not total:
        return "Nobody you reach is waiting for a yearly offer"
    reached = f"{figures[Got.REACHED]:,} of {total:,} reached with the yearly offer"
    if not due:
        return f"{reached}; nobody is due"
    return f"{reached}; {due:,} {'is' if due == 1 else 'are'} due now"
