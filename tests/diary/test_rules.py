"""Lateness and availability, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from waymark.diary.rules.availability import Slot, available
from waymark.diary.rules.lateness import Level, Minutes, lateness_in_words, level_of

DUE = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
MINUTES = Minutes(worker=15, manager=30)


@pytest.mark.parametrize(
    ("late", "level"),
    [
        (timedelta(seconds=-1), Level.IN_TIME),
        (timedelta(0), Level.DUE),
        (timedelta(minutes=15, seconds=-1), Level.DUE),
        (timedelta(minutes=15), Level.WORKER),
        (timedelta(minutes=30, seconds=-1), Level.WORKER),
        (timedelta(minutes=30), Level.MANAGER),
        (timedelta(days=3), Level.MANAGER),
    ],
)
def test_levels_begin_on_the_minute(late: timedelta, level: Level) -> None:
    assert level_of(DUE, now=DUE + late, minutes=MINUTES) is level


def test_a_manager_is_never_called_before_the_worker_is_asked() -> None:
    turned = Minutes(worker=30, manager=10)
    assert level_of(DUE, now=DUE + timedelta(minutes=20), minutes=turned) is Level.DUE
    assert level_of(DUE, now=DUE + timedelta(minutes=30), minutes=turned) is Level.MANAGER


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (timedelta(minutes=-5), "0 min late"),
        (timedelta(minutes=25), "25 min late"),
        (timedelta(minutes=60), "1 h late"),
        (timedelta(minutes=185), "3 h 5 min late"),
        (timedelta(days=1, hours=2), "1 day late"),
        (timedelta(days=2), "2 days late"),
    ],
)
def test_lateness_in_words(late: timedelta, words: str) -> None:
    assert lateness_in_words(DUE, now=DUE + late) == words


def slot(kind: str, start: int, end: int) -> Slot:
    return Slot(kind, DUE.replace(hour=start), DUE.replace(hour=end))


@pytest.mark.parametrize(
    ("slots", "words", "busy"),
    [
        ([], "Nothing more in the diary today", False),
        ([slot("visit", 9, 10)], "Nothing more in the diary today", False),
        ([slot("visit", 17, 18)], "Free until 17:00", False),
        ([slot("visit", 15, 17)], "On a visit until 17:00", True),
        ([slot("visit", 15, 17), slot("meeting", 14, 18)], "In a meeting until 18:00", True),
        ([slot("visit", 15, 16)], "Nothing more in the diary today", False),  # it ends now
        ([slot("call", 16, 17)], "On a call until 17:00", True),  # it starts now
    ],
)
def test_whether_somebody_can_be_had(slots: list[Slot], words: str, busy: bool) -> None:
    found = available(slots, now=DUE)
    assert found.words == words
    assert (found.busy is not None) is busy
