"""Each clock that works: the day before, the day and the day after; start, end and request of those without a day."""

from datetime import date, timedelta

import pytest

from tests.duties.lives import (
    AT_16,
    AT_18,
    AT_21,
    AT_25,
    BEA,
    BORN,
    IN_CARE,
    TEAM,
    adviser,
    duty,
    from_21,
    reached,
    relevant,
    sam,
    state,
)
from waymark.circumstances.models import LeaveToRemain
from waymark.contact.rules import Touch
from waymark.core.dates import add_months
from waymark.duties.rules import (
    ALWAYS_USUAL,
    FOREVER,
    USUAL,
    Excepted,
    Holding,
    Limits,
    State,
    StatusDays,
    duties_on,
    spans,
)
from waymark.duties.rules.kinds import working_days_after
from waymark.eligibility.rules import Basis, Status
from waymark.people.rules.words import AllocationRole

DAY = timedelta(days=1)
DONE, DUE, OVERDUE, NOT_YET, EXCEPTED = State.DONE, State.DUE, State.OVERDUE, State.NOT_YET, State.EXCEPTED


def around(facts, name, due, limits=ALWAYS_USUAL):
    """Due on that day and the states of the day before, the day and the day after."""
    found = [duty(facts, name, day, limits) for day in (due - DAY, due, due + DAY)]
    assert [one.due_on for one in found] == [due] * 3
    return [one.state for one in found]


def plain(sentence):
    return sentence.replace("\xa0", " ")


def said(facts, name, on, limits=ALWAYS_USUAL):
    return plain(duty(facts, name, on, limits).reason)


# -- D01 an adviser for an eligible child


def test_an_adviser_is_due_on_the_day_somebody_becomes_eligible():
    nobody = sam(holdings=())
    assert around(nobody, "D01", AT_16) == [DUE, DUE, OVERDUE]
    assert said(nobody, "D01", AT_16 - DAY) == "Becomes eligible on 1 March, and has no personal adviser yet."
    assert said(nobody, "D01", AT_16 + DAY) == "Eligible since 1 March, and no personal adviser was appointed."


def test_it_is_on_the_list_from_fifteen_and_nine_months():
    listed = add_months(AT_16, -3)
    assert state(sam(holdings=()), "D01", listed - DAY) is None
    assert state(sam(holdings=()), "D01", listed) is DUE


def test_it_is_met_while_an_adviser_is_there_and_late_from_the_first_day_without():
    left = date(2023, 2, 1)
    facts = sam(holdings=(adviser(AT_16, left),))
    assert state(facts, "D01", left - DAY) is DONE
    assert state(facts, "D01", left) is OVERDUE
    assert said(facts, "D01", left) == "Nobody has been their personal adviser since 1 February."


def test_it_ends_with_being_eligible():
    assert state(sam(), "D01", AT_18 - DAY) is DONE
    assert state(sam(), "D01", AT_18) is None


def test_nobody_outside_care_is_told_to_become_eligible():
    never = sam(statuses=(StatusDays(BORN, FOREVER, Status.NONE, Basis.UNSTATED),), care=())
    assert not spans(never, ALWAYS_USUAL, BORN)


# -- D05 visits in care


def test_a_new_placement_is_visited_within_a_week():
    placed = date(2022, 9, 1)
    facts = sam(placements=(placed,), touch=Touch(seen_by_social_worker_on=date(2022, 8, 25)))
    assert around(facts, "D05", placed + timedelta(days=7)) == [DUE, DUE, OVERDUE]
    assert said(facts, "D05", placed) == (
        "The placement began on 1 September, and no visit there is recorded. 7 days is up on 8 September."
    )


def test_after_that_every_six_weeks():
    seen = date(2022, 9, 8)
    facts = sam(placements=(date(2022, 9, 1),), touch=Touch(seen_by_social_worker_on=seen))
    assert around(facts, "D05", seen + timedelta(weeks=6)) == [DUE, DUE, OVERDUE]
    assert state(facts, "D05", seen) is NOT_YET
    assert duty(facts, "D05", seen).owner is AllocationRole.SOCIAL_WORKER


def test_without_any_visit_on_record_the_clock_begins_with_sixteen():
    facts = sam(placements=(date(2019, 1, 1),))
    assert around(facts, "D05", AT_16 + timedelta(weeks=6)) == [DUE, DUE, OVERDUE]


