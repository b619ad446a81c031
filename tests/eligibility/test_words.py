"""The reasons are sentences that name dates, nights and what comes next."""

from datetime import date

import pytest

from tests.eligibility.test_rules import AT_16, AT_18, AT_21, AT_25, BORN, care, span
from waymark.eligibility.rules import (
    Accommodation,
    CareFacts,
    CareStay,
    Conventions,
    Held,
    HeldStay,
    OtherStay,
    Status,
    SupportRequest,
)
from waymark.eligibility.rules.words import explain, responsible_authority


def said(facts, on, **conventions):
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return explain(facts, day, Conventions(**conventions)).reasons


def test_nights_are_shown_stretch_by_stretch_with_a_running_total():
    told = explain(care(("2010-01-01", "2022-09-13"), ("2024-08-01", None), ("2030-01-01", None)), date(2024, 8, 11))

    assert [(part.counted_from, part.nights, part.running_total) for part in told.counted] == [
        (date(2022, 6, 15), 90, 90),
        (date(2024, 8, 1), 10, 100),
    ]
    assert told.counted[-1].running_total == told.answer.nights_since_14
    assert [part.period.end for part in told.counted] == [date(2022, 9, 13), AT_18]


def test_counting_both_ends_says_so():
    reasons = said(care(("2025-01-10", None)), "2025-01-12", inclusive_counting=True)

    assert "3 days (both ends counted) looked after" in reasons[2]


def test_before_the_threshold_it_says_when_it_will_be_reached():
    reasons = said(care(("2025-01-10", None)), "2025-04-10")

    assert reasons[1:3] == (
        "Looked after since 10 January 2025.",
        (
            "90 nights looked after since the 14th birthday (15 June 2022), 1 short of 13 weeks (91). "
            "At this rate they are complete on 11 April 2025."
        ),
    )


