"""An analyst brings in files: problems, preview, decision, result."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.importing.files import OC3, small_return, table
from tests.world import World
from waymark.accounts.models import User
from waymark.audit.models import LookedAt
from waymark.people.models import Allocation, YoungPerson
from waymark.statutory.importing import uploads
from waymark.statutory.importing.template import workbook
from waymark.statutory.models import Import, ImportPerson, ImportProblem, ImportState, ReportedRow

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def ana(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.analyst)


def upload(client: Client, files: dict[str, bytes], year: int = 2026) -> Import:
    given = [SimpleUploadedFile(name, content) for name, content in files.items()]
    response = client.post(reverse("statutory:import_upload"), {"set1-year": year, "set1-tables": given})
    assert response.status_code == 302, response.content.decode()
    return Import.objects.latest("created_at")


def text(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"statutory:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_nothing_changes_before_it_is_applied(ana: Client, tmp_path: Path) -> None:
    people = YoungPerson.objects.count()
    found = upload(ana, small_return())
    page = text(ana, "import", found.pk)
    assert found.state == ImportState.READ
    assert "2 young people would be added" in page.replace("\u00a0", " ")
    assert YoungPerson.objects.count() == people
    assert not ReportedRow.objects.exists()

    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    found.refresh_from_db()
    assert found.state == ImportState.APPLIED
    assert YoungPerson.objects.count() == people + 2
    assert "2 young people added" in text(ana, "import", found.pk).replace("\u00a0", " ")
    assert not list((tmp_path / "imports").iterdir())  # the files are gone, their hash stays
    assert len(found.files.get(name="h.csv").sha256) == 64


def test_refused_leaves_nothing(ana: Client, tmp_path: Path) -> None:
    found = upload(ana, small_return())
    ana.post(reverse("statutory:import_refuse", args=[found.pk]))
    found.refresh_from_db()
    assert found.state == ImportState.REFUSED
    assert not ReportedRow.objects.exists()
    assert not list((tmp_path / "imports").iterdir())
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    assert not ReportedRow.objects.exists()


def test_each_problem_says_where_and_what_to_do(ana: Client) -> None:
    found = upload(ana, small_return())
    page = text(ana, "import_problems", found.pk)
    assert "“ZZZZ” is not a code of ETHNIC" in page
    assert "h.csv" in page
    assert "No problem is like that" in text(ana, "import_problems", found.pk, text="nowhere")
    assert "“ZZZZ”" in text(ana, "import_problems", found.pk, file="h.csv", column="ETHNIC")
    lines = b"".join(ana.get(reverse("statutory:import_problems_csv", args=[found.pk])).streaming_content).decode()
    assert lines.startswith("\ufeffYear,File,Row,Column,Child,")
    assert "2026,h.csv,3,ETHNIC,1002" in lines


def test_the_preview_names_whom_it_adds(ana: Client) -> None:
    found = upload(ana, small_return())
    page = text(ana, "import_people", found.pk, effect="created")
    assert "1001" in page
    assert "Header 1, episodes 1" in page
    assert "Nobody." in text(ana, "import_people", found.pk, effect="changed")


def test_the_same_file_again_is_recognised_and_changes_nothing(ana: Client) -> None:
    first = upload(ana, small_return())
    ana.post(reverse("statutory:import_apply", args=[first.pk]))
    second = upload(ana, small_return())
    page = text(ana, "import", second.pk)
    assert "Nothing here is new" in page
    assert "has been applied before" in page
    assert "Apply all of it" not in page


def test_an_unreadable_file_refuses_everything(ana: Client) -> None:
    found = upload(ana, small_return() | {"bad.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1".encode("utf-16")})
    assert found.state == ImportState.FAILED
    page = text(ana, "import", found.pk)
    assert "UTF-16" in text(ana, "import_problems", found.pk)
    assert "Apply all of it" not in page
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    assert not ReportedRow.objects.exists()


def test_a_form_without_files_says_what_to_do(ana: Client) -> None:
    response = ana.post(reverse("statutory:import_upload"), {"set1-year": ""})
    assert response.status_code == 422
    assert "Choose the files of this year" in response.content.decode()
    response = ana.post(reverse("statutory:import_caseload"))
    assert "Choose a spreadsheet" in response.content.decode()


def test_one_year_twice_is_sent_back(ana: Client) -> None:
    files = {f"set{n}-tables": SimpleUploadedFile("o.csv", table(OC3)) for n in (1, 2)}
    response = ana.post(reverse("statutory:import_upload"), {"set1-year": 2026, "set2-year": 2026, **files})
    assert "Put all files of one year together" in response.content.decode()
    assert not Import.objects.exists()


def test_progress_is_shown_without_script_and_a_stopped_import_says_so(ana: Client, world: World) -> None:
    found = upload(ana, small_return())
    Import.objects.filter(pk=found.pk).update(state=ImportState.APPLYING)
    uploads.say_progress(found.pk, 45, "Working out care histories")
    page = text(ana, "import", found.pk)
    assert "Working out care histories" in page
    assert "See how far it is now" in page
    ana.post(reverse("statutory:import_apply", args=[found.pk]))  # somebody else is at it
    assert not ReportedRow.objects.exists()

    uploads.say_progress(found.pk, 45, "Working out care histories", at=timezone.now() - timedelta(hours=1))
    assert "It stopped" in text(ana, "import", found.pk)
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    assert ReportedRow.objects.count() == 4


def test_a_caseload_sheet_is_mapped_and_applied(ana: Client, world: World) -> None:
    sheet = "Ref,Forename,Surname,DOB,PA\nS1,Sam,Whitlock,,Cy Okafor\nN9,New,Person,02/02/2008,Nobody Known\n"
    response = ana.post(reverse("statutory:import_caseload"), {"file": SimpleUploadedFile("list.csv", sheet.encode())})
    found = Import.objects.get()
    assert response["Location"] == reverse("statutory:import_columns", args=[found.pk])
    page = text(ana, "import_columns", found.pk)
    assert "Ref" in page
    assert '<option value="Forename" selected>' in page

    columns = {"first_name": "Forename", "last_name": "Surname", "born_on": "DOB", "adviser": "PA"}
    response = ana.post(reverse("statutory:import_columns", args=[found.pk]), columns | {"upn": "PA"})
    assert "is chosen more than once" in response.content.decode()
    ana.post(reverse("statutory:import_columns", args=[found.pk]), columns | {"child_id": "Ref"})
    assert "Nobody with an account has this name" in text(ana, "import_problems", found.pk)
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    assert Allocation.objects.known().get(person=world.sam, ended_on=None).worker == world.cy
    assert YoungPerson.objects.get(child_id="N9").first_name == "New"

    again = ana.post(reverse("statutory:import_caseload"), {"file": SimpleUploadedFile("l.csv", sheet.encode())})
    assert '<option value="Ref" selected>' in ana.get(again["Location"]).content.decode()  # remembered


def test_a_sheet_that_cannot_be_read_says_why(ana: Client) -> None:
    ana.post(reverse("statutory:import_caseload"), {"file": SimpleUploadedFile("list.xlsx", b"PK\x03\x04nothing")})
    found = Import.objects.get()
    assert found.state == ImportState.FAILED
    assert "Save it again as .xlsx" in text(ana, "import", found.pk)


def test_the_template_can_be_filled_in(ana: Client) -> None:
    response = ana.get(reverse("statutory:import_template"))
    assert response.content[:2] == b"PK"
    assert workbook()[:2] == b"PK"


def test_an_import_that_fails_by_accident_can_be_tried_again(ana: Client, tmp_path: Path) -> None:
    found = upload(ana, small_return())
    kept = {path: path.read_bytes() for path in (tmp_path / "imports").glob("*.upload")}
    for path in kept:
        path.write_bytes(b"")  # the disk lost them
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    found.refresh_from_db()
    assert found.state == ImportState.READ
    assert "nothing was changed" in text(ana, "import", found.pk)
    assert not ReportedRow.objects.exists()
    for path, content in kept.items():
        path.write_bytes(content)
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    assert ReportedRow.objects.count() == 4


def test_reading_that_fails_by_accident_says_so(ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("waymark.statutory.tasks.returns.read_return", broken)
    found = upload(ana, small_return())
    assert found.state == ImportState.FAILED
    assert "It stopped before the end" in text(ana, "import", found.pk)


def test_what_has_been_decided_stays_decided(ana: Client) -> None:
    found = upload(ana, small_return())
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    response = ana.post(reverse("statutory:import_refuse", args=[found.pk]), follow=True)
    assert "has already been decided" in response.content.decode()
    assert ana.get(reverse("statutory:import_columns", args=[found.pk])).status_code == 302
    found.refresh_from_db()
    assert found.state == ImportState.APPLIED


def test_columns_can_be_changed_after_the_preview(ana: Client, world: World) -> None:
    sheet = b"Child id,Known as,Also\nS1,Sammy,Sky\n"
    ana.post(reverse("statutory:import_caseload"), {"file": SimpleUploadedFile("list.csv", sheet)})
    found = Import.objects.get()
    for heading in ("Known as", "Also"):
        columns = {"child_id": "Child id", "preferred_name": heading}
        ana.post(reverse("statutory:import_columns", args=[found.pk]), columns)
    ana.post(reverse("statutory:import_columns", args=[found.pk]), {"preferred_name": "Also"})  # nobody to tell it of
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    assert YoungPerson.objects.get(pk=world.sam.pk).preferred_name == "Sky"


def test_looking_at_whom_an_import_changes_is_a_look(ana: Client, world: World) -> None:
    files = {"o.csv": table(OC3, "S1,,YES,F2,U1")}
    found = upload(ana, files)
    assert "S1" in text(ana, "import_people", found.pk, effect="changed")
    assert LookedAt.objects.filter(person_id=world.sam.pk, look__actor_id=world.analyst.pk).exists()
    assert ana.get(reverse("statutory:import_people", args=[found.pk]), {"effect": "x"}).status_code == 404


def test_looking_at_whom_an_import_added_is_a_look_once_they_are_there(ana: Client, world: World) -> None:
    found = upload(ana, small_return())
    text(ana, "import_people", found.pk, effect="created")
    assert not LookedAt.objects.exists()  # nobody has a record yet
    ana.post(reverse("statutory:import_apply", args=[found.pk]))
    text(ana, "import_people", found.pk, effect="created")
    added = YoungPerson.objects.get(child_id="1001")
    assert LookedAt.objects.filter(person_id=added.pk, look__actor_id=world.analyst.pk).exists()


def test_pages_of_people_carry_no_name_in_their_address_and_leave_no_namesake_out(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caseload without child ids lists people by name."""
    monkeypatch.setattr("waymark.statutory.facts.imports.PEOPLE_A_PAGE", 1)
    monkeypatch.setattr("waymark.statutory.views.importing.PEOPLE_A_PAGE", 1)
    found = upload(ana, small_return())
    ImportPerson.objects.filter(of=found).update(child="Robin Ash")
    first = text(ana, "import_people", found.pk, effect="created")
    assert "Robin Ash" in first and "after=Robin" not in first
    after = ImportPerson.objects.filter(of=found).order_by("pk")[0].pk
    assert f"after={after}" in first
    assert "Robin Ash" in text(ana, "import_people", found.pk, effect="created", after=str(after))


