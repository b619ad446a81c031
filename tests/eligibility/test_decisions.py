"""A decision stands beside the computed status: signed ones are followed, proposals only where they protect more."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.eligibility.lives import CONVENTIONS, UNHURRIED, UNHURRIED_FEW, days_of, lives, periods
from tests.eligibility.test_rules import AT_14, AT_16, AT_18, AT_21, AT_25, care
from waymark.core.dates import Period
from waymark.eligibility.rules import USUAL, Basis, Standing, Status, flagged_timeline
from waymark.eligibility.rules.decisions import BASES, Decision, effective_on, effective_timeline, whole_standings
from waymark.eligibility.rules.life import Life
from waymark.eligibility.rules.statuses import protection_rank

LEFT_AT_17 = care(("2022-01-01", "2025-07-01"))  # relevant, then former relevant
LEFT_AT_15 = care(("2022-01-01", "2023-07-01"))  # nothing


def decided(status, basis=Basis.UNSTATED, start=AT_14, end=None, *, signed=True):
    return Decision(Standing(status, basis), Period(start, end), signed)


def followed(facts, on, *decisions):
    life = Life(facts, USUAL)
    standing, decision = effective_on(life, on.toordinal(), life.standing_on(on.toordinal()), decisions)
    return standing.status.value, standing.basis.value, decision


def test_without_a_decision_duties_follow_the_computed_status():
    assert followed(LEFT_AT_17, AT_18) == ("former_relevant", "s23C(1)(a)", None)


def test_a_signed_decision_is_followed_even_where_it_protects_less_and_only_while_it_is_in_force():
    less = decided(Status.NONE, start=date(2026, 1, 1), end=AT_18)

    assert followed(LEFT_AT_17, date(2025, 12, 31), less) == ("relevant", "s23A(2)", None)
    assert followed(LEFT_AT_17, date(2026, 1, 1), less) == ("none", "", less)
    assert followed(LEFT_AT_17, AT_18, less)[2] is None


def test_a_proposal_is_followed_only_where_it_protects_more():
    more = decided(Status.RELEVANT, Basis.S23A, signed=False)
    less = decided(Status.QUALIFYING, Basis.S24_1B, signed=False)

    assert followed(LEFT_AT_15, AT_16, more) == ("relevant", "s23A(2)", more)
    assert followed(LEFT_AT_15, AT_16, less, more) == ("relevant", "s23A(2)", more)
    assert followed(LEFT_AT_17, date(2025, 8, 1), less) == ("relevant", "s23A(2)", None)


def test_the_decision_signed_last_wins_over_earlier_ones_and_over_proposals():
    first, last = decided(Status.RELEVANT, Basis.S23A), decided(Status.QUALIFYING, Basis.S24_1B)
    proposal = decided(Status.ELIGIBLE, Basis.SCH2_PARA19B, signed=False)

    assert followed(LEFT_AT_15, AT_16, proposal, first, last) == ("qualifying", "s24(1B)", last)


def test_a_decided_status_grows_with_the_birthdays():
    relevant = decided(Status.RELEVANT, Basis.S23A)

    assert [followed(LEFT_AT_15, day, relevant)[:2] for day in (AT_16, AT_18, AT_21, AT_25)] == [
        ("relevant", "s23A(2)"),
        ("former_relevant", ""),
        ("former_relevant", "annual_offer"),
        ("closed", "age_25"),
    ]
    at_18 = decided(Status.FORMER_RELEVANT, Basis.S23C_1A)
    assert [followed(LEFT_AT_15, day, at_18)[:2] for day in (AT_18, AT_21, AT_25)] == [
        ("former_relevant", "s23C(1)(a)"),
        ("former_relevant", "annual_offer"),
        ("closed", "age_25"),
    ]
    asked = decided(Status.FORMER_RELEVANT, Basis.S23CZB)
    assert followed(LEFT_AT_15, AT_21, asked)[:2] == ("former_relevant", "s23CZB")
    qualifying = decided(Status.QUALIFYING, Basis.S24_1B)
    assert followed(LEFT_AT_15, AT_21, qualifying)[:2] == ("past_qualifying", "s24B")


def test_a_decision_is_silent_at_ages_its_status_does_not_know():
    assert followed(LEFT_AT_15, AT_18, decided(Status.LOOKED_AFTER, Basis.S22))[2] is None
    assert followed(LEFT_AT_15, AT_25, decided(Status.PAST_QUALIFYING, Basis.S24B))[2] is None
    assert followed(LEFT_AT_15, AT_14, decided(Status.RELEVANT, Basis.S23A))[2] is None


def test_closed_and_none_hold_at_any_age():
    closed = decided(Status.CLOSED, start=AT_18)

    assert followed(LEFT_AT_17, AT_21, closed) == ("closed", "", closed)


def test_no_decision_speaks_before_birth_or_after_death():
    facts = care(("2022-01-01", "2025-07-01"), died_on=date(2026, 1, 1))
    life = Life(facts, USUAL)
    always = decided(Status.NONE, start=date(1990, 1, 1))

    for day in (date(2000, 1, 1), date(2026, 1, 1)):
        computed = life.standing_on(day.toordinal())
        assert effective_on(life, day.toordinal(), computed, [always]) == (computed, None)
    assert effective_timeline(facts, USUAL, [always])[-1].standing.status is Status.CLOSED


def test_every_status_has_its_sections_of_law():
    assert set(BASES) == set(Status)
    assert len({basis for bases in BASES.values() for basis in bases}) == len(Basis) - 1


def test_the_change_ahead_is_that_of_the_status_not_of_the_flags():
    facts = care(("2020-01-01", "2025-08-01"), with_parent=(Period(date(2025, 1, 1)),))
    line = effective_timeline(facts, USUAL)
    contested = next(row for row in line if row.flags)

    assert contested.period.end == date(2026, 2, 1)
    assert contested.changes_on == AT_21
    assert line[-1].changes_on is None


def test_for_reading_a_standing_is_one_period_with_all_its_flags():
    facts = care(("2020-01-01", "2025-08-01"), with_parent=(Period(date(2025, 1, 1)),))
    line = effective_timeline(facts, USUAL)
    read = whole_standings(line)
    qualifying = next(row for row in read if row.standing.status is Status.QUALIFYING)

    assert len(read) == len(line) - 1
    assert qualifying.period == Period(date(2025, 8, 1), AT_21) and [*qualifying.flags] == ["JFAM"]
    assert whole_standings([]) == []


@UNHURRIED
@given(facts=lives(), conventions=CONVENTIONS)
def test_without_decisions_the_effective_timeline_is_the_computed_one(facts, conventions):
    line = effective_timeline(facts, conventions)

    assert [(row.period, row.standing.status, row.standing.basis, row.flags) for row in line] == [
        (row.period, row.status, row.basis, row.flags) for row in flagged_timeline(facts, conventions)
    ]
    assert all(row.computed == row.standing and row.decision is None for row in line)


@st.composite
def some_decisions(draw, born):
    made = draw(st.lists(st.tuples(st.sampled_from(Status), periods(born), st.booleans()), max_size=3))
    rows = []
    for status, period, signed in made:
        basis = draw(st.sampled_from([*BASES[status], Basis.UNSTATED]))
        rows.append(Decision(Standing(status, basis), period, signed))
    return sorted(rows, key=lambda row: row.signed)


@UNHURRIED_FEW
@given(data=st.data())
def test_the_effective_timeline_agrees_with_every_single_day(data):
    facts = data.draw(lives())
    decisions = data.draw(some_decisions(facts.date_of_birth))
    line, life = effective_timeline(facts, USUAL, decisions), Life(facts, USUAL)
    at, day = 0, facts.date_of_birth
    for _ in range(27 * 366):
        while line[at].period.end is not None and line[at].period.end <= day:
            at += 1
        computed = life.standing_on(day.toordinal())
        standing, decision = effective_on(life, day.toordinal(), computed, decisions)
        assert (line[at].standing, line[at].computed, line[at].decision) == (standing, computed, decision), day
        day += timedelta(days=1)


@UNHURRIED
@given(data=st.data())
def test_until_something_is_signed_nobody_is_protected_less(data):
    facts = data.draw(lives())
    proposals = [Decision(d.standing, d.in_force, signed=False) for d in data.draw(some_decisions(facts.date_of_birth))]
    day = data.draw(days_of(facts.date_of_birth)).toordinal()
    life = Life(facts, USUAL)
    computed = life.standing_on(day)

    assert protection_rank(effective_on(life, day, computed, proposals)[0]) <= protection_rank(computed)