def test_an_advisers_visit_is_no_social_workers_visit():
    facts = sam(
        placements=(date(2022, 9, 1),), touch=Touch(seen_on=date(2022, 9, 3), seen_by_adviser_on=date(2022, 9, 3))
    )
    assert duty(facts, "D05", date(2022, 9, 9)).state is OVERDUE


def test_visits_in_care_end_with_care_and_are_not_kept_before_sixteen():
    assert state(sam(), "D05", AT_16 - DAY) is None
    assert state(sam(), "D05", AT_16) is NOT_YET
    assert state(sam(), "D05", AT_18) is None


def test_short_breaks_are_visited_by_other_rules():
    breaks = StatusDays(AT_16, AT_18, Status.LOOKED_AFTER, Basis.SHORT_BREAKS)
    assert not duties_on(sam(statuses=(breaks,)), ALWAYS_USUAL, AT_16)


# -- D34 an adviser beside the social worker


def test_an_adviser_works_beside_the_social_worker_from_seventeen():
    due = add_months(AT_18, -12)
    nobody = sam(holdings=())
    assert around(nobody, "D34", due) == [DUE, DUE, OVERDUE]
    assert state(nobody, "D34", due - timedelta(days=29)) is NOT_YET
    assert state(sam(holdings=(adviser(due + DAY),)), "D34", due + DAY) is DONE


def test_once_allocated_it_stays_met():
    facts = sam(holdings=(adviser(AT_16, date(2022, 6, 1)),))
    assert state(facts, "D34", date(2023, 6, 1)) is DONE
    assert state(facts, "D01", date(2023, 6, 1)) is OVERDUE


def test_being_local_it_may_be_excepted():
    excepted = Excepted("D34", date(2023, 1, 1), date(2023, 4, 1), "Waits for the new team")
    facts = sam(holdings=(), excepted=(excepted,))
    assert state(facts, "D34", date(2022, 12, 31)) is NOT_YET
    assert [state(facts, "D34", day) for day in (date(2023, 1, 1), date(2023, 3, 31))] == [EXCEPTED] * 2
    assert said(facts, "D34", date(2023, 2, 1)) == "Excepted until 1 April: Waits for the new team"
    assert state(facts, "D34", date(2023, 4, 1)) is OVERDUE


def test_a_statutory_duty_is_never_excepted():
    excepted = Excepted("D14", AT_18, AT_21, "They do not want it")
    assert state(sam(excepted=(excepted,)), "D14", date(2025, 1, 1)) is OVERDUE


# -- D07 and D11 relevant children

LEFT = date(2023, 1, 10)


def test_a_relevant_child_never_reached_is_to_be_reached_at_once():
    assert duty(relevant(LEFT), "D07", LEFT).due_on == LEFT
    assert [state(relevant(LEFT), "D07", day) for day in (LEFT - DAY, LEFT, LEFT + DAY)] == [None, DUE, OVERDUE]


def test_then_at_least_every_eight_weeks():
    last = date(2023, 2, 1)
    facts = relevant(LEFT, touch=reached(last))
    assert around(facts, "D07", last + timedelta(weeks=8)) == [DUE, DUE, OVERDUE]


def test_a_relevant_child_without_an_adviser_is_late_whoever_reached_them():
    gone = date(2023, 3, 1)
    facts = relevant(LEFT, touch=reached(date(2023, 2, 25)), holdings=(adviser(AT_16, gone),))
    assert state(facts, "D07", gone - DAY) is NOT_YET
    assert state(facts, "D07", gone) is OVERDUE
    assert said(facts, "D07", gone) == "Nobody has been their personal adviser since 1 March."


def test_keeping_in_touch_at_16_and_17_ends_at_18():
    assert state(relevant(LEFT), "D07", AT_18 - DAY) is OVERDUE
    assert state(relevant(LEFT), "D07", AT_18) is None


MOVED = date(2023, 2, 20)


def test_a_relevant_childs_home_is_visited_within_a_week():
    facts = relevant(LEFT, homes=((MOVED, FOREVER),))
    assert around(facts, "D11", MOVED + timedelta(days=7)) == [DUE, DUE, OVERDUE]
    assert state(facts, "D11", MOVED - DAY) is None


def test_then_every_two_months():
    facts = relevant(LEFT, homes=((MOVED, FOREVER),), touch=Touch(seen_by_adviser_on=date(2023, 2, 24)))
    assert around(facts, "D11", date(2023, 4, 24)) == [DUE, DUE, OVERDUE]


