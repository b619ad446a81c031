"""Each row of the law's table, by ages and dates; the boy in most of them turns 16 on 15 June 2024."""

from datetime import date

import pytest

from waymark.core.dates import LeapDay, Period
from waymark.eligibility.rules import (
    Accommodation,
    Basis,
    CareFacts,
    CareStay,
    Conventions,
    Flag,
    Held,
    HeldStay,
    OtherStay,
    Standing,
    Status,
    SupportRequest,
    more_protective,
    status_on,
)
from waymark.eligibility.rules.statuses import PROTECTION

BORN = date(2008, 6, 15)
AT_14, AT_16, AT_18, AT_21, AT_25 = (BORN.replace(year=BORN.year + age) for age in (14, 16, 18, 21, 25))


def span(start, end=None):
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def care(*pairs, **more):
    """The boy's facts with these looked-after periods."""
    return CareFacts(BORN, tuple(CareStay(span(*pair)) for pair in pairs), **more)


def told(facts, on, **conventions):
    day = on if isinstance(on, date) else date.fromisoformat(on)
    answer = status_on(facts, day, Conventions(**conventions))
    return answer.status.value, answer.basis.value, *(flag.value for flag in answer.flags)


LONG = ("2015-03-01", None)
LEFT_AT_17 = ("2022-01-01", "2025-07-01")


# Children Act 1989 s.22(1)
def test_under_16_in_care_is_looked_after_and_out_of_care_is_nothing():
    assert told(care(("2015-03-01", "2020-01-01")), "2019-12-31") == ("looked_after", "s22")
    assert told(care(("2015-03-01", "2020-01-01")), "2020-01-01") == ("none", "")
    assert told(CareFacts(BORN, short_breaks=(span("2020-01-01", "2020-01-04"),)), "2020-01-03") == (
        "looked_after",
        "s22",
    )


def test_before_birth_there_is_nothing():
    assert told(care(("2000-01-01", None)), "2008-06-14") == ("none", "")
    assert told(care(("2000-01-01", None)), "2008-06-15") == ("looked_after", "s22")


def test_birthdays_beyond_the_last_year_never_come():
    late = CareFacts(date(9990, 1, 1), (CareStay(Period(date(9991, 1, 1))),))

    assert told(late, date.max) == ("looked_after", "s22")
    assert status_on(late, date.max).changes_on is None


# Children Act 1989 Sch.2 para.19B(2); Care Planning, Placement and Case Review (England) Regulations 2010 reg.40(1)
def test_eligible_from_16_and_until_18():
    assert told(care(LONG), AT_16) == ("eligible", "sch2_para19B")
    assert status_on(care(LONG), AT_16).changes_on == AT_18
    assert told(care(LONG), AT_18) == ("former_relevant", "s23C(1)(b)")


def test_care_before_14_is_counted_from_the_birthday():
    assert status_on(care(("2010-01-01", None)), date(2022, 7, 1)).nights_since_14 == 16


def test_care_beyond_18_counts_no_nights_and_is_no_status_of_a_child():
    answer = status_on(care(("2026-06-01", None)), date(2026, 8, 1))

    assert (answer.status, answer.nights_since_14) == (Status.QUALIFYING, 14)


def test_the_threshold_is_a_setting():
    assert told(care(("2024-06-15", None)), "2024-06-25", threshold_nights=10) == ("eligible", "sch2_para19B")
    assert told(care(("2024-06-15", None)), "2024-06-24", threshold_nights=10) == ("looked_after", "not_yet_eligible")


def test_counting_both_ends_of_a_period_brings_the_day_forward():
    stay = care(("2025-01-10", None))

    assert told(stay, "2025-04-09", inclusive_counting=True) == ("looked_after", "not_yet_eligible")
    assert told(stay, "2025-04-10", inclusive_counting=True) == ("eligible", "sch2_para19B")
    assert status_on(stay, date(2025, 4, 10), Conventions(inclusive_counting=True)).nights_since_14 == 91
    both = care(("2025-01-01", "2025-01-02"), ("2025-02-01", "2025-02-02"))
    assert status_on(both, date(2026, 1, 1), Conventions(inclusive_counting=True)).nights_since_14 == 4


