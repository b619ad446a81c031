"""Ages and ends of episodes on which leaving care turns."""

from datetime import date

import pytest

from tests.statutory.ssda903.given import as_read, broken, episode, header
from waymark.statutory.ssda903.checking import check_read

BORN = "10/06/2008"  # 14 in 2022, 16 in 2024, 18 on 10 June 2026


def with_episode(dob: str = BORN, **cells: str) -> dict[str, list[dict[str, str]]]:
    return {"header": [header(dob=dob)], "episodes": [episode(**cells)]}


@pytest.mark.parametrize(
    ("rule", "cells", "fires", "column"),
    [
        ("352", {"decom": "10/06/2026"}, True, "DECOM"),
        ("352", {"decom": "09/06/2026"}, False, "DECOM"),
        ("352", {"decom": "10/06/2026", "RNE": "P"}, False, "DECOM"),
        ("386", {"dec": "10/06/2026", "REC": "E11"}, True, "REC"),
        ("386", {"dec": "10/06/2026", "REC": "E12"}, True, "REC"),
        ("386", {"dec": "09/06/2026", "REC": "E11"}, False, "REC"),
        ("386", {"dec": "10/06/2026", "REC": "E8"}, False, "REC"),
        ("387", {"dec": "09/06/2022", "REC": "E5"}, True, "REC"),
        ("387", {"dec": "09/06/2022", "REC": "E6"}, True, "REC"),
        ("387", {"dec": "10/06/2022", "REC": "E5"}, False, "REC"),
        ("389", {"dec": "09/06/2024", "REC": "E7"}, True, "REC"),
        ("389", {"dec": "10/06/2024", "REC": "E7"}, False, "REC"),
        ("389", {"dec": "", "REC": "E7"}, False, "REC"),
        ("407", {"dec": "10/06/2026", "REC": "E45"}, True, "REC"),
        ("407", {"dec": "10/06/2026", "REC": "E48"}, True, "REC"),
        ("407", {"dec": "09/06/2026", "REC": "E46"}, False, "REC"),
        ("460", {"dec": "09/06/2026", "REC": "E17"}, True, "REC"),
        ("460", {"dec": "10/06/2026", "REC": "E17"}, False, "REC"),
        ("371", {"decom": "09/06/2024", "PLACE": "K3"}, True, "PLACE"),
        ("371", {"decom": "09/06/2024", "PLACE": "K3", "dec": "01/07/2024"}, True, "PLACE"),
        ("371", {"decom": "10/06/2024", "PLACE": "K3"}, False, "PLACE"),
        ("371", {"decom": "09/06/2024", "PLACE": "K2"}, False, "PLACE"),
    ],
)
def test_an_age_at_an_episode(rule: str, cells: dict[str, str], fires: bool, column: str) -> None:
    assert broken(rule, with_episode(**cells)) == ([("episodes", column, 2)] if fires else [])


@pytest.mark.parametrize(
    ("cells", "fires"),
    [
        ({}, True),
        ({"dec": "31/03/2026"}, False),
        ({"LS": "V2", "PLACE": "K2"}, False),
        ({"LS": "V2", "PLACE": "K1"}, True),
        ({"LS": "C2", "PLACE": "K2"}, True),
    ],
)
def test_359_open_past_18(cells: dict[str, str], fires: bool) -> None:
    assert bool(broken("359", with_episode(dob="30/03/2008", **cells))) is fires
    assert not broken("359", with_episode(dob="31/03/2008", **cells))


def test_359_asks_nobody_to_end_an_episode_before_the_18th_birthday() -> None:
    """A running year: the birthday of 30 March is still to come in November, and has passed on 31 March."""
    read = as_read(with_episode(dob="30/03/2008"))

    def fires(day: date) -> bool:
        return any(problem.rule == "359" for problem in check_read(read, 2026, {}, so_far=day))

    assert [fires(date(2025, 11, 22)), fires(date(2026, 3, 30)), fires(date(2026, 3, 31))] == [False, False, True]


def test_371_followed_the_law() -> None:
    """Semi-independent living from 14, then from 16, then supported accommodation in its place."""
    at_15 = {"decom": "09/06/2023", "PLACE": "H5"}
    assert not broken("371", with_episode(**at_15), year=2023)
    assert broken("371", with_episode(**at_15), year=2024)
    assert not broken("371", with_episode(**at_15), year=2025)
    assert broken("371", with_episode(decom="09/06/2021", PLACE="H5"), year=2022)