def test_a_new_move_begins_with_a_week_again():
    again = date(2023, 3, 10)
    facts = relevant(LEFT, homes=((MOVED, again), (again, FOREVER)), touch=Touch(seen_by_adviser_on=date(2023, 2, 24)))
    assert duty(facts, "D11", again - DAY).due_on == date(2023, 4, 24)
    assert duty(facts, "D11", again).due_on == again + timedelta(days=7)


def test_a_home_they_kept_counts_from_the_day_they_became_relevant():
    facts = relevant(LEFT, homes=((date.min, FOREVER),))
    assert duty(facts, "D11", LEFT).due_on == LEFT + timedelta(days=7)


@pytest.mark.parametrize("elsewhere", ["at_home", "detained", "in_hospital"])
def test_nobody_is_visited_in_a_home_they_are_not_in(elsewhere):
    away = (date(2023, 3, 1), date(2023, 4, 1))
    facts = relevant(LEFT, homes=((MOVED, FOREVER),), **{elsewhere: (away,)})
    assert state(facts, "D11", away[0] - DAY) is OVERDUE
    assert state(facts, "D11", away[0]) is state(facts, "D11", away[1] - DAY) is None
    assert state(facts, "D11", away[1]) is OVERDUE


# -- D14 keeping in touch at 18 to 20

LAST = date(2025, 4, 30)
EIGHT_WEEKS_ON = date(2025, 6, 25)


def test_keeping_in_touch_is_due_eight_weeks_after_the_last_contact():
    facts = sam(touch=reached(LAST, tries_since=2))
    assert around(facts, "D14", EIGHT_WEEKS_ON) == [DUE, DUE, OVERDUE]
    assert state(facts, "D14", EIGHT_WEEKS_ON - timedelta(days=15)) is NOT_YET
    assert (
        said(facts, "D14", date(2025, 6, 20))
        == "Last reached on 30 April, tried twice since. 8 weeks is up on 25 June."
    )
    assert (
        said(facts, "D14", date(2025, 6, 30))
        == "Last reached on 30 April, tried twice since. 8 weeks was up on 25 June."
    )
    assert duty(facts, "D14", LAST).source == "Children Act 1989 s.23C(2)"


def test_never_reached_it_is_due_eight_weeks_after_turning_18():
    assert around(sam(), "D14", AT_18 + timedelta(weeks=8)) == [DUE, DUE, OVERDUE]
    assert said(sam(), "D14", AT_18) == "Nobody is recorded as having reached them. Contact is due by 26 April."


def test_it_starts_at_18_and_ends_at_21():
    facts = sam(touch=reached(LAST))
    assert state(facts, "D14", AT_18 - DAY) is None
    assert state(facts, "D14", AT_18) is NOT_YET
    assert state(facts, "D14", AT_21 - DAY) is OVERDUE
    assert state(facts, "D14", AT_21) is None


def test_the_council_says_whose_contact_counts():
    facts = sam(touch=Touch(reached_on=LAST, reached_by_adviser_on=date(2025, 3, 1)))
    assert duty(facts, "D14", LAST).due_on == date(2025, 4, 26)
    anyone = ((date.min, Limits(keep_in_touch_by_adviser=False)),)
    assert duty(facts, "D14", LAST, anyone).due_on == EIGHT_WEEKS_ON
    assert "by their adviser on 1 March, by someone else on 30 April" in said(facts, "D14", LAST)


def test_a_rhythm_of_their_own_makes_it_shorter_until_it_ends():
    until = date(2025, 5, 20)
    facts = sam(touch=reached(LAST, rhythm_days=7, rhythm_until=until))
    assert around(facts, "D14", LAST + timedelta(days=7)) == [DUE, DUE, OVERDUE]
    assert state(facts, "D14", LAST + DAY) is NOT_YET
    assert duty(facts, "D14", until).due_on == EIGHT_WEEKS_ON
    assert said(facts, "D14", LAST).endswith("Their own rhythm, every 7 days, is up on 7 May.")


def test_a_rhythm_of_their_own_never_makes_it_longer():
    assert duty(sam(touch=reached(LAST, rhythm_days=90)), "D14", LAST).due_on == EIGHT_WEEKS_ON