def test_90_nights_are_contested_only_once_care_has_ended():
    stay = care(("2024-04-02", "2024-07-01"))

    assert told(stay, "2024-06-30") == ("looked_after", "not_yet_eligible")
    assert told(stay, "2024-07-01") == ("qualifying", "s24(1B)", "B91")
    assert told(stay, "2024-07-01", inclusive_counting=True) == ("relevant", "s23A(2)", "B91")
    assert told(stay, AT_18) == ("qualifying", "s24(1B)", "B91")
    assert told(stay, AT_25) == ("none", "")


# Regs. 40(2) and 48
def test_a_short_break_never_makes_eligible_and_a_longer_pattern_is_contested():
    breaks = CareFacts(BORN, short_breaks=(span("2025-01-01", "2025-01-19"),))

    assert told(breaks, "2025-01-17") == ("looked_after", "short_breaks")
    assert told(breaks, "2025-01-18") == ("looked_after", "short_breaks", "JSB", "J4")
    assert told(breaks, "2025-01-18", short_break_days=18) == ("looked_after", "short_breaks")


def test_more_than_75_days_of_breaks_in_12_months_are_contested_from_the_76th():
    months = [f"2024-{month:02}-01" for month in range(7, 13)]
    breaks = CareFacts(BORN, short_breaks=tuple(span(day, day[:8] + "14") for day in months))

    assert told(breaks, "2024-12-10") == ("looked_after", "short_breaks")
    assert told(breaks, "2024-12-11") == ("looked_after", "short_breaks", "JSB", "J4")
    spread = CareFacts(BORN, short_breaks=tuple(span(f"20{24 + n}-07-01", f"20{24 + n}-07-15") for n in range(2)))
    assert told(spread, "2025-07-05") == ("looked_after", "short_breaks")


def test_exactly_75_days_of_breaks_in_12_months_keep_within_the_limit():
    breaks = CareFacts(
        BORN, short_breaks=tuple(span(f"2024-{month:02}-01", f"2024-{month:02}-16") for month in range(7, 12))
    )

    assert told(breaks, "2024-12-01") == ("qualifying", "s24(1B)", "JSB")


def test_breaks_under_a_care_order_are_contested_at_once():
    breaks = CareFacts(BORN, short_breaks=(span("2025-01-01", "2025-01-04"),), short_breaks_under_care_order=True)

    assert told(breaks, "2025-01-02") == ("looked_after", "short_breaks", "JSB", "J4")


def test_a_relevant_child_in_a_short_break_is_contested():
    facts = care(("2022-01-01", "2024-09-01"), short_breaks=(span("2025-01-01", "2025-01-04"), span("2026-06-10")))

    assert told(facts, "2025-01-02") == ("looked_after", "short_breaks", "JSB")
    assert told(facts, "2025-01-04") == ("relevant", "s23A(2)")
    assert told(facts, AT_18) == ("former_relevant", "s23C(1)(a)", "JSB")


# Children Act 1989 s.23A(2)
def test_leaving_after_16_with_13_weeks_makes_relevant_until_18():
    facts = care(("2022-01-01", "2024-06-16"))

    assert told(facts, "2024-06-16") == ("relevant", "s23A(2)")
    assert told(facts, AT_18) == ("former_relevant", "s23C(1)(a)")


def test_leaving_on_the_16th_birthday_is_a_convention():
    facts = care(("2022-06-01", "2024-06-15"))

    assert told(facts, AT_16) == ("qualifying", "s24(1B)", "B16")
    assert told(facts, AT_16, end_on_16th_birthday_counts=True) == ("relevant", "s23A(2)", "B16")
    assert told(facts, AT_18) == ("qualifying", "s24(1B)", "B16")


