"""How the register and a record put facts into words."""

from datetime import date, timedelta

import pytest

from waymark.core.dates import age_on
from waymark.eligibility.rules import Status
from waymark.workspace.rules.history import Kind, Line, lasting, length, lower_first, newest_first, said
from waymark.workspace.rules.known import Area, Known, days_since, unknown_count
from waymark.workspace.rules.register import (
    AFTERWARDS,
    AGES,
    IN_PLAIN_WORDS,
    TASKS,
    Attention,
    Band,
    Counted,
    born_between,
    by_age,
    change_in_words,
    first_task,
    headline,
    in_words,
    ordinal,
    turning,
    when_in_figures,
    years_before,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("band", list(Band))
@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 1)])
def test_a_band_holds_exactly_those_of_its_ages(band, today):
    after, until = born_between(band, today)
    first, below = AGES[band]
    for age in range(30):
        for days in (0, 1, 200, 364):
            born = years_before(today, age) - timedelta(days=days)
            inside = (after is None or born > after) and (until is None or born <= until)
            years = age_on(born, today)
            assert inside == ((first is None or years >= first) and (below is None or years < below)), (born, years)


def test_every_status_has_plain_words_and_a_code_not_known_is_shown():
    assert set(IN_PLAIN_WORDS) == set(Status)
    assert in_words("former_relevant", "annual_offer") == "Former relevant, support offered every year"
    assert in_words("former_relevant", "s23C(1)(a)") == "Former relevant"
    assert in_words("closed", "age_25") == "Closed"
    assert in_words("of_a_later_version", "") == "of_a_later_version"


def test_what_changes_next_is_named_by_the_birthday_it_falls_on():
    born = date(2008, 12, 3)
    words = change_in_words("former_relevant", "s23C(1)(b)", on=date(2026, 12, 3), born_on=born)
    assert words == "From the 18th birthday: former relevant"
    assert change_in_words("eligible", "", on=date(2026, 1, 5), born_on=born).startswith("From then on: eligible")
    assert change_in_words("closed", "", on=date(2026, 1, 5), born_on=None) == "From then on: closed"


def test_turning_knows_both_birthdays_of_a_leap_day():
    born = date(2008, 2, 29)
    assert turning(born, date(2026, 2, 28)) == turning(born, date(2026, 3, 1)) == 18
    assert turning(born, date(2026, 3, 2)) is None
    assert turning(born, date(2008, 2, 29)) is None


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (16, "16th"), (21, "21st")]
)
def test_ordinals(number, words):
    assert ordinal(number) == words


ALL = Counted(1543, 418, 679, 446)


def test_the_headline_is_the_answer():
    assert headline(ALL, limit=2000) == "1,543 young people"
    assert headline(Counted(1, 1, 0, 0), limit=2000) == "1 young person"
    assert headline(Counted(0, 0, 0, 0), limit=2000, status=Status.RELEVANT) == "No relevant young people"
    assert headline(Counted(2000, 0, 0, 0, more=True), limit=2000) == "More than 2,000 young people"
    assert (
        headline(Counted(3, 3, 0, 0), limit=9, band=Band.CHILDREN, status=Status.ELIGIBLE, team="North", adviser="Al")
        == "3 eligible young people aged 16 and 17 with Al in North"
    )
    assert (
        headline(Counted(2, 0, 0, 2), limit=9, band=Band.PAST)
        == "2 young people of 25 and over whose support has ended"
    )
    assert headline(Counted(2, 0, 0, 0), limit=9, band=Band.UNDER_16) == "2 young people under 16"
    for status, words in AFTERWARDS.items():
        assert headline(ALL, limit=9, status=status) == f"1,543 young people {words}"
    endings = {headline(ALL, limit=9, attention=attention) for attention in Attention}
    assert len(endings) == len(Attention)


def test_ages_are_counted_only_where_they_say_something():
    assert by_age(ALL, Band.SERVICE) == "418 aged 16 and 17, 679 aged 18 to 20 and 446 aged 21 and over"
    assert by_age(Counted(5, 2, 3, 0), Band.ANY) == "2 aged 16 and 17 and 3 aged 18 to 20"
    assert by_age(Counted(5, 5, 0, 0), Band.SERVICE) == ""
    assert by_age(ALL, Band.CHILDREN) == ""
    assert by_age(Counted(2000, 1, 2, 3, more=True), Band.SERVICE) == ""
    assert by_age(Counted(1, 0, 1, 0), Band.SERVICE) == ""


def test_the_most_pressing_task_comes_first():
    assert first_task([Attention.NO_ADVISER, Attention.CONTESTED]) == TASKS[Attention.CONTESTED]
    assert first_task([Attention.HISTORY_MISSING, Attention.TO_SIGN]) == TASKS[Attention.TO_SIGN]
    assert first_task([]) is None


def test_a_day_to_come_in_figures():
    assert when_in_figures(TODAY, TODAY) == ("Today", "", "now")
    assert when_in_figures(date(2026, 11, 23), TODAY) == ("1", "day", "now")
    assert when_in_figures(date(2026, 12, 20), TODAY) == ("28", "days", "now")
    assert when_in_figures(date(2026, 12, 21), TODAY) == ("21", "Dec 2026", "later")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2020, 1, 15), date(2024, 3, 14), "4 years 1 month"),
        (date(2020, 1, 15), date(2024, 3, 15), "4 years 2 months"),
        (date(2020, 1, 15), date(2021, 1, 15), "1 year"),
        (date(2020, 1, 15), date(2020, 1, 16), "1 day"),
        (date(2020, 1, 15), date(2020, 2, 1), "17 days"),
        (date(2020, 1, 15), date(2020, 1, 15), "less than a day"),
    ],
)
def test_how_long_something_lasted(start, end, words):
    assert length(start, end) == words


def test_a_line_says_how_long_only_where_it_lasted():
    open_line = Line(date(2024, 11, 22), Kind.CARE, "Came into care", dated_span=True)
    assert lasting(open_line, TODAY) == "2 years so far"
    assert lasting(open_line, date(2024, 11, 22)) == ""
    assert lasting(Line(date(2024, 1, 1), Kind.REVIEW, "Review"), TODAY) == ""
    ended = Line(date(2024, 1, 1), Kind.MISSING, "Missing", date(2024, 1, 3), dated_span=True)
    assert lasting(ended, TODAY) == "2 days"


def test_newest_first_and_within_a_day_care_before_the_rest():
    day = date(2024, 1, 1)
    lines = [
        Line(day, Kind.PLACEMENT, "Foster placement"),
        Line(date(2023, 1, 1), Kind.CARE, "Earlier"),
        Line(day, Kind.CARE, "Came into care"),
    ]
    assert [line.text for line in newest_first(lines)] == ["Came into care", "Foster placement", "Earlier"]


def test_codes_that_no_list_knows_are_shown_as_they_came():
    assert said({"E2": "Died"}, "E2") == "Died"
    assert said({"E2": "Died"}, "Q9") == "code “Q9”"
    assert lower_first("NHS establishment") == "NHS establishment"
    assert lower_first("Returned home") == "returned home"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "still to come"),
        (0, "today"),
        (1, "yesterday"),
        (20, "20 days ago"),
        (21, "3 weeks ago"),
        (119, "17 weeks ago"),
        (365, "12 months ago"),
        (730, "2 years ago"),
    ],
)
def test_how_long_ago(days, words):
    assert days_since(TODAY - timedelta(days=days), TODAY) == words


def test_what_nobody_knows_is_counted():
    assert unknown_count([Known(Area.HOME), Known(Area.CONTACT, "Reached"), Known(Area.PLAN)]) == 2
