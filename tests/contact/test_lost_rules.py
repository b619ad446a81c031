"""When touch looks lost, the order in which to try, and how long somebody may be left alone; without a database."""

from datetime import date, timedelta

import pytest

from waymark.contact.rules.lost import (
    LADDER,
    STEP_OF_CHANNEL,
    Outcome,
    SeenBy,
    Step,
    Tried,
    channel_of,
    ladder,
    latest_retry,
    looks_lost,
    next_of,
    stages_of,
    who_must_know,
)
from waymark.contact.rules.touching import Touch
from waymark.contact.rules.words import Channel

LOST = date(2026, 3, 2)


def on(days: int) -> date:
    return LOST + timedelta(days=days)


def rungs(days: int, *tried: Tried, under_18: bool = False, skip: tuple[Step, ...] = ()):  # type: ignore[no-untyped-def]
    return ladder(since=LOST, on=on(days), tried=tried, under_18=under_18, called="Sam", skip=skip)


def test_every_step_stands_on_the_ladder_once() -> None:
    assert [rung.step for rung in LADDER] == list(Step)


@pytest.mark.parametrize(("days", "state"), [(0, "now"), (1, "late")])
def test_the_first_step_is_next_and_late_the_day_after_its_day(days: int, state: str) -> None:
    assert (rungs(days)[0].step, rungs(days)[0].state) == (Step.OWN_NUMBER, state)


def test_exactly_one_step_is_next_however_early_it_is() -> None:
    assert [rung.state for rung in rungs(0)].count("now") == 1
    tried = Tried(Step.OWN_NUMBER, on(0), Outcome.NO_ANSWER)
    found = rungs(0, tried)
    assert [(r.step, r.state) for r in found[:3]] == [
        (Step.OWN_NUMBER, "done"),
        (Step.OTHER_WAYS, "now"),
        (Step.LETTER, ""),
    ]


def test_only_the_next_step_is_drawn_as_late() -> None:
    assert [rung.state for rung in rungs(30)].count("late") == 1


def test_the_ladder_in_words_says_what_was_tried_what_is_next_and_what_comes_later() -> None:
    tried = Tried(Step.OWN_NUMBER, on(0), Outcome.NO_ANSWER)
    items = stages_of(rungs(3, tried), on=on(3))
    assert [(i["text"], i["late"]) for i in items[:5]] == [
        ("1\xa0try, last on 2\xa0March: No answer", ""),
        ("", "2\xa0days late"),
        ("from 5\xa0March", ""),
        ("from 7\xa0March", ""),
        ("from 9\xa0March", ""),
    ]
    assert stages_of(rungs(0), on=on(0))[0]["text"] == "next, by 2\xa0March"
    assert stages_of(rungs(6, tried), on=on(6))[2]["text"] == "due since 5\xa0March"


def test_the_next_step_is_the_first_untried_one_until_all_were_tried() -> None:
    tried = [Tried(step, on(1), Outcome.NOTHING) for step in Step]
    found = next_of(rungs(1, *tried[1:]))
    assert found is not None and found.step is Step.OWN_NUMBER
    assert next_of(rungs(1, *tried)) is None


def test_a_step_tried_twice_shows_its_last_time() -> None:
    first, second = (Tried(Step.OWN_NUMBER, on(n), Outcome.NO_ANSWER) for n in (4, 2))
    rung = rungs(5, first, second)[0]
    assert (rung.tries, rung.last) == (2, first)


def test_a_skipped_step_comes_back_once_it_was_tried() -> None:
    assert Step.LETTER not in [r.step for r in rungs(0, skip=(Step.LETTER,))]
    tried = Tried(Step.LETTER, on(0), Outcome.NO_ANSWER)
    assert Step.LETTER in [r.step for r in rungs(0, tried, skip=(Step.LETTER,))]


def test_for_a_child_the_police_are_asked_on_the_first_day_and_for_an_adult_last() -> None:
    child = {r.step: r for r in rungs(0, under_18=True)}
    adult = {r.step: r for r in rungs(0)}
    assert child[Step.POLICE].due_on == LOST
    assert "report Sam missing today" in child[Step.POLICE].how
    assert adult[Step.POLICE].due_on == max(r.due_on for r in adult.values())
    assert "only if Sam agrees" in adult[Step.NETWORK].care
    assert "a manager decides" in child[Step.NETWORK].care


def test_no_name_is_left_unfilled() -> None:
    assert not [r for age in (True, False) for r in rungs(0, under_18=age) if "{" in r.how + r.care]


def test_a_try_by_any_channel_belongs_to_a_step_of_the_same_kind() -> None:
    assert set(STEP_OF_CHANNEL) == set(Channel) - {Channel.UNKNOWN}
    assert all(STEP_OF_CHANNEL[channel] is s for s in Step if (channel := channel_of(s)))


DAYS = {SeenBy.TEAM_MANAGER: 7, SeenBy.HEAD_OF_SERVICE: 28}


@pytest.mark.parametrize(
    ("day", "states"),
    [(6, ["", ""]), (7, ["now", ""]), (8, ["late", ""]), (28, ["late", "now"]), (29, ["late", "late"])],
)
def test_it_goes_up_on_its_day(day: int, states: list[str]) -> None:
    assert [k.state for k in who_must_know(since=LOST, on=on(day), days=DAYS, seen={})] == states


def test_what_was_seen_is_done_whoever_saw_it_first() -> None:
    seen = {SeenBy.HEAD_OF_SERVICE: on(2)}
    assert [k.state for k in who_must_know(since=LOST, on=on(9), days=DAYS, seen=seen)] == ["late", "done"]


@pytest.mark.parametrize(
    ("touch", "looks"),
    [
        (Touch(reached_on=on(-56), tries_since=2), True),
        (Touch(reached_on=on(-55), tries_since=2), False),
        (Touch(reached_on=on(-57), tries_since=1), False),
        (Touch(tries_since=2), True),
        (Touch(tries_since=2, lost_from=on(-1)), False),
        (Touch(tries_since=2, chose_none_from=on(-1)), False),
    ],
)
def test_touch_looks_lost_after_the_days_and_two_tries(touch: Touch, looks: bool) -> None:
    assert looks_lost(touch, on=LOST, after_days=56) is looks


@pytest.mark.parametrize(("age", "days"), [(None, 84), (16, 84), (20, 84), (21, 365), (24, 365)])
def test_the_duty_runs_on_to_20_so_the_next_try_is_sooner(age: int | None, days: int) -> None:
    assert latest_retry(LOST, age=age, weeks=12) == on(days)
