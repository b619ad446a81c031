"""An analyst brings in a return and a caseload spreadsheet: problems, preview, decision; twice changes nothing."""

from pathlib import Path

import pytest

from tests.importing.files import EPISODES, HEADER, OC3, episode, table, write
from tests.journeys.story import Somebody, Stage, Way, at_a_desk_or_without_script
from waymark.people.models import YoungPerson
from waymark.statutory.models import ReportedRow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RETURN = {
    "children.csv": table(HEADER, "1001,F,01/06/2009,WBRI,A301200000001,0,", "1002,1,14/02/2007,WBRI,,,"),
    "stays.csv": table(EPISODES, episode("1001", "01/07/2020")),
    # Two mistakes: nobody is born in 2107, and Q9 is no activity.
    "leavers.csv": table(OC3, "1002,14/02/2007,YES,Q9,U1", "1003,14/02/2107,YES,F2,U1"),
}
CASELOAD = b"Ref,Forename,Surname,DOB,Who\nS1,Sam,Whitlock,,Cy Okafor\nN9,Nadia,Rahman,02/02/2008,Alex Merrin\n"


@at_a_desk_or_without_script
def test_a_return(stage: Stage, way: Way, tmp_path: Path) -> None:
    ana, head = stage.enter(stage.world.analyst, way), stage.enter(stage.world.head, way)
    files = given_the_files_of_a_year(tmp_path)
    when_she_gives_no_files(ana)
    then_she_is_told_to(ana)
    when_she_brings_them_in(ana, files)
    then_she_reads_every_problem(ana)
    then_she_reads_whom_it_would_add(ana)
    then_nothing_has_changed()
    when_she_applies_it(ana)
    then_the_head_of_service_finds_them(head)
    when_she_brings_them_in(ana, files)
    then_nothing_is_new(ana)


@at_a_desk_or_without_script
def test_a_return_that_is_refused(stage: Stage, way: Way, tmp_path: Path) -> None:
    ana = stage.enter(stage.world.analyst, way)
    when_she_brings_them_in(ana, given_the_files_of_a_year(tmp_path))
    when_she_refuses(ana)
    then_nothing_has_changed()


@at_a_desk_or_without_script
def test_a_caseload_spreadsheet(stage: Stage, way: Way, tmp_path: Path) -> None:
    ana, alex = stage.enter(stage.world.analyst, way), stage.enter(stage.world.alex, way)
    when_she_brings_in_a_sheet(ana, write(tmp_path / "sheets", {"caseload.csv": CASELOAD}) / "caseload.csv")
    then_its_headings_are_guessed(ana)
    when_she_says_one_heading_twice(ana)
    when_she_says_what_the_last_one_is(ana)
    then_alex_finds_whom_it_gave_him(ana, alex)


def given_the_files_of_a_year(folder: Path) -> list[Path]:
    return sorted(write(folder / "return", RETURN).iterdir())


def when_she_gives_no_files(ana: Somebody) -> None:
    ana.goes_to("/")
    ana.turns_to("Import")
    ana.follows("Bring in a return")
    ana.presses("Read the files")


def then_she_is_told_to(ana: Somebody) -> None:
    ana.is_led_from_the_error_to("Collection year", "Choose the collection year")
    ana.is_led_from_the_error_to("Files", "Choose the files of this year")


def when_she_brings_them_in(ana: Somebody, files: list[Path]) -> None:
    ana.goes_to("/import/")
    ana.follows("Bring in a return")
    ana.chooses("Collection year", "2026 (1 April 2025 to 31 March 2026)")
    ana.hands_over("Files", files)
    ana.presses("Read the files")


def then_she_reads_every_problem(ana: Somebody) -> None:
    ana.reads("3 young people would be added", "What would change", "SHA-256")
    ana.follows("All problems")
    for row, column, value in (("2", "ACTIV", "Q9"), ("3", "DOB", "14/02/2107")):
        line = ana.page.locator("tbody tr", has_text=value)
        assert line.count() == 1, f"{value}: {line.count()} lines"
        said = line.inner_text()
        assert "leavers.csv" in said
        assert row in said.split()
        assert column in said.split()
    ana.types("Find in the problems", "Q9")
    ana.presses("Search")
    ana.reads("1 problem like these")
    ana.follows("Back to the import")


def then_she_reads_whom_it_would_add(ana: Somebody) -> None:
    ana.follows("3 added")
    ana.reads("Young people who would be added", "1001", "1002", "1003")
    ana.follows("Changed")
    ana.reads("Nobody.")
    ana.follows("Back to the import")


def then_nothing_has_changed() -> None:
    assert not YoungPerson.objects.filter(child_id__in=["1001", "1002", "1003"]).exists()
    assert not ReportedRow.objects.exists()


def when_she_applies_it(ana: Somebody) -> None:
    ana.presses("Apply all of it")
    ana.reads("3 young people added", "What changed", "Applied")


def when_she_refuses(ana: Somebody) -> None:
    ana.presses("Refuse it")
    ana.reads("Refused. Nothing was brought in, and the files were deleted.")


def then_the_head_of_service_finds_them(head: Somebody) -> None:
    head.goes_to("/people/")
    head.types("Find a young person", "1001")
    head.presses("Find")
    head.reads("1 person matches", "Found by a number.")
    head.page.locator(".register a").first.click()
    head.reads("Eligible", "Everything that happened")


def then_nothing_is_new(ana: Somebody) -> None:
    ana.reads("Nothing here is new", "has been applied before")
    assert not ana.page.get_by_role("button", name="Apply all of it").count()


def when_she_brings_in_a_sheet(ana: Somebody, sheet: Path) -> None:
    ana.goes_to("/import/")
    ana.follows("Bring in a caseload spreadsheet")
    ana.presses("Read the spreadsheet")
    ana.is_led_from_the_error_to("Spreadsheet", "Choose a spreadsheet")
    ana.hands_over("Spreadsheet", [sheet])
    ana.presses("Read the spreadsheet")


def then_its_headings_are_guessed(ana: Somebody) -> None:
    ana.reads("Say which column is which", "2 rows in the sheet")
    for column, heading in (("First name", "Forename"), ("Last name", "Surname"), ("Date of birth", "DOB")):
        ana.finds_in(column, heading)
    ana.reads("not brought in: Ref and Who")


def when_she_says_one_heading_twice(ana: Somebody) -> None:
    ana.chooses("Child id", "Ref")
    ana.chooses("UPN", "Ref")
    ana.presses("Read the rows")
    ana.is_led_from_the_error_to("Child id", "“Ref” is chosen more than once. Choose it for one of them")


def when_she_says_what_the_last_one_is(ana: Somebody) -> None:
    ana.chooses("UPN", "Not in this sheet")
    ana.chooses("Personal adviser", "Who")
    ana.presses("Read the rows")
    ana.reads("1 young person would be added", "1 changed")
    ana.presses("Apply all of it")
    ana.reads("1 young person added", "1 changed")


def then_alex_finds_whom_it_gave_him(ana: Somebody, alex: Somebody) -> None:
    alex.goes_to("/people/")
    alex.reads("Nadia Rahman")
    alex.does_not_read("Sam Whitlock")
    ana.goes_to("/import/")
    ana.reads("1 young person added")
