"""A caseload spreadsheet: whose rows they are, what they fill in, and that twice changes nothing."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from tests.importing.test_command import changes, everything
from tests.world import World
from waymark.accommodation.facts import home_reports
from waymark.accounts.models import User
from waymark.contact.facts import last_reached
from waymark.contact.models import ContactMade
from waymark.eet.facts import activity_reports
from waymark.people import actions as people
from waymark.people.models import Allocation, ContactPoint, DateOfBirth, YoungPerson
from waymark.planning.facts import plan_dates
from waymark.planning.rules import PlanEvent
from waymark.statutory.actions.keeping import remember_mapping
from waymark.statutory.importing import sheets
from waymark.statutory.importing.rules.headings import fingerprint
from waymark.statutory.importing.sheets import read_sheet
from waymark.statutory.importing.template import workbook
from waymark.statutory.reading.collecting import Unreadable

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Child id",
    "UPN",
    "First name",
    "Last name",
    "Preferred name",
    "Date of birth",
    "Mobile",
    "E-mail",
    "Personal adviser",
    "Adviser's e-mail",
    "Social worker",
    "Team",
    "Last contact",
    "Reached or tried",
    "Contact by",
    "Plan started",
    "Plan last reviewed",
    "Next plan review",
    "Home",
    "Home suitable",
    "Activity",
    "Home and activity as of",
]


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    lines = [",".join(HEADINGS), *(",".join(row.get(heading, "") for heading in HEADINGS) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def run(path: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_caseload", str(path), "--json", *options, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def messages(said: dict[str, Any]) -> str:
    return " ".join(problem["message"] for problem in said["problems"])


FULL = {
    "Child id": "S1",
    "Mobile": "07700 900123",
    "E-mail": "sam@example.org",
    "Personal adviser": "Cy Okafor",
    "Team": "South",
    "Last contact": "02/03/2026",
    "Reached or tried": "reached",
    "Contact by": "adviser",
    "Plan started": "14/06/2025",
    "Plan last reviewed": "10/12/2025",
    "Next plan review": "10/06/2027",
    "Home": "U1",
    "Activity": "F2",
}


def test_a_row_fills_in_what_the_return_does_not_know(tmp_path: Path, world: World) -> None:
    said = run(sheet(tmp_path / "list.csv", FULL))
    sam = world.sam
    assert said["tables"]["people"] == {"created": 0, "updated": 1, "unchanged": 0, "rejected": 0}
    assert said["problems"] == []
    assert set(ContactPoint.objects.filter(person=sam).values_list("kind", "value")) == {
        ("mobile", "07700900123"),
        ("email", "sam@example.org"),
    }
    now = Allocation.objects.known().get(person=sam, ended_on=None)
    assert (now.worker, now.team) == (world.cy, world.other_team)
    before = Allocation.objects.known().exclude(ended_on=None).get(person=sam)
    assert before.worker == world.alex
    assert before.ended_on == now.started_on
    assert last_reached([sam.pk], up_to=date(2026, 3, 2))[sam.pk].by_role == "adviser"
    assert not last_reached([sam.pk], up_to=date(2026, 3, 1))
    dates = plan_dates([sam.pk])[sam.pk]
    assert dates[PlanEvent.REVIEW_DUE].on == date(2027, 6, 10)
    assert dates[PlanEvent.STARTED].on == date(2025, 6, 14)
    assert [(h.kind, h.suitability) for h in home_reports([sam.pk])[sam.pk]] == [("U", "suitable")]
    assert [a.code for a in activity_reports([sam.pk])[sam.pk]] == ["F2"]


def test_twice_changes_nothing(tmp_path: Path, world: World) -> None:
    path = sheet(tmp_path / "list.csv", FULL, {"First name": "Ash", "Last name": "New", "Date of birth": "01/02/2008"})
    assert changes(run(path)) > 0
    before = everything()
    said = run(path)
    assert changes(said) == 0
    assert said["tables"]["people"]["unchanged"] == 2
    grown = {label for label, count in everything().items() if count != before[label]}
    assert grown <= {"statutory.Import", "statutory.ImportFile", "audit.Event"}


def test_people_are_matched_by_child_id_then_upn_then_name_and_birth(tmp_path: Path, world: World) -> None:
    YoungPerson.objects.filter(pk=world.jo.pk).update(upn="A301200000001")
    born = YoungPerson.objects.get(pk=world.kit.pk).born_on
    assert born
    said = run(
        sheet(
            tmp_path / "list.csv",
            {"Child id": "s1", "Preferred name": "Sammy"},
            {"UPN": "a301200000001", "Preferred name": "Jo"},
            {"First name": "KIT", "Last name": "Amos", "Date of birth": f"{born:%d/%m/%Y}", "Preferred name": "Kitty"},
        )
    )
    assert said["tables"]["people"]["updated"] == 3
    names = YoungPerson.objects.filter(pk__in=[world.sam.pk, world.jo.pk, world.kit.pk])
    assert set(names.values_list("preferred_name", flat=True)) == {"Sammy", "Jo", "Kitty"}


def test_what_is_ambiguous_is_said_and_never_guessed(tmp_path: Path, world: World) -> None:
    YoungPerson.objects.update(upn="A301200000001")
    said = run(
        sheet(
            tmp_path / "list.csv",
            {"UPN": "A301200000001", "Mobile": "07700 900123"},
            {"UPN": "B301200000001"},
            {"First name": "Only"},
            {"Child id": "S1"},
            {"Child id": "S1", "Mobile": "07700 900124"},
        )
    )
    assert said["tables"]["people"] == {"created": 0, "updated": 0, "unchanged": 1, "rejected": 4}
    words = messages(said)
    assert "3 young people have UPN" in words
    assert "Nobody here has UPN" in words
    assert "does not say who it is about" in words
    assert "the same young person as row 5" in words
    assert not ContactPoint.objects.exists()


def test_another_child_id_under_one_upn_is_a_question(tmp_path: Path, world: World) -> None:
    YoungPerson.objects.filter(pk=world.jo.pk).update(upn="A301200000001")
    said = run(sheet(tmp_path / "list.csv", {"Child id": "J9", "UPN": "A301200000001"}))
    assert "has child id J1, not J9" in messages(said)
    YoungPerson.objects.filter(pk=world.jo.pk).update(child_id=None)
    run(sheet(tmp_path / "list.csv", {"Child id": "J9", "UPN": "A301200000001"}))
    assert YoungPerson.objects.get(pk=world.jo.pk).child_id == "J9"


def test_the_record_is_not_overwritten(tmp_path: Path, world: World) -> None:
    said = run(sheet(tmp_path / "list.csv", {"Child id": "S1", "Last name": "Other", "Date of birth": "01/01/2008"}))
    sam = YoungPerson.objects.get(pk=world.sam.pk)
    assert (sam.last_name, sam.born_on) == ("Whitlock", world.sam.born_on)
    assert "The record has last name Whitlock, this row Other" in messages(said)
    assert "date of birth" in messages(said)


def test_a_missing_date_of_birth_is_filled(tmp_path: Path, world: World) -> None:
    DateOfBirth.objects.filter(person=world.sam).delete()
    YoungPerson.objects.filter(pk=world.sam.pk).update(born_on=None)
    run(sheet(tmp_path / "list.csv", {"Child id": "S1", "Date of birth": "01/01/2008"}))
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == date(2008, 1, 1)
    assert DateOfBirth.objects.get(person=world.sam).source == "caseload"


def test_names_without_accounts_stay_names_and_are_problems(tmp_path: Path, world: World) -> None:
    User.objects.create_user("cy2", "cy2@council.invalid", display_name="Cy Okafor")  # no role, so no worker
    said = run(
        sheet(
            tmp_path / "list.csv",
            {"Child id": "N1", "Personal adviser": "Nobody Known", "Team": "East"},
            {"Child id": "N2", "Personal adviser": "Nobody Known", "Social worker": "Cy Okafor"},
            {"Child id": "N3", "Team": "North"},
            {"Child id": "N4", "Adviser's e-mail": "ALEX@council.invalid"},
        )
    )
    assert messages(said).count("Nobody with an account has this name") == 1
    assert "There is no team of this name" in messages(said)
    held = {
        (a.person.child_id, a.role): (a.worker, a.worker_name, a.team)
        for a in Allocation.objects.filter(person__child_id__startswith="N")
    }
    assert held == {
        ("N1", "personal_adviser"): (None, "Nobody Known", None),
        ("N2", "personal_adviser"): (None, "Nobody Known", None),
        ("N2", "social_worker"): (world.cy, "", None),
        ("N3", "personal_adviser"): (None, "", world.team),
        ("N4", "personal_adviser"): (world.alex, "", None),
    }


def test_two_accounts_of_one_name_need_the_address(tmp_path: Path, world: World) -> None:
    User.objects.filter(pk=world.alex.pk).update(display_name="Cy Okafor")
    path = sheet(tmp_path / "list.csv", {"Child id": "N1", "Personal adviser": "Cy Okafor"})
    assert "Two or more accounts have this name" in messages(run(path))
    run(sheet(path, {"Child id": "N1", "Personal adviser": "Cy Okafor", "Adviser's e-mail": "cy@council.invalid"}))
    assert Allocation.objects.known().get(person__child_id="N1", ended_on=None).worker == world.cy


def test_later_lists_add_to_the_history(tmp_path: Path, world: World) -> None:
    path = tmp_path / "list.csv"
    run(sheet(path, FULL))
    later = FULL | {
        "Last contact": "05/03/2026",
        "Reached or tried": "tried",
        "Plan last reviewed": "01/03/2026",
        "Next plan review": "01/09/2027",
        "Home": "S",
        "Home and activity as of": "04/03/2026",
    }
    said = run(sheet(path, later))
    assert said["tables"]["homes"] == {"created": 0, "updated": 1, "unchanged": 0, "rejected": 0}
    assert ContactMade.objects.filter(person=world.sam).count() == 2
    assert last_reached([world.sam.pk], up_to=date(2026, 12, 31))[world.sam.pk].happened_on == date(2026, 3, 2)
    dates = plan_dates([world.sam.pk])[world.sam.pk]
    assert dates[PlanEvent.REVIEWED].on == date(2026, 3, 1)
    assert dates[PlanEvent.REVIEW_DUE].on == date(2027, 9, 1)
    run(sheet(path, later | {"Plan last reviewed": "10/12/2025"}))  # the later review was a mistake
    assert len(home_reports([world.sam.pk])[world.sam.pk]) == 2


def test_without_a_date_only_news_is_news(tmp_path: Path, world: World) -> None:
    path = tmp_path / "list.csv"
    run(sheet(path, FULL | {"Home and activity as of": "01/03/2026"}))
    said = run(sheet(path, FULL))  # today: the same home and activity
    assert said["tables"]["homes"]["unchanged"] == said["tables"]["activities"]["unchanged"] == 1
    said = run(sheet(path, FULL | {"Activity": "G5"}))
    assert said["tables"]["activities"]["updated"] == 1


def test_a_person_who_is_new_is_met_again_further_down(tmp_path: Path, world: World) -> None:
    born = {"First name": "Ash", "Last name": "New", "Date of birth": "01/02/2008"}
    said = run(
        sheet(
            tmp_path / "list.csv",
            born | {"UPN": "B301200000001", "Mobile": "01632 960018"},
            born,
            {"UPN": "B301200000001"},
        )
    )
    assert said["tables"]["people"] == {"created": 1, "updated": 0, "unchanged": 0, "rejected": 2}
    assert ContactPoint.objects.get().kind == "phone"


def test_words_for_people(tmp_path: Path, world: World) -> None:
    out = StringIO()
    call_command("import_caseload", str(sheet(tmp_path / "l.csv", FULL)), "--dry-run", stdout=out, stderr=StringIO())
    assert "Young people: 0 would be added, 1 would be changed, 0 left as they were." in out.getvalue()


def test_a_number_somebody_withdrew_is_not_brought_back(tmp_path: Path, world: World) -> None:
    path = sheet(tmp_path / "list.csv", FULL)
    run(path)
    today = Allocation.objects.known().get(person=world.sam, ended_on=None).started_on
    number = ContactPoint.objects.get(person=world.sam, kind="mobile")
    people.withdraw_fact(number, by=world.alex, today=today, reason="Not hers")
    run(path)
    assert not ContactPoint.objects.known().filter(person=world.sam, kind="mobile").exists()


def test_a_workbook_reads_like_a_list(tmp_path: Path, world: World) -> None:
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write_row(0, 0, ["Child id", "Mobile", "Last contact", "Reached or tried", "Guidance"])
    page.write_row(1, 0, ["Guidance, not read: the number"])
    page.write_string(2, 0, "S1")
    page.write_number(2, 1, 7700900123)
    page.write_datetime(2, 2, date(2026, 3, 2), book.add_format({"num_format": "dd/mm/yy"}))
    page.write_boolean(2, 3, True)
    page.write_formula(3, 0, "=1+1", None, "S2")
    book.close()
    said = run(path)
    assert said["tables"]["people"] == {"created": 1, "updated": 1, "unchanged": 0, "rejected": 0}
    assert ContactPoint.objects.get(person=world.sam).value == "07700900123"
    assert ContactMade.objects.get(person=world.sam).happened_on == date(2026, 3, 2)


def test_the_template_reads_as_empty(tmp_path: Path, world: World) -> None:
    path = tmp_path / "t.xlsx"
    call_command("import_caseload", "--template", str(path), stdout=StringIO())
    assert changes(run(path)) == 0


def test_a_remembered_mapping_wins_over_the_guess(tmp_path: Path, world: World) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Child id,Ref\nwrong,S1\n")
    now = world.sam.created_at
    remember_mapping(fingerprint(["Child id", "Ref"]), {"child_id": "Ref", "gone": "x", "upn": "Not there"}, at=now)
    assert run(path)["tables"]["people"]["unchanged"] == 1


def test_a_dry_run_changes_nothing(tmp_path: Path, world: World) -> None:
    path = sheet(tmp_path / "list.csv", FULL)
    before = everything()
    said = run(path, "--dry-run")
    assert everything() == before
    assert run(path) == said


def blank(path: Path) -> None:
    path.write_bytes(b"")


def wide(path: Path) -> None:
    path.write_text("Child id\nS1,and more\n")


def repeated(path: Path) -> None:
    path.write_text("Child id,Child id\nS1,S1\n")


def unknown(path: Path) -> None:
    path.write_text("A,B\n1,2\n")


def latin(path: Path) -> None:
    path.write_bytes("Child id,First name\nS1,Zoë\n".encode("latin-1"))


def quotes(path: Path) -> None:
    path.write_text('Child id\n"S1"x\n')


def old_workbook(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def broken_workbook(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04")


def unnamed(path: Path) -> None:
    path.write_text("Child id,,Team,,\nS1,x,North,,\n")


def test_a_column_without_a_name_can_still_be_chosen(tmp_path: Path, world: World) -> None:
    unnamed(tmp_path / "list.csv")
    with (tmp_path / "list.csv").open("rb") as stream:
        assert read_sheet("list.csv", stream).headings == ["Child id", "Column 2", "Team"]


def test_a_sheet_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook())
    for name, most, words in (
        ("LARGEST_WORKBOOK", 10, "larger than 20 MB"),
        ("LARGEST_UNPACKED", 10, "unpacks to more than 200 MB"),
    ):
        with monkeypatch.context() as patched, path.open("rb") as stream:
            patched.setattr(sheets, name, most)
            with pytest.raises(Unreadable, match=words):
                read_sheet("t.xlsx", stream)
    (tmp_path / "l.csv").write_text("Child id\n1\n2\n")
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    with (tmp_path / "l.csv").open("rb") as stream, pytest.raises(Unreadable, match="more than 1 rows"):
        read_sheet("l.csv", stream)


def corners(path: Path, *, filled: bool) -> Path:
    """A workbook whose sheet has a cell in the first and in the last place there is."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write_row(0, 0, ["Child id", "Team"])
    page.write_row(1, 0, ["S1", "North"])
    last, colour = (1_048_575, 16_383), book.add_format({"bg_color": "#eeeeee"})
    page.write(*last, "x") if filled else page.write_blank(*last, None, colour)
    book.close()
    return path