def test_chosen_no_contact_leaves_it_running_more_gently():
    chose = date(2025, 5, 10)
    facts = sam(touch=reached(LAST, chose_none_from=chose))
    assert around(facts, "D14", chose + timedelta(weeks=12)) == [DUE, DUE, OVERDUE]
    assert duty(facts, "D14", chose - DAY).due_on == EIGHT_WEEKS_ON
    assert said(facts, "D14", chose) == (
        "Chose no contact on 10 May. Last reached on 30 April. The next gentle try is due by 2 August."
    )


def test_the_day_set_for_trying_again_comes_first_if_it_is_earlier():
    chose, again = date(2025, 5, 10), date(2025, 6, 1)
    waiting = sam(touch=reached(LAST, chose_none_from=chose, try_again_on=again))
    assert around(waiting, "D14", again) == [DUE, DUE, OVERDUE]
    tried = sam(touch=reached(LAST, chose_none_from=chose, try_again_on=again, tried_on=again))
    assert duty(tried, "D14", again).due_on == again + timedelta(weeks=12)


def test_lost_contact_is_said():
    facts = sam(touch=reached(LAST, lost_from=date(2025, 7, 1)))
    assert said(facts, "D14", date(2025, 7, 2)).endswith("Contact has been lost since 1 July.")


def test_the_limit_in_force_on_the_day_counts():
    four = date(2025, 6, 1)
    dated = ((date.min, USUAL), (four, Limits(keep_in_touch_weeks=4)))
    facts = sam(touch=reached(LAST))
    assert duty(facts, "D14", four - DAY, dated).due_on == EIGHT_WEEKS_ON
    assert duty(facts, "D14", four, dated).due_on == LAST + timedelta(weeks=4)
    assert duty(facts, "D14", four, dated).state is OVERDUE


# -- D15 an adviser at 18 to 20


def test_an_adviser_is_there_every_day_at_18_to_20():
    left, came = date(2025, 2, 1), date(2025, 2, 20)
    facts = sam(holdings=(adviser(AT_16, left), adviser(came)))
    assert [state(facts, "D15", day) for day in (left - DAY, left, came - DAY, came)] == [DONE, OVERDUE, OVERDUE, DONE]
    assert duty(facts, "D15", came).due_on is None
    assert said(facts, "D15", left) == "Nobody has been their personal adviser since 1 February."


def test_without_one_at_18_it_is_late_from_the_birthday():
    assert state(sam(holdings=()), "D15", AT_18 - DAY) is None
    assert state(sam(holdings=()), "D15", AT_18) is OVERDUE
    assert state(sam(holdings=()), "D15", AT_21 - DAY) is OVERDUE
    assert state(sam(holdings=()), "D15", AT_21) is None


# -- D16 the yearly offer


def test_the_first_offer_is_due_a_year_after_21():
    assert around(sam(), "D16", date(2028, 3, 1)) == [DUE, DUE, OVERDUE]
    assert state(sam(), "D16", AT_21 - DAY) is None
    assert state(sam(), "D16", AT_21) is NOT_YET
    assert state(sam(), "D16", AT_25) is None


def test_then_a_year_after_each_offer():
    facts = sam(offered_on=date(2027, 12, 5))
    assert around(facts, "D16", date(2028, 12, 5)) == [DUE, DUE, OVERDUE]
    assert (
        said(facts, "D16", date(2028, 12, 1))
        == "Last offered support on 5 December 2027. 12 months is up on 5 December."
    )


def test_the_conversation_before_21_is_an_offer():
    assert duty(sam(offered_on=date(2026, 12, 5)), "D16", AT_21).due_on == date(2027, 12, 5)


def test_an_offer_made_while_they_had_support_does_not_count_for_the_time_after():
    said_no = date(2028, 6, 1)
    facts = from_21(Basis.ANNUAL_OFFER, said_no, offered_on=date(2026, 12, 5))
    assert duty(facts, "D16", said_no).due_on == date(2029, 6, 1)


def test_no_offer_comes_after_25():
    last = date(2030, 3, 1)
    facts = sam(offered_on=last)
    assert (duty(facts, "D16", last).state, duty(facts, "D16", last).due_on) == (DONE, None)
    assert said(facts, "D16", last) == "Last offered support on 1 March. That was the last before 25."
    assert duty(sam(offered_on=last - DAY), "D16", last).due_on == AT_25 - DAY
    said_no = date(2030, 8, 1)
    assert duty(from_21(Basis.ANNUAL_OFFER, said_no), "D16", said_no).due_on == AT_25 - DAY


