"""Who is in the return, and what their row says."""

from datetime import date

import pytest

from waymark.core.dates import LeapDay, Period
from waymark.statutory.ssda903.leavers import (
    CareSpell,
    Conventions,
    LeaverFacts,
    Observed,
    Standing,
    membership,
    oc3_cohort,
    row,
)
from waymark.statutory.ssda903.writing import csv_text
from waymark.statutory.ssda903.years import for_year

Y2026 = for_year(2026)
BORN_19 = date(2006, 6, 10)  # 19 on 10 June 2025
BORN_18 = date(2007, 6, 10)
LONG = (CareSpell(Period(date(2015, 1, 1), date(2023, 6, 1)), "C2", "E8"),)


def standing(born: date | None = BORN_19, care: tuple[CareSpell, ...] = LONG, **facts: object) -> Standing:
    return membership(LeaverFacts("1", born, care, **facts), Y2026).standing  # type: ignore[arg-type]


def spell(start: date, end: date | None, ls: str = "C2", rec: str = "") -> CareSpell:
    return CareSpell(Period(start, end), ls, rec)


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        (date(2009, 3, 31), Standing.INCLUDED),  # 17 on the last day
        (date(2009, 4, 1), Standing.WRONG_AGE),
        (date(2003, 4, 2), Standing.WRONG_AGE),  # 22 in the year
        (date(2004, 4, 1), Standing.INCLUDED),  # 21 on the first day
        (None, Standing.NO_BIRTH_DATE),
    ],
)
def test_a_17th_to_21st_birthday_in_the_year(born: date | None, answer: Standing) -> None:
    care = (spell(date(2015, 1, 1), date(2025, 4, 1), rec="E8"),)
    assert standing(born, care) is answer


def test_up_to_25_where_the_council_reports_it() -> None:
    facts = LeaverFacts("1", date(2000, 6, 1), (spell(date(2010, 1, 1), date(2018, 6, 1), rec="E8"),))
    assert membership(facts, Y2026).standing is Standing.WRONG_AGE
    assert membership(facts, Y2026, Conventions(oldest=25)).standing is Standing.INCLUDED


@pytest.mark.parametrize(
    ("rec", "answer"),
    [
        ("E2", Standing.DIED_IN_CARE),
        ("E3", Standing.TAKEN_OVER),
        ("E11", Standing.ADOPTED),
        ("E12", Standing.ADOPTED),
        ("E8", Standing.INCLUDED),
    ],
)
def test_how_care_ended(rec: str, answer: Standing) -> None:
    assert standing(care=(spell(date(2015, 1, 1), date(2023, 6, 1), rec=rec),)) is answer


def test_only_the_last_episode_says_that_care_was_taken_over() -> None:
    care = (spell(date(2022, 1, 1), date(2023, 6, 1), rec="E8"), spell(date(2015, 1, 1), date(2020, 6, 1), rec="E3"))
    assert standing(care=care) is Standing.INCLUDED


@pytest.mark.parametrize(
    ("end", "answer"),
    [
        (None, Standing.LOOKED_AFTER),
        (date(2025, 6, 11), Standing.LOOKED_AFTER),
        (date(2025, 6, 10), Standing.CEASED_LATER),
        (date(2025, 6, 9), Standing.INCLUDED),
    ],
)
def test_at_17_and_18_care_must_have_ended_before_the_birthday(end: date | None, answer: Standing) -> None:
    care = (spell(date(2015, 1, 1), end),)
    assert standing(BORN_18, care) is answer
    assert standing(BORN_18.replace(year=2008), care) is answer


def test_a_return_to_care_after_the_birthday_counts_only_when_it_ended() -> None:
    before = spell(date(2015, 1, 1), date(2025, 6, 9), rec="E8")
    assert standing(BORN_18, (before, spell(date(2025, 7, 1), date(2025, 8, 1)))) is Standing.CEASED_LATER
    assert standing(BORN_18, (before, spell(date(2025, 7, 1), None))) is Standing.INCLUDED


