"""Lives for the pure tests of duties: Sam was born on 1 March 2006, in care from 1 May 2015, 18 on 1 March 2024."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from waymark.contact.rules import Touch
from waymark.duties.rules import ALWAYS_USUAL, FOREVER, DatedLimits, Duty, Facts, Holding, State, StatusDays, duties_on
from waymark.eligibility.rules import Basis, Status
from waymark.people.rules.words import AllocationRole

BORN = date(2006, 3, 1)
IN_CARE = date(2015, 5, 1)
AT_16, AT_18, AT_21, AT_25 = (date(2006 + age, 3, 1) for age in (16, 18, 21, 25))
SAM = UUID(int=1)
ALEX, BEA = UUID(int=2), UUID(int=3)
TEAM = UUID(int=4)

LOOKED_AFTER = StatusDays(IN_CARE, AT_16, Status.LOOKED_AFTER, Basis.S22)
ELIGIBLE = StatusDays(AT_16, AT_18, Status.ELIGIBLE, Basis.SCH2_PARA19B)
FROM_18 = StatusDays(AT_18, AT_21, Status.FORMER_RELEVANT, Basis.S23C_1B)
OFFERED = StatusDays(AT_21, AT_25, Status.FORMER_RELEVANT, Basis.ANNUAL_OFFER)
CLOSED = StatusDays(AT_25, FOREVER, Status.CLOSED, Basis.AGE_25)


def sam(**changed: object) -> Facts:
    """Sam, in care to 18, with Alex as personal adviser from 16 on and nothing else known."""
    whole = Facts(
        person_id=SAM,
        born_on=BORN,
        statuses=(LOOKED_AFTER, ELIGIBLE, FROM_18, OFFERED, CLOSED),
        holdings=(adviser(AT_16),),
        care=((IN_CARE, AT_18),),
    )
    return replace(whole, **changed)


def adviser(start: date, end: date = FOREVER) -> Holding:
    return Holding(AllocationRole.PERSONAL_ADVISER, start, end, ALEX, TEAM)


def relevant(start: date, **changed: object) -> Facts:
    """Sam, had they left care at 16 or 17 on that day."""
    statuses = (
        LOOKED_AFTER,
        StatusDays(AT_16, start, Status.ELIGIBLE, Basis.SCH2_PARA19B),
        StatusDays(start, AT_18, Status.RELEVANT, Basis.S23A),
        StatusDays(AT_18, AT_21, Status.FORMER_RELEVANT, Basis.S23C_1A),
    )
    return sam(statuses=statuses, care=((IN_CARE, start),), **changed)


def from_21(basis: Basis, start: date = AT_21, **changed: object) -> Facts:
    """Sam from 21 on, with one basis of support from a day."""
    statuses = (FROM_18, StatusDays(start, AT_25, Status.FORMER_RELEVANT, basis))
    if start > AT_21:
        statuses = (FROM_18, StatusDays(AT_21, start, Status.FORMER_RELEVANT, Basis.S23CZB), statuses[1])
    return sam(statuses=statuses, **changed)


def reached(day: date, **changed: object) -> Touch:
    """Reached by their adviser on that day, by telephone."""
    return Touch(reached_on=day, reached_by_adviser_on=day, **changed)


def duty(facts: Facts, name: str, on: date, limits: DatedLimits = ALWAYS_USUAL) -> Duty | None:
    """That one duty on a day, None where it does not apply."""
    found = [one for one in duties_on(facts, limits, on) if one.duty == name]
    assert len(found) < 2
    return found[0] if found else None


def state(facts: Facts, name: str, on: date, limits: DatedLimits = ALWAYS_USUAL) -> State | None:
    found = duty(facts, name, on, limits)
    return found.state if found else None
