"""Who is in a year's care leavers' return, and what their row says; from facts alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from waymark.core.dates import LeapDay, Period, add_months, age_on, birthday
from waymark.core.vocab import Vocabulary
from waymark.statutory.ssda903.codes import ADOPTED, SHORT_BREAKS
from waymark.statutory.ssda903.definition import Definition
from waymark.statutory.ssda903.membership import NIGHTS_SINCE_14, could_be_enough, nights


class CareSpell(NamedTuple):
    """One episode of care with the DfE's codes; `reason_ceased` is empty while it is open."""

    period: Period
    legal_status: str
    reason_ceased: str = ""


class Observed(NamedTuple):
    """Something known on a day, as a code of the return: YES, F2, U1 …"""

    on: date
    code: str


@dataclass(frozen=True, slots=True)
class LeaverFacts:
    """One young person, as far as the return goes.

    `history_from` is the first day since which the care history is complete, None when all of it is known.
    `reported` are the three items of an OC3 row that was imported for this very year, verbatim. `known_leaver` says
    that an OC3 return of any year named them.
    """

    child: str
    born: date | None
    care: tuple[CareSpell, ...] = ()
    history_from: date | None = None
    in_touch: tuple[Observed, ...] = ()
    activity: tuple[Observed, ...] = ()
    accommodation: tuple[Observed, ...] = ()
    died_on: date | None = None
    reported: tuple[str, str, str] | None = None
    known_leaver: bool = False


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the DfE's guide leaves to a setting or could not be confirmed."""

    months_before: int = 3  # UNCONFIRMED: how long before the birthday an observation counts
    months_after: int = 1  # UNCONFIRMED: and how long after
    oldest: int = 21  # the return; the DfE's published figures go to 25
    leap_day: LeapDay = LeapDay.MAR1


class Standing(Vocabulary):
    """Whether someone is in the return, and why or why not."""

    INCLUDED = "INCLUDED", "In the return"
    AS_REPORTED = "AS_REPORTED", "In the return as reported before; care history is missing"
    NO_BIRTH_DATE = "NO_BIRTH_DATE", "Left out: date of birth is not known"
    WRONG_AGE = "WRONG_AGE", "Left out: the birthday in the year is not one the return asks about"
    NO_CARE = "NO_CARE", "Left out: never looked after"
    DIED_IN_CARE = "DIED_IN_CARE", "Left out: died in care"
    TAKEN_OVER = "TAKEN_OVER", "Left out: another authority took over the care"
    ADOPTED = "ADOPTED", "Left out: adopted"
    LOOKED_AFTER = "LOOKED_AFTER", "Left out: still looked after on the birthday"
    CEASED_LATER = "CEASED_LATER", "Left out: left care in the year, on or after the birthday"
    UNSURE = "UNSURE", "Left out for now: care in years not on record may or may not be enough"
    TOO_FEW_NIGHTS = "TOO_FEW_NIGHTS", "Left out: not looked after long enough"

    @property
    def included(self) -> bool:
        return self in (Standing.INCLUDED, Standing.AS_REPORTED)


@dataclass(frozen=True, slots=True)
class Membership:
    """The answer for one young person: `turned` and `birthday` are those of the collection year."""

    child: str
    standing: Standing
    sentence: str
    turned: int | None = None
    birthday: date | None = None

    @property
    def included(self) -> bool:
        return self.standing.included


def oc3_cohort(
    facts: Iterable[LeaverFacts], definition: Definition, conventions: Conventions = Conventions()
) -> list[Membership]:
    """Everyone's standing in the year's return, in the order given; those left out carry the reason."""
    return [membership(each, definition, conventions) for each in facts]


def membership(facts: LeaverFacts, definition: Definition, conventions: Conventions = Conventions()) -> Membership:
    """Whether one young person is in the year's return.

    Who: looked after for 13 weeks since 14, some of it at 16 or 17 (Children Act 1989 s.23A, s.23C; DfE rules 1001 and
    1002), with a 17th to 21st birthday in the year (rule 391), and none of what rules 1000, 1007, 1011 and 1016 name.
    """
    if facts.born is None:
        sentence = "There is no date of birth, so no birthday can be told."
        return Membership(facts.child, Standing.NO_BIRTH_DATE, sentence)
    turned = age_on(facts.born, definition.end, conventions.leap_day)
    if not 17 <= turned <= conventions.oldest:
        sentence = f"Turned {turned} in the year; the return asks about 17 to {conventions.oldest}."
        return Membership(facts.child, Standing.WRONG_AGE, sentence, turned)
    day = birthday(facts.born, turned, conventions.leap_day)
    standing, sentence = _standing(facts, facts.born, turned, day)
    return Membership(facts.child, standing, sentence, turned, day)


