"""What must hold for every life, on every day, under every convention."""

import itertools
from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.eligibility.lives import CONVENTIONS, UNHURRIED, UNHURRIED_FEW, days_of, lives, periods
from waymark.core.dates import LeapDay, Period
from waymark.eligibility.rules import (
    Accommodation,
    CareFacts,
    CareStay,
    Conventions,
    OtherStay,
    Status,
    SupportRequest,
    flagged_timeline,
    status_on,
    timeline,
)
from waymark.eligibility.rules.life import Life
from waymark.eligibility.rules.words import explain

ANY_DATE = st.dates()


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS, on=ANY_DATE)
def test_it_answers_for_any_person_on_any_date(data, conventions, on):
    facts = data.draw(lives())

    explanation = explain(facts, on, conventions)

    assert explanation.answer == status_on(facts, on, conventions)
    assert explanation.reasons and all(reason.endswith(".") for reason in explanation.reasons)


@UNHURRIED
@given(born=ANY_DATE, spans=st.lists(st.tuples(ANY_DATE, st.one_of(st.none(), ANY_DATE)), max_size=3), on=ANY_DATE)
def test_it_answers_for_dates_from_the_first_to_the_last_python_has(born, spans, on):
    given_periods = tuple(Period(start, end) for start, end in spans)
    facts = CareFacts(
        born,
        looked_after=tuple(CareStay(period) for period in given_periods),
        with_parent=given_periods,
        short_breaks=given_periods,
        special_guardianship=given_periods,
        other_accommodation=tuple(OtherStay(p, Accommodation.HEALTH_OR_EDUCATION) for p in given_periods),
        child_arrangements=given_periods,
    )

    answer = status_on(facts, on)

    assert (answer.status is Status.NONE) == (answer.basis == "") and answer.nights_since_14 >= 0
    assert explain(facts, on).answer == answer
    assert timeline(facts)[0].period.start == born


@UNHURRIED
@given(facts=lives(), conventions=CONVENTIONS)
def test_a_timeline_has_one_status_a_day_from_birth_and_no_gap(facts, conventions):
    for line in (timeline(facts, conventions), flagged_timeline(facts, conventions)):
        assert line[0].period.start == facts.date_of_birth
        assert line[-1].period.end is None
        for before, after in itertools.pairwise(line):
            assert before.period.end == after.period.start
            assert before.period.start < after.period.start
            assert (before.status, before.basis, before.flags) != (after.status, after.basis, after.flags)


@UNHURRIED_FEW
@given(facts=lives(), conventions=CONVENTIONS)
def test_the_timeline_agrees_with_the_answer_on_every_single_day(facts, conventions):
    line, flagged = timeline(facts, conventions), flagged_timeline(facts, conventions)
    at = at_flagged = 0
    day = facts.date_of_birth
    for _ in range(28 * 366):
        while line[at].period.end is not None and line[at].period.end <= day:
            at += 1
        while flagged[at_flagged].period.end is not None and flagged[at_flagged].period.end <= day:
            at_flagged += 1
        answer = status_on(facts, day, conventions)
        assert (answer.status, answer.basis) == (line[at].status, line[at].basis), day
        assert (answer.status, answer.basis, answer.flags) == (
            flagged[at_flagged].status,
            flagged[at_flagged].basis,
            flagged[at_flagged].flags,
        ), day
        assert answer.changes_on == line[at].period.end, day
        day += timedelta(days=1)


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS)
def test_nights_never_fall_as_time_passes(data, conventions):
    facts = data.draw(lives())
    first, second = sorted((data.draw(days_of(facts.date_of_birth)), data.draw(days_of(facts.date_of_birth))))

    earlier, later = (status_on(facts, day, conventions).nights_since_14 for day in (first, second))
    assert earlier <= later
    assert later - earlier <= (second - first).days + conventions.inclusive_counting * (len(facts.looked_after) + 2)


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS)
def test_nights_never_fall_as_care_is_added(data, conventions):
    facts = data.draw(lives())
    more = replace(facts, looked_after=facts.looked_after + (CareStay(data.draw(periods(facts.date_of_birth))),))
    on = data.draw(days_of(facts.date_of_birth))

    assert status_on(facts, on, conventions).nights_since_14 <= status_on(more, on, conventions).nights_since_14


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS)
def test_the_threshold_day_is_the_first_with_that_many_nights(data, conventions):
    facts = data.draw(lives())
    life = Life(facts, conventions)
    day = data.draw(days_of(facts.date_of_birth)).toordinal()

    assert (life.nights_on(day) >= conventions.threshold_nights) == (day >= life.threshold)


