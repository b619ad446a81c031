"""What the status engine is told: the facts of one life, and the conventions they are read by."""

from dataclasses import dataclass
from datetime import date

from waymark.core.dates import LeapDay, Period
from waymark.core.vocab import Vocabulary
from waymark.eligibility.rules.statuses import Flag, Status


class Accommodation(Vocabulary):
    """Where else a 16 or 17 year old can have lived so as to become a qualifying person: s.24(2)(b) to (e)."""

    VOLUNTARY = "voluntary", "Accommodated by or on behalf of a voluntary organisation"
    PRIVATE_HOME = "private_home", "Accommodated in a private children's home"
    HEALTH_OR_EDUCATION = "health_or_education", "In a hospital, school, care home or independent hospital (3 months)"
    PRIVATE_FOSTERING = "private_fostering", "Privately fostered"


class Held(Vocabulary):
    CUSTODY = "custody", "In custody"
    HOSPITAL = "hospital", "In hospital"


@dataclass(frozen=True, slots=True)
class CareStay:
    """A period of being looked after, by any authority, on any legal basis that counts (s.20, care order, remand)."""

    period: Period
    authority: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class HeldStay:
    """A period in custody or hospital; under a care order the child stays looked after throughout (s.22(1)(a))."""

    period: Period
    kind: Held = Held.CUSTODY
    care_order: bool = False


@dataclass(frozen=True, slots=True)
class OtherStay:
    """A period in accommodation that is not being looked after."""

    period: Period
    kind: Accommodation


@dataclass(frozen=True, slots=True)
class SupportRequest:
    """On this date, at 21 or later, the person asked for support (`wanted`) or said they no longer want it."""

    on: date
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class CareFacts:
    """All the engine reads about one person. Periods may be open, overlap, touch, or lie in the future, in any order.

    `reported` is the status a return or caseload list gave, used only where `history_complete` is False.
    `other_births` are further dates of birth in use while the age is disputed. `raised` are contested matters that a
    person has marked by hand; they add flags and never change the status.
    """

    date_of_birth: date
    looked_after: tuple[CareStay, ...] = ()
    short_breaks: tuple[Period, ...] = ()
    with_parent: tuple[Period, ...] = ()
    held: tuple[HeldStay, ...] = ()
    other_accommodation: tuple[OtherStay, ...] = ()
    special_guardianship: tuple[Period, ...] = ()
    child_arrangements: tuple[Period, ...] = ()
    section_17: tuple[Period, ...] = ()
    adopted_on: date | None = None
    requests: tuple[SupportRequest, ...] = ()
    programmes: tuple[Period, ...] = ()
    died_on: date | None = None
    short_breaks_under_care_order: bool = False
    other_births: tuple[date, ...] = ()
    history_complete: bool = True
    reported: Status | None = None
    raised: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the council reads what the law leaves open. The defaults are the usual readings."""

    # No English statute says when 29 February's birthday falls in a common year.
    leap_day: LeapDay = LeapDay.MAR1
    # The return's own arithmetic counts nights (end minus start); some councils count both end days.
    inclusive_counting: bool = False
    # Children Act 1989 Sch.2 para.19B(2)(b), "ended after he reached sixteen": usually read as one night or more.
    end_on_16th_birthday_counts: bool = False
    # Care Planning, Placement and Case Review (England) Regulations 2010 reg.40(1): 13 weeks.
    threshold_nights: int = 91
    # Care Leavers (England) Regulations 2010 reg.3(5): six months with a parent or similar.
    family_months: int = 6
    # Children Act 1989 s.24(2)(d): a consecutive period of at least three months.
    other_accommodation_months: int = 3
    # Care Planning, Placement and Case Review (England) Regulations 2010 reg.48: 17 days at once, 75 in 12 months.
    short_break_days: int = 17
    short_break_days_in_year: int = 75
    # A gap this short before an order, custody or a second stay at home is put to a manager, never decided here.
    contested_gap_days: int = 28


USUAL = Conventions()