# -- D17 and D18 asked for support, and in education

ASKED = date(2028, 5, 4)


def test_who_asks_gets_an_adviser_at_once():
    statuses = sam().statuses[:2] + (StatusDays(ASKED, AT_25, Status.FORMER_RELEVANT, Basis.S23CZB),)
    nobody = sam(statuses=statuses, holdings=())
    assert [state(nobody, "D17", day) for day in (ASKED - DAY, ASKED, ASKED + DAY)] == [None, DUE, OVERDUE]
    assert said(nobody, "D17", ASKED) == "Asked for support on 4 May, and has no personal adviser."
    came = ASKED + timedelta(days=3)
    assert state(sam(statuses=statuses, holdings=(adviser(came),)), "D17", came) is DONE
    left = date(2029, 1, 1)
    facts = sam(statuses=statuses, holdings=(adviser(AT_16, left),))
    assert [state(facts, "D17", day) for day in (left - DAY, left)] == [DONE, OVERDUE]
    assert state(nobody, "D17", AT_25) is None


def test_a_request_to_come_back_waits_for_its_answer_and_rests_the_offer():
    by = ASKED + timedelta(days=7)
    facts = sam(asked_back=(ASKED, by))
    assert around(facts, "D17", by) == [DUE, DUE, OVERDUE]
    assert state(facts, "D17", ASKED - DAY) is None
    assert state(facts, "D17", ASKED) is DUE
    assert state(facts, "D16", ASKED - DAY) is OVERDUE
    assert state(facts, "D16", ASKED) is None
    assert said(facts, "D17", ASKED) == "Asked to come back on 4 May. The answer is due by 11 May."


def test_a_student_has_an_adviser_within_three_months():
    nobody = from_21(Basis.S23CA, holdings=())
    assert around(nobody, "D18", add_months(AT_21, 3)) == [DUE, DUE, OVERDUE]
    assert state(nobody, "D18", AT_21) is NOT_YET
    assert state(nobody, "D18", AT_21 - DAY) is None
    assert state(from_21(Basis.S23CA), "D18", AT_21) is DONE
    left = date(2028, 1, 1)
    assert state(from_21(Basis.S23CA, holdings=(adviser(AT_16, left),)), "D18", left) is OVERDUE


# -- D32 leave to remain

ENDS = date(2025, 9, 30)


def leave(**changed):
    return LeaveToRemain(**({"kind": "uasc", "expires_on": ENDS} | changed))


def test_the_next_leave_is_applied_for_before_this_one_ends():
    facts = sam(leaves=(leave(),))
    assert around(facts, "D32", ENDS) == [DUE, DUE, OVERDUE]
    assert [state(facts, "D32", day) for day in (date(2025, 6, 29), date(2025, 6, 30))] == [NOT_YET, DUE]
    assert said(facts, "D32", date(2025, 9, 1)) == (
        "Their leave to remain ends on 30 September, and no application for the next is recorded."
    )
    assert "leave to remain ended on" in said(facts, "D32", date(2025, 10, 1))


def test_applied_for_it_is_done_from_that_day():
    facts = sam(leaves=(leave(applied_on=date(2025, 8, 1)),))
    assert [state(facts, "D32", day) for day in (date(2025, 7, 31), date(2025, 8, 1), date(2025, 10, 1))] == [
        DUE,
        DONE,
        DONE,
    ]


def test_the_next_leave_takes_over():
    facts = sam(leaves=(leave(), leave(started_on=date(2025, 9, 1), expires_on=date(2028, 9, 1))))
    assert duty(facts, "D32", ENDS).due_on == ENDS
    assert duty(facts, "D32", ENDS + DAY).due_on == date(2028, 9, 1)


@pytest.mark.parametrize("changed", [{"expires_on": None}, {"kind": "settled"}, {"ended_on": date(2020, 1, 1)}])
def test_leave_without_an_end_is_nothing_to_apply_for(changed):
    assert state(sam(leaves=(leave(**changed),)), "D32", date(2025, 9, 1)) is None


def test_in_care_the_social_worker_applies():
    facts = sam(leaves=(leave(expires_on=date(2023, 9, 30)),))
    assert duty(facts, "D32", date(2023, 8, 1)).owner is AllocationRole.SOCIAL_WORKER
    assert duty(facts, "D32", AT_18).owner is AllocationRole.PERSONAL_ADVISER
    assert state(facts, "D32", AT_16 - DAY) is None
    assert state(facts, "D32", AT_25) is None