def _moved(value, years):
    """The same thing with every date in it `years` later."""
    if isinstance(value, date):
        return value.replace(year=value.year + years)
    if isinstance(value, tuple):
        return tuple(_moved(item, years) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{field.name: _moved(getattr(value, field.name), years) for field in fields(value)})
    return value


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS, years=st.sampled_from([28, 56, 400, 800]))
def test_moving_every_date_by_a_whole_leap_cycle_changes_nothing(data, conventions, years):
    facts = data.draw(lives())
    on = data.draw(days_of(facts.date_of_birth))

    here = status_on(facts, on, conventions)
    assert status_on(_moved(facts, years), _moved(on, years), conventions) == _moved(here, years)


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS)
def test_the_order_of_the_facts_changes_nothing(data, conventions):
    facts = data.draw(lives())
    on = data.draw(days_of(facts.date_of_birth))
    shuffled = {
        field.name: tuple(data.draw(st.permutations(getattr(facts, field.name))))
        for field in fields(facts)
        if isinstance(getattr(facts, field.name), tuple)
    }

    assert status_on(replace(facts, **shuffled), on, conventions) == status_on(facts, on, conventions)


def _split(item, day):
    """A period, or a stay with one, as two that adjoin on `day`."""
    period = item if isinstance(item, Period) else item.period
    if not (period.start < day and (period.end is None or day < period.end)):
        return (item,)
    halves = Period(period.start, day), Period(day, period.end)
    return halves if isinstance(item, Period) else tuple(replace(item, period=half) for half in halves)


@UNHURRIED
@given(data=st.data(), conventions=CONVENTIONS)
def test_splitting_a_period_into_two_that_adjoin_changes_nothing(data, conventions):
    facts = data.draw(lives())
    on, day = data.draw(days_of(facts.date_of_birth)), data.draw(days_of(facts.date_of_birth))
    split = {
        name: tuple(part for item in getattr(facts, name) for part in _split(item, day))
        for name in (
            "looked_after",
            "short_breaks",
            "with_parent",
            "held",
            "other_accommodation",
            "special_guardianship",
            "child_arrangements",
            "section_17",
            "programmes",
        )
    }

    assert status_on(replace(facts, **split), on, conventions) == status_on(facts, on, conventions)


@UNHURRIED
@given(data=st.data())
def test_a_repeated_or_empty_period_changes_nothing(data):
    facts = data.draw(lives())
    on, day = data.draw(days_of(facts.date_of_birth)), data.draw(days_of(facts.date_of_birth))
    again = replace(
        facts, looked_after=facts.looked_after * 2 + (CareStay(Period(day, day)),), with_parent=facts.with_parent * 2
    )

    assert status_on(again, on) == status_on(facts, on)


@UNHURRIED
@given(data=st.data())
def test_what_is_not_yet_known_to_happen_does_not_change_today(data):
    """Facts that begin after a day leave that day's status alone (its next change apart)."""
    facts = data.draw(lives(alternatives=False))
    on = data.draw(days_of(facts.date_of_birth))
    later = Period(on + timedelta(days=1), None)
    grown = replace(
        facts,
        looked_after=facts.looked_after + (CareStay(later),),
        programmes=facts.programmes + (later,),
        requests=facts.requests + (SupportRequest(later.start),),
    )

    now, then = status_on(facts, on), status_on(grown, on)
    assert (now.status, now.basis, now.nights_since_14) == (then.status, then.basis, then.nights_since_14)


@UNHURRIED
@given(data=st.data())
def test_the_other_leap_day_moves_only_those_born_on_29_february(data):
    facts = data.draw(lives())
    on = data.draw(days_of(facts.date_of_birth))
    if (facts.date_of_birth.month, facts.date_of_birth.day) != (2, 29):
        assert status_on(facts, on, Conventions(leap_day=LeapDay.FEB28)) == status_on(facts, on)