def test_two_cells_far_apart_are_refused_before_room_is_made_for_all_between(tmp_path: Path) -> None:
    """The library would ask for half a terabyte and end the process that serves everyone."""
    path = corners(tmp_path / "far.xlsx", filled=True)
    with path.open("rb") as stream, pytest.raises(Unreadable, match="far away from the caseload") as caught:
        read_sheet("far.xlsx", stream)
    assert caught.value.row == 1_048_576


def test_a_cell_far_away_that_is_only_coloured_does_no_harm(tmp_path: Path) -> None:
    with corners(tmp_path / "coloured.xlsx", filled=False).open("rb") as stream:
        sheet = read_sheet("coloured.xlsx", stream)
    assert sheet.headings == ["Child id", "Team"] and len(sheet.lines) == 1


def test_a_workbook_whose_parts_are_longer_than_they_say_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook())
    with zipfile.ZipFile(path) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    said = part.file_size.to_bytes(4, "little")
    content = path.read_bytes()
    path.write_bytes(content.replace(said, (part.file_size - 50).to_bytes(4, "little")))
    with path.open("rb") as stream, pytest.raises(Unreadable, match="Save it again"):
        read_sheet("t.xlsx", stream)


def test_another_kind_of_workbook_is_refused_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as packed:
        packed.writestr("content.xml", "<office/>")
    with (tmp_path / "list.ods").open("rb") as stream, pytest.raises(Unreadable, match=r"Save it as \.xlsx"):
        read_sheet("list.ods", stream)


def long_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Child id\nS1")
        file.truncate(500 * 1024 * 1024)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (blank, "row 1 must name the columns"),
        (wide, "more cells than row 1"),
        (repeated, "more than once"),
        (unknown, "Choose the column of the child id"),
        (latin, "not UTF-8"),
        (quotes, "Mend its quotation marks"),
        (old_workbook, "Save it as .xlsx"),
        (broken_workbook, "Save it again as .xlsx"),
        (long_line, "longer than 64 KB"),
    ],
)
def test_hostile_sheets_end_with_2_and_change_nothing(
    make: Callable[[Path], None], words: str, tmp_path: Path, world: World
) -> None:
    path = tmp_path / "list.csv"
    make(path)
    before = everything()
    with pytest.raises(CommandError, match=words) as caught:
        run(path)
    assert caught.value.returncode == 2
    assert everything() == before


def test_no_path_or_a_wrong_one_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match="Give the path"):
        call_command("import_caseload")