# -- D33 in custody

TAKEN = date(2021, 6, 7)  # a Monday


def in_custody(**changed):
    statuses = (StatusDays(date(2020, 1, 1), FOREVER, Status.NONE, Basis.UNSTATED),)
    return sam(statuses=statuses, care=((IN_CARE, date(2020, 1, 1)),), detained=((TAKEN, FOREVER),), **changed)


def test_who_was_in_care_is_visited_in_custody_within_ten_working_days():
    assert around(in_custody(), "D33", date(2021, 6, 21)) == [DUE, DUE, OVERDUE]
    assert state(in_custody(), "D33", TAKEN - DAY) is None
    assert state(in_custody(), "D33", AT_18) is None
    assert state(in_custody(touch=Touch(seen_on=TAKEN)), "D33", TAKEN) is DONE
    assert state(in_custody(touch=Touch(seen_on=TAKEN - DAY)), "D33", TAKEN) is NOT_YET


def test_not_who_was_never_in_care_nor_a_relevant_child():
    assert not duties_on(
        sam(statuses=in_custody().statuses, care=(), detained=((TAKEN, FOREVER),)), ALWAYS_USUAL, TAKEN
    )
    assert state(relevant(LEFT, detained=((LEFT, FOREVER),)), "D33", LEFT) is None


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 6, 1), 1, date(2026, 6, 2)),  # Monday
        (date(2026, 6, 5), 1, date(2026, 6, 8)),  # Friday
        (date(2026, 6, 6), 1, date(2026, 6, 8)),  # Saturday
        (date(2026, 6, 7), 5, date(2026, 6, 12)),  # Sunday
        (date(2026, 6, 3), 10, date(2026, 6, 17)),
        (date(2026, 6, 4), 3, date(2026, 6, 9)),
    ],
)
def test_working_days_are_mondays_to_fridays(day, number, then):
    assert working_days_after(day, number) == then


# -- all of them


def test_the_dead_are_owed_nothing_from_that_day():
    died = date(2025, 5, 1)
    facts = sam(
        statuses=(
            StatusDays(AT_18, died, Status.FORMER_RELEVANT, Basis.S23C_1B),
            StatusDays(died, FOREVER, Status.CLOSED, Basis.UNSTATED),
        )
    )
    assert duties_on(facts, ALWAYS_USUAL, died - DAY)
    assert not duties_on(facts, ALWAYS_USUAL, died)
    assert not spans(facts, ALWAYS_USUAL, died)


def test_danger_and_lateness_make_a_duty_heavier():
    on = date(2025, 9, 1)
    late = duty(sam(touch=reached(LAST)), "D14", date(2025, 7, 1)).weight
    assert duty(sam(touch=reached(LAST)), "D14", on).weight == late + 15  # late by eight weeks more
    for changed in (
        {"missing": ((on, FOREVER),)},
        {"detained": ((on, FOREVER),)},
        {"in_hospital": ((on, FOREVER),)},
        {"unsuitable": ((on, FOREVER),)},
        {"touch": reached(LAST, worried_on=on)},
        {"touch": reached(LAST, lost_from=on)},
    ):
        facts = sam(**({"touch": reached(LAST)} | changed))
        assert duty(facts, "D14", on).weight > late + 15, changed
        assert duty(facts, "D14", on - DAY).weight == late + 15, changed


def test_a_child_comes_before_an_adult_with_the_same_duty_of_the_same_kind():
    facts = sam(leaves=(leave(expires_on=date(2023, 9, 30)),))
    assert duty(facts, "D32", AT_18 - DAY).weight > duty(facts, "D32", AT_18).weight


def test_each_stretch_says_whose_list_it_is_on():
    bea = Holding(AllocationRole.SOCIAL_WORKER, IN_CARE, AT_18, BEA, TEAM)
    facts = sam(holdings=(bea, adviser(date(2022, 9, 1))))
    found = {(span.duty, span.worker_id, span.team_id) for span in spans(facts, ALWAYS_USUAL, date(2022, 8, 1))}
    assert ("D05", BEA, TEAM) in found
    assert ("D01", None, TEAM) in found  # nobody is their adviser: the team that has the child otherwise
    assert ("D14", None, None) not in found