def test_going_back_into_care_ends_being_relevant():
    facts = care(("2022-01-01", "2024-09-01"), ("2025-01-01", "2025-02-01"))

    assert [told(facts, day)[0] for day in ("2024-12-31", "2025-01-01", "2025-02-01")] == [
        "relevant",
        "eligible",
        "relevant",
    ]


# Care Leavers (England) Regulations 2010 reg.3
def test_six_months_at_home_end_relevance_and_a_breakdown_brings_it_back():
    facts = care(("2022-01-01", "2024-09-01"), with_parent=(span("2024-09-01", "2025-05-01"),))

    assert told(facts, "2025-02-28") == ("relevant", "s23A(2)")
    assert told(facts, "2025-03-01") == ("qualifying", "s24(1B)")
    assert told(facts, "2025-05-01") == ("relevant", "s23A(2)", "JFAM")
    assert told(facts, AT_18) == ("former_relevant", "s23C(1)(a)", "JFAM")
    assert told(facts, "2025-03-01", family_months=7) == ("relevant", "s23A(2)")


def test_six_months_that_began_in_care_are_contested_until_they_would_be_up_either_way():
    facts = care(("2020-01-01", "2025-08-01"), with_parent=(span("2025-01-01"),))

    assert told(facts, "2026-01-31") == ("qualifying", "s24(1B)", "JFAM")
    assert told(facts, "2026-02-01") == ("qualifying", "s24(1B)")


def test_a_short_absence_from_home_is_contested_and_a_long_one_is_not():
    def away(until):
        return care(
            ("2022-01-01", "2024-09-01"),
            with_parent=(span("2024-09-01", "2024-12-01"), Period(date.fromisoformat(until))),
        )

    assert told(away("2024-12-29"), "2025-02-28") == ("relevant", "s23A(2)")
    assert told(away("2024-12-29"), "2025-03-01") == ("relevant", "s23A(2)", "JFAM")
    assert told(away("2024-12-30"), "2025-03-01") == ("relevant", "s23A(2)")
    assert told(away("2024-12-29"), "2024-12-15") == ("relevant", "s23A(2)")
    home_over = care(("2022-01-01", "2024-09-01"), with_parent=(span("2024-09-01", "2024-12-01"),))
    assert told(home_over, "2025-03-01") == ("relevant", "s23A(2)")
    not_yet = care(("2022-01-01", "2024-09-01"), with_parent=(span("2026-01-01"),))
    assert told(not_yet, "2025-03-01") == ("relevant", "s23A(2)")


def test_a_short_absence_is_contested_only_while_the_person_is_at_home_again():
    left = ("2022-01-01", "2024-09-01")
    back = care(left, with_parent=(span("2024-09-01", "2025-02-10"), span("2025-03-01")))
    assert told(back, "2025-02-28") == ("relevant", "s23A(2)")
    assert told(back, "2025-03-01") == ("relevant", "s23A(2)", "JFAM")
    gone = care(left, with_parent=(span("2024-09-01", "2024-12-01"), span("2024-12-20", "2025-03-02")))
    assert told(gone, "2025-03-01") == ("relevant", "s23A(2)", "JFAM")
    assert told(gone, "2025-03-02") == ("relevant", "s23A(2)")


def test_a_child_arrangements_order_of_the_last_day_of_childhood_counts():
    facts = care(LEFT_AT_17, child_arrangements=(span("2026-06-14", "2026-06-15"),))

    assert told(facts, AT_18) == ("former_relevant", "s23C(1)(a)", "JFAM", "JSGO")


def test_home_after_18_is_contested_and_changes_nothing():
    facts = care(LEFT_AT_17, with_parent=(span("2026-07-01", "2027-06-01"),))

    assert told(facts, "2026-12-31") == ("former_relevant", "s23C(1)(a)")
    assert told(facts, "2027-01-01") == ("former_relevant", "s23C(1)(a)", "JFAM")


