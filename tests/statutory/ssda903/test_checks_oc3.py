"""The checks of OC3's own rows: each fires on what it is about and on nothing near it."""

import pytest

from tests.statutory.ssda903.given import broken, header, leaver
from waymark.statutory.ssda903.years import for_year


def only(*rows: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    return {"oc3": list(rows)}


@pytest.mark.parametrize("code", ["YES", "NO", "DIED", "REFU", "NREQ", "RHOM", " yes "])
def test_131_accepts_the_six_codes(code: str) -> None:
    assert not broken("131", only(leaver(IN_TOUCH=code)))


@pytest.mark.parametrize("code", ["", "Y", "MAYBE", "0"])
def test_131_refuses_anything_else_also_a_blank(code: str) -> None:
    assert broken("131", only(leaver(IN_TOUCH=code))) == [("oc3", "IN_TOUCH", 2)]


@pytest.mark.parametrize("code", ["F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0"])
def test_132_accepts_the_codes_in_force(code: str) -> None:
    assert not broken("132", only(leaver(ACTIV=code)))


@pytest.mark.parametrize("code", ["F3", "P3", "", "G1", "00"])
def test_132_refuses_retired_and_unknown_codes(code: str) -> None:
    assert broken("132", only(leaver(ACTIV=code))) == [("oc3", "ACTIV", 2)]


def test_132_takes_the_old_code_in_an_old_year() -> None:
    rows = only(leaver(dob="10/06/2002", ACTIV="F3"))
    assert not broken("132", rows, year=2021)
    assert broken("132", rows, year=2022)


def test_133_accepts_thirty_codes_and_zero() -> None:
    codes = for_year(2026).codes["ACCOM"]
    assert len(codes) == 31
    assert not broken("133", only(*(leaver(str(n), ACCOM=code) for n, code in enumerate(sorted(codes)))))


@pytest.mark.parametrize("code", ["S1", "X1", "T", "01", "", "B3"])
def test_133_refuses_what_can_never_be_suitable_and_bare_letters(code: str) -> None:
    assert broken("133", only(leaver(ACCOM=code))) == [("oc3", "ACCOM", 2)]


@pytest.mark.parametrize("blank", ["IN_TOUCH", "ACTIV", "ACCOM"])
def test_153_wants_all_three(blank: str) -> None:
    assert broken("153", only(leaver(**{blank: ""}))) == [("oc3", blank, 2)]


def test_153_accepts_all_and_none() -> None:
    assert not broken("153", only(leaver("1"), leaver("2", IN_TOUCH="", ACTIV="", ACCOM=" ")))


@pytest.mark.parametrize("code", ["DIED", "RHOM"])
def test_344_wants_zeros_after_death_or_return_home(code: str) -> None:
    assert not broken("344", only(leaver(IN_TOUCH=code, ACTIV="0", ACCOM="0")))
    assert broken("344", only(leaver(IN_TOUCH=code, ACTIV="F2", ACCOM="0"))) == [("oc3", "ACTIV", 2)]
    assert broken("344", only(leaver(IN_TOUCH=code, ACTIV="0", ACCOM="U1"))) == [("oc3", "ACCOM", 2)]
    assert broken("344", only(leaver(IN_TOUCH=code, ACTIV="", ACCOM=""))) == [("oc3", "ACTIV", 2)]


def test_344_says_nothing_of_others() -> None:
    assert not broken("344", only(leaver(IN_TOUCH="NO")))


@pytest.mark.parametrize("column", ["ACTIV", "ACCOM"])
def test_345_refuses_zero_when_in_touch(column: str) -> None:
    assert broken("345", only(leaver(**{column: "0"}))) == [("oc3", column, 2)]
    assert not broken("345", only(leaver(**{column: "0", "IN_TOUCH": "NO"})))
    assert not broken("345", only(leaver(**{column: ""})))


@pytest.mark.parametrize("code", ["T1", "T2"])
def test_347_knows_the_codes_of_a_foyer(code: str) -> None:
    assert broken("347", only(leaver(dob="02/04/2007", ACCOM=code))) == [("oc3", "ACCOM", 2)]
    assert not broken("347", only(leaver(dob="01/04/2007", ACCOM=code)))
    assert not broken("347", only(leaver(dob="02/04/2007", ACCOM="U1")))


def test_347_began_in_2024() -> None:
    assert not broken("347", only(leaver(dob="02/04/2004", ACCOM="T1")), year=2023)
    assert broken("347", only(leaver(dob="02/04/2005", ACCOM="T1")), year=2024)


def test_348_remembers_who_died() -> None:
    died = only(leaver(IN_TOUCH="DIED", ACTIV="0", ACCOM="0"))
    assert broken("348", only(leaver()), died) == [("oc3", "IN_TOUCH", 2)]
    assert not broken("348", died, died)
    assert not broken("348", only(leaver()), only(leaver()))


@pytest.mark.parametrize(
    ("dob", "fires"),
    [
        ("31/03/2009", False),  # 17 on the last day
        ("01/04/2009", True),  # 17 the day after
        ("02/04/2003", False),  # 22 on the second day, so 21 on the first
        ("01/04/2003", True),  # 22 on the first day
    ],
)
def test_391_tests_both_ends(dob: str, fires: bool) -> None:
    assert bool(broken("391", only(leaver(dob=dob)))) is fires


def test_391_says_nothing_of_an_empty_row_or_of_ages_the_council_reports() -> None:
    assert not broken("391", only(leaver(dob="01/04/2012", IN_TOUCH="", ACTIV="", ACCOM="")))
    assert not broken("391", only(leaver(dob="01/04/2001")), oldest=25)


@pytest.mark.parametrize(
    ("dob", "fires"),
    [("31/03/2008", False), ("01/04/2008", True), ("31/03/2009", True), ("01/04/2009", False)],
)
def test_3001_looks_at_the_17th_birthday_in_header(dob: str, fires: bool) -> None:
    tables = {"header": [header(dob=dob)], "oc3": [leaver(dob="10/06/2001", ACCOM="Z1")]}
    assert bool(broken("3001", tables)) is fires


def test_3001_is_about_former_foster_carers_alone() -> None:
    assert not broken("3001", {"header": [header(dob="01/05/2008")], "oc3": [leaver(dob="01/05/2008", ACCOM="U1")]})
