"""What holds of duties whatever a life looks like."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.duties.lives import ALEX, SAM
from waymark.circumstances.models import LeaveToRemain
from waymark.contact.rules import Touch
from waymark.duties.rules import (
    ALWAYS_USUAL,
    CLOCKS,
    FOREVER,
    USUAL,
    Excepted,
    Facts,
    Holding,
    Limits,
    State,
    duties_on,
    spans,
)
from waymark.duties.rules.engine import state_of
from waymark.duties.rules.inputs import StatusDays
from waymark.eligibility.rules import Basis, Status
from waymark.eligibility.rules.decisions import BASES
from waymark.people.rules.words import AllocationRole

FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)
days = st.dates(FIRST, LAST)
maybe = st.none() | days


@st.composite
def periods(draw, size=2):
    found = []
    for _ in range(draw(st.integers(0, size))):
        start = draw(days)
        found.append((start, draw(st.just(FOREVER) | st.dates(start + timedelta(days=1), LAST + timedelta(days=1)))))
    return tuple(found)


@st.composite
def statuses(draw):
    turns = sorted(draw(st.sets(days, max_size=6)))
    found = []
    for start, end in zip([date(2008, 5, 5), *turns], [*turns, FOREVER], strict=True):
        status = draw(st.sampled_from(list(Status)))
        basis = draw(st.sampled_from([*BASES[status], Basis.UNSTATED]))
        if not found or (found[-1].status, found[-1].basis) != (status, basis):
            found.append(StatusDays(start, end, status, basis))
        else:
            found[-1] = replace(found[-1], end=end)
    return tuple(found)


touches = st.builds(
    Touch,
    reached_on=maybe,
    reached_by_adviser_on=maybe,
    seen_on=maybe,
    seen_by_adviser_on=maybe,
    seen_by_social_worker_on=maybe,
    tried_on=maybe,
    tries_since=st.integers(0, 12),
    rhythm_days=st.none() | st.integers(1, 200),
    rhythm_until=maybe,
    chose_none_from=maybe,
    try_again_on=maybe,
    lost_from=maybe,
    worried_on=maybe,
)
leaves = st.lists(
    st.builds(
        LeaveToRemain,
        kind=st.sampled_from(["uasc", "refugee", "settled"]),
        started_on=maybe,
        expires_on=maybe,
        applied_on=maybe,
        ended_on=maybe,
    ),
    max_size=3,
)


@st.composite
def lives(draw):
    return Facts(
        person_id=SAM,
        born_on=date(2008, 5, 5),
        statuses=draw(statuses()),
        holdings=tuple(
            Holding(role, start, end, ALEX)
            for role in (AllocationRole.PERSONAL_ADVISER, AllocationRole.SOCIAL_WORKER)
            for start, end in draw(periods())
        ),
        care=draw(periods()),
        placements=tuple(draw(st.lists(days, max_size=3))),
        at_home=draw(periods(1)),
        homes=draw(periods()),
        detained=draw(periods()),
        in_hospital=draw(periods(1)),
        missing=draw(periods(1)),
        touch=draw(touches),
        offered_on=draw(maybe),
        asked_back=draw(st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))),
        leaves=tuple(draw(leaves)),
        excepted=tuple(Excepted("D34", start, end, "Because") for start, end in draw(periods(1))),
        unsuitable=draw(periods(1)),
    )


@settings(max_examples=300, deadline=None)
@given(lives(), days)
def test_nobody_has_two_rows_of_a_duty_on_a_day(life, on):
    names = [duty.duty for duty in duties_on(life, ALWAYS_USUAL, on)]
    assert len(names) == len(set(names))


@settings(max_examples=300, deadline=None)
@given(lives(), days)
def test_spans_of_a_duty_never_overlap_and_every_one_has_a_day(life, from_on):
    line = spans(life, ALWAYS_USUAL, from_on)
    for span in line:
        assert span.start < span.end and span.end > from_on
        assert span.due is None or span.amber is None or span.amber <= span.due
    for name in CLOCKS:
        mine = sorted((span.start, span.end) for span in line if span.duty == name)
        assert all(end <= start for (_, end), (start, _) in pairwise(mine))


@settings(max_examples=300, deadline=None)
@given(lives(), days, st.integers(0, 4_000))
def test_spans_worked_out_earlier_say_of_a_day_what_that_day_says(life, from_on, later):
    on = from_on + timedelta(days=later)
    told = {
        (
            span.duty,
            span.due,
            state_of(span.amber, span.due, done=span.done, excepted=span.excepted is not None, on=on),
            span.weight,
        )
        for span in spans(life, ALWAYS_USUAL, from_on)
        if span.start <= on < span.end
    }
    assert told == {(duty.duty, duty.due_on, duty.state, duty.weight) for duty in duties_on(life, ALWAYS_USUAL, on)}


@settings(max_examples=300, deadline=None)
@given(lives(), days, st.integers(0, 500))
def test_working_it_out_on_another_day_gives_the_same_spans(life, from_on, later):
    """So a table rebuilt tomorrow does not change."""
    after = from_on + timedelta(days=later)
    assert [span for span in spans(life, ALWAYS_USUAL, from_on) if span.end > after] == spans(life, ALWAYS_USUAL, after)


TIGHTER = {
    "first_visit_days": st.integers(1, 7),
    "visit_weeks": st.integers(1, 6),
    "keep_in_touch_relevant_weeks": st.integers(1, 8),
    "home_first_visit_days": st.integers(1, 7),
    "home_visit_months": st.integers(1, 2),
    "keep_in_touch_weeks": st.integers(1, 8),
    "no_contact_weeks": st.integers(1, 12),
    "offer_months": st.integers(1, 12),
    "education_months": st.integers(1, 3),
    "detention_visit_days": st.integers(1, 10),
    "adviser_before_18_months": st.integers(12, 24),
}


@settings(max_examples=300, deadline=None)
@given(lives(), days, st.fixed_dictionaries({}, optional=TIGHTER))
def test_a_tighter_limit_never_makes_a_day_later(life, on, tighter):
    usual = {duty.duty: duty for duty in duties_on(life, ALWAYS_USUAL, on)}
    tight = {duty.duty: duty for duty in duties_on(life, ((date.min, Limits(**tighter)),), on)}
    assert usual.keys() == tight.keys()
    for name, duty in usual.items():
        if duty.due_on is not None:
            assert tight[name].due_on is not None and tight[name].due_on <= duty.due_on


@settings(max_examples=300, deadline=None)
@given(lives(), days, days, st.booleans())
def test_contact_never_makes_keeping_in_touch_later_still(life, on, contact, by_adviser):
    """Reached once more: D07 and D14 are due no earlier than before."""
    touch = life.touch
    more = replace(
        touch,
        reached_on=max(contact, touch.reached_on or contact),
        reached_by_adviser_on=max(contact, touch.reached_by_adviser_on or contact)
        if by_adviser
        else touch.reached_by_adviser_on,
    )
    for counts in (True, False):
        limits = ((date.min, replace(USUAL, keep_in_touch_by_adviser=counts)),)
        before = {duty.duty: duty for duty in duties_on(life, limits, on)}
        after = {duty.duty: duty for duty in duties_on(replace(life, touch=more), limits, on)}
        for name in ("D07", "D14"):
            assert (name in before) == (name in after)
            if name in before:
                assert after[name].due_on >= before[name].due_on


@settings(max_examples=300, deadline=None)
@given(lives(), days)
def test_every_duty_says_why_where_from_and_when(life, on):
    for duty in duties_on(life, ALWAYS_USUAL, on):
        clock = CLOCKS[duty.duty]
        assert clock.works and duty.source == clock.source and duty.name == clock.name
        assert duty.reason and duty.reason[0].isupper() and duty.reason.endswith((".", "Because"))
        assert duty.due_on is not None or duty.state in (State.DONE, State.EXCEPTED)
        assert duty.state is not State.EXCEPTED or clock.may_except
        assert duty.since <= on