def test_home_at_18_that_breaks_down_later_is_contested():
    facts = care(("2022-01-01", "2024-09-01"), with_parent=(span("2024-09-01", "2027-01-01"),))

    assert told(facts, AT_18) == ("qualifying", "s24(1B)")
    assert told(facts, "2027-01-01") == ("qualifying", "s24(1B)", "JFAM")


def test_six_months_that_are_up_on_the_18th_birthday_prevent_former_relevant():
    facts = care(("2022-01-01", "2025-12-15"), with_parent=(span("2025-12-15"),))

    assert told(facts, "2026-06-14") == ("relevant", "s23A(2)")
    assert told(facts, AT_18) == ("qualifying", "s24(1B)")


def test_back_in_care_a_home_that_broke_down_is_no_longer_contested():
    facts = care(("2022-01-01", "2024-09-01"), ("2025-06-01", None), with_parent=(span("2024-09-01", "2025-05-01"),))

    assert told(facts, "2025-05-31") == ("relevant", "s23A(2)", "JFAM")
    assert told(facts, "2025-06-01") == ("eligible", "sch2_para19B")


def test_living_at_home_while_in_care_changes_nothing():
    facts = care(LONG, with_parent=(span("2024-01-01"),))

    assert told(facts, "2025-06-01") == ("eligible", "sch2_para19B")
    assert told(facts, AT_18) == ("former_relevant", "s23C(1)(b)")


def test_custody_at_16_straight_from_13_weeks_of_care_makes_relevant():
    facts = care(("2023-01-10", "2024-02-01"), held=(HeldStay(span("2024-02-01", "2024-12-01")),))

    assert told(facts, "2024-06-14") == ("none", "")
    assert told(facts, AT_16) == ("relevant", "reg3")
    assert told(facts, "2025-01-01") == ("relevant", "reg3")
    assert told(facts, AT_18) == ("former_relevant", "s23C(1)(a)")


def test_custody_at_16_over_90_nights_is_contested_both_ways():
    facts = care(("2023-11-03", "2024-02-01"), held=(HeldStay(span("2024-02-01", "2024-12-01")),))

    assert told(facts, AT_16) == ("none", "", "B91", "PRE16", "JDET")
    assert told(facts, AT_16, inclusive_counting=True) == ("relevant", "reg3", "B91")


def test_custody_that_ended_before_16_or_began_after_it_is_not_regulation_3():
    for start, end in (("2024-02-01", "2024-06-15"), ("2024-06-16", "2024-12-01")):
        facts = care(("2023-01-10", "2024-02-01"), held=(HeldStay(span(start, end)),))
        assert told(facts, "2024-07-01") == ("none", "", "PRE16")


def test_custody_of_someone_never_in_care_or_still_in_it_raises_nothing():
    assert told(CareFacts(BORN, held=(HeldStay(span("2024-02-01", "2024-12-01")),)), AT_16) == ("none", "")
    both = care(("2024-05-01", "2024-08-01"), held=(HeldStay(span("2024-02-01", "2024-12-01")),))
    assert told(both, "2024-08-01") == ("relevant", "s23A(2)")


def test_custody_at_16_is_not_contested_where_regulation_3_is_met_or_nothing_is_lost():
    home = care(
        ("2023-01-10", "2024-02-01"),
        held=(HeldStay(span("2024-02-01", "2024-12-01")),),
        with_parent=(span("2024-12-01"),),
    )
    assert told(home, "2025-06-01") == ("none", "", "PRE16")
    later = care(
        ("2023-04-01", "2024-04-15"), ("2024-09-01", "2024-10-01"), held=(HeldStay(span("2024-05-06", "2024-08-01")),)
    )
    assert told(later, "2024-08-01") == ("none", "", "PRE16", "JDET")
    assert told(later, "2024-10-01") == ("relevant", "s23A(2)")


def test_under_a_care_order_custody_is_care():
    facts = care(("2023-01-10", "2024-02-01"), held=(HeldStay(span("2024-02-01", "2024-12-01"), care_order=True),))

    assert told(facts, AT_16) == ("eligible", "sch2_para19B")
    assert told(facts, "2024-12-01") == ("relevant", "s23A(2)")


