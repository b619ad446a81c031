"""Two figures of keeping in touch: reached by their personal adviser, and reached by any worker. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from uuid import UUID

from waymark.contact.rules.words import ByRole, Made
from waymark.core.dates import LeapDay, age_on
from waymark.core.vocab import Vocabulary
from waymark.eligibility.rules.statuses import Basis, Status

# Before 21 a council has to keep in touch, whatever they say: Children Act 1989 s.23B(2) (relevant), s.23C(2) (former
# relevant); for eligible children it looks after them. From 21 only with those who asked (s.23CZB) or are in education
# (s.23CA), or with whom an adviser is still allocated: to everybody else support is offered once a year. People who
# qualify (s.24) are helped when they ask, so nobody is late with them.
OPEN_BEFORE_21 = frozenset({Status.ELIGIBLE, Status.RELEVANT, Status.FORMER_RELEVANT})
OPEN_FROM_21 = frozenset({Basis.S23CZB, Basis.S23CA})
YOUNGEST = 17
FEW = 50
WHO_COUNTS = (
    "From 17 until they turn 21: eligible, relevant and former relevant young people.",
    "From 21: former relevant people who asked for support, who are in education or training, or who have a personal adviser by name.",
    "Not counted: under 17, people who qualify for advice only, people whose date of birth nobody knows, people who have died.",
    "Reached means two-way contact of any kind. A letter sent or a message left is a try until they answer.",
    "The bands are those of the council’s own papers. 19 to 21 and 21 and over both hold everyone who is 21.",
)


class Band(Vocabulary):
    """The bands of the council's papers; the last two overlap at 21."""

    FIRST = "17-18", "17 to 18"
    MIDDLE = "19-21", "19 to 21"
    LAST = "21-plus", "21 and over"

    def holds(self, age: int) -> bool:
        return {Band.FIRST: 17 <= age <= 18, Band.MIDDLE: 19 <= age <= 21, Band.LAST: age >= 21}[self]


class By(Vocabulary):
    """Whose contact counts."""

    ADVISER = "adviser", "Personal adviser only"
    ANYONE = "anyone", "Any worker"


class Outcome(Vocabulary):
    """How it went with one person over the months looked at. All but the first are not in the figure."""

    REACHED = "reached", "Reached"
    UNKNOWN = "unknown", "Not known whether reached, or by whom"
    TRIED = "tried", "Tried, not reached"
    NOBODY = "nobody", "Nobody tried"


@dataclass(frozen=True, slots=True)
class Counted:
    """One person as the figures see them: `status` and `basis` are those that duties follow on the day."""

    person_id: UUID
    age: int
    status: str
    basis: str
    advised: bool


# What is known of one contact: whether it reached them, and by whom; as stored.
Contact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """Of `of` people so many were reached; the others are not known, were only tried, or nobody tried."""

    of: int
    reached: int
    unknown: int
    tried: int
    nobody: int

    @property
    def missing(self) -> int:
        return self.of - self.reached

    @property
    def share(self) -> float:
        """Per cent; 0 of nobody."""
        return 100 * self.reached / self.of if self.of else 0.0

    @property
    def likely(self) -> tuple[int, int] | None:
        """Where the share of so few people might as well lie, in whole per cent (Wilson, 95 %); None from 50 people on."""
        return None if self.of >= FEW or not self.of else wilson(self.reached, self.of)


def counts(person: Counted) -> bool:
    """Whether somebody is open to the service, and so in the figures; see WHO_COUNTS."""
    if person.age < YOUNGEST:
        return False
    if person.age < 21:
        return person.status in OPEN_BEFORE_21
    return person.status == Status.FORMER_RELEVANT and (person.basis in OPEN_FROM_21 or person.advised)


def counted(
    person_id: UUID, born: date, status: str, basis: str, *, advised: bool, on: date, leap_day: LeapDay
) -> Counted:
    return Counted(person_id, age_on(born, on, leap_day), status, basis, advised)


def outcome(contacts: Collection[Contact], by: By) -> Outcome:
    """How it went, from every contact of the months. What is not known never counts as no, and never as yes."""
    if by is By.ADVISER:
        contacts = [(made, role) for made, role in contacts if role in (ByRole.ADVISER, ByRole.UNKNOWN)]
        if (Made.MADE, ByRole.ADVISER) in contacts:
            return Outcome.REACHED
    elif any(made == Made.MADE for made, _ in contacts):
        return Outcome.REACHED
    if any(made != Made.TRIED for made, _ in contacts):
        return Outcome.UNKNOWN
    return Outcome.TRIED if contacts else Outcome.NOBODY


def figure(people: Iterable[Counted], contacts: Mapping[UUID, Collection[Contact]], by: By) -> Figure:
    """The figure of these people, who all count."""
    outcomes = [outcome(contacts.get(person.person_id, ()), by) for person in people]
    return Figure(
        of=len(outcomes),
        reached=outcomes.count(Outcome.REACHED),
        unknown=outcomes.count(Outcome.UNKNOWN),
        tried=outcomes.count(Outcome.TRIED),
        nobody=outcomes.count(Outcome.NOBODY),
    )


def figures(
    people: Iterable[Counted], contacts: Mapping[UUID, Collection[Contact]]
) -> dict[Band | None, dict[By, Figure]]:
    """Both figures of each band; under None those of everyone, in which nobody is counted twice."""
    everyone = [person for person in people if counts(person)]
    bands: dict[Band | None, list[Counted]] = {None: everyone}
    bands |= {band: [person for person in everyone if band.holds(person.age)] for band in Band}
    return {band: {by: figure(those, contacts, by) for by in By} for band, those in bands.items()}


def not_in(
    people: Iterable[Counted],
    contacts: Mapping[UUID, Collection[Contact]],
    *,
    band: Band,
    by: By,
    reached_on: Mapping[UUID, date],
) -> list[tuple[Counted, Outcome]]:
    """Those of a band who are not in a figure: whom nobody tried first, then whoever was reached longest ago.

    `reached_on` is when each was last reached by those who count, before or after the months looked at.
    """
    found = [
        (person, how)
        for person in people
        if counts(person) and band.holds(person.age)
        for how in [outcome(contacts.get(person.person_id, ()), by)]
        if how is not Outcome.REACHED
    ]
    worst_first = (Outcome.NOBODY, Outcome.TRIED, Outcome.UNKNOWN)
    return sorted(
        found,
        key=lambda one: (worst_first.index(one[1]), reached_on.get(one[0].person_id, date.min), one[0].person_id),
    )


def wilson(part: int, whole: int) -> tuple[int, int]:
    """The 95 % interval of a share, in whole per cent: E. B. Wilson, JASA 22 (1927) 209."""
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    reach = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return round(100 * max(0.0, (middle - reach) / scale)), round(100 * min(1.0, (middle + reach) / scale))
