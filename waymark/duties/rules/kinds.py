"""What a clock is: one duty as data, and the words it can be in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from waymark.core.dates import add_months
from waymark.core.vocab import Vocabulary
from waymark.core.wording import counted
from waymark.people.rules.words import AllocationRole
from waymark.policy.rules.kinds import Value


class DutyId(Vocabulary):
    """The duties of a leaving-care service, numbered; the label is the plain name."""

    D01 = "D01", "Appoint a personal adviser"
    D02 = "D02", "Needs assessment in care"
    D03 = "D03", "First pathway plan in care"
    D04 = "D04", "Review the pathway plan in care"
    D05 = "D05", "Social worker's visit"
    D06 = "D06", "Approve the end of care"
    D07 = "D07", "Keep in touch at 16 and 17"
    D08 = "D08", "Assessment and plan after care"
    D09 = "D09", "Maintain and house"
    D10 = "D10", "Review the pathway plan after care"
    D11 = "D11", "Visit their home"
    D12 = "D12", "Review the plan after a move"
    D13 = "D13", "Review before moving to supported accommodation"
    D14 = "D14", "Keep in touch"
    D15 = "D15", "Have a personal adviser"
    D16 = "D16", "Yearly offer of support"
    D17 = "D17", "Answer a request for support"
    D18 = "D18", "Support in education"
    D19 = "D19", "Staying put"
    D20 = "D20", "Staying close"
    D21 = "D21", "Higher education bursary"
    D22 = "D22", "Apprentices' bursary"
    D23 = "D23", "16 to 19 bursary"
    D24 = "D24", "Setting up home allowance"
    D25 = "D25", "Weekly allowance at 16 and 17"
    D26 = "D26", "Council tax relief"
    D27 = "D27", "Junior ISA"
    D28 = "D28", "Identity papers and registrations"
    D29 = "D29", "Health history"
    D30 = "D30", "Plan for education or work"
    D31 = "D31", "Getting ready for independence"
    D32 = "D32", "Apply for leave to remain"
    D33 = "D33", "Visit in custody"
    D34 = "D34", "Adviser beside the social worker"
    D35 = "D35", "Housing register"
    D36 = "D36", "Oversight of unsuitable accommodation"
    D37 = "D37", "Advocacy and complaints"


class State(Vocabulary):
    DONE = "done", "Done"
    DUE = "due", "Due"
    OVERDUE = "overdue", "Overdue"
    NOT_YET = "not_yet", "Not yet due"
    EXCEPTED = "excepted", "Excepted"


class Kind(Vocabulary):
    """What a duty rests on. Only a local one may be excepted; a statutory one is never waived."""

    STATUTE = "S", "The law"
    GUIDANCE = "G", "Guidance"
    LOCAL = "L", "Local practice"


class Stage(Vocabulary):
    """Whom a duty is about, for a table in the order of a life."""

    IN_CARE = "in_care", "In care"
    RELEVANT = "relevant", "16 and 17, out of care"
    FROM_18 = "from_18", "18 to 20"
    FROM_21 = "from_21", "21 and over"
    ALL = "all", "At any stage"


class Area(Vocabulary):
    """The part of the record whose facts a duty is read from."""

    PEOPLE = "people", "Care history and workers"
    CONTACT = "contact", "Contact"
    AFTER_21 = "after21", "21 and over"
    CIRCUMSTANCES = "circumstances", "Circumstances"
    PLANNING = "planning", "Assessments and plans"
    ACCOMMODATION = "accommodation", "Homes"
    EET = "eet", "Education and work"
    HEALTH = "health", "Health"
    MONEY = "money", "Money"
    OVERSIGHT = "oversight", "Oversight"
    OFFER = "offer", "The local offer"
    GROUPS = "groups", "Groups and courses"


class Unit(Vocabulary):
    DAYS = "days", "day"
    WORKING_DAYS = "working_days", "working day"
    WEEKS = "weeks", "week"
    MONTHS = "months", "month"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a duty may take. `number` is the default; `key` names the council's setting, None where there is none."""

    number: int
    unit: Unit
    key: str | None = None
    what: str = ""

    def in_force(self, values: dict[str, Value]) -> int:
        return self.number if self.key is None else int(values[self.key])

    def words(self, values: dict[str, Value]) -> str:
        """“8 weeks”, as in force among these settings."""
        return counted(self.in_force(values), self.unit.label)


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty: whom it is owed to, what starts it, how long it may take, what fulfils it, and where it comes from.

    `limits` are empty for a continuous duty. `amber_days` is how long before its day it is called due. `owner` is the
    role on whose list it stands, `owner_in_care` the one while a social worker carries the case. `weight` orders the
    duties of people in like danger. A clock that does not work yet yields nothing for anyone; `waits_for` says what
    will bring its facts.
    """

    id: DutyId
    who: str
    starts: str
    fulfils: str
    kind: Kind
    source: str
    stage: Stage
    area: Area
    weight: int
    owner: AllocationRole = AllocationRole.PERSONAL_ADVISER
    owner_in_care: AllocationRole | None = None
    limits: tuple[Limit, ...] = ()
    amber_days: int = 14
    note: str = ""
    waits_for: str = ""

    @property
    def name(self) -> str:
        return self.id.label

    @property
    def works(self) -> bool:
        return not self.waits_for

    @property
    def may_except(self) -> bool:
        # A statutory duty cannot be waived, and guidance is followed; what is only local practice may give way.
        return self.kind is Kind.LOCAL

    def owner_of(self, *, in_care: bool) -> AllocationRole:
        return self.owner_in_care or self.owner if in_care else self.owner


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one person on one day, with the sentence why. `since` is the first day on which it applied."""

    person_id: UUID
    duty: DutyId
    name: str
    due_on: date | None
    state: State
    reason: str
    source: str
    owner: AllocationRole
    area: Area
    weight: int
    since: date


OF_RISK: Final = frozenset({DutyId.D32, DutyId.D33})
"""Duties whose name alone says that somebody's leave to remain ends, or that they are in custody: for who may see risk."""


def told(duties: Iterable[Duty], *, risk: bool) -> list[Duty]:
    """The duties that a reader is shown; `risk` is whether they may see immigration, offending and risk."""
    return [duty for duty in duties if risk or duty.duty not in OF_RISK]


def days(number: int) -> timedelta:
    return timedelta(days=number)


def months_after(day: date, months: int) -> date:
    """So many months on, or the last day there is."""
    try:
        return add_months(day, months)
    except OverflowError:
        return date.max


def working_days_after(day: date, number: int) -> date:
    """So many Mondays to Fridays on. Bank holidays count as working days, so the day is never later than the law's."""
    weeks, rest = divmod(number, 5)
    # A Saturday or Sunday counts from the Friday before.
    start = day - timedelta(days=max(0, day.weekday() - 4))
    over = start.weekday() + rest >= 5
    return start + timedelta(days=weeks * 7 + rest + (2 if over else 0))