# Children Act 1989 s.23C(1)(b)
def test_the_91st_night_on_the_eve_of_18_is_read_in_the_persons_favour():
    assert told(care(("2026-03-16", None)), AT_18) == ("former_relevant", "s23C(1)(b)", "B18")
    assert told(care(("2026-03-16", None)), "2026-06-14") == ("looked_after", "not_yet_eligible")


def test_90_nights_at_18_are_contested_and_89_are_not():
    assert told(care(("2026-03-17", None)), AT_18) == ("qualifying", "s24(1B)", "B18", "B91")
    assert told(care(("2026-03-18", None)), AT_18) == ("qualifying", "s24(1B)")


# Children Act 1989 ss.23C(6) and (7), 23CA, 23CZB
def test_from_21_support_is_offered_yearly_until_asked_for():
    facts = care(LONG, requests=(SupportRequest(date(2030, 1, 1)), SupportRequest(date(2031, 1, 1), wanted=False)))

    assert [told(facts, day)[1] for day in ("2029-06-14", "2029-06-15", "2030-01-01", "2031-01-01")] == [
        "s23C(1)(b)",
        "annual_offer",
        "s23CZB",
        "annual_offer",
    ]
    assert told(facts, AT_25) == ("closed", "age_25")


def test_a_request_made_before_21_stands_at_21_and_beats_a_refusal_of_the_same_day():
    day = date(2029, 1, 1)
    facts = care(LONG, requests=(SupportRequest(day, wanted=True), SupportRequest(day, wanted=False)))

    assert told(facts, AT_21) == ("former_relevant", "s23CZB")


def test_a_programme_outranks_a_request_and_goes_on_past_25_if_it_began_before():
    facts = care(LONG, requests=(SupportRequest(AT_21),), programmes=(span("2033-01-01", "2034-09-01"),))

    assert told(facts, "2032-12-31") == ("former_relevant", "s23CZB")
    assert told(facts, "2033-01-01") == ("former_relevant", "s23CA")
    assert told(facts, "2034-08-31") == ("former_relevant", "s23CA")
    assert told(facts, "2034-09-01") == ("closed", "age_25")
    assert told(care(LONG, programmes=(span("2033-06-15"),)), "2034-01-01") == ("closed", "age_25")


# Children Act 1989 s.24(1A)
def test_special_guardianship_straight_from_care_qualifies_from_16_to_21():
    facts = care(("2014-01-01", "2016-09-01"), special_guardianship=(span("2016-09-01"),))

    assert told(facts, "2024-06-14") == ("none", "")
    assert told(facts, AT_16) == ("qualifying", "s24(1A)")
    assert told(facts, "2029-06-14") == ("qualifying", "s24(1A)")
    assert told(facts, AT_21) == ("past_qualifying", "s24B")
    assert told(facts, AT_25) == ("none", "")


def test_special_guardianship_that_ended_before_18_does_not_last():
    facts = care(("2014-01-01", "2016-09-01"), special_guardianship=(span("2016-09-01", "2026-06-14"),))

    assert told(facts, "2026-06-13") == ("qualifying", "s24(1A)")
    assert told(facts, AT_18) == ("none", "")
    assert told(
        care(("2014-01-01", "2016-09-01"), special_guardianship=(span("2016-09-01", "2026-06-15"),)), AT_18
    ) == ("qualifying", "s24(1A)")


def test_special_guardianship_after_a_gap_is_contested_up_to_four_weeks():
    def after(day):
        return care(("2014-01-01", "2016-09-01"), special_guardianship=(span(day),))

    assert told(after("2016-09-29"), AT_16) == ("none", "", "JSGO")
    assert told(after("2016-09-30"), AT_16) == ("none", "")
    assert told(after("2016-09-29"), AT_18) == ("none", "", "JSGO")


def test_special_guardianship_after_short_breaks_qualifies():
    facts = CareFacts(
        BORN, short_breaks=(span("2016-08-01", "2016-08-10"),), special_guardianship=(span("2016-08-10"),)
    )

    assert told(facts, AT_16) == ("qualifying", "s24(1A)")


