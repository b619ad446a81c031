"""Every worked case gives the status, the basis and the flag that were agreed for it, through the reader the command uses."""

import json
from pathlib import Path

import pytest

from waymark.eligibility.rules.cases import CaseUnreadable, answer_case, read_cases
from waymark.eligibility.rules.statuses import Basis, Status

CASES = json.loads((Path(__file__).parent / "status_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("raw", CASES, ids=[f"{case['id']} {case['case']}" for case in CASES])
def test_worked_case(raw):
    expected = raw["expect"]

    answer = answer_case(read_cases([raw])[0])

    assert (answer["status"], answer["basis"]) == (expected["status"], expected["basis"]), raw["why"]
    if expected["flag"]:
        assert expected["flag"] in answer["flags"], raw["why"]
    else:
        assert answer["flags"] == [], raw["why"]


def test_the_worked_cases_reach_every_status_and_nearly_every_basis():
    assert {case["expect"]["status"] for case in CASES} == set(Status.values())
    assert set(Basis.values()) - {case["expect"]["basis"] for case in CASES} == {"s23CA"}


CASE = {"id": "A", "date_of_birth": "2008-06-15", "as_of": "2025-01-01"}


def test_only_the_date_of_birth_and_the_day_asked_about_must_be_there():
    assert answer_case(read_cases([CASE])[0])["status"] == "none"


def test_an_answer_has_the_fields_the_command_promises():
    answer = answer_case(read_cases([CASE | {"looked_after": [{"start": "2024-08-01", "end": None}]}])[0])

    assert answer == {
        "id": "A",
        "status": "eligible",
        "basis": "sch2_para19B",
        "nights_since_14": 153,
        "changes_on": "2026-06-15",
        "flags": [],
        "reasons": [
            "Aged 16 on 1 January 2025 (born 15 June 2008).",
            "Looked after since 1 August 2024.",
            "153 nights looked after since the 14th birthday (15 June 2022): 13 weeks (91) or more.",
            "A child of 16 or 17 who is looked after, and has been for 13 weeks since 14, is an eligible child.",
            "If no fact changes, this becomes “Former relevant child” on 15 June 2026 (Children Act 1989 s.23C(1)(b)).",
        ],
    }


def test_in_education_past_25_stays_open_for_as_long_as_the_programme():
    raw = CASE | {
        "as_of": "2034-01-01",
        "looked_after": [{"start": "2020-01-01", "end": None}],
        "in_education_21_plus": True,
    }
    answer = answer_case(read_cases([raw])[0])

    assert (answer["status"], answer["basis"], answer["changes_on"]) == ("former_relevant", "s23CA", None)


def test_the_rarer_facts_of_a_case_are_read():
    raw = CASE | {
        "care_order": True,
        "detained_or_hospital": [{"start": "2024-02-01", "end": None, "note": "hospital"}],
        "special_guardianship": [{"start": "2024-01-01", "end": "2024-02-01"}],
        "child_arrangements": [{"start": "2024-01-01"}],
        "section_17": [{"start": "2024-01-01"}],
        "adopted_on": "2024-12-01",
        "died_on": "2025-06-01",
        "history_missing": True,
        "reported": "relevant",
        "other_accommodation": [
            {"start": "2024-01-01", "note": "vol"},
            {"start": "2024-01-01", "note": "private_home"},
        ],
    }
    case = read_cases([raw])[0]

    assert case.facts.held[0].kind == "hospital" and case.facts.held[0].care_order
    assert [stay.kind for stay in case.facts.other_accommodation] == ["voluntary", "private_home"]
    assert not case.facts.history_complete and case.facts.reported is Status.RELEVANT
    assert answer_case(case)["status"] == "eligible"  # a care order runs through a hospital stay


def test_a_birth_so_late_that_25_is_no_date_is_still_read():
    raw = {"date_of_birth": "9990-01-01", "as_of": "9999-12-31", "in_education_21_plus": True}

    assert answer_case(read_cases([raw])[0])["status"] == "none"


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({}, "must hold a list of cases"),
        (["S01"], "Case 1 is not an object"),
        ([{"id": "A", "as_of": "2025-01-01"}], "Case A, date_of_birth: write a date"),
        ([CASE | {"as_of": "01/01/2025"}], "Case A, as_of: write a date"),
        ([CASE | {"as_of": "2025-02-30"}], "Case A, as_of: write a date"),
        ([CASE | {"died_on": 2025}], "Case A, died_on: write a date"),
        ([CASE | {"care_order": "no"}], "Case A, care_order: write true or false"),
        ([CASE | {"reported": "gone"}], "Case A, reported: write one of"),
        ([CASE | {"looked_after": "2024"}], "Case A, looked_after: write a list"),
        ([CASE | {"looked_after": ["2024"]}], "Case A, looked_after 1: write a period"),
        ([CASE | {"looked_after": [{"end": None}]}], "Case A, looked_after 1 start: write a date"),
        ([CASE | {"looked_after": [{"start": "2024-01-02", "end": "2024-01-01"}]}], "the end lies before the start"),
        ([CASE | {"other_accommodation": [{"start": "2024-01-02", "note": "tent"}]}], "say what it was in “note”"),
    ],
)
def test_a_case_that_cannot_be_read_is_named_with_what_to_do(document, says):
    with pytest.raises(CaseUnreadable, match=says):
        read_cases(document)
