"""Who is owed a personal adviser, when one is missing, and that the derived table says so on every day."""

from datetime import date, timedelta

import pytest

from tests.world import NARRATOR, TODAY
from waymark.core.dates import Period
from waymark.eligibility import actions
from waymark.eligibility.models import DerivedStatusPeriod
from waymark.eligibility.rules import Basis, Standing, Status
from waymark.eligibility.rules.advisers import adviser_missing, owed_adviser
from waymark.people import actions as people
from waymark.people.models import Allocation
from waymark.people.rules.words import AllocationRole

OWED = Standing(Status.RELEVANT, Basis.S23A)
NOT_OWED = Standing(Status.QUALIFYING, Basis.S24_1B)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("status", "basis", "owed"),
    [
        (Status.ELIGIBLE, Basis.SCH2_PARA19B, True),
        (Status.RELEVANT, Basis.S23A, True),
        (Status.FORMER_RELEVANT, Basis.S23C_1A, True),
        (Status.FORMER_RELEVANT, Basis.S23CZB, True),
        (Status.FORMER_RELEVANT, Basis.ANNUAL_OFFER, False),
        (Status.QUALIFYING, Basis.S24_1B, False),
        (Status.LOOKED_AFTER, Basis.NOT_YET_ELIGIBLE, False),
        (Status.CLOSED, Basis.AGE_25, False),
    ],
)
def test_who_is_owed_a_personal_adviser(status, basis, owed):
    assert owed_adviser(status, basis) is owed


def test_nothing_is_missing_where_no_adviser_is_owed():
    assert adviser_missing(YEAR, NOT_OWED, []) == [(YEAR, False)]


def test_one_is_missing_throughout_where_there_never_was_any():
    assert adviser_missing(YEAR, OWED, []) == [(YEAR, True)]
    long_ago = (date(2020, 1, 1), YEAR.start)
    assert adviser_missing(YEAR, OWED, [long_ago]) == [(YEAR, True)]


def test_one_is_missing_between_two_and_not_where_the_next_takes_over_that_day():
    first, second = (date(2025, 5, 1), date(2026, 3, 1)), (date(2026, 6, 1), date(2026, 8, 1))
    assert adviser_missing(YEAR, OWED, [(date(2026, 8, 1), None), second, first]) == [
        (Period(date(2026, 1, 1), date(2026, 3, 1)), False),
        (Period(date(2026, 3, 1), date(2026, 6, 1)), True),
        (Period(date(2026, 6, 1), date(2027, 1, 1)), False),
    ]


def test_an_allocation_of_no_days_and_one_that_overlaps_change_nothing():
    none, whole, within = (
        (date(2026, 2, 1), date(2026, 2, 1)),
        (date(2025, 1, 1), None),
        (date(2026, 2, 1), date(2026, 3, 1)),
    )
    assert adviser_missing(YEAR, OWED, [none]) == [(YEAR, True)]
    assert adviser_missing(YEAR, OWED, [within, whole]) == [(YEAR, False)]


def missing(person, on):
    return DerivedStatusPeriod.objects.on(on).get(person=person).adviser_missing


@pytest.mark.django_db
def test_the_table_follows_allocations_and_rebuilding_changes_nothing(world):
    assert not missing(world.sam, TODAY)
    row = Allocation.objects.get(person=world.sam, role=AllocationRole.PERSONAL_ADVISER, ended_on=None)

    people.end_allocation(row, ended_on=TODAY, reason="Left the council.", by=world.bea, today=TODAY)

    assert missing(world.sam, TODAY) and not missing(world.sam, TODAY - timedelta(days=1))
    before = list(DerivedStatusPeriod.objects.order_by("pk").values())
    actions.rebuild_all(by=NARRATOR, today=TODAY)
    assert list(DerivedStatusPeriod.objects.order_by("pk").values()) == before

    people.allocate(
        world.sam, role=AllocationRole.PERSONAL_ADVISER, started_on=TODAY, by=world.bea, today=TODAY, worker=world.cy
    )
    assert not missing(world.sam, TODAY)
