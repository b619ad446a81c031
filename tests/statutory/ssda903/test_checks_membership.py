"""Who is no care leaver: fires when the care history says so, and says so once when it cannot tell."""

import pytest

from tests.statutory.ssda903.given import as_read, broken, episode, found, header, leaver, unjudged
from waymark.statutory.ssda903.checking import check_read


def one(*episodes: dict[str, str], dob: str = "10/06/2006", **cells: str) -> dict[str, list[dict[str, str]]]:
    return {"header": [header(dob=dob)], "episodes": list(episodes), "oc3": [leaver(dob=dob, **cells)]}


FIRED = [("oc3", "IN_TOUCH", 2)]
NOBODY: dict[str, list[dict[str, str]]] = {"header": [], "episodes": []}


def test_1000_died_in_care_this_year_or_last() -> None:
    died = episode(dec="01/07/2025", REC="E2")
    assert broken("1000", one(died)) == FIRED
    assert broken("1000", one(), {"episodes": [died]}) == FIRED
    assert not broken("1000", one(episode(dec="01/07/2025")), {"episodes": []})


@pytest.mark.parametrize(
    ("decom", "dec", "fires"),
    [
        ("01/05/2022", "10/06/2024", False),
        ("11/03/2024", "10/06/2024", False),  # 91 nights, all of them after 16
        ("12/03/2024", "10/06/2024", True),  # 90
    ],
)
def test_1001_counts_nights_when_no_earlier_care_could_change_the_answer(decom: str, dec: str, fires: bool) -> None:
    # 14 on 1 April 2022: every year since was given.
    dob = "01/04/2008"
    this = one(dob=dob)
    last: dict[str, list[dict[str, str]]] = {"episodes": []}
    reads = {2025: as_read(last), 2024: as_read(last), 2023: as_read(last)}
    reads[2025] = as_read({"episodes": [episode(decom=decom, dec=dec)]})
    problems = check_read(as_read(this), 2026, reads)
    assert any(problem.rule == "1001" for problem in problems) is fires


def test_1001_leaves_short_breaks_out() -> None:
    dob = "01/04/2010"  # 14 on 1 April 2024
    breaks = one(episode(decom="02/04/2024", dec="01/02/2026", LS="V4"), dob=dob)
    counted = one(episode(decom="02/04/2024", dec="01/05/2026", LS="C2"), dob=dob)
    # 16 on 1 April 2026, after the year: no night since then either way; the message counts the rest.
    assert "add up to 0 nights" in message("1001", breaks)
    assert "add up to 728 nights" in message("1001", counted)


def message(rule: str, tables: dict[str, list[dict[str, str]]]) -> str:
    return next(problem.message for problem in found(tables, NOBODY) if problem.rule == rule)


def test_1001_does_not_judge_what_lies_in_years_not_given() -> None:
    grown = one(dob="10/06/2005")
    assert not broken("1001", grown, NOBODY)
    [why] = unjudged("1001", grown, NOBODY)
    assert "1 of 1" in why
    assert "01/04/2024" in why


def test_1001_does_not_judge_someone_known_only_from_oc3() -> None:
    for dob in ("10/06/2008", "10/06/2009", "31/03/2010"):
        assert not broken("1001", one(dob=dob), NOBODY)
        assert unjudged("1001", one(dob=dob), NOBODY)


def test_1001_judges_someone_whose_own_episodes_are_too_few_since_16() -> None:
    # 16 on 10 June 2024, care ended before that and never resumed in any year given.
    tables = one(dob="10/06/2008")
    last = {"episodes": [episode(decom="01/05/2022", dec="09/06/2024")]}
    assert broken("1001", tables, last) == FIRED
    ended_a_day_into_16 = {"episodes": [episode(decom="01/05/2022", dec="11/06/2024")]}
    assert not broken("1001", tables, ended_a_day_into_16)


def test_1001_counts_overlapping_episodes_once() -> None:
    dob = "01/04/2008"
    twice = {"episodes": [episode(decom="01/05/2024", dec="15/06/2024"), episode(decom="02/05/2024", dec="15/06/2024")]}
    empty = as_read({"episodes": []})
    problems = check_read(as_read(one(dob=dob)), 2026, {2025: as_read(twice), 2024: empty, 2023: empty})
    assert "add up to 45 nights" in next(problem.message for problem in problems if problem.rule == "1001")


def test_1001_fires_after_adoption() -> None:
    long = episode(decom="01/05/2015", dec="01/06/2025", RNE="S", REC="E12")
    assert broken("1001", one(long), NOBODY) == FIRED


def test_1001_does_not_flag_people_over_20_because_others_are_younger() -> None:
    tables = {
        "header": [header("1", "10/06/2004"), header("2", "10/06/2007")],
        "episodes": [episode("2", "01/05/2018", "01/05/2025")],
        "oc3": [leaver("1", "10/06/2004"), leaver("2", "10/06/2007")],
    }
    assert not broken("1001", tables, NOBODY)


def test_1002_fires_only_when_every_year_since_14_was_given() -> None:
    dob = "01/04/2010"
    nothing = {"header": [header(dob=dob)], "episodes": [], "oc3": [leaver(dob=dob)]}
    assert broken("1002", nothing, NOBODY) == FIRED
    assert broken("1001", nothing, NOBODY) == FIRED
    assert not broken("1002", nothing)
    assert "1 of 1" in unjudged("1002", nothing)[0]
    assert not broken("1002", nothing, {"episodes": [episode(dec="01/06/2024")]})
    assert not broken("1002", one(dob="31/03/2010"), NOBODY)


