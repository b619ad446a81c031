"""The command: what it prints, and how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.statutory.ssda903.given import Tables, episode, header, leaver
from waymark.statutory.ssda903.checking import check
from waymark.statutory.ssda903.writing import csv_text

GOOD: Tables = {"header": [header()], "episodes": [episode(dec="01/06/2025")], "oc3": [leaver(IN_TOUCH="")]}


def put(folder: Path, tables: Tables) -> Path:
    folder.mkdir()
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_text(csv_text(table, rows), newline="")
    return folder


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("check_903", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_json_has_the_six_keys(tmp_path: Path) -> None:
    problems = json.loads(run(put(tmp_path / "r", GOOD), "--year", 2026, "--json"))
    assert all(list(each) == ["rule", "child", "table", "row", "column", "message"] for each in problems)
    [blank] = [each for each in problems if each["rule"] == "131"]
    assert (blank["child"], blank["table"], blank["row"], blank["column"]) == ("1", "oc3", 2, "IN_TOUCH")


def test_words_for_people(tmp_path: Path) -> None:
    out = run(put(tmp_path / "r", GOOD), "--year", 2026)
    assert "131: oc3 row 2, IN_TOUCH, child 1: IN_TOUCH is blank. Enter one of DIED, NO, NREQ, REFU, RHOM, YES." in out
    assert out.rstrip().endswith("found.")


def test_this_and_prev_are_found_inside_a_folder_and_prev_may_be_named(tmp_path: Path) -> None:
    died = {"oc3": [leaver(IN_TOUCH="DIED", ACTIV="0", ACCOM="0")]}
    put(tmp_path / "this", GOOD)
    prev = put(tmp_path / "prev", died)
    for arguments in ((tmp_path,), (tmp_path / "this", "--prev", prev)):
        rules = {each["rule"] for each in json.loads(run(*arguments, "--year", 2026, "--json"))}
        assert "348" in rules
    alone = json.loads(run(tmp_path / "this", "--year", 2026, "--json"))
    assert "348" not in {each["rule"] for each in alone}
    assert any("348" in each["message"] for each in alone if each["rule"] == "not judged")


@pytest.mark.parametrize("text", ["", "CHILD,AGE\n1,2\n", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"])
def test_nothing_read_ends_with_2(tmp_path: Path, text: str) -> None:
    (tmp_path / "oc3.csv").write_text(text)
    with pytest.raises(CommandError) as error:
        run(tmp_path, "--year", 2026)
    assert error.value.returncode == 2
    assert str(error.value)


def test_a_year_nobody_knows_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not a collection year") as error:
        run(put(tmp_path / "r", GOOD), "--year", 2040)
    assert error.value.returncode == 2


def test_what_could_not_be_read_is_said_and_what_a_rule_says_is_not_said_twice(tmp_path: Path) -> None:
    bad = {"oc3": [leaver(dob="01/06/06", ACTIV="ZZ", ACCOM="U1"), leaver(dob="01/06/06")]}
    problems = check(put(tmp_path / "r", bad), 2026)
    assert [(each.rule, each.row, each.column) for each in problems if each.row] == [
        ("file", 2, "DOB"),
        ("132", 2, "ACTIV"),
        ("INT34", 2, "CHILD"),
        ("INT34", 3, "CHILD"),
    ]


def test_last_years_own_errors_are_not_this_years(tmp_path: Path) -> None:
    this = put(tmp_path / "this", {"oc3": [leaver()]})
    prev = put(tmp_path / "prev", {"oc3": [leaver(dob="01/06/06", ACTIV="ZZ")]})
    assert not [each for each in check(this, 2026, prev) if each.row]


def test_a_table_the_year_does_not_have_is_said(tmp_path: Path) -> None:
    orders = {"dolo": [{"CHILD": "1", "DOB": "01/06/2012", "DOLO_START": "01/05/2025"}]}
    folder = put(tmp_path / "r", orders)
    assert [each.table for each in check(folder, 2026) if each.rule == "file"] == ["dolo"]
    assert not [each for each in check(folder, 2027) if each.rule == "file"]