def _standing(facts: LeaverFacts, born: date, turned: int, day: date) -> tuple[Standing, str]:
    care = sorted(facts.care, key=lambda spell: spell.period.start)
    if not care:
        if facts.known_leaver:
            return Standing.AS_REPORTED, "Named in an OC3 return; the years of their care were not given."
        return Standing.NO_CARE, "There is no care on record."
    if any(spell.reason_ceased == "E2" for spell in care):
        return Standing.DIED_IN_CARE, "An episode of care ended because they died (E2)."
    last = care[-1]
    if last.reason_ceased == "E3":
        return Standing.TAKEN_OVER, f"Another authority took over on {last.period.end:%d/%m/%Y} (E3)."
    if last.reason_ceased in ADOPTED:
        return Standing.ADOPTED, f"Adopted on {last.period.end:%d/%m/%Y} ({last.reason_ceased})."
    if turned in (17, 18):
        if any(spell.period.contains(day) for spell in care):
            return Standing.LOOKED_AFTER, f"Looked after on the birthday, {day:%d/%m/%Y}."
        later = [spell.period.end for spell in care if spell.period.end is not None and spell.period.end >= day]
        if later:
            return Standing.CEASED_LATER, f"Care ended on {min(later):%d/%m/%Y}; the birthday was {day:%d/%m/%Y}."
    known = nights([spell.period for spell in care if spell.legal_status not in SHORT_BREAKS], born, day)
    counted = f"{known.since_14} nights looked after since 14 and {known.since_16} since 16"
    if known.enough:
        return Standing.INCLUDED, f"{counted}."
    if facts.history_from is not None and could_be_enough(known, born, facts.history_from):
        standing = Standing.AS_REPORTED if facts.known_leaver else Standing.UNSURE
        return standing, f"{counted} on record since {facts.history_from:%d/%m/%Y}; earlier care is not."
    return Standing.TOO_FEW_NIGHTS, f"{counted}; {NIGHTS_SINCE_14} and 1 are needed."


class Oc3Cells(NamedTuple):
    """One row of OC3, and what could not be filled in: the cell stays blank, because unknown is not no."""

    child: str
    born: date | None
    in_touch: str
    activ: str
    accom: str
    missing: tuple[str, ...] = ()

    def as_cells(self) -> dict[str, str | date | None]:
        """Column → value, as the writers take it."""
        return {
            "CHILD": self.child,
            "DOB": self.born,
            "IN_TOUCH": self.in_touch,
            "ACTIV": self.activ,
            "ACCOM": self.accom,
        }


def row(facts: LeaverFacts, definition: Definition, conventions: Conventions = Conventions()) -> Oc3Cells:
    """The OC3 row of someone in the return.

    What an imported row of this year says is given back as it was. Otherwise the items are what was observed nearest
    the birthday, within the window around it. ValueError without a date of birth.
    """
    if facts.reported is not None:
        return Oc3Cells(facts.child, facts.born, *facts.reported)
    if facts.born is None:
        raise ValueError(f"child {facts.child} has no date of birth, so no row")
    day = birthday(facts.born, age_on(facts.born, definition.end, conventions.leap_day), conventions.leap_day)
    window = (add_months(day, -conventions.months_before), add_months(day, conventions.months_after))
    in_touch = _in_touch(facts, day, window)
    if in_touch in ("DIED", "RHOM"):
        return Oc3Cells(facts.child, facts.born, in_touch, "0", "0")  # DfE rule 344
    unknown = "" if in_touch in ("YES", "") else "0"  # DfE rule 345: zero is no answer about someone in touch
    activ = _nearest(facts.activity, day, window) or unknown
    accom = _nearest(facts.accommodation, day, window) or unknown
    cells = (("IN_TOUCH", in_touch), ("ACTIV", activ), ("ACCOM", accom))
    between = f"between {window[0]:%d/%m/%Y} and {window[1]:%d/%m/%Y}"
    missing = tuple(f"{name}: nothing is recorded {between}." for name, value in cells if not value)
    return Oc3Cells(facts.child, facts.born, in_touch, activ, accom, missing)


def _in_touch(facts: LeaverFacts, day: date, window: tuple[date, date]) -> str:
    """Death, then a return home, then any contact in the window, then whatever else was known nearest the birthday."""
    if facts.died_on is not None and facts.died_on <= window[1]:
        return "DIED"
    seen = [each for each in facts.in_touch if window[0] <= each.on <= window[1]]
    for code in ("DIED", "RHOM", "YES"):
        if any(each.code == code for each in seen):
            return code
    return _nearest(facts.in_touch, day, window)


def _nearest(observed: Iterable[Observed], day: date, window: tuple[date, date]) -> str:
    """The code observed nearest the birthday; of two as near, the one before it."""
    seen = [each for each in observed if window[0] <= each.on <= window[1]]
    return min(seen, key=lambda each: (abs((each.on - day).days), each.on > day)).code if seen else ""