@pytest.mark.parametrize(
    ("decom", "dec", "fires"),
    [
        ("01/05/2020", "", True),  # still open
        ("01/05/2020", "11/06/2025", True),
        ("01/05/2020", "10/06/2025", False),  # ended on the birthday
        ("10/06/2025", "01/07/2025", True),  # began on it
        ("11/06/2025", "", False),
    ],
)
@pytest.mark.parametrize("dob", ["10/06/2007", "10/06/2008"])
def test_1007_looks_at_the_17th_or_18th_birthday(decom: str, dec: str, fires: bool, dob: str) -> None:
    assert bool(broken("1007", one(episode(decom=decom, dec=dec), dob=dob))) is fires


def test_1007_is_not_about_19_year_olds_or_empty_rows() -> None:
    assert not broken("1007", one(episode()))
    assert not broken("1007", one(episode(), dob="10/06/2007", IN_TOUCH="", ACTIV="", ACCOM=""))


def test_1007_does_not_take_an_unreadable_end_for_an_open_episode() -> None:
    assert not broken("1007", one(episode(dec="31/02/2025"), dob="10/06/2007"))


@pytest.mark.parametrize(
    ("dec", "fires"), [("09/06/2025", False), ("10/06/2025", True), ("01/02/2026", True), ("", False)]
)
def test_1016_ceased_on_or_after_the_birthday(dec: str, fires: bool) -> None:
    assert bool(broken("1016", one(episode(dec=dec), dob="10/06/2007"))) is fires


def test_1016_began_in_2024_and_is_not_about_19_year_olds() -> None:
    assert not broken("1016", one(episode(dec="01/02/2026")))
    assert not broken("1016", one(episode(dec="01/02/2023"), dob="10/06/2004"), year=2023)


def test_1010_open_last_year_and_nothing_this_year() -> None:
    still_open = {"episodes": [episode()]}
    assert broken("1010", one(), still_open) == FIRED
    assert not broken("1010", one(episode(dec="01/05/2025")), still_open)
    assert not broken("1010", one(), {"episodes": [episode(dec="01/05/2024")]})


def test_1011_taken_over_in_the_final_episode_of_any_year_given() -> None:
    taken = episode(dec="01/05/2025", REC="E3")
    assert broken("1011", one(taken)) == FIRED
    assert broken("1011", one(), {"episodes": [episode(dec="01/05/2024", REC="E3")]}) == FIRED
    assert not broken("1011", one(taken, episode(decom="01/06/2025", dec="01/07/2025")))
    assert not broken("1011", one(taken, IN_TOUCH="", ACTIV="", ACCOM=""))


@pytest.mark.parametrize("rule", ["1000", "1001", "1002", "1007", "1010", "1011", "1016", "1012", "187", "134", "348"])
def test_a_missing_file_is_no_pass(rule: str) -> None:
    [why] = unjudged(rule, {"oc3": [leaver()]})
    assert "was not given" in why


def test_a_file_without_rows_is_given() -> None:
    assert not unjudged("134", {"oc3": [leaver()], "ad1": []})


@pytest.mark.parametrize("rule", ["1001", "1002"])
def test_nobody_is_judged_without_a_date_of_birth(rule: str) -> None:
    tables = {"header": [header(dob="")], "episodes": [], "oc3": [leaver(dob="31/02/2006")]}
    assert not broken(rule, tables, NOBODY)
    assert "1 of 1" in unjudged(rule, tables, NOBODY)[0]


@pytest.mark.parametrize("rule", ["1001", "1002"])
def test_nothing_is_said_when_everyone_was_judged(rule: str) -> None:
    assert not unjudged(rule, one(episode(decom="01/05/2024", dec="01/05/2026"), dob="10/06/2008"), NOBODY)


def test_the_date_of_birth_in_oc3_decides_and_headers_stands_in_for_it() -> None:
    def leavers(oc3: str, in_header: str) -> dict[str, list[dict[str, str]]]:
        return {"header": [header(dob=in_header)], "episodes": [episode()], "oc3": [leaver(dob=oc3)]}

    assert broken("1007", leavers("10/06/2007", "10/06/2001")) == FIRED
    assert broken("1007", leavers("", "10/06/2007")) == FIRED
    assert not broken("1007", leavers("10/06/2001", "10/06/2007"))


def test_a_year_missing_in_between_breaks_what_is_known() -> None:
    """Episodes of 2024 without those of 2025 do not say when care ended."""
    dob = "01/04/2010"
    reads = {2024: as_read({"episodes": []})}
    nothing = as_read({"header": [header(dob=dob)], "episodes": [], "oc3": [leaver(dob=dob)]})
    assert not [problem for problem in check_read(nothing, 2026, reads) if problem.rule == "1002"]
    reads[2025] = as_read({"oc3": []})
    assert not [problem for problem in check_read(nothing, 2026, reads) if problem.rule == "1002"]
    reads[2025] = as_read({"episodes": []})
    assert [problem for problem in check_read(nothing, 2026, reads) if problem.rule == "1002"]


def test_an_episode_whose_beginning_cannot_be_read_covers_and_counts_nothing() -> None:
    unread = episode(decom="31/02/2020")
    assert not broken("1007", one(unread, dob="10/06/2007"))
    assert not broken("1012", one(unread))
    dob = "01/04/2010"
    assert "add up to 0 nights" in message("1001", one(unread | {"DEC": "01/06/2025"}, dob=dob))