@pytest.mark.parametrize(
    "order",
    [
        {"special_guardianship": (span("2025-07-01"),)},
        {"child_arrangements": (span("2025-07-01", "2026-01-01"),)},
        {"adopted_on": date(2025, 7, 1)},
    ],
)
def test_an_order_at_16_or_17_leaves_relevant_and_is_contested(order):
    facts = care(LEFT_AT_17, **order)

    assert told(facts, "2025-07-02")[:2] == ("relevant", "s23A(2)")
    assert "JSGO" in told(facts, "2025-07-02") and "JSGO" in told(facts, "2027-01-01")
    assert told(facts, "2025-07-02").count("JFAM") == ("child_arrangements" in order)


def test_an_order_made_before_16_or_while_eligible_is_not_contested():
    assert told(
        care(("2022-01-01", "2025-07-01"), child_arrangements=(span("2010-01-01", "2012-01-01"),)), "2025-07-02"
    ) == (
        "relevant",
        "s23A(2)",
    )
    assert told(care(LONG, adopted_on=date(2025, 1, 1)), "2025-07-02") == ("eligible", "sch2_para19B")


def test_an_order_made_on_the_18th_birthday_is_too_late_to_matter():
    assert told(care(LEFT_AT_17, adopted_on=AT_18), AT_18) == ("former_relevant", "s23C(1)(a)")
    assert "JSGO" in told(care(LEFT_AT_17, adopted_on=date(2026, 6, 14)), AT_18)


# Children Act 1989 s.24(1B) and (2)
@pytest.mark.parametrize("kind", [kind for kind in Accommodation if kind is not Accommodation.HEALTH_OR_EDUCATION])
def test_leaving_other_accommodation_after_16_qualifies_at_once(kind):
    facts = CareFacts(BORN, other_accommodation=(OtherStay(span("2024-06-20", "2024-06-25"), kind),))

    assert told(facts, "2024-06-24") == ("none", "")
    assert told(facts, "2024-06-25") == ("qualifying", "s24(1B)")
    assert told(facts, AT_21) == ("past_qualifying", "s24B")


def test_hospital_or_school_counts_after_three_months_on_end_begun_before_16_or_not():
    def stay(start, end, kind=Accommodation.HEALTH_OR_EDUCATION):
        return CareFacts(BORN, other_accommodation=(OtherStay(span(start, end), kind),))

    assert told(stay("2024-03-20", "2024-06-19"), "2024-06-19") == ("none", "")
    assert told(stay("2024-03-20", "2024-06-20"), "2024-06-20") == ("qualifying", "s24(1B)")
    assert told(stay("2024-03-01", "2024-06-14"), "2024-06-20") == ("none", "")
    hospital = CareFacts(BORN, held=(HeldStay(span("2024-07-01", "2024-10-01"), Held.HOSPITAL),))
    assert told(hospital, "2024-10-01") == ("qualifying", "s24(1B)")
    custody = CareFacts(BORN, held=(HeldStay(span("2024-07-01", "2024-10-01"), Held.CUSTODY),))
    assert told(custody, "2024-10-01") == ("none", "")


def test_accommodation_that_runs_past_18_has_ended_as_a_childs():
    facts = CareFacts(BORN, other_accommodation=(OtherStay(span("2026-01-01"), Accommodation.PRIVATE_FOSTERING),))

    assert told(facts, "2026-06-14") == ("none", "")
    assert told(facts, AT_18) == ("qualifying", "s24(1B)")


