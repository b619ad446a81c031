"""What counts as contact, when to try again, and how it is told."""

from datetime import date, time, timedelta

import pytest

from waymark.contact.rules import Channel, Made, Touch, next_try, reached, seen
from waymark.contact.rules.days import named_day, nearest_year
from waymark.contact.rules.rhythm import needs_manager
from waymark.contact.rules.telling import (
    ago,
    day_words,
    effects,
    entry_words,
    headline,
    next_due,
    promises_heading,
    rhythm_words,
    scene,
    where_words,
)

TODAY = date(2026, 5, 14)  # a Thursday


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("made", "expected"), [(Made.MADE, True), (Made.TRIED, False), (Made.UNKNOWN, False)])
def test_only_two_way_contact_reaches_somebody(made: Made, expected: bool) -> None:
    assert reached(made) is expected


def test_only_face_to_face_is_seen() -> None:
    assert seen(Made.MADE, Channel.FACE_TO_FACE)
    assert not seen(Made.MADE, Channel.VIDEO)
    assert not seen(Made.TRIED, Channel.FACE_TO_FACE)


@pytest.mark.parametrize(
    ("tried_on", "days", "expected"),
    [
        (TODAY, 14, date(2026, 5, 28)),
        (date(2026, 5, 15), 1, date(2026, 5, 18)),  # a Saturday becomes the Monday
        (date(2026, 5, 15), 2, date(2026, 5, 18)),  # a Sunday too
        (date(2026, 5, 15), 3, date(2026, 5, 18)),
    ],
)
def test_the_next_try_falls_on_a_working_day(tried_on: date, days: int, expected: date) -> None:
    assert next_try(tried_on, days) == expected


@pytest.mark.parametrize(
    ("text", "ahead", "expected"),
    [
        ("today", True, TODAY),
        ("Tomorrow", True, date(2026, 5, 15)),
        ("yesterday", False, date(2026, 5, 13)),
        ("Friday", True, date(2026, 5, 15)),
        ("thu", True, date(2026, 5, 21)),  # today's own name ahead means next week's
        ("thursday", False, TODAY),
        ("Monday", False, date(2026, 5, 11)),
        ("by next Monday", True, date(2026, 5, 18)),
        ("in two weeks", True, date(2026, 5, 28)),
        ("in two weeks", False, None),
        ("21 May", True, None),
        ("fr", True, None),
    ],
)
def test_days_in_words(text: str, ahead: bool, expected: date | None) -> None:
    assert named_day(text, today=TODAY, ahead=ahead) == expected


@pytest.mark.parametrize(
    ("day", "month", "ahead", "year"),
    [(13, 5, True, 2027), (14, 5, True, 2026), (14, 5, False, 2026), (15, 5, False, 2025)],
)
def test_a_year_left_out_is_the_nearest(day: int, month: int, ahead: bool, year: int) -> None:
    assert nearest_year(day, month, today=TODAY, ahead=ahead) == year


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"),
        (1, "yesterday"),
        (24, "24 days ago"),
        (99, "99 days ago"),
        (100, "3 months ago"),
        (699, "22 months ago"),
        (730, "2 years ago"),
    ],
)
def test_how_long_ago(days: int, expected: str) -> None:
    assert plain(ago(TODAY - timedelta(days=days), today=TODAY)) == expected


def test_what_is_known_is_one_sentence() -> None:
    known = {"called": "Sam", "present": "", "today": TODAY}
    said = scene(on=TODAY, at=time(11), place="home", place_words="14 Canal Court", channel="face_to_face", **known)
    assert said == "Today at 11:00, at 14 Canal Court, you and Sam."
    said = scene(on=date(2026, 5, 12), at=None, place="unknown", place_words="", channel="call", **known)
    assert plain(said) == "Tue 12 May, you to Sam."
    known["present"] = "Nan Whitlock"
    said = scene(on=TODAY, at=None, place="hub", place_words="", channel="", **known)
    assert said == "Today, at the hub, you, Sam and Nan Whitlock."


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ("home", "", "at home"),
        ("unknown", "", ""),
        ("other", "in the park", "in the park"),
        ("home", "Flat 2", "at Flat 2"),
    ],
)
def test_where(place: str, words: str, expected: str) -> None:
    assert where_words(place, words) == expected


def test_one_contact_in_words() -> None:
    same = {"by": "Alex Merrin", "called": "Sam", "place": "home", "place_words": ""}
    visit = entry_words(made="made", channel="face_to_face", started_by="worker", **same)
    assert visit == "visit by Alex Merrin, at home"
    assert entry_words(made="tried", channel="call", started_by="worker", **same) == "call by Alex Merrin, not reached"
    assert entry_words(made="made", channel="text", started_by="young_person", **same) == "text from Sam to Alex Merrin"
    unknown = entry_words(made="unknown", channel="unknown", started_by="unknown", **same)
    assert unknown == "contact by Alex Merrin, not known whether reached"


