"""When a handover between two personal advisers is asked for, without a database."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from waymark.planning.rules import Advised, Stage, change_of, count_of_advisers, stage_of

TODAY = date(2026, 5, 14)
ALEX, CY = UUID(int=1), UUID(int=2)


def advised(worker, name, start, end=None):
    return Advised(worker, name, TODAY - timedelta(days=start), None if end is None else TODAY - timedelta(days=end))


@pytest.mark.parametrize(("days", "asked"), [(0, True), (56, True), (57, False)])
def test_a_change_is_asked_about_for_eight_weeks(days, asked):
    change = change_of([advised(ALEX, "Alex", 400, days), advised(CY, "Cy", days)], on=TODAY)
    assert (change is not None) is asked
    if change is not None:
        assert (change.before.name, change.now.name) == ("Alex", "Cy")
        assert change.owed_by == change.now.started_on + timedelta(weeks=8)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [advised(CY, "Cy", 3)],
        [advised(ALEX, "Alex", 400, 3)],
        [advised(ALEX, "Alex", 400, 30), advised(ALEX, "Alex M", 3)],
        [advised(None, "Duty", 400, 30), advised(None, "Duty", 3)],
        [advised(ALEX, "Alex", 400), advised(CY, "Cy", -3)],
    ],
    ids=["nobody", "first", "nobody now", "the same again", "the same name", "not yet"],
)
def test_nothing_is_asked_for_where_nobody_took_over(rows):
    assert change_of(rows, on=TODAY) is None


def test_the_last_of_several_changes_counts():
    rows = [advised(ALEX, "Alex", 400, 40), advised(CY, "Cy", 40, 10), advised(None, "Jo Lee", 10)]
    change = change_of(rows, on=TODAY)
    assert change is not None
    assert (change.before.name, change.now.name) == ("Cy", "Jo Lee")
    assert count_of_advisers(rows) == 3


def test_the_same_adviser_twice_is_one():
    assert count_of_advisers([advised(ALEX, "Alex", 400, 300), advised(CY, "Cy", 300, 9), advised(ALEX, "A", 9)]) == 2


def test_how_far_a_page_has_got():
    assert stage_of(None, None) is Stage.TO_WRITE
    assert stage_of(TODAY, None) is Stage.SETTLED
    assert stage_of(TODAY, TODAY) is Stage.ACKNOWLEDGED