@pytest.mark.parametrize(
    ("care", "answer"),
    [
        ((spell(date(2022, 3, 12), date(2022, 6, 11)),), Standing.INCLUDED),  # 91 nights, one of them at 16
        ((spell(date(2022, 3, 13), date(2022, 6, 11)),), Standing.TOO_FEW_NIGHTS),
        ((spell(date(2021, 1, 1), date(2022, 6, 10)),), Standing.TOO_FEW_NIGHTS),  # none at 16
        ((spell(date(2021, 1, 1), date(2023, 6, 10), "V4"),), Standing.TOO_FEW_NIGHTS),
        ((), Standing.NO_CARE),
    ],
)
def test_thirteen_weeks_since_14_some_at_16(care: tuple[CareSpell, ...], answer: Standing) -> None:
    assert standing(care=care) is answer


def test_someone_known_only_from_oc3_stays() -> None:
    assert standing(care=(), known_leaver=True) is Standing.AS_REPORTED
    short = (spell(date(2023, 5, 1), date(2023, 5, 3)),)
    assert standing(care=short, known_leaver=True, history_from=date(2023, 4, 1)) is Standing.AS_REPORTED
    assert standing(care=short, history_from=date(2023, 4, 1)) is Standing.UNSURE
    assert standing(care=short, known_leaver=True, history_from=date(2020, 4, 1)) is Standing.TOO_FEW_NIGHTS
    assert standing(care=short, known_leaver=True) is Standing.TOO_FEW_NIGHTS


def test_everyone_gets_an_answer_in_order() -> None:
    answers = oc3_cohort([LeaverFacts("2", None), LeaverFacts("1", BORN_19, LONG)], Y2026)
    assert [(each.child, each.included, each.turned, each.birthday) for each in answers] == [
        ("2", False, None, None),
        ("1", True, 19, date(2025, 6, 10)),
    ]


def test_leap_day_is_a_convention() -> None:
    # 17 in 2025: on 1 March, or on 28 February; both in the 2025 return. A night decides who is still looked after.
    facts = LeaverFacts("1", date(2008, 2, 29), (spell(date(2015, 1, 1), date(2025, 3, 1)),))
    y2025 = for_year(2025)
    assert membership(facts, y2025).standing is Standing.CEASED_LATER
    feb = Conventions(leap_day=LeapDay.FEB28)
    assert membership(facts, y2025, feb).standing is Standing.LOOKED_AFTER


def test_the_answer_says_why() -> None:
    facts = LeaverFacts("1", BORN_19, (spell(date(2015, 1, 1), date(2023, 6, 1), rec="E3"),))
    assert membership(facts, Y2026).sentence == "Another authority took over on 01/06/2023 (E3)."
    assert membership(LeaverFacts("1", BORN_19, LONG), Y2026).sentence == (
        "1086 nights looked after since 14 and 356 since 16."
    )


def observed(*pairs: tuple[date, str]) -> tuple[Observed, ...]:
    return tuple(Observed(on, code) for on, code in pairs)


def cells(conventions: Conventions = Conventions(), **facts: object) -> tuple[str, str, str]:  # noqa: B008
    answer = row(LeaverFacts("1", BORN_19, LONG, **facts), Y2026, conventions)  # type: ignore[arg-type]
    return answer.in_touch, answer.activ, answer.accom


IN_TOUCH = {"in_touch": observed((date(2025, 6, 1), "YES"))}


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2025, 3, 9), False),
        (date(2025, 3, 10), True),
        (date(2025, 7, 10), True),
        (date(2025, 7, 11), False),
    ],
)
def test_the_window_is_three_months_before_to_one_after(on: date, counts: bool) -> None:
    assert cells(**IN_TOUCH, activity=observed((on, "F2")))[1] == ("F2" if counts else "")
    assert cells(in_touch=observed((on, "RHOM"), (date(2025, 6, 9), "NO")))[0] == ("RHOM" if counts else "NO")