def test_qualifying_only_by_accommodation_that_ended_on_the_birthday_is_contested_until_more_follows():
    kind = Accommodation.VOLUNTARY
    first = OtherStay(span("2024-01-01", "2024-06-15"), kind)
    again = OtherStay(span("2024-08-01", "2024-09-01"), kind)

    assert told(CareFacts(BORN, other_accommodation=(first, again)), "2024-08-31") == ("qualifying", "s24(1B)", "B16")
    assert told(CareFacts(BORN, other_accommodation=(first, again)), "2024-09-01") == ("qualifying", "s24(1B)")
    guarded = care(
        ("2014-01-01", "2016-09-01"), special_guardianship=(span("2016-09-01"),), other_accommodation=(first,)
    )
    assert told(guarded, "2024-07-01") == ("qualifying", "s24(1A)")


def test_short_breaks_after_16_qualify_and_are_contested_until_something_else_does():
    facts = CareFacts(
        BORN,
        short_breaks=(span("2024-07-05", "2024-07-08"),),
        other_accommodation=(OtherStay(span("2025-01-01", "2025-02-01"), Accommodation.VOLUNTARY),),
    )

    assert told(facts, "2025-01-31") == ("qualifying", "s24(1B)", "JSB")
    assert told(facts, "2025-02-01") == ("qualifying", "s24(1B)")
    alone = CareFacts(BORN, short_breaks=(span("2024-07-05", "2024-07-08"),))
    assert told(alone, AT_21) == ("past_qualifying", "s24B", "JSB")


# The matters the law leaves to people
def test_section_17_is_contested_only_where_section_20_would_have_changed_the_answer():
    facts = CareFacts(BORN, section_17=(span("2024-07-01", "2025-01-01"),))

    assert told(facts, "2024-06-30") == ("none", "")
    assert told(facts, "2025-01-01") == ("none", "", "J17")
    assert told(care(LONG, section_17=(span("2024-07-01", "2025-01-01"),)), "2025-01-01") == (
        "eligible",
        "sch2_para19B",
    )


def test_leaving_before_16_gives_nothing_and_is_left_to_discretion():
    facts = care(("2022-01-01", "2024-06-14"))

    assert told(facts, "2024-06-14") == ("none", "")
    assert told(facts, AT_16) == ("none", "", "PRE16")
    assert told(care(("2020-01-01", "2022-06-15")), AT_16) == ("none", "")


def test_another_date_of_birth_in_use_is_contested_where_it_matters():
    facts = care(("2015-03-01", None), other_births=(date(2008, 9, 15),))

    assert told(facts, "2024-07-01") == ("eligible", "sch2_para19B", "J1")
    assert told(facts, "2024-09-15") == ("eligible", "sch2_para19B")


def test_a_leap_day_birthday_is_contested_only_on_the_day_between():
    facts = CareFacts(date(2008, 2, 29), (CareStay(span("2015-03-01")),))

    assert told(facts, "2026-02-27") == ("eligible", "sch2_para19B")
    assert told(facts, "2026-02-28") == ("eligible", "sch2_para19B", "J2")
    assert told(facts, "2026-02-28", leap_day=LeapDay.FEB28) == ("former_relevant", "s23C(1)(b)", "J2")
    assert told(facts, "2026-03-01") == ("former_relevant", "s23C(1)(b)")


@pytest.mark.parametrize(
    ("raised", "facts", "on", "shown"),
    [
        (Flag.J17, care(), AT_16, True),
        (Flag.J17, care(LONG), AT_16, False),
        (Flag.JFAM, care(LEFT_AT_17), date(2025, 8, 1), True),
        (Flag.JFAM, care(), AT_16, False),
        (Flag.JSGO, care(LONG), AT_16, False),
        (Flag.J4, care(LONG), AT_16, True),
    ],
)
def test_a_matter_marked_by_hand_is_shown_where_it_could_change_the_status(raised, facts, on, shown):
    marked = CareFacts(BORN, facts.looked_after, raised=frozenset([raised]))

    assert (raised.value in told(marked, on)) == shown
    assert told(marked, on)[:2] == told(facts, on)[:2]


