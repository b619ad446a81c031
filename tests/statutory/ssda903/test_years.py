"""One definition a year, restating only what changed."""

from datetime import date

import pytest

from waymark.statutory.ssda903.checks.check import area_of
from waymark.statutory.ssda903.codes import MEANINGS
from waymark.statutory.ssda903.tables import TABLES, Kind
from waymark.statutory.ssda903.years import YEARS, YearNotSupported, for_year, years_of_code


def test_a_year_is_named_after_the_march_it_ends_in() -> None:
    year = for_year(2026)
    assert (year.start, year.end) == (date(2025, 4, 1), date(2026, 3, 31))


def test_2017_to_2027_are_known_and_no_others() -> None:
    assert list(YEARS) == list(range(2017, 2028))
    assert all(for_year(year).year == year for year in YEARS)
    for year in (2016, 2028):
        with pytest.raises(YearNotSupported, match="1 April 2025"):
            for_year(year)


@pytest.mark.parametrize(
    ("column", "code", "first", "last"),
    [
        ("SEX", "1", 2017, 2024),
        ("SEX", "U", 2025, 2027),
        ("PLACE", "H5", 2017, 2024),
        ("PLACE", "P2", 2017, 2024),
        ("PLACE", "K3", 2025, 2027),
        ("PLACE", "Z1", 2017, 2025),
        ("PLACE", "Z14", 2026, 2027),
        ("ACTIV", "F3", 2017, 2021),
        ("ACTIV", "P4", 2022, 2027),
        ("REC", "E44", 2017, 2018),
        ("REC", "E48", 2019, 2027),
        ("ACCOM", "S1", 2017, 2022),
        ("ACCOM", "S2", 2017, 2027),
    ],
)
def test_codes_have_their_years(column: str, code: str, first: int, last: int) -> None:
    assert years_of_code(column, code) == tuple(range(first, last + 1))


def test_every_code_had_its_year_and_every_column_of_codes_its_list() -> None:
    for column, meanings in MEANINGS.items():
        assert all(years_of_code(column, code) for code in meanings)
    for table in TABLES.values():
        for column, kind in table.kinds.items():
            assert (kind is Kind.CODE) == (column in MEANINGS)


def test_tables_came_with_the_years() -> None:
    assert "sw_episodes" not in for_year(2023).tables
    assert "sw_episodes" in for_year(2024).tables
    assert "dolo" not in for_year(2026).tables
    assert set(for_year(2027).tables) == set(TABLES)


def test_the_checks_of_a_year() -> None:
    checks = for_year(2026).checks
    assert {
        "131", "132", "133", "153", "344", "345", "347", "348", "391", "3001",
        "1000", "1001", "1002", "1007", "1010", "1011", "1012", "1014", "1016",
        "134", "165", "187", "215", "628", "INT06", "INT15", "INT34", "EPI",
        "352", "359", "386", "387", "389", "407", "437", "460", "371", "304", "231", "189",
    } <= set(checks)  # fmt: skip
    assert all(rule == check.rule and check.title and check.needs for rule, check in checks.items())
    assert "348" not in for_year(2025).checks
    assert "1016" not in for_year(2023).checks


def test_every_column_is_mended_somewhere() -> None:
    assert (area_of("ACCOM"), area_of("ACTIV"), area_of("DECOM")) == ("home", "activity", "care history")
    assert area_of("TEETH_CHECK") == "return files"
