"""What the rows of a child say, and what a spreadsheet's row says. Pure."""

from datetime import date

import pytest

from tests.importing.files import EPISODES, HEADER, MISSING, OC3, REVIEWS, UASC, episode
from waymark.core.dates import LeapDay
from waymark.statutory.importing.rules import headings
from waymark.statutory.importing.rules.caseload import Case, Line, read_case, read_cases
from waymark.statutory.importing.rules.differences import LONGEST_KEY, Kept, difference, natural_key
from waymark.statutory.importing.rules.lives import Life, birthday_in, life
from waymark.statutory.importing.rules.sifting import GivenYear, sift
from waymark.statutory.reading import read
from waymark.statutory.reading.result import Layout, Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.ssda903.tables import TABLES

COLUMNS = {"header": HEADER, "episodes": EPISODES, "oc3": OC3, "reviews": REVIEWS, "uasc": UASC, "missing": MISSING}


def row(table: str, cells: str) -> Row:
    return Row(Layout(TABLES[table], f"{table}.csv", tuple(COLUMNS[table].split(","))), 2, tuple(cells.split(",")))


def told(*rows: tuple[int, Row], leap_day: LeapDay = LeapDay.MAR1) -> Life:
    return life(rows, dates=DateCells(), leap_day=leap_day)


def test_a_later_year_is_believed_over_an_earlier_one() -> None:
    new = (2026, row("header", "1,F,02/06/2009,MWBC,,,"))
    old = (2024, row("header", "1,2,01/06/2009,NOBT,A301200000001,,"))
    for found in (told(old, new), told(new, old)):
        assert (found.born_on, found.sex, found.ethnicity) == (date(2009, 6, 2), "F", "MWBC")
        assert found.upn == "A301200000001"  # the later year left it blank, which says nothing
        assert found.care_history_missing


def test_only_valid_values_become_facts() -> None:
    found = told(
        (2026, row("header", "1,X,1/6/09,QQQQ,UN1,,")),
        (2026, row("oc3", "1,14/02/2007,MAYBE,Z9,X1")),
        (2026, row("reviews", "1,,31/02/2026,PN1")),
        (2026, row("missing", "1,,Q,01/05/2025,")),
        (2026, row("missing", "1,,M,02/05/2025,01/05/2025")),
        (2026, row("missing", "1,,M,03/05/2025,4/5/25")),
    )
    assert found.born_on == date(2007, 2, 14)  # from OC3: the header's cannot be read
    assert (found.sex, found.ethnicity, found.upn) == (None, "", "")
    assert not (found.reviews or found.missing or found.in_touch or found.homes or found.activities)


def test_oc3_is_about_the_birthday_in_the_year() -> None:
    found = told((2026, row("oc3", "1,14/02/2007,YES,F2,U1")), (2025, row("oc3", "1,14/02/2007,RHOM,0,0")))
    assert [(r.year, r.observed_on, r.code) for r in found.in_touch] == [
        (2025, date(2025, 2, 14), "RHOM"),
        (2026, date(2026, 2, 14), "YES"),
    ]
    assert [(h.observed_on, h.kind, h.suitability) for h in found.homes] == [(date(2026, 2, 14), "U", "suitable")]
    assert [(a.year, a.code) for a in found.activities] == [(2026, "F2")]  # 0 says nothing


@pytest.mark.parametrize(
    ("born_on", "leap_day", "expected"),
    [
        (date(2008, 4, 1), LeapDay.MAR1, date(2025, 4, 1)),
        (date(2008, 3, 31), LeapDay.MAR1, date(2026, 3, 31)),
        (date(2008, 2, 29), LeapDay.MAR1, date(2026, 3, 1)),
        (date(2008, 2, 29), LeapDay.FEB28, date(2026, 2, 28)),
        (date(2026, 5, 1), LeapDay.MAR1, None),
        (None, LeapDay.MAR1, None),
    ],
)
def test_birthday_in_the_collection_year(born_on: date | None, leap_day: LeapDay, expected: date | None) -> None:
    assert birthday_in(2026, born_on, leap_day) == expected


