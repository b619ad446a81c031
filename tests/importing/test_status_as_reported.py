"""What OC3 says of the status of somebody whose episodes lie in years that were not brought in."""

from datetime import date

import pytest

from waymark.contact.rules import InTouch
from waymark.eet.rules import Activity
from waymark.eligibility.rules import Status
from waymark.statutory.facts.kinds import FACT_KINDS
from waymark.statutory.importing.rules.lives import Life, ReportedActivity, ReportedInTouch
from waymark.statutory.importing.rules.spells import CareHistory, Stay

LAST_YEAR, THIS_YEAR = date(2024, 8, 1), date(2025, 8, 1)


def reported(*, care=(), **says):
    told = Life(date(2006, 8, 1), None, "", "", CareHistory(stays=tuple(care)), **says)
    return FACT_KINDS["status as reported"].of(told)


def in_touch(code, on=THIS_YEAR):
    return ReportedInTouch(on.year + 1, on, code)


@pytest.mark.parametrize(
    ("code", "statuses"),
    [
        (InTouch.YES, [(Status.FORMER_RELEVANT, THIS_YEAR)]),
        (InTouch.NO, [(Status.FORMER_RELEVANT, THIS_YEAR)]),
        (InTouch.RETURNED_HOME, [(Status.QUALIFYING, THIS_YEAR)]),
        (InTouch.DIED, []),
    ],
)
def test_being_in_the_return_implies_a_status(code, statuses):
    assert reported(in_touch=(in_touch(code),)) == statuses


def test_the_latest_birthday_counts_whatever_is_said_of_it():
    activity = ReportedActivity(THIS_YEAR.year + 1, THIS_YEAR, next(iter(Activity)))

    assert reported(in_touch=(in_touch(InTouch.RETURNED_HOME, LAST_YEAR),), activities=(activity,)) == [
        (Status.FORMER_RELEVANT, THIS_YEAR)
    ]


def test_nothing_is_implied_without_a_row_or_with_a_care_history():
    assert reported() == []
    stay = Stay(date(2020, 1, 1), None, short_breaks=False, reason="", legal="C2")
    assert reported(care=[stay], in_touch=(in_touch(InTouch.YES),)) == []