# Known only from a return
@pytest.mark.parametrize(
    ("reported", "at_15", "at_16", "at_18", "at_21", "at_25"),
    [
        (Status.FORMER_RELEVANT, "none", "relevant", "former_relevant", "former_relevant", "closed"),
        (Status.ELIGIBLE, "none", "eligible", "former_relevant", "former_relevant", "closed"),
        (Status.RELEVANT, "none", "relevant", "former_relevant", "former_relevant", "closed"),
        (Status.LOOKED_AFTER, "looked_after", "looked_after", "none", "none", "none"),
        (Status.QUALIFYING, "none", "qualifying", "qualifying", "past_qualifying", "none"),
        (Status.PAST_QUALIFYING, "none", "none", "qualifying", "past_qualifying", "none"),
        (Status.CLOSED, "none", "none", "former_relevant", "former_relevant", "closed"),
        (Status.NONE, "none", "none", "none", "none", "none"),
        (None, "none", "none", "none", "none", "none"),
    ],
)
def test_a_reported_status_grows_with_the_birthdays_and_is_flagged(reported, at_15, at_16, at_18, at_21, at_25):
    facts = CareFacts(BORN, history_complete=False, reported=reported)

    days = (date(2024, 6, 14), AT_16, AT_18, AT_21, AT_25)
    assert [told(facts, day)[0] for day in days] == [at_15, at_16, at_18, at_21, at_25]
    assert all(told(facts, day)[2:] == ("DQ",) for day in days)


def test_a_missing_history_is_flagged_from_the_day_of_birth():
    facts = CareFacts(BORN, history_complete=False)

    assert told(facts, BORN) == ("none", "", "DQ")
    assert told(facts, date(2008, 6, 14)) == ("none", "")


def test_a_reported_care_leaver_can_ask_for_support_and_study_past_25():
    facts = CareFacts(
        BORN,
        history_complete=False,
        reported=Status.FORMER_RELEVANT,
        requests=(SupportRequest(AT_21),),
        programmes=(span("2033-01-01"),),
    )

    assert told(facts, AT_18)[:2] == ("former_relevant", "")
    assert told(facts, AT_21)[1] == "s23CZB"
    assert told(facts, AT_25)[1] == "s23CA"


def test_what_is_known_counts_where_it_protects_more_than_what_was_reported():
    facts = care(LONG, history_complete=False, reported=Status.QUALIFYING)

    assert told(facts, AT_16) == ("eligible", "sch2_para19B", "DQ")


def test_a_complete_history_outweighs_any_report():
    assert told(CareFacts(BORN, reported=Status.FORMER_RELEVANT), AT_18) == ("none", "")


# Death
def test_death_closes_from_the_day_on_and_flags_nothing():
    facts = care(("2022-06-01", "2024-06-15"), died_on=date(2025, 1, 1))

    assert told(facts, "2024-12-31") == ("qualifying", "s24(1B)", "B16")
    assert told(facts, "2025-01-01") == ("closed", "")
    assert status_on(facts, date(2025, 1, 1)).changes_on is None
    assert told(CareFacts(BORN, died_on=date(2025, 1, 1)), "2026-01-01") == ("none", "")


# Which status protects more
def test_the_more_protective_of_two_standings():
    eligible, none = Standing(Status.ELIGIBLE, Basis.SCH2_PARA19B), Standing(Status.NONE, Basis.UNSTATED)
    unstated = Standing(Status.QUALIFYING, Basis.UNSTATED)

    assert more_protective(none, eligible) is eligible and more_protective(eligible, none) is eligible
    assert more_protective(unstated, Standing(Status.PAST_QUALIFYING, Basis.S24B)) is unstated
    assert more_protective(Standing(Status.FORMER_RELEVANT, Basis.S23C_1A), unstated).status is Status.FORMER_RELEVANT
    assert len(set(PROTECTION)) == len(PROTECTION) and {s.status for s in PROTECTION} == set(Status)


def test_an_answer_says_whether_it_is_contested():
    answer = status_on(care(("2022-06-01", "2024-06-15")), AT_16)

    assert answer.contested and answer.standing == (Status.QUALIFYING, Basis.S24_1B)
    assert not status_on(care(LONG), AT_16).contested
