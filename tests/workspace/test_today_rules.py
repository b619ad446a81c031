"""The order, the words and the sums of a day, without a database."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.duties.rules import Area, Duty, DutyId, State
from waymark.people.rules.words import AllocationRole
from waymark.workspace.rules import today as rules
from waymark.workspace.rules.today import Ahead, Away, Coming, Figure, Tally

TODAY = date(2026, 5, 14)  # a Thursday
KAI, LEAH, JO = (UUID(int=n) for n in (1, 2, 3))


def duty(person=KAI, which=DutyId.D14, days=0, state=None, weight=0, due=True):
    on = TODAY + timedelta(days=days) if due else None
    chosen = state or (State.OVERDUE if days < 0 else State.DUE)
    return Duty(
        *(person, which, which.label, on, chosen, "Why.", "Source", AllocationRole.PERSONAL_ADVISER),
        *(Area.CONTACT, weight, TODAY - timedelta(days=400)),
    )


def people(lines):
    return [line.duty.person_id for line in lines]


def test_what_is_late_stands_above_what_is_due_and_the_heavier_above_the_later():
    work = rules.sort_out(
        [duty(JO, days=0, weight=900), duty(LEAH, days=-90), duty(KAI, days=-1, weight=500)], on=TODAY
    )
    assert people(work.now) == [KAI, LEAH, JO]
    assert (work.overdue, work.due_today) == (2, 1)


def test_a_person_has_one_line_with_the_rest_counted():
    work = rules.sort_out([duty(KAI, days=-3), duty(KAI, DutyId.D32, days=-9), duty(KAI, DutyId.D11, days=2)], on=TODAY)
    assert people(work.now) == [KAI]
    assert work.now[0].duty.duty == DutyId.D32
    assert work.now[0].more == 1
    assert not work.week, "whoever stands above is not named again below"
    assert rules.more_in_words(1) == "and one more"
    assert rules.more_in_words(0) == ""


@pytest.mark.parametrize(("days", "where"), [(-1, "now"), (0, "now"), (1, "week"), (7, "week"), (8, "ahead")])
def test_where_a_line_stands_the_day_before_the_day_and_the_day_after(days, where):
    work = rules.sort_out([duty(days=days)], on=TODAY)
    assert [name for name in ("now", "week", "ahead") if getattr(work, name)] == [where]


def test_what_is_done_or_excepted_or_has_no_day_yet_is_on_no_list():
    lines = [duty(state=State.DONE), duty(LEAH, state=State.EXCEPTED), duty(JO, state=State.NOT_YET, due=False)]
    assert rules.sort_out(lines, on=TODAY) == rules.Sorted()


def test_a_duty_that_runs_without_a_day_is_owed_now():
    work = rules.sort_out([duty(state=State.OVERDUE, due=False)], on=TODAY)
    assert people(work.now) == [KAI]
    assert rules.figure_of(work.now[0].duty, on=TODAY) == Figure("Now", "", "over")


some = st.builds(
    duty,
    person=st.sampled_from([KAI, LEAH, JO]),
    which=st.sampled_from([DutyId.D14, DutyId.D16, DutyId.D32]),
    days=st.integers(-400, 60),
    weight=st.integers(0, 3),
)


@given(st.lists(some, max_size=12))
def test_nobody_is_listed_twice_and_nobody_is_lost(duties):
    work = rules.sort_out(duties, on=TODAY)
    listed = people([*work.now, *work.week, *work.ahead])
    assert len(listed) == len(set(listed))
    assert set(listed) == {d.person_id for d in duties}
    assert work.overdue + work.due_today == len(work.now)


@pytest.mark.parametrize(
    ("days", "figure"),
    [
        (-1, Figure("1", "day late", "over")),
        (-12, Figure("12", "days late", "over")),
        (-56, Figure("8", "weeks late", "over")),
        (-200, Figure("6", "months late", "over")),
        (-731, Figure("2", "years late", "over")),
        (0, Figure("Today", "", "now")),
        (1, Figure("Fri", "15 May", "now")),
        (5, Figure("Tue", "19 May", "later")),
        (19, Figure("2", "Jun", "later")),
    ],
)
def test_the_figure_beside_a_line(days, figure):
    assert rules.figure_of(duty(days=days), on=TODAY) == figure


def test_a_far_day_carries_its_year():
    assert rules.day_figure(date(2027, 6, 2), on=TODAY) == Figure("2", "Jun 2027", "later")


def test_a_visit_carries_the_duty_it_answers():
    late, offer, far = duty(days=-2), duty(KAI, DutyId.D16, days=-30), duty(LEAH, days=30, state=State.NOT_YET)
    assert rules.closed_by_visit([offer, late, far], KAI, on=TODAY) is late
    assert rules.closed_by_visit([offer, late, far], LEAH, on=TODAY) is None, "not before its time"
    assert rules.closed_by_visit([offer], KAI, on=TODAY) is None, "an offer is not made by seeing somebody"


@pytest.mark.parametrize(
    ("number", "tally", "words"),
    [
        (4, Tally(), "Four people need you today"),
        (1, Tally(), "One person needs you today"),
        (12, Tally(), "12 people need you today"),
        (0, Tally(messages=1), "Nothing is due today; one young person waits for an answer"),
        (0, Tally(messages=1, requests=2), "Nothing is due today; three young people wait for an answer"),
        (0, Tally(visits=3), "Nobody is waiting today"),
    ],
)
def test_the_heading_is_the_answer(number, tally, words):
    assert rules.headline(number, tally) == words


def test_the_rest_of_the_day_in_a_sentence():
    tally = Tally(visits=2, messages=3, requests=1, promises_late=1)
    assert rules.rest_of_day(tally) == "Two visits, three messages, one request to come back, one late promise."
    assert rules.rest_of_day(Tally()) == ""
    assert rules.by_next(TODAY) == "By next Thursday"


@pytest.mark.parametrize(
    ("born", "told"),
    [
        (date(2006, 5, 14), [(date(2026, 5, 14), "Turns 20")]),
        (date(2006, 5, 28), [(date(2026, 5, 28), "Turns 20")]),
        (date(2006, 5, 29), []),
        (date(2006, 5, 13), []),
        (date(2008, 8, 13), [(date(2026, 8, 13), "Turns 18: becomes an adult in law")]),
        (date(2008, 8, 14), []),
        (date(2005, 6, 2), [(date(2026, 6, 2), "Turns 21: talk about what they want next")]),
        (date(2001, 6, 2), [(date(2026, 6, 2), "Turns 25: most support ends")]),
        (date(2000, 5, 20), []),
        (None, []),
    ],
)
def test_birthdays_ahead(born, told):
    assert [(event.on, event.text) for event in rules.birthdays([(KAI, born)], on=TODAY)] == told


def test_a_leap_day_birthday_comes_on_the_first_of_march():
    events = rules.birthdays([(KAI, date(2008, 2, 29))], on=date(2026, 1, 1))
    assert events[0].on == date(2026, 3, 1)


def test_who_is_away_and_when_they_come_back():
    soon = Away(KAI, True, date(2026, 1, 1), date(2026, 5, 26))
    far = Away(LEAH, True, date(2026, 1, 1), date(2027, 5, 26))
    unknown = Away(JO, False, date(2026, 5, 11), None)
    first, second = rules.away_ahead([soon, far, unknown], on=TODAY)
    assert (first.on, first.kind) == (date(2026, 5, 26), Ahead.RELEASE)
    assert second.text == "In hospital since 11\xa0May\xa02026; no date for coming out is known"
    assert second.since
    passed = rules.away_ahead([Away(KAI, True, date(2026, 1, 1), date(2026, 5, 13))], on=TODAY)
    assert "the date expected has passed" in passed[0].text


def test_leave_is_told_once_and_only_while_it_runs():
    ends = [(KAI, date(2026, 6, 24), False), (LEAH, date(2026, 6, 24), True), (JO, date(2026, 5, 13), False)]
    found = rules.leave_ahead(ends, on=TODAY, told={KAI})
    assert [(event.person_id, event.text) for event in found] == [
        (LEAH, "Leave to remain ends; more is applied for"),
    ]


def test_a_try_whose_day_has_passed_is_todays():
    found = rules.tries_ahead([(KAI, date(2026, 5, 1)), (LEAH, date(2026, 5, 28)), (JO, date(2026, 5, 29))], on=TODAY)
    assert [(event.person_id, event.on) for event in found] == [(KAI, TODAY), (LEAH, date(2026, 5, 28))]


def test_what_comes_up_for_one_person_is_one_line():
    events = [
        Coming(date(2026, 5, 20), KAI, Ahead.BIRTHDAY, "Turns 20"),
        Coming(date(2026, 5, 17), KAI, Ahead.TRY, "Try to reach them again"),
        Coming(date(2026, 5, 17), KAI, Ahead.RELEASE, "Expected to leave custody"),
        Coming(date(2026, 5, 15), JO, Ahead.TRY, "Try to reach them again"),
    ]
    assert [(event.person_id, event.text) for event in rules.in_time(events)] == [
        (JO, "Try to reach them again"),
        (KAI, "Expected to leave custody. Also try to reach them again and turns 20 on 20\xa0May"),
    ]


@pytest.mark.parametrize(
    ("across", "words"),
    [
        (rules.Across(0, 0, 5), "Nothing is late today"),
        (rules.Across(2, 1, 0), "One young person is owed something that is late"),
        (rules.Across(9, 4, 0), "Four young people are owed something that is late"),
        (rules.Across(80, 72, 0), "72\xa0young people are owed something that is late"),
        (rules.Across(80, 72, 0, alarms=1), "One colleague has not said they are home safe"),
        (rules.Across(0, 0, 0, alarms=2), "Two colleagues have not said they are home safe"),
    ],
)
def test_the_heading_of_a_team(across, words):
    assert rules.headline_across(across) == words


def test_shares_stand_the_worst_first():
    shares = [rules.Share("b", "Bea", 2, 9), rules.Share("a", "Alex", 2, 9), rules.Share("c", "Cy", 3, 0)]
    assert [share.key for share in rules.worst_first(shares)] == ["c", "a", "b"]
