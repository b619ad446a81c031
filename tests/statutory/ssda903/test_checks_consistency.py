"""One table against another."""

import pytest

from tests.statutory.ssda903.given import broken, episode, header, leaver

ADOPTION = {"CHILD": "1", "DOB": "10/06/2006", "DATE_INT": "01/05/2025"}
HEALTH = {"CHILD": "1", "DOB": "10/06/2006", "TEETH_CHECK": "1"}
EMPTY = {"IN_TOUCH": "", "ACTIV": "", "ACCOM": ""}


def test_int06_child_not_in_header() -> None:
    assert broken("INT06", {"header": [header("2")], "oc3": [leaver("1")]}) == [("oc3", "CHILD", 2)]
    assert not broken("INT06", {"header": [header("a1 ")], "oc3": [leaver(" A1")]})


def test_int15_two_dates_of_birth() -> None:
    assert broken("INT15", {"header": [header(dob="11/06/2006")], "oc3": [leaver()]}) == [("oc3", "DOB", 2)]
    assert not broken("INT15", {"header": [header(dob="10/6/2006")], "oc3": [leaver()]})
    assert not broken("INT15", {"header": [header(dob="")], "oc3": [leaver()]})


def test_int34_child_twice() -> None:
    twice = {"oc3": [leaver("1"), leaver("2"), leaver("1", ACTIV="F1")]}
    assert broken("INT34", twice) == [("oc3", "CHILD", 2), ("oc3", "CHILD", 4)]
    assert not broken("INT34", {"oc3": [leaver("1"), leaver("2")]})


def test_epi_child_in_header_alone() -> None:
    tables = {"header": [header("1"), header("2"), header("3")], "episodes": [episode("1")], "oc3": [leaver("2")]}
    assert broken("EPI", tables) == [("header", "CHILD", 4)]


def test_134_adoption_data() -> None:
    assert broken("134", {"oc3": [leaver()], "ad1": [ADOPTION]}) == [("ad1", "DATE_INT", 2)]
    assert not broken("134", {"oc3": [leaver()], "ad1": [ADOPTION | {"DATE_INT": ""}]})
    assert not broken("134", {"oc3": [leaver(**EMPTY)], "ad1": [ADOPTION]})


@pytest.mark.parametrize(
    ("row", "fires"),
    [
        (episode(), True),
        (episode(decom="01/04/2025"), True),
        (episode(decom="02/04/2025"), False),  # care began in the year
        (episode(decom="02/04/2025", RNE="P"), True),
        (episode(dec="30/03/2026"), False),
        (episode(dec="31/03/2026"), True),
        (episode(dec="30/03/2026", REC="X1"), True),
        (episode(LS="V3"), False),
        (episode(dec="01/05/2024"), False),
    ],
)
def test_187_looked_after_all_year(row: dict[str, str], fires: bool) -> None:
    tables = {"episodes": [row], "oc3": [leaver()], "ad1": [ADOPTION]}
    where = [("oc3", "IN_TOUCH", 2), ("ad1", "DATE_INT", 2)]
    assert broken("187", tables) == (where if fires else [])


def test_215_health_data() -> None:
    assert broken("215", {"oc3": [leaver()], "oc2": [HEALTH]}) == [("oc2", "TEETH_CHECK", 2)]
    assert not broken("215", {"oc3": [leaver()], "oc2": [HEALTH | {"TEETH_CHECK": "", "SDQ_SCORE": "9"}]})
    assert not broken("215", {"oc3": [leaver(**EMPTY)], "oc2": [HEALTH]})


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("placed_for_adoption", {"DATE_PLACED": "01/05/2025"}),
        ("missing", {"MISSING": "M", "MIS_START": "01/05/2025"}),
        ("reviews", {"REVIEW": "01/05/2025", "REVIEW_CODE": "PN1"}),
        ("ad1", {"DATE_INT": "01/05/2025"}),
        ("previous_permanence", {"PREV_PERM": "Z1"}),
        ("oc2", {"TEETH_CHECK": "1"}),
    ],
)
def test_1012_any_other_table_without_episodes(table: str, row: dict[str, str]) -> None:
    rows = [{"CHILD": "1", "DOB": "10/06/2006"} | row]
    assert broken("1012", {"episodes": [episode("2")], "oc3": [leaver()], table: rows}) == [(table, "CHILD", 2)]
    assert not broken("1012", {"episodes": [episode("1")], "oc3": [leaver()], table: rows})


def test_1014_asylum_data_also_without_any_episode_row() -> None:
    asylum = {"CHILD": "1", "SEX": "M", "DOB": "10/06/2006", "DUC": "10/06/2024"}
    tables = {"episodes": [], "oc3": [leaver()], "uasc": [asylum]}
    assert broken("1014", tables) == [("uasc", "DUC", 2)]
    assert broken("1014", tables | {"episodes": [episode(dec="31/03/2025")]}) == [("uasc", "DUC", 2)]
    assert not broken("1014", tables | {"episodes": [episode(dec="01/04/2025")]})
    assert not broken("1014", tables | {"oc3": [leaver(**EMPTY)]})


@pytest.mark.parametrize(("sex", "year", "dob"), [("F", 2026, "10/06/2012"), ("2", 2024, "10/06/2010")])
def test_165_girls_looked_after_need_it_in_both_codings_of_sex(sex: str, year: int, dob: str) -> None:
    decom = {"decom": "01/05/2020"}
    tables = {"header": [header(dob=dob, SEX=sex)], "episodes": [episode(**decom)], "oc3": []}
    assert broken("165", tables, year=year) == [("header", "MOTHER", 2)]
    assert not broken("165", tables | {"header": [header(dob=dob, SEX=sex, MOTHER="0")]}, year=year)
    assert broken("165", tables | {"header": [header(dob=dob, SEX=sex, MOTHER="2")]}, year=year)
    assert not broken("165", tables | {"episodes": [episode(**decom, LS="V4")]}, year=year)


@pytest.mark.parametrize("sex", ["M", "1"])
def test_165_boys_have_none(sex: str) -> None:
    tables = {"header": [header(SEX=sex, MOTHER="0")], "episodes": [episode()], "oc3": []}
    assert broken("165", tables) == [("header", "MOTHER", 2)]
    assert not broken("165", tables | {"header": [header(SEX=sex)]})


def test_165_and_628_a_care_leaver_not_looked_after_has_none() -> None:
    tables = {"header": [header(SEX="F", MOTHER="1")], "episodes": [], "oc3": [leaver()]}
    assert broken("165", tables) == [("header", "MOTHER", 2)]
    assert broken("628", tables) == [("header", "MOTHER", 2)]
    blank = tables | {"header": [header(SEX="F")]}
    assert not broken("165", blank)
    assert not broken("628", blank)
    assert not broken("628", tables | {"episodes": [episode()]})
    assert not broken("628", tables | {"oc3": [leaver(**EMPTY)]})
