"""Periods are half-open; ages are attained at the start of the birthday."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waymark.core.dates import LeapDay, Period, add_months, age_on, birthday, joined

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
PERIODS = st.builds(Period, DAYS, st.one_of(st.none(), DAYS))


def test_a_period_has_its_first_day_and_not_its_end():
    period = Period(date(2024, 4, 1), date(2024, 7, 1))

    assert [period.contains(day) for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 6, 30))] == [
        False,
        True,
        True,
    ]
    assert not period.contains(period.end)
    assert Period(date(2024, 4, 1)).contains(date.max)


def test_nights_run_from_the_start_to_the_end_or_to_the_day_asked():
    period = Period(date(2024, 4, 1), date(2024, 7, 1))

    assert period.nights(date(2025, 1, 1)) == 91
    assert period.nights(date(2024, 4, 2)) == 1
    assert period.nights(date(2024, 4, 1)) == period.nights(date(2023, 1, 1)) == 0
    assert Period(date(2024, 4, 1)).nights(date(2024, 4, 11)) == 10


def test_a_period_that_ends_on_its_start_is_empty():
    assert Period(date(2024, 4, 1), date(2024, 4, 1)).empty
    assert Period(date(2024, 4, 1), date(2024, 3, 1)).empty
    assert not Period(date(2024, 4, 1), date(2024, 4, 2)).empty
    assert not Period(date(2024, 4, 1)).empty


def test_periods_that_only_touch_share_no_day():
    first, second = Period(date(2024, 1, 1), date(2024, 2, 1)), Period(date(2024, 2, 1))

    assert not first.overlaps(second) and first.common(second) is None
    assert first.common(Period(date(2024, 1, 31))) == Period(date(2024, 1, 31), date(2024, 2, 1))
    assert second.common(Period(date(2023, 1, 1))) == second


@given(PERIODS, PERIODS, DAYS)
def test_a_day_is_common_when_both_have_it(one, other, day):
    common = one.common(other)

    assert (common is not None and common.contains(day)) == (one.contains(day) and other.contains(day))


@given(st.lists(PERIODS, max_size=5), DAYS)
def test_joining_keeps_every_day_and_leaves_gaps_between(periods, day):
    result = joined(periods)

    assert any(period.contains(day) for period in result) == any(period.contains(day) for period in periods)
    assert all(one.end is not None and one.end < two.start for one, two in itertools.pairwise(result))


@pytest.mark.parametrize(
    ("leap_day", "turns_18", "age_on_28_february"),
    [(LeapDay.MAR1, date(2026, 3, 1), 17), (LeapDay.FEB28, date(2026, 2, 28), 18)],
)
def test_a_leap_day_birthday_in_a_common_year(leap_day, turns_18, age_on_28_february):
    born = date(2008, 2, 29)

    assert birthday(born, 18, leap_day) == turns_18
    assert age_on(born, date(2026, 2, 28), leap_day) == age_on_28_february
    assert birthday(born, 16, leap_day) == date(2024, 2, 29)


@given(st.dates(max_value=date(9900, 1, 1)), st.integers(0, 90), st.sampled_from(LeapDay))
def test_the_age_changes_on_the_birthday_and_not_the_day_before(born, age, leap_day):
    turns = birthday(born, age, leap_day)

    assert age_on(born, turns, leap_day) == age
    assume(turns > date.min)
    assert age_on(born, turns - timedelta(days=1), leap_day) == age - 1


def test_a_birthday_after_the_last_year_is_refused():
    with pytest.raises(ValueError, match="turns 25 after the year 9999"):
        birthday(date(9980, 1, 1), 25)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 9, 1), 6, date(2025, 3, 1)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2025, 1, 31), -2, date(2024, 11, 30)),
        (date(2025, 1, 31), 0, date(2025, 1, 31)),
    ],
)
def test_months_are_calendar_months_cut_to_the_last_day(day, months, then):
    assert add_months(day, months) == then


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1)])
def test_months_past_the_ends_of_the_calendar_are_refused(day, months):
    with pytest.raises(OverflowError):
        add_months(day, months)