def test_reviews_missing_and_unaccompanied() -> None:
    found = told(
        (2026, row("reviews", "1,,01/05/2025,PN1")),
        (2026, row("reviews", "1,,01/11/2025,PN9")),
        (2025, row("missing", "1,,M,30/03/2025,")),
        (2026, row("missing", "1,,M,30/03/2025,02/04/2025")),
        (2025, row("uasc", "1,M,01/01/2008,")),
        (2026, row("uasc", "1,M,01/01/2008,01/01/2026")),
    )
    assert found.reviews == ((date(2025, 5, 1), "PN1"), (date(2025, 11, 1), ""))
    assert found.missing == ((date(2025, 3, 30), date(2025, 4, 2), "M"),)
    assert found.unaccompanied == ((date(2026, 1, 1),),)


def kept(*rows: Row) -> dict[str, Kept]:
    return {natural_key(r): Kept(i, r.child, r.as_written()) for i, r in enumerate(rows, 1)}


def test_rows_are_told_apart_by_their_natural_key() -> None:
    before = kept(row("episodes", episode("1", "01/06/2025")), row("episodes", episode("2", "01/06/2025")))
    after = [
        row("episodes", episode("1", "01/06/2025", end="01/07/2025", ceased="X1")),
        row("episodes", episode("1", "01/07/2025", "P")),
        row("episodes", episode("3", "01/07/2025")),
    ]
    found = difference(after, before)
    assert [(k.child, k.key) for k in found.created] == [
        ("1", "1 · 01/07/2025 · P"),
        ("3", "3 · 01/07/2025 · S"),
    ]
    assert [(id, k.child) for id, k in found.updated] == [(1, "1")]
    assert not found.gone  # child 2 is not in the file, so nothing is said of them
    again = difference(after[:1], kept(*after))
    assert again.unchanged == 1
    assert [child for _, child, _ in again.gone] == ["1"]


def test_a_very_long_key_stays_short_and_different() -> None:
    one, other = (natural_key(row("reviews", f"{'9' * 300},,{day}/05/2025,PN1")) for day in ("01", "02"))
    assert len(one) == len(other) == LONGEST_KEY
    assert one != other


def given(content: str) -> GivenYear:
    return GivenYear(2026, read([("f.csv", content.encode())]))


def test_a_child_id_that_cannot_be_kept_is_rejected() -> None:
    each = given(f"{OC3}\n{'7' * 21},14/02/2007,YES,F2,U1\n7,14/02/2007,YES,F2,U1\n")
    assert [p.row for p in sift(each)] == [2]
    assert each.read.counts()["oc3"] == (1, 1)


@pytest.mark.parametrize("day", ["14/02/07", "14/02/3024", "2007-02-14", "39127"])
def test_a_column_without_one_readable_date_refuses_its_file(day: str) -> None:
    each = given(f"{OC3}\n1,{day},YES,F2,U1\n2,{day},YES,F2,U1\n")
    assert [(p.column, p.refuses) for p in sift(each)] == [("DOB", True)]
    assert not sift(given(f"{OC3}\n1,{day},YES,F2,U1\n2,14/02/2007,YES,F2,U1\n"))
    assert not sift(given(f"{OC3}\n"))


# --- the caseload spreadsheet ---

TODAY = date(2026, 3, 10)


def case(**cells: str) -> Case:
    mapping = {key: headings.BY_KEY[key].title for key in cells}
    line = Line(2, {headings.BY_KEY[key].title: cell for key, cell in cells.items()})
    return read_case(line, mapping, file="list.csv", today=TODAY)


