"""When somebody's support may be stepped down."""

from collections.abc import Mapping
from datetime import date

from waymark.after21.rules.words import Check, Finding
from waymark.core.dates import LeapDay, birthday


def unanswered(findings: Mapping[Check, tuple[Finding, str]]) -> list[Check]:
    """Parts of the check with no answer, or with one that needs words and has none."""
    return [
        part
        for part in Check
        if part not in findings or (findings[part][0] is not Finding.FINE and not findings[part][1].strip())
    ]


def worries(findings: Mapping[Check, tuple[Finding, str]]) -> list[Check]:
    """Parts in which the manager found a worry and no plan for it: not agreed until there is one."""
    return [part for part in Check if part in findings and findings[part][0] is Finding.WORRY]


def earliest_step_down(born_on: date, leap_day: LeapDay = LeapDay.MAR1) -> date:
    """The 21st birthday. Until then s.23C(2) to (4) of the Children Act 1989 run, whatever the young person wishes."""
    return birthday(born_on, 21, leap_day)