@pytest.mark.parametrize(
    ("facts", "on", "sentence"),
    [
        (care(), AT_16, "No period of being looked after is recorded."),
        (care(("2025-01-01", None)), AT_16, "Not looked after before 1 January 2025."),
        (care(("2020-01-01", None)), AT_18, "Looked after until turning 18 on 15 June 2026."),
        (care(("2020-01-01", "2025-01-01")), AT_18, "Care last ended on 1 January 2025, after the 16th birthday."),
        (care(("2020-01-01", "2024-06-15")), AT_18, "Care last ended on 15 June 2024, the 16th birthday itself."),
        (
            care(("2020-01-01", "2024-01-01")),
            AT_18,
            "Care last ended on 1 January 2024, before the 16th birthday (15 June 2024).",
        ),
        (care(("2030-01-01", None)), date(2008, 6, 14), "Not yet born on 14 June 2008 (born 15 June 2008)."),
        (
            CareFacts(BORN, short_breaks=(span("2024-07-05", "2024-07-08"),)),
            AT_18,
            "Short breaks are recorded; their nights do not count towards the 13 weeks.",
        ),
        (
            CareFacts(BORN, short_breaks=(span("2024-07-05", "2024-08-08"),)),
            AT_18,
            "Short breaks are recorded, and they went outside the limits that keep them short breaks.",
        ),
        (
            care(("2022-01-01", "2024-09-01"), with_parent=(span("2024-09-01", "2024-12-01"),)),
            "2025-01-01",
            (
                "Lived with a parent or someone with parental responsibility from 1 September 2024 to 1 December 2024: "
                "under six months."
            ),
        ),
        (
            care(("2022-01-01", "2024-09-01"), with_parent=(span("2024-09-01"),)),
            "2025-03-01",
            (
                "Lived with a parent or someone with parental responsibility from 1 September 2024 and still does: "
                "six months or more."
            ),
        ),
        (
            care(("2023-01-10", "2024-02-01"), held=(HeldStay(span("2024-02-01", "2024-12-01")),)),
            AT_16,
            "In custody or hospital on the 16th birthday, since 1 February 2024, and looked after right up to that day.",
        ),
        (
            care(("2024-01-10", "2024-02-01"), held=(HeldStay(span("2024-02-01", "2024-12-01")),)),
            AT_16,
            (
                "In custody or hospital on the 16th birthday, since 1 February 2024, but not after 13 weeks of care right up "
                "to it."
            ),
        ),
        (
            care(("2014-01-01", "2016-09-01"), special_guardianship=(span("2016-09-01"),)),
            AT_16,
            "A special guardianship order was made on 1 September 2016, straight after being looked after.",
        ),
        (
            CareFacts(
                BORN, other_accommodation=(OtherStay(span("2024-01-01", "2025-01-01"), Accommodation.VOLUNTARY),)
            ),
            AT_18,
            "Left other accommodation that counts under section 24(2) on or after the 16th birthday (1 January 2025).",
        ),
        (
            care(("2020-01-01", None)),
            AT_25,
            "At 18: someone looked after when turning 18, and eligible immediately before, is former relevant.",
        ),
        (care(("2020-01-01", None)), AT_21, "No request for support since turning 21 is recorded."),
        (
            care(("2020-01-01", None), requests=(SupportRequest(AT_21),)),
            AT_21,
            "Asked for support on 15 June 2029.",
        ),
        (
            care(("2020-01-01", None), requests=(SupportRequest(AT_21, wanted=False),)),
            AT_21,
            "Said support was no longer wanted on 15 June 2029.",
        ),
        (
            care(("2020-01-01", None), programmes=(span("2028-09-01"),)),
            AT_25,
            "In a programme of education or training since 1 September 2028 (s.23C(7)).",
        ),
        (
            care(("2020-01-01", None), programmes=(span("2030-09-01"),)),
            AT_25,
            "In a programme of education or training since 1 September 2030 (s.23CA).",
        ),
        (
            CareFacts(BORN, history_complete=False, reported=Status.RELEVANT),
            AT_16,
            (
                "The care history is incomplete. A return or list reported: relevant child. The more protective of that and "
                "of what the known periods show is used."
            ),
        ),
        (
            CareFacts(BORN, history_complete=False),
            AT_16,
            "The care history is incomplete, and no status was reported: this is only what the known periods show.",
        ),
        (care(("2020-01-01", None), died_on=AT_16), AT_18, "Born 15 June 2008, died 15 June 2024."),
        (care(("2020-01-01", None)), AT_25, "If no fact changes, this stays as it is."),
        (
            care(("2020-01-01", None), died_on=AT_18),
            "2026-06-14",
            "If no fact changes, this becomes “Closed” on 15 June 2026.",
        ),
    ],
)
def test_each_finding_is_a_sentence(facts, on, sentence):
    assert sentence in said(facts, on)


@pytest.mark.parametrize(
    ("home", "on"),
    [(("2010-01-01", "2012-01-01"), AT_16), (("2026-07-01", None), AT_21), (("2025-01-01", None), AT_16)],
)
def test_a_stay_at_home_that_bears_on_nothing_is_left_out(home, on):
    assert not [
        reason
        for reason in said(care(("2022-01-01", "2024-06-20"), with_parent=(span(*home),)), on)
        if reason.startswith("Lived with a parent")
    ]


def test_the_months_at_home_follow_the_setting():
    facts = care(("2022-01-01", "2024-09-01"), with_parent=(span("2024-09-01"),))

    assert "7 months or more" not in " ".join(said(facts, "2025-03-01", family_months=7))
    assert "under 7 months" in " ".join(said(facts, "2025-03-01", family_months=7))


def test_before_14_no_nights_are_spoken_of_and_other_programmes_are_not_named():
    assert said(care(("2015-03-01", None)), "2022-06-14")[1:3] == (
        "Looked after since 1 March 2015.",
        "A child in the care of an authority, or accommodated by its social services, is looked after.",
    )
    studied = care(("2020-01-01", None), programmes=(span("2029-09-01", "2030-01-01"),))
    assert not [reason for reason in said(studied, "2031-01-01") if "programme" in reason]


