"""Dates, counts, lists and numbers as words."""

from datetime import UTC, date, datetime

import pytest

from waymark.core import wording

MAY = date(2026, 5, 14)
SUMMER = datetime(2026, 5, 14, 8, 5, tzinfo=UTC)  # 09:05 in England
LATE = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)  # already 1 June in England


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (wording.full_date(MAY), "14 May 2026"),
        (wording.full_date(LATE), "1 June 2026"),
        (wording.full_date(None), ""),
        (wording.short_date(MAY), "14 May"),
        (wording.short_date(None), ""),
        (wording.weekday_date(MAY), "Thu 14 May"),
        (wording.weekday_date(None), ""),
        (wording.long_date(MAY), "Thursday 14 May 2026"),
        (wording.long_date(None), ""),
        (wording.month_year(MAY), "May 2026"),
        (wording.month_year(None), ""),
        (wording.clock(SUMMER), "09:05"),
        (wording.clock(datetime(2026, 5, 14, 8, 5)), "08:05"),  # noqa: DTZ001
        (wording.clock(None), ""),
        (wording.date_and_time(SUMMER), "14 May 2026 at 09:05"),
        (wording.date_and_time(None), ""),
        (wording.number(1543), "1,543"),
        (wording.in_words(0), "no"),
        (wording.in_words(9), "nine"),
        (wording.in_words(10), "10"),
        (wording.in_words(-1), "-1"),
        (wording.counted(1, "person", "people"), "1 person"),
        (wording.counted(1543, "person", "people"), "1,543 people"),
        (wording.counted(2, "row"), "2 rows"),
        (wording.listed([]), ""),
        (wording.listed(["a"]), "a"),
        (wording.listed(["a", "b"]), "a and b"),
        (wording.listed(["a", "b", "c"], "or"), "a, b or c"),
        (wording.initials("Jo Tesfay"), "JT"),
        (wording.initials("Sam"), "S"),
        (wording.initials("Mary Ann van der Berg"), "MB"),
        (wording.initials("  "), ""),
        (wording.capital("one McDonald"), "One McDonald"),
        (wording.capital(""), ""),
        (wording.phone("+441632960018"), "01632 960018"),
        (wording.phone("+4915112345678"), "+49 1511 2345678"),
        (wording.phone("ring the hub"), "ring the hub"),
        (wording.phone(None), ""),
        (wording.tel("01632 960018"), "tel:+441632960018"),
        (wording.tel("ring the hub"), ""),
    ],
)
def test_words(made: str, expected: str) -> None:
    assert plain(made) == expected


def test_a_date_is_not_broken_over_two_lines() -> None:
    assert " " not in wording.full_date(MAY)
    assert " " not in wording.phone("01632 960018")
