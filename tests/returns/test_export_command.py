"""`waymark export-903`."""

import hashlib
import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.returns.council import THIS, child
from tests.world import World
from waymark.audit.facts import looks_at
from waymark.audit.models import Event
from waymark.audit.rules import NamedActor
from waymark.statutory.actions.returns_out import freeze
from waymark.statutory.reading import read

pytestmark = pytest.mark.django_db


def export(folder: Path, *more: str, year: int = 2026) -> str:
    out = StringIO()
    call_command("export_903", "--year", str(year), str(folder), *more, stdout=out)
    return out.getvalue()


def refused(folder: Path, *more: str, year: int = 2026) -> CommandError:
    with pytest.raises(CommandError) as caught:
        export(folder, *more, year=year)
    assert caught.value.returncode == 2
    return caught.value


@pytest.mark.usefixtures("council")
def test_exporting_is_a_look_at_everyone_in_the_files(tmp_path: Path) -> None:
    export(tmp_path / "out")
    assert {looks_at(child(number).pk)[0][0].what for number in "ABCD"} == {"Files of the 2026 return"}


@pytest.mark.usefixtures("council")
def test_what_is_exported_is_readable_by_nobody_else_on_the_machine(tmp_path: Path) -> None:
    export(tmp_path / "out")
    export(tmp_path / "out")  # again, over the files that are there
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "out").iterdir()} == {"0o600"}
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("council")
def test_the_three_files_are_those_that_were_brought_in(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    said = export(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        name: text.encode() for name, text in THIS.items()
    }
    assert hashlib.sha256(THIS["oc3.csv"].encode()).hexdigest() in said


@pytest.mark.usefixtures("council")
def test_json_and_xml(tmp_path: Path) -> None:
    answer: dict[str, Any] = json.loads(export(tmp_path / "out", "--xml", "--json"))
    assert (answer["year"], answer["submission"]) == (2026, None)
    names = sorted(Path(each["file"]).name for each in answer["files"])
    assert names == ["episodes.csv", "header.csv", "oc3.csv", "return.xml"]
    assert len(read(tmp_path / "out" / "return.xml").tables["oc3"]) == 3


@pytest.mark.usefixtures("council")
def test_a_submission_is_given_back_as_it_was_frozen(tmp_path: Path) -> None:
    clerk, at = NamedActor("A clerk"), datetime(2026, 11, 22, tzinfo=UTC)
    freeze(year=2026, reason="So be it.", by=clerk, today=date(2026, 11, 22), at=at)
    export(tmp_path / "out", "--submission", "1")
    assert (tmp_path / "out" / "oc3.csv").read_bytes() == THIS["oc3.csv"].encode()
    assert (tmp_path / "out" / "problems.csv").exists()
    assert "No submission 2" in str(refused(tmp_path / "two", "--submission", "2"))
    assert not (tmp_path / "two").exists()


def test_nothing_to_export(tmp_path: Path) -> None:
    assert "Nobody belongs" in str(refused(tmp_path / "out"))
    assert "1999" in str(refused(tmp_path / "out", year=1999))
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("council")
def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "Give a folder" in str(refused(tmp_path / "file"))


@pytest.mark.usefixtures("council")
def test_the_same_permission_as_the_page(tmp_path: Path, world: World) -> None:
    assert "may not do this" in str(refused(tmp_path / "out", "--as", world.alex.username))
    export(tmp_path / "out", "--as", world.analyst.username)
    event = Event.objects.get(name="statutory.return_exported")
    assert (event.actor_id, event.detail["files"]) == (world.analyst.pk, ["episodes.csv", "header.csv", "oc3.csv"])
