"""The two figures of keeping in touch: who counts, what counts, and what is not known."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from waymark.contact.rules import ByRole, Made
from waymark.contact.rules.in_touch import (
    Band,
    By,
    Contact,
    Counted,
    Figure,
    Outcome,
    counted,
    counts,
    figures,
    not_in,
    outcome,
    wilson,
)
from waymark.core.dates import LeapDay
from waymark.eligibility.rules import Basis, Status

FORMER = (Status.FORMER_RELEVANT.value, Basis.S23C_1A.value)
CONTACTS = some.sets(some.tuples(some.sampled_from(Made.values()), some.sampled_from(ByRole.values())))


def somebody(age: int, status: str = FORMER[0], basis: str = FORMER[1], *, advised: bool = False) -> Counted:
    return Counted(uuid4(), age, status, basis, advised)


@pytest.mark.parametrize(
    ("person", "is_open"),
    [
        (somebody(16, Status.ELIGIBLE), False),
        (somebody(17, Status.ELIGIBLE), True),
        (somebody(17, Status.RELEVANT), True),
        (somebody(17, Status.LOOKED_AFTER), False),
        (somebody(20), True),
        (somebody(20, Status.QUALIFYING), False),
        (somebody(20, Status.CLOSED), False),
        (somebody(21, basis=Basis.ANNUAL_OFFER), False),
        (somebody(21, basis=Basis.ANNUAL_OFFER, advised=True), True),
        (somebody(24, basis=Basis.S23CZB), True),
        (somebody(26, basis=Basis.S23CA), True),
        (somebody(22, Status.QUALIFYING, advised=True), False),
        (somebody(25, Status.CLOSED, Basis.AGE_25, advised=True), False),
    ],
)
def test_who_is_open_to_the_service(person: Counted, is_open: bool) -> None:
    assert counts(person) is is_open


def test_age_follows_the_councils_reading_of_a_leap_day() -> None:
    born, on = date(2008, 2, 29), date(2026, 2, 28)
    ages = [
        counted(uuid4(), born, *FORMER, advised=False, on=on, leap_day=leap_day).age
        for leap_day in (LeapDay.MAR1, LeapDay.FEB28)
    ]
    assert ages == [17, 18]


def test_the_last_two_bands_overlap_at_21_and_nowhere_else() -> None:
    bands = {age: [band for band in Band if band.holds(age)] for age in range(16, 26)}
    assert bands[16] == []
    assert bands[17] == bands[18] == [Band.FIRST]
    assert bands[19] == bands[20] == [Band.MIDDLE]
    assert bands[21] == [Band.MIDDLE, Band.LAST]
    assert bands[22] == bands[25] == [Band.LAST]


@pytest.mark.parametrize(
    ("contacts", "adviser", "anyone"),
    [
        ([], Outcome.NOBODY, Outcome.NOBODY),
        ([(Made.MADE, ByRole.ADVISER)], Outcome.REACHED, Outcome.REACHED),
        ([(Made.MADE, ByRole.SOCIAL_WORKER)], Outcome.NOBODY, Outcome.REACHED),
        ([(Made.MADE, ByRole.OTHER), (Made.TRIED, ByRole.ADVISER)], Outcome.TRIED, Outcome.REACHED),
        ([(Made.MADE, ByRole.UNKNOWN)], Outcome.UNKNOWN, Outcome.REACHED),
        ([(Made.UNKNOWN, ByRole.ADVISER)], Outcome.UNKNOWN, Outcome.UNKNOWN),
        ([(Made.UNKNOWN, ByRole.SOCIAL_WORKER)], Outcome.NOBODY, Outcome.UNKNOWN),
        ([(Made.TRIED, ByRole.UNKNOWN)], Outcome.TRIED, Outcome.TRIED),
        ([(Made.TRIED, ByRole.SOCIAL_WORKER)], Outcome.NOBODY, Outcome.TRIED),
        ([(Made.UNKNOWN, ByRole.UNKNOWN), (Made.MADE, ByRole.ADVISER)], Outcome.REACHED, Outcome.REACHED),
    ],
)
def test_what_counts_for_each_figure(contacts: list[Contact], adviser: Outcome, anyone: Outcome) -> None:
    assert (outcome(contacts, By.ADVISER), outcome(contacts, By.ANYONE)) == (adviser, anyone)


@given(CONTACTS)
def test_whoever_an_adviser_reached_was_reached_by_somebody(contacts: set[Contact]) -> None:
    assert outcome(contacts, By.ADVISER) is not Outcome.REACHED or outcome(contacts, By.ANYONE) is Outcome.REACHED


@given(some.lists(some.tuples(some.integers(15, 26), CONTACTS), max_size=20))
def test_every_figure_adds_up_and_its_list_is_as_long_as_it_says(asked: list[tuple[int, set[Contact]]]) -> None:
    people = [somebody(age, advised=True) for age, _ in asked]
    contacts = {person.person_id: made for person, (_, made) in zip(people, asked, strict=True)}
    for band, pair in figures(people, contacts).items():
        for by, figure in pair.items():
            assert figure.reached + figure.unknown + figure.tried + figure.nobody == figure.of
            if band is not None:
                assert len(not_in(people, contacts, band=band, by=by, reached_on={})) == figure.missing


def test_nobody_is_counted_twice_in_all() -> None:
    found = figures([somebody(21, advised=True)], {})
    assert found[None][By.ANYONE].of == 1
    assert found[Band.MIDDLE][By.ANYONE].of == found[Band.LAST][By.ANYONE].of == 1


def test_a_list_begins_with_whom_nobody_tried_and_then_the_longest_ago() -> None:
    tried, never, long_ago, lately = (somebody(19) for _ in range(4))
    days: dict[UUID, date] = {long_ago.person_id: date(2025, 1, 1), lately.person_id: date(2026, 1, 1)}
    listed = not_in(
        [tried, lately, long_ago, never],
        {tried.person_id: {(Made.TRIED, ByRole.ADVISER)}},
        band=Band.MIDDLE,
        by=By.ADVISER,
        reached_on=days,
    )
    assert [person for person, _ in listed] == [never, long_ago, lately, tried]


def test_a_share_of_nobody_is_no_share_and_few_people_carry_their_doubt() -> None:
    assert Figure(0, 0, 0, 0, 0).share == 0
    assert Figure(0, 0, 0, 0, 0).likely is None
    assert Figure(50, 40, 0, 0, 10).likely is None
    assert Figure(49, 40, 0, 0, 9).likely == wilson(40, 49)
    assert wilson(5, 10) == (24, 76)  # a textbook's worked case
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == 100
