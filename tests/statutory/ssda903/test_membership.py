"""Nights since 14 and since 16, and whether unseen years could change the answer."""

from datetime import date

import pytest

from waymark.core.dates import Period
from waymark.statutory.ssda903.membership import Nights, could_be_enough, nights

BORN = date(2008, 6, 10)  # 14 on 10 June 2022, 16 on 10 June 2024
NONE = Nights(0, 0)


def test_nights_before_14_do_not_count_and_open_care_runs_to_the_day_asked() -> None:
    assert nights([Period(date(2010, 1, 1))], BORN, date(2024, 6, 12)) == Nights(733, 2)
    assert nights([Period(date(2010, 1, 1), date(2022, 6, 10))], BORN, date(2024, 6, 12)) == NONE


def test_enough_is_91_and_1() -> None:
    assert Nights(91, 1).enough
    assert not Nights(90, 1).enough
    assert not Nights(91, 0).enough


@pytest.mark.parametrize(
    ("known", "known_from", "answer"),
    [
        (Nights(0, 1), date(2022, 9, 9), True),  # 91 nights unseen since 14
        (Nights(0, 1), date(2022, 9, 8), False),
        (Nights(1, 1), date(2022, 9, 8), True),
        (Nights(91, 0), date(2024, 6, 11), True),  # one night unseen since 16
        (Nights(91, 0), date(2024, 6, 10), False),
        (Nights(90, 1), date(2020, 1, 1), False),  # nothing unseen takes nothing away either
    ],
)
def test_unseen_nights(known: Nights, known_from: date, answer: bool) -> None:
    assert could_be_enough(known, BORN, known_from) is answer