def test_the_heading_says_when_they_were_last_reached() -> None:
    assert headline(Touch(), called="Sam", today=TODAY) == "No contact with Sam is recorded yet"
    assert headline(Touch(tries_since=2), called="Sam", today=TODAY) == "Nobody has reached Sam yet, after two tries"
    told = Touch(reached_on=date(2026, 4, 20), tries_since=2)
    assert plain(headline(told, called="Sam", today=TODAY)) == "Sam was last reached 24 days ago, and tried twice since"
    assert headline(Touch(reached_on=TODAY), called="Sam", today=TODAY) == "Sam was last reached today"


@pytest.mark.parametrize(
    ("touch", "weeks", "expected"),
    [
        (Touch(), 8, date(2026, 7, 9)),
        (Touch(), None, None),
        (Touch(rhythm_days=7), 8, date(2026, 5, 21)),  # their own rhythm only ever tightens
        (Touch(rhythm_days=84), 8, date(2026, 7, 9)),
        (Touch(rhythm_days=7, rhythm_until=TODAY), 8, date(2026, 7, 9)),  # it no longer holds
        (Touch(rhythm_days=7), None, date(2026, 5, 21)),
    ],
)
def test_the_next_contact_is_due_by_the_shorter_clock(touch: Touch, weeks: int | None, expected: date | None) -> None:
    assert next_due(touch, on=TODAY, weeks=weeks) == expected


def told(**other: object) -> dict[str, list[str]]:
    """What saving will do, by when it is said."""
    values: dict[str, object] = {
        "touch": Touch(),
        "called": "Sam",
        "today": TODAY,
        "weeks": 8,
        "only_adviser": True,
        "as_adviser": True,
        "visit": "",
        "next_try_on": date(2026, 5, 28),
    } | other
    found: dict[str, list[str]] = {}
    for effect in effects(**values):  # type: ignore[arg-type]
        found.setdefault(effect.when, []).append(plain(effect.words))
    return found


def test_saving_says_what_it_does() -> None:
    said = told()
    assert "Set the next contact: by 9 July at the latest" in said["made"]
    assert "Count as a try. The clock for keeping in touch runs on" in said["tried"]
    assert not [line for line in said["made"] if "visit" in line]
    with_visit = told(visit="today at 11:00", touch=Touch(reached_on=TODAY, lost_from=date(2026, 3, 1)))
    assert "Mark the visit planned for today at 11:00 as kept" in with_visit["made"]
    assert "Mark the visit planned for today at 11:00 as one that did not take place" in with_visit["tried"]
    assert "End the search for Sam, lost since 1 March 2026" in with_visit["made"]


def test_a_colleague_is_told_that_the_advisers_clock_runs_on() -> None:
    assert not [line for line in told(as_adviser=False)["made"] if "next contact" in line]
    assert [line for line in told(as_adviser=False)["made"] if "own clock runs on" in line]
    assert [line for line in told(as_adviser=False, only_adviser=False)["made"] if "next contact" in line]


@pytest.mark.parametrize(
    ("open_ones", "late", "expected"),
    [
        (0, 0, "No promise to Sam is open"),
        (1, 0, "One promise to Sam is open"),
        (1, 1, "One promise to Sam is open, and late"),
        (3, 3, "Three promises to Sam are open, all late"),
        (3, 1, "Three promises to Sam are open, one late"),
    ],
)
def test_promises_in_a_heading(open_ones: int, late: int, expected: str) -> None:
    assert promises_heading(called="Sam", open_ones=open_ones, late=late) == expected


@pytest.mark.parametrize(
    ("days", "words"), [(1, "every day"), (7, "every week"), (10, "every 10 days"), (28, "every four weeks")]
)
def test_a_rhythm_in_words(days: int, words: str) -> None:
    assert rhythm_words(days) == words


@pytest.mark.parametrize(
    ("now_every", "wanted", "expected"),
    [(None, 7, False), (14, 7, False), (7, 7, False), (7, 14, True), (7, None, True), (None, None, False)],
)
def test_reaching_somebody_less_often_is_a_managers_to_decide(
    now_every: int | None, wanted: int | None, expected: bool
) -> None:
    assert needs_manager(now_every=now_every, wanted_every=wanted) is expected


def test_day_words() -> None:
    assert plain(day_words(date(2026, 5, 11), today=TODAY)) == "Mon 11 May"
    assert plain(day_words(date(2025, 5, 11), today=TODAY)) == "11 May 2025"