@pytest.mark.parametrize(("rec", "fires"), [("E2", True), ("E15", True), ("E8", False)])
def test_437_nothing_follows(rec: str, fires: bool) -> None:
    first, then = episode(dec="01/05/2025", REC=rec), episode(decom="01/06/2025")
    assert broken("437", {"episodes": [then, first]}) == ([("episodes", "REC", 3)] if fires else [])
    assert not broken("437", {"episodes": [first]})


def test_437_also_when_the_end_was_in_last_years_return() -> None:
    last = {"episodes": [episode(dec="01/05/2024", REC="E2")]}
    assert broken("437", {"episodes": [episode(decom="01/06/2025")]}, last) == [("episodes", "DECOM", 2)]


def test_437_does_not_take_last_years_copy_of_an_episode_for_a_further_one() -> None:
    assert not broken("437", {"episodes": [episode(dec="01/05/2025", REC="E2")]}, {"episodes": [episode()]})


def asylum(dob: str, duc: str = "") -> dict[str, list[dict[str, str]]]:
    return {"uasc": [{"CHILD": "1", "SEX": "M", "DOB": dob, "DUC": duc}]}


def test_304_status_past_18() -> None:
    assert broken("304", asylum(BORN, "11/06/2026")) == [("uasc", "DUC", 2)]
    assert not broken("304", asylum(BORN, "10/06/2026"))
    assert not broken("304", asylum(BORN))


def test_231_under_11() -> None:
    assert broken("231", asylum("01/04/2015")) == [("uasc", "DOB", 2)]
    assert not broken("231", asylum("31/03/2015"))
    assert not broken("231", asylum("01/04/2015"), year=2024)


def test_189_score_at_17() -> None:
    def scored(dob: str, **cells: str) -> dict[str, list[dict[str, str]]]:
        return {"oc2": [{"CHILD": "1", "DOB": dob} | cells]}

    assert broken("189", scored("31/03/2008", SDQ_SCORE="9")) == [("oc2", "SDQ_SCORE", 2)]
    assert broken("189", scored("31/03/2008", SDQ_REASON="SDQ1")) == [("oc2", "SDQ_REASON", 2)]
    assert not broken("189", scored("01/04/2008", SDQ_SCORE="9"))
    assert not broken("189", scored("31/03/2008"))


@pytest.mark.parametrize(
    ("rule", "column", "old", "new", "changed"),
    [
        ("101", "SEX", "1", "M", 2025),
        ("146", "PLACE", "H5", "K3", 2025),
        ("146", "PLACE", "Z1", "Z12", 2026),
        ("149", "REC", "E43", "E45", 2019),
    ],
)
def test_codes_follow_the_years(rule: str, column: str, old: str, new: str, changed: int) -> None:
    def tables(code: str) -> dict[str, list[dict[str, str]]]:
        return {"header": [header(**{column: code})], "episodes": [episode(**{column: code})]}

    assert not broken(rule, tables(old), year=changed - 1)
    assert broken(rule, tables(new), year=changed - 1)
    assert broken(rule, tables(old), year=changed)
    assert not broken(rule, tables(new), year=changed)


@pytest.mark.parametrize(
    ("rule", "table", "column", "blank"),
    [
        ("101", "header", "SEX", True),
        ("103", "header", "ETHNIC", True),
        ("143", "episodes", "RNE", False),
        ("144", "episodes", "LS", False),
        ("145", "episodes", "CIN", False),
        ("146", "episodes", "PLACE", False),
        ("149", "episodes", "REC", False),
    ],
)
def test_codes_must_be_codes(rule: str, table: str, column: str, blank: bool) -> None:
    def tables(code: str) -> dict[str, list[dict[str, str]]]:
        return {"header": [header(**{column: code})], "episodes": [episode(**{column: code})]}

    assert broken(rule, tables("ZZ")) == [(table, column, 2)]
    assert bool(broken(rule, tables(""))) is blank


def test_an_age_that_cannot_be_told_is_not_judged() -> None:
    tables = {"header": [header(dob="")], "episodes": [episode(dec="01/06/2020", REC="E7")]}
    assert not broken("389", tables)
    assert not broken("352", tables)