def test_after_25_no_request_is_asked_about():
    assert not [
        reason
        for reason in said(care(("2020-01-01", None), programmes=(span("2028-09-01"),)), AT_25)
        if "request" in reason
    ]


def test_the_responsible_authority_is_the_one_that_looks_after_or_last_did():
    stays = (
        CareStay(span("2026-02-15", "2026-03-01"), "A"),
        CareStay(span("2026-03-01", "2026-06-01"), "B"),
        CareStay(span("2030-01-01"), "C"),
        CareStay(span("2026-05-01", "2026-05-01"), "D"),
    )
    facts = CareFacts(BORN, stays)

    assert responsible_authority(facts, date(2026, 2, 1)) == ""
    assert responsible_authority(facts, date(2026, 2, 20)) == "A"
    assert responsible_authority(facts, date(2027, 1, 1)) == "B"
    assert responsible_authority(CareFacts(BORN), AT_16) == ""


def test_every_fact_the_answer_rests_on_is_listed():
    facts = CareFacts(
        BORN,
        (CareStay(span("2022-01-01", "2024-09-01"), "A", "C2"), CareStay(span("2020-01-01", "2021-01-01"))),
        short_breaks=(span("2019-01-01", "2019-01-02"),),
        with_parent=(span("2024-09-01"),),
        held=(HeldStay(span("2025-01-01"), Held.HOSPITAL, care_order=True), HeldStay(span("2025-02-01"))),
        other_accommodation=(OtherStay(span("2025-01-01"), Accommodation.PRIVATE_FOSTERING),),
        special_guardianship=(span("2025-01-01"),),
        child_arrangements=(span("2025-01-01"),),
        section_17=(span("2025-01-01"),),
        programmes=(span("2030-01-01"),),
        requests=(SupportRequest(AT_21), SupportRequest(AT_25, wanted=False)),
        adopted_on=date(2025, 1, 1),
        other_births=(date(2009, 1, 1),),
        died_on=date(2040, 1, 1),
        history_complete=False,
        reported=Status.RELEVANT,
    )

    assert explain(facts, AT_18).facts_used == (
        ("Date of birth", "15 June 2008"),
        ("Looked after", "1 January 2020 to 1 January 2021"),
        ("Looked after", "1 January 2022 to 1 September 2024 (C2, A)"),
        ("In hospital", "from 1 January 2025, still open, under a care order"),
        ("In custody", "from 1 February 2025, still open"),
        ("Privately fostered", "from 1 January 2025, still open"),
        ("Short break", "1 January 2019 to 2 January 2019"),
        ("With a parent or person with parental responsibility", "from 1 September 2024, still open"),
        ("Special guardianship order", "from 1 January 2025, still open"),
        ("Child arrangements order", "from 1 January 2025, still open"),
        ("Accommodated under section 17", "from 1 January 2025, still open"),
        ("Education or training programme", "from 1 January 2030, still open"),
        ("Asked for support", "15 June 2029"),
        ("Said no to support", "15 June 2033"),
        ("Adopted", "1 January 2025"),
        ("Other date of birth in use", "1 January 2009"),
        ("Status as reported", "Relevant child"),
        ("Died", "1 January 2040"),
    )
    assert explain(care(), AT_16).facts_used == (("Date of birth", "15 June 2008"),)


def test_flags_come_with_their_sentences_and_the_headline_with_the_law():
    told = explain(care(("2022-06-01", "2024-06-15")), AT_16)

    assert told.headline == "Qualifying person" and told.law == "Children Act 1989 s.24(1B)"
    assert [flag for flag, _ in told.to_decide] == ["B16"]
    assert told.to_decide[0][1].startswith("Care ended on the 16th birthday itself.")
    assert explain(care(("2025-01-10", None)), date(2025, 2, 1)).headline == "Looked after, not yet eligible"