def test_the_window_is_a_convention() -> None:
    wide = Conventions(months_before=6, months_after=0)
    assert cells(wide, **IN_TOUCH, activity=observed((date(2025, 1, 1), "F2")))[1] == "F2"
    assert cells(wide, **IN_TOUCH, activity=observed((date(2025, 6, 11), "F2")))[1] == ""


def test_the_nearest_is_taken_and_of_two_the_earlier() -> None:
    seen = observed((date(2025, 6, 14), "F1"), (date(2025, 6, 6), "F2"), (date(2025, 5, 1), "F4"))
    assert cells(**IN_TOUCH, activity=seen)[1] == "F2"
    assert cells(**IN_TOUCH, accommodation=observed((date(2025, 6, 14), "U1"), (date(2025, 5, 1), "B1")))[2] == "U1"


def test_unknown_is_blank_for_someone_in_touch_and_zero_for_someone_not() -> None:
    assert cells(**IN_TOUCH) == ("YES", "", "")
    assert cells(in_touch=observed((date(2025, 6, 1), "REFU"))) == ("REFU", "0", "0")
    assert cells() == ("", "", "")
    answer = row(LeaverFacts("1", BORN_19, LONG, **IN_TOUCH), Y2026)  # type: ignore[arg-type]
    assert answer.missing == (
        "ACTIV: nothing is recorded between 10/03/2025 and 10/07/2025.",
        "ACCOM: nothing is recorded between 10/03/2025 and 10/07/2025.",
    )


def test_what_is_known_of_someone_not_in_touch_is_given() -> None:
    known = {"activity": observed((date(2025, 6, 1), "G5")), "accommodation": observed((date(2025, 6, 1), "X2"))}
    assert cells(in_touch=observed((date(2025, 6, 1), "NO")), **known) == ("NO", "G5", "X2")


@pytest.mark.parametrize(
    ("seen", "answer"),
    [
        ([(date(2025, 6, 10), "REFU"), (date(2025, 4, 1), "YES")], "YES"),
        ([(date(2025, 6, 10), "YES"), (date(2025, 4, 1), "RHOM")], "RHOM"),
        ([(date(2025, 6, 10), "YES"), (date(2025, 4, 1), "DIED")], "DIED"),
        ([(date(2025, 6, 9), "NREQ"), (date(2025, 4, 1), "NO")], "NREQ"),
    ],
)
def test_one_contact_in_the_window_is_in_touch_unless_dead_or_home(seen: list[tuple[date, str]], answer: str) -> None:
    assert cells(in_touch=observed(*seen))[0] == answer


@pytest.mark.parametrize(
    ("died_on", "answer"), [(date(2024, 1, 1), "DIED"), (date(2025, 7, 10), "DIED"), (date(2025, 7, 11), "YES")]
)
def test_death_zeroes_the_rest(died_on: date, answer: str) -> None:
    known = {"activity": observed((date(2025, 6, 1), "F2")), "accommodation": observed((date(2025, 6, 1), "U1"))}
    zeroed = ("DIED", "0", "0")
    assert cells(**IN_TOUCH, **known, died_on=died_on) == (zeroed if answer == "DIED" else ("YES", "F2", "U1"))


def test_an_imported_row_comes_out_as_it_was_reported() -> None:
    assert cells(**IN_TOUCH, reported=("no ", "ZZ", "")) == ("no ", "ZZ", "")


def test_a_row_is_written_as_it_is() -> None:
    answer = row(LeaverFacts("1", BORN_19, LONG, **IN_TOUCH), Y2026)  # type: ignore[arg-type]
    assert csv_text("oc3", [answer.as_cells()]).splitlines()[1] == "1,10/06/2006,YES,,"


def test_there_is_no_row_without_a_birthday() -> None:
    with pytest.raises(ValueError, match="no date of birth"):
        row(LeaverFacts("1", None), Y2026)
