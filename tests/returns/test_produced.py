"""The return produced from the record: word for word as brought in, corrected where staff corrected, else worked out."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.returns.council import EPISODES, HEADER, LAST, OC3, THIS, bring_in, child
from waymark.accommodation.actions import replace_home_reports
from waymark.accommodation.rules import HomeKind, Suitability
from waymark.audit.rules import NamedActor
from waymark.contact.actions import replace_contact_reported
from waymark.contact.rules import InTouch
from waymark.eet.actions import replace_activity_reports
from waymark.eet.rules import Activity
from waymark.people import actions as people
from waymark.people.models import CarePeriod, YoungPerson
from waymark.people.rules.words import BirthBasis, Source
from waymark.statutory.actions.correcting import AskedOfNobody, ReasonMissing, answer_row, decide_row
from waymark.statutory.facts.returning.checked import checked
from waymark.statutory.facts.returning.produced import Produced, produce
from waymark.statutory.reading import read
from waymark.statutory.returning.rules.standing import Basis

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLERK = NamedActor("A clerk")
Answer = Callable[..., None]


def made(year: int = 2026) -> Produced:
    return produce(year, today=TODAY)


def answer(number: str, in_touch: InTouch, *, year: int = 2026, **said: object) -> None:
    values = {"observed_on": date(year - 1, 7, 2), "activity": None, "home": None, "reason": "Rang her."} | said
    answer_row(child(number), year=year, in_touch=in_touch, by=CLERK, today=TODAY, at=NOW, **values)  # type: ignore[arg-type]


def decide(number: str, belongs: bool | None, year: int = 2026) -> None:
    decide_row(child(number), year=year, belongs=belongs, reason="Known here.", by=CLERK, today=TODAY, at=NOW)


def rows(text: bytes) -> dict[str, dict[str, str]]:
    return {row["CHILD"]: row for row in csv.DictReader(io.StringIO(text.decode()))}


def basis(year: int = 2026) -> dict[str, Basis]:
    return {leaver.child: leaver.place.basis for leaver in made(year).leavers}


@pytest.mark.usefixtures("council")
def test_what_was_brought_in_goes_out_byte_for_byte() -> None:
    assert made().files() == {name: text.encode() for name, text in THIS.items()}
    assert made(2025).files() == {name: text.encode() for name, text in LAST.items()}


@pytest.mark.usefixtures("council")
def test_the_xml_read_again_gives_the_same_rows() -> None:
    again = read(("return.xml", made().xml()))
    for table in ("header", "episodes", "oc3"):
        wanted = read((f"{table}.csv", THIS[f"{table}.csv"].encode())).tables[table]
        columns = [each for each in wanted[0].layout.columns if not (table == "oc3" and each == "DOB")]
        assert [[row.text(each) for each in columns] for row in again.tables[table]] == [
            [row.text(each) for each in columns] for row in wanted
        ]


@pytest.mark.usefixtures("council")
def test_answers_of_staff_replace_the_three_items_and_nothing_else() -> None:
    answer("B", InTouch.YES, activity=Activity.F4)
    oc3 = rows(made().files()["oc3.csv"])
    assert oc3["B"] == {"CHILD": "B", "DOB": "02/07/2005", "IN_TOUCH": "YES", "ACTIV": "F4", "ACCOM": ""}
    assert oc3["C"]["IN_TOUCH"] == "no"  # untouched rows keep their very letters
    leaver = next(each for each in made().leavers if each.child == "B")
    assert leaver.corrected == ("IN_TOUCH", "ACTIV", "ACCOM")
    assert leaver.as_reported == {"IN_TOUCH": "ZZ", "ACTIV": "G5", "ACCOM": "U1"}
    assert made(2025).files()["oc3.csv"] == LAST["oc3.csv"].encode()


@pytest.mark.usefixtures("council")
def test_an_answer_that_says_the_same_changes_no_cell() -> None:
    answer("C", InTouch.NO)
    assert made().files()["oc3.csv"] == THIS["oc3.csv"].encode()


@pytest.mark.usefixtures("council")
def test_a_second_answer_gives_way_to_the_last() -> None:
    answer("B", InTouch.YES, activity=Activity.F4)
    answer("B", InTouch.DIED)
    assert list(rows(made().files()["oc3.csv"])["B"].values())[2:] == ["DIED", "0", "0"]


@pytest.mark.usefixtures("council")
def test_bringing_the_same_files_in_again_leaves_answers_alone(tmp_path: Path) -> None:
    answer("B", InTouch.YES, activity=Activity.F4)
    again = tmp_path / "again"
    again.mkdir()
    bring_in(again, y2026=THIS, y2025=LAST)
    assert rows(made().files()["oc3.csv"])["B"]["ACTIV"] == "F4"


@pytest.mark.usefixtures("council")
def test_a_correction_needs_a_reason_and_asks_nothing_of_the_dead() -> None:
    with pytest.raises(ReasonMissing):
        answer("B", InTouch.YES, reason=" ")
    with pytest.raises(AskedOfNobody):
        answer("B", InTouch.DIED, activity=Activity.F4)
    with pytest.raises(ReasonMissing):
        decide_row(child("B"), year=2026, belongs=True, reason="", by=CLERK, today=TODAY, at=NOW)
    assert made().files()["oc3.csv"] == THIS["oc3.csv"].encode()


@pytest.mark.usefixtures("council")
def test_a_date_of_birth_that_staff_correct_goes_out_in_both_tables() -> None:
    people.set_date_of_birth(child("B"), born_on=date(2005, 7, 3), basis=BirthBasis.DOCUMENT, by=CLERK, today=TODAY)
    files = made().files()
    assert rows(files["oc3.csv"])["B"]["DOB"] == rows(files["header.csv"])["B"]["DOB"] == "03/07/2005"
    assert rows(files["header.csv"])["A"]["DOB"] == "01/06/2007"


@pytest.mark.usefixtures("council")
def test_identity_that_staff_correct_goes_out_and_letters_as_written_stay() -> None:
    person = child("B")
    people.change_person(person, expected_version=person.version, ethnicity="MWBC", by=CLERK, today=TODAY)
    header = rows(made().files()["header.csv"])
    assert (header["B"]["ETHNIC"], header["B"]["SEX"], header["C"]["SEX"]) == ("MWBC", "M", "m")


@pytest.mark.usefixtures("council")
def test_a_care_history_that_staff_correct_is_worked_out_anew_for_that_child_alone() -> None:
    period = CarePeriod.objects.known().get(person=child("A"))
    people.correct_fact(period, by=CLERK, today=TODAY, reason="The file.", ended_on=date(2025, 5, 10))
    lines = made().files()["episodes.csv"].decode().splitlines()
    assert lines[-1].startswith("A,01/02/2021,S,C2,N1,U4,PR4,10/05/2025,E13,")
    assert [line for line in lines if line.startswith("D,")] == [
        line for line in THIS["episodes.csv"].splitlines() if line.startswith("D,")
    ]


@pytest.mark.usefixtures("council")
def test_decisions_of_staff_put_in_and_take_out_and_can_be_undone() -> None:
    assert basis() == {"A": Basis.REPORTED, "B": Basis.REPORTED, "C": Basis.REPORTED, "D": Basis.LOOKED_AFTER}
    decide("B", False)
    decide("D", True)
    assert list(rows(made().files()["oc3.csv"])) == ["A", "C", "D"]
    decide("B", None)
    decide("D", False)
    assert list(rows(made().files()["oc3.csv"])) == ["A", "B", "C"]


def test_somebody_who_belongs_and_was_not_in_the_file_waits_for_answers(db: None, tmp_path: Path) -> None:
    files = THIS | {"oc3.csv": OC3 + "B,02/07/2005,YES,G5,U1\r\n"}
    bring_in(tmp_path, y2026=files, y2025=LAST)
    assert basis()["A"] is Basis.NOT_REPORTED
    answer("A", InTouch.NO, observed_on=date(2025, 6, 1))
    assert basis()["A"] is Basis.RECORDED
    assert rows(made().files()["oc3.csv"])["A"]["IN_TOUCH"] == "NO"
    assert list(rows(made().files()["header.csv"])) == ["A", "B", "C", "D"]  # once each


@pytest.mark.usefixtures("council")
def test_the_next_year_is_worked_out_from_the_record() -> None:
    """A is 19 in 2027: care in the loaded years was enough. What nobody knows is blank, not 0, not made up."""
    nxt = made(2027)
    assert {leaver.child for leaver in nxt.leavers if leaver.cells} == {"A", "B"}
    row = rows(nxt.files()["oc3.csv"])["A"]
    assert (row["IN_TOUCH"], row["ACTIV"], row["ACCOM"]) == ("", "", "")
    assert next(each for each in nxt.leavers if each.child == "A").missing
    header = rows(nxt.files()["header.csv"])
    assert (header["D"]["SEX"], header["A"]["MOTHER"]) == ("M", "")
    (episode,) = csv.DictReader(io.StringIO(nxt.files()["episodes.csv"].decode()))
    assert sorted(row.child for row in read(("return.xml", nxt.xml())).tables["header"]) == ["A", "B", "D"]
    assert (episode["CHILD"], episode["DECOM"], episode["RNE"], episode["CIN"]) == ("D", "01/05/2025", "P", "N1")


@pytest.mark.usefixtures("council")
def test_who_was_reported_as_having_died_stays_so() -> None:
    answer("B", InTouch.DIED)
    assert rows(made(2027).files()["oc3.csv"])["B"]["IN_TOUCH"] == "DIED"


def test_a_council_that_brought_nothing_in_has_a_return_all_the_same(db: None) -> None:
    person = people.add_person(
        first_name="Ari", child_id="Z9", born_on=date(2007, 6, 1), sex="F", by=CLERK, today=TODAY
    )
    people.add_fact(
        CarePeriod(person=person, started_on=date(2020, 1, 1), ended_on=date(2025, 5, 20), ended_reason="E5"),
        by=CLERK,
        today=TODAY,
    )
    produced = made()
    assert list(rows(produced.files()["oc3.csv"])) == list(rows(produced.files()["header.csv"])) == ["Z9"]
    found = checked(produced, oldest_leaver=21, today=TODAY)
    assert {"131", "132", "133"} <= {problem.rule for problem in found.problems}
    assert not {"1001", "1002"} & {problem.rule for problem in found.problems}
    assert not any("1001" in sentence for sentence in found.not_judged)


@pytest.mark.usefixtures("council")
def test_problems_of_one_child_are_those_that_the_whole_return_has_of_them() -> None:
    whole = checked(made(), oldest_leaver=21, today=TODAY)
    assert {(each.rule, each.child) for each in whole.problems} == {("131", "B"), ("348", "C")}
    for number in "ABCD":
        person = child(number)
        one = checked(
            produce(2026, today=TODAY, person_id=person.pk), oldest_leaver=21, today=TODAY, person_id=person.pk
        )
        assert [(each.rule, each.message) for each in one.problems] == [
            (each.rule, each.message) for each in whole.problems if each.child == number
        ]


def test_the_record_is_read_in_as_many_queries_for_many_as_for_few(db: None, tmp_path: Path) -> None:
    def many(count: int) -> dict[str, str]:
        numbers = range(1, count + 1)
        return {
            "header.csv": HEADER + "".join(f"N{n},M,02/07/2005,WBRI,,,\r\n" for n in numbers),
            "episodes.csv": EPISODES
            + "".join(f"N{n},01/02/2019,S,C2,N1,U4,PR4,01/05/2025,E5,,,,\r\n" for n in numbers),
            "oc3.csv": OC3 + "".join(f"N{n},02/07/2005,YES,F2,U1\r\n" for n in numbers),
        }

    counts = []
    for size in (2, 60):
        folder = tmp_path / str(size)
        folder.mkdir()
        bring_in(folder, y2026=many(size))
        with CaptureQueriesContext(connection) as queries:
            assert len(made().oc3) == size
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_xml_has_a_header_for_whom_the_file_forgot(db: None, tmp_path: Path) -> None:
    """INT06: the CSV goes out as it came in; the XML form has no way to leave a child out of Header."""
    header = THIS["header.csv"].replace("B,M,02/07/2005,WBRI,B301200000002,,\r\n", "")
    bring_in(tmp_path, y2026=THIS | {"header.csv": header})
    assert made().files()["header.csv"] == header.encode()
    assert "INT06" in {each.rule for each in checked(made(), oldest_leaver=21, today=TODAY).problems}
    again = read(("return.xml", made().xml()))
    assert [row.child for row in again.tables["oc3"]] == ["A", "C", "B"]


def test_children_in_care_without_a_number_are_counted(db: None) -> None:
    person = people.add_person(first_name="Ari", born_on=date(2015, 6, 1), by=CLERK, today=TODAY)
    people.add_fact(CarePeriod(person=person, started_on=date(2020, 1, 1)), by=CLERK, today=TODAY)
    produced = made()
    assert (produced.without_number, produced.header, produced.episodes) == (1, [], [])


def test_care_of_earlier_years_counts_where_the_record_knows_all_of_it(db: None) -> None:
    """Two stays, the first long over: together long enough, and the checks see both."""
    person = people.add_person(first_name="Ari", child_id="Z9", born_on=date(2007, 6, 1), by=CLERK, today=TODAY)
    for start, end in ((date(2021, 8, 1), date(2021, 12, 1)), (date(2025, 5, 1), date(2025, 5, 20))):
        stay = CarePeriod(person=person, started_on=start, ended_on=end, ended_reason="E5")
        people.add_fact(stay, by=CLERK, today=TODAY)
    produced = made()
    assert [episode["DECOM"] for episode in produced.episodes] == [date(2025, 5, 1)]
    assert [row["DECOM"] for row in produced.earlier[2022]] == [date(2021, 8, 1)]
    assert not {"1001", "1002"} & {each.rule for each in checked(produced, oldest_leaver=21, today=TODAY).problems}
    person = people.add_person(first_name="Bo", child_id="Z8", born_on=date(2007, 6, 1), by=CLERK, today=TODAY)
    people.add_fact(stay_of(person), by=CLERK, today=TODAY)
    decide("Z8", True)
    assert ("1001", "Z8") in {
        (each.rule, each.child) for each in checked(made(), oldest_leaver=21, today=TODAY).problems
    }


def stay_of(person: YoungPerson) -> CarePeriod:
    return CarePeriod(person=person, started_on=date(2025, 5, 1), ended_on=date(2025, 5, 20), ended_reason="E5")


@pytest.mark.usefixtures("council")
def test_a_child_number_that_staff_correct_goes_out_everywhere() -> None:
    person = child("A")
    people.change_person(person, expected_version=person.version, child_id="A2", by=CLERK, today=TODAY)
    files = made().files()
    assert [name for name, text in files.items() if b"\r\nA2," in text and b"\r\nA," not in text] == list(files)


@pytest.mark.usefixtures("council")
def test_somebody_put_in_without_a_date_of_birth_has_blank_cells(db: None) -> None:
    person = people.add_person(first_name="Bo", child_id="Z8", by=CLERK, today=TODAY)
    people.add_fact(stay_of(person), by=CLERK, today=TODAY)
    assert basis()["Z8"] is Basis.NO_BIRTH_DATE
    decide("Z8", True)
    assert list(rows(made().files()["oc3.csv"])["Z8"].values()) == ["Z8", "", "", "", ""]
    answer("Z8", InTouch.NO)
    assert list(rows(made().files()["oc3.csv"])["Z8"].values()) == ["Z8", "", "NO", "0", "0"]


def test_what_is_recorded_around_the_birthday_fills_the_row(db: None) -> None:
    """Reached counts, tried does not; a home not known to be suitable has no code; outside the window nothing counts."""
    person = people.add_person(first_name="Ari", child_id="Z9", born_on=date(2006, 7, 1), by=CLERK, today=TODAY)
    stay = CarePeriod(person=person, started_on=date(2020, 1, 1), ended_on=date(2024, 6, 1), ended_reason="E5")
    people.add_fact(stay, by=CLERK, today=TODAY)
    said = {"withdrawn": [], "source": Source.CASELOAD, "by": CLERK, "at": NOW}
    pk = person.pk

    def cells() -> list[str]:
        return list(rows(made().files()["oc3.csv"])["Z9"].values())[2:]

    replace_contact_reported(added=[(pk, date(2025, 6, 1), "tried", "adviser")], **said)
    replace_contact_reported(added=[(pk, date(2025, 8, 2), "made", "adviser")], **said)
    home = (HomeKind.INDEPENDENT, Suitability.UNKNOWN)
    replace_home_reports(added=[(pk, None, date(2025, 6, 1), *home)], **said)
    assert cells() == ["", "", ""]
    replace_contact_reported(added=[(pk, date(2025, 8, 1), "made", "adviser")], **said)
    replace_home_reports(added=[(pk, None, date(2025, 5, 1), HomeKind.INDEPENDENT, Suitability.SUITABLE)], **said)
    replace_activity_reports(added=[(pk, None, date(2025, 4, 1), Activity.G5)], **said)
    assert cells() == ["YES", "G5", "U1"]