def test_too_many_or_too_large_files_are_sent_back(ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waymark.statutory.forms.LARGEST_FILE", 10)
    monkeypatch.setattr("waymark.statutory.forms.MOST_FILES", 2)
    address = reverse("statutory:import_upload")
    large = [SimpleUploadedFile("o.csv", b"x" * 11)]
    page = ana.post(address, {"set1-year": 2026, "set1-tables": large}).content.decode()
    assert "is larger than 200 MB" in page
    many = [SimpleUploadedFile(f"{number}.csv", b"x") for number in range(3)]
    page = ana.post(address, {"set1-year": 2026, "set1-tables": many}).content.decode()
    assert "Choose 2 files or fewer" in page


@pytest.mark.parametrize("child", ["=1+1", "+1", "-1", "@x", "\t=1+1", "\r=1+1"])
def test_no_cell_of_the_problems_is_worked_out_by_a_spreadsheet(ana: Client, child: str) -> None:
    found = upload(ana, small_return())
    ImportProblem.objects.filter(of=found).update(child=child)
    response = ana.get(reverse("statutory:import_problems_csv", args=[found.pk]))
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"), newline="")))
    assert len(rows) > 1 and {row[4] for row in rows[1:]} == {f"'{child}"}


def test_history_pages_by_key(ana: Client) -> None:
    found = upload(ana, small_return())
    assert "SSDA903 return 2026" in text(ana, "imports")
    assert "No file has been brought in yet" in text(ana, "imports", before=str(found.pk))
    assert ana.get(reverse("statutory:imports"), {"before": "x"}).status_code == 404


def test_an_adviser_cannot_import(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    assert client.get(reverse("statutory:imports")).status_code == 404
    assert client.post(reverse("statutory:import_upload")).status_code == 404