def test_headings_are_guessed_from_their_words() -> None:
    found = headings.guess(["Child Unique ID", "Forename", "SURNAME", "D.O.B.", "Something else", "PA", "Phone"])
    assert found == {
        "child_id": "Child Unique ID",
        "first_name": "Forename",
        "last_name": "SURNAME",
        "born_on": "D.O.B.",
        "adviser": "PA",
        "mobile": "Phone",
    }
    assert headings.guess([c.title for c in headings.COLUMNS]) == {c.key: c.title for c in headings.COLUMNS}
    assert not headings.missing(found)
    assert not headings.missing({"first_name": "a", "last_name": "b", "born_on": "c"})
    assert "child id" in headings.missing({"first_name": "a", "last_name": "b"})
    assert headings.fingerprint(["A b", "c"]) == headings.fingerprint(["a  B", "C"]) != headings.fingerprint(["a"])


@pytest.mark.parametrize(
    ("key", "cell", "expected"),
    [
        ("born_on", "14/05/2007", date(2007, 5, 14)),
        ("mobile", "+44 7700 900123", "07700900123"),
        ("mobile", "7700900123", "07700900123"),
        ("contact_made", "Reached", "made"),
        ("contact_made", "attempted", "tried"),
        ("contact_by", "PA", "adviser"),
        ("contact_by", "the hub", "other"),
        ("home", "u1", ("U", "suitable")),
        ("home", "U", ("U", "unknown")),
        ("home", "S", ("S", "unsuitable")),
        ("home", "U: Independent living", ("U", "unknown")),
        ("home", "Independent living", ("U", "unknown")),
        ("activity", "f2", "F2"),
        ("activity", "G5: Not in education", "G5"),
        ("activity", "full time in an apprenticeship", "F4"),
        ("email", "sam@example.org", "sam@example.org"),
    ],
)
def test_cells_are_read(key: str, cell: str, expected: object) -> None:
    found = case(**{key: cell})
    assert found.values[key] == expected
    assert not found.problems


@pytest.mark.parametrize(
    ("key", "cell", "words"),
    [
        ("born_on", "14/05/07", "4-digit years"),
        ("born_on", "14/05/2027", "in the future"),
        ("contact_on", "01/03/3024", "in the year 3024"),
        ("first_name", "=HYPERLINK()", "spreadsheet formula"),
        ("pronouns", "+she", "spreadsheet formula"),
        ("first_name", "x" * 101, "Shorten it"),
        ("first_name", "a\u200bb", "cannot be seen"),
        ("mobile", "ask mum", "not a telephone number"),
        ("email", "sam at home", "not an e-mail address"),
        ("contact_made", "perhaps", "“reached” or “tried”"),
        ("home", "castle", "not a kind of home"),
        ("home", "X1", "not a kind of home"),
        ("activity", "ZZ", "not an activity"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(key: str, cell: str, words: str) -> None:
    found = case(**{key: cell})
    assert key not in found.values
    assert [(p.row, p.column) for p in found.problems] == [(2, headings.BY_KEY[key].title)]
    assert words in found.problems[0].message


def test_suitability_belongs_to_the_home() -> None:
    assert case(home="U", suitable="no").home == ("U", "unsuitable")
    assert case(home="S", suitable="yes").home == ("S", "unsuitable")
    assert "cannot be suitable" in case(home="S", suitable="yes").problems[0].message
    assert "suitable" not in case(suitable="yes").values
    assert "does not say" in case(home="U", suitable="hm").problems[0].message


def test_a_row_says_who_it_is_about() -> None:
    assert case(child_id="7").told
    assert case(first_name="A", last_name="B", born_on="01/01/2007").told
    assert not case(first_name="A", last_name="B").told


def test_blank_rows_are_passed_over() -> None:
    lines = [Line(2, {"Id": " "}), Line(3, {"Id": "7"})]
    assert [c.number for c in read_cases(lines, {"child_id": "Id"}, file="f", today=TODAY)] == [3]
