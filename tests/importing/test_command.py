"""`waymark import-903`: several years, twice, hostile files; rows in are rows stored or rejected with a reason."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from tests.importing.files import EPISODES, HEADER, OC3, REVIEWS, episode, small_return, table, write
from tests.world import World
from waymark.audit.facts import chain_break
from waymark.audit.models import Event
from waymark.contact.models import InTouchReport
from waymark.people import actions as people
from waymark.people.models import AwaySpell, CarePeriod, DateOfBirth, FamilyOrder, LegalStatusSpell, YoungPerson
from waymark.statutory.models import Import, ReportedRow

pytestmark = pytest.mark.django_db
Run = Callable[..., dict[str, Any]]


def run(*arguments: object) -> dict[str, Any]:
    """What the command says as JSON."""
    out = StringIO()
    call_command("import_903", *[str(a) for a in arguments], "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def changes(said: dict[str, Any]) -> int:
    return sum(t["created"] + t["updated"] for t in said["tables"].values())


def everything() -> dict[str, int]:
    """How many rows every table of ours holds."""
    ours = (m for m in apps.get_models() if m.__module__.startswith("waymark."))
    return {m._meta.label: m.objects.count() for m in ours}


def care(child: str) -> list[tuple[str, str]]:
    rows = CarePeriod.objects.known().filter(person__child_id=child).order_by("started_on")
    return [(f"{r.started_on:%d/%m/%Y}", f"{r.ended_on:%d/%m/%Y}" if r.ended_on else "") for r in rows]


def test_a_return_becomes_people_and_facts(tmp_path: Path) -> None:
    said = run("--year", 2026, write(tmp_path, small_return()))
    assert said["tables"]["header"] == {"created": 2, "updated": 0, "unchanged": 0, "rejected": 0}
    assert list(said) == ["tables", "problems"]
    assert [set(problem) for problem in said["problems"]] == [{"file", "row", "column", "message"}]
    person = YoungPerson.objects.get(child_id="1001")
    assert (person.sex, person.ethnicity, person.upn) == ("F", "WBRI", "A301200000001")
    assert str(person.born_on) == "2009-06-01"
    assert DateOfBirth.objects.get(person=person).in_force
    assert care("1001") == [("01/07/2020", "")]
    leaver = YoungPerson.objects.get(child_id="1002")
    assert leaver.sex == "M"
    assert leaver.ethnicity == ""  # ZZZZ is no code: it stays in the row as reported
    assert ReportedRow.objects.get(table="header", person=leaver).columns["ETHNIC"] == "ZZZZ"
    assert not care("1002")  # known only from OC3, and kept
    assert InTouchReport.objects.get(person=leaver).code == "YES"


def test_twice_changes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, small_return())
    run("--year", 2026, folder)
    before = everything()
    said = run("--year", 2026, folder)
    assert changes(said) == 0
    assert said["tables"]["episodes"]["unchanged"] == 1
    after = everything()
    grown = {label for label in after if after[label] != before[label]}
    # Only that the import took place is kept.
    assert grown <= {"statutory.Import", "statutory.ImportFile", "statutory.ImportProblem", "audit.Event"}


def test_years_in_any_order_and_at_once_come_to_the_same(tmp_path: Path) -> None:
    old = write(tmp_path / "25", {"e.csv": table(EPISODES, episode("1", "01/07/2024"), episode("2", "01/06/2024"))})
    new = write(
        tmp_path / "26",
        {
            "e.csv": table(
                EPISODES,
                episode("1", "01/07/2024", end="01/09/2025", ceased="X1"),
                episode("1", "01/09/2025", "P"),
                episode("2", "01/06/2024", end="03/05/2025", ceased="E4A"),
            )
        },
    )
    expected = {"1": [("01/07/2024", "")], "2": [("01/06/2024", "03/05/2025")]}
    said = run("--year", 2026, new, "--year", 2025, old)
    assert said["tables"]["episodes"]["created"] == 5
    assert {child: care(child) for child in expected} == expected

    # The same again, one year at a time, under other ids.
    for child in ("1", "2"):
        for folder in (old, new):
            path = folder / "e.csv"
            path.write_text(path.read_text().replace(f"\n{child},", f"\n9{child},"))
    run("--year", 2026, new)
    run("--year", 2025, old)
    assert {child: care(f"9{child}") for child in expected} == expected


def test_a_later_file_replaces_what_changed_and_takes_out_what_is_gone(tmp_path: Path) -> None:
    first = write(tmp_path / "1", {"e.csv": table(EPISODES, episode("1", "01/07/2025"), episode("2", "01/08/2025"))})
    run("--year", 2026, first)
    second = write(tmp_path / "2", {"e.csv": table(EPISODES, episode("1", "02/07/2025"))})
    said = run("--year", 2026, second)
    assert said["tables"]["episodes"] == {"created": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    assert "is not in this file" in said["problems"][0]["message"]
    assert care("1") == [("02/07/2025", "")]
    assert care("2") == [("01/08/2025", "")]  # not named in the file, so left
    assert CarePeriod.objects.filter(person__child_id="1").count() == 2  # the old one is withdrawn, not gone
    third = write(tmp_path / "3", {"e.csv": table(EPISODES, episode("1", "02/07/2025", legal="V2"))})
    assert run("--year", 2026, third)["tables"]["episodes"]["updated"] == 1
    assert LegalStatusSpell.objects.known().get(person__child_id="1").code == "V2"
    run("--year", 2026, first)  # what an import withdrew an import can bring back
    assert care("1") == [("01/07/2025", "")]


def test_what_staff_withdrew_or_changed_is_not_undone(tmp_path: Path, world: World) -> None:
    today = world.sam.created_at.date()
    run("--year", 2026, write(tmp_path / "1", small_return()))
    person = YoungPerson.objects.get(child_id="1001")
    spell = LegalStatusSpell.objects.get(person=person)
    people.withdraw_fact(spell, by=world.bea, today=today, reason="Never so")
    YoungPerson.objects.filter(pk=person.pk).update(sex="U")
    changed = small_return() | {
        "h.csv": table(HEADER, "1001,M,03/06/2009,WBRI,A301200000001,0,"),
        "e.csv": table(EPISODES, episode("1001", "01/07/2020", place="K2")),
    }
    said = run("--year", 2026, write(tmp_path / "2", changed))
    assert not LegalStatusSpell.objects.known().filter(person=person).exists()
    person.refresh_from_db()
    assert person.sex == "U"
    assert "The record was left as it was" in " ".join(p["message"] for p in said["problems"])
    assert str(person.born_on) == "2009-06-03"  # only the return had said so, so it follows the return
    people.set_date_of_birth(person, born_on=person.born_on.replace(day=9), basis="document", by=world.bea, today=today)
    back = small_return() | {"h.csv": table(HEADER, "1001,M,04/06/2009,WBRI,A301200000001,0,")}
    said = run("--year", 2026, write(tmp_path / "3", back))
    person.refresh_from_db()
    assert str(person.born_on) == "2009-06-09"
    assert "date of birth 09/06/2009" in " ".join(p["message"] for p in said["problems"])


def test_a_joined_record_gets_the_rows_of_both_numbers(tmp_path: Path, world: World) -> None:
    run("--year", 2025, write(tmp_path / "1", {"e.csv": table(EPISODES, episode("A1", "01/06/2024"))}))
    run("--year", 2026, write(tmp_path / "2", {"e.csv": table(EPISODES, episode("B1", "01/06/2025"))}))
    one, other = YoungPerson.objects.get(child_id="A1"), YoungPerson.objects.get(child_id="B1")
    now = world.sam.created_at
    people.merge_people(kept=one, joined=other, take=set(), reason="One", by=world.bea, today=now.date(), now=now)
    closed = episode("B1", "01/06/2025", end="01/08/2025", ceased="E8")
    run("--year", 2026, write(tmp_path / "3", {"e.csv": table(EPISODES, closed)}))
    assert care("A1")[-1][1] == "01/08/2025"
    assert not care("B1")


def test_rows_in_are_rows_stored_or_rejected_with_a_reason(tmp_path: Path) -> None:
    rows = [
        "1,01/06/2007,YES,F2,U1",
        "1,01/06/2007,NO,F2,U1",
        ",01/06/2007,YES,F2,U1",
        "=1+1,,,,",
        "2,,,,",
        "3,x,Q,Q,Q",
    ]
    said = run("--year", 2026, write(tmp_path, {"o.csv": table(OC3, *rows)}))
    counts = said["tables"]["oc3"]
    assert counts == {"created": 3, "updated": 0, "unchanged": 0, "rejected": 3}
    assert sum(counts.values()) == len(rows)
    assert ReportedRow.objects.count() == counts["created"]
    assert {3, 4, 5} <= {p["row"] for p in said["problems"]}
    assert ReportedRow.objects.get(child="3").columns == dict(
        zip(OC3.split(","), ["3", "x", "Q", "Q", "Q"], strict=True)
    )


def test_one_table_in_two_files_is_said_and_read_once(tmp_path: Path) -> None:
    files = {
        "a.csv": table(REVIEWS, "1,01/06/2007,01/05/2025,PN1"),
        "b.csv": table(REVIEWS, "1,01/06/2007,01/05/2025,PN1"),
    }
    said = run("--year", 2026, write(tmp_path, files))
    assert said["tables"]["reviews"] == {"created": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert any("was given in 2 files" in p["message"] for p in said["problems"])


def test_a_dry_run_says_the_same_and_changes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, small_return())
    before = everything()
    said = run("--year", 2026, folder, "--dry-run")
    assert everything() == before
    assert run("--year", 2026, folder) == said


def test_the_trail_has_one_entry_a_person_and_holds(tmp_path: Path) -> None:
    run("--year", 2026, write(tmp_path, small_return()))
    assert Event.objects.filter(name="statutory.person_brought_in").count() == 2
    assert Event.objects.filter(name="statutory.import_applied").count() == 1
    assert chain_break() is None
    assert Import.objects.get().created_by_name.endswith("at the console")


def test_an_open_care_period_that_the_next_year_forgets_is_said(tmp_path: Path) -> None:
    old = write(tmp_path / "1", {"e.csv": table(EPISODES, episode("1", "01/07/2024"))})
    new = write(tmp_path / "2", {"e.csv": table(EPISODES, episode("2", "01/07/2025"))})
    said = run("--year", 2025, old, "--year", 2026, new)
    assert [p["message"] for p in said["problems"] if "2026 has no episode of" in p["message"]]


def test_words_for_people(tmp_path: Path) -> None:
    out = StringIO()
    folder = write(tmp_path, small_return())
    call_command("import_903", "--year", "2026", str(folder), stdout=out, stderr=StringIO())
    assert "h.csv, row 3, ETHNIC: “ZZZZ” is not a code" in out.getvalue()
    assert "Young people: 2 added, 0 changed, 0 left as they were." in out.getvalue()


@pytest.mark.parametrize(
    ("ceased", "kind"),
    [("E46", "special_guardianship"), ("E12", "adoption"), ("E41", "child_arrangements")],
)
def test_an_order_that_ended_care_is_a_fact(ceased: str, kind: str, tmp_path: Path) -> None:
    row = episode("1", "01/07/2024", end="01/09/2025", ceased=ceased)
    run("--year", 2026, write(tmp_path, {"e.csv": table(EPISODES, row)}))
    assert str(FamilyOrder.objects.get(kind=kind).made_on) == "2025-09-01"


def test_custody_and_short_breaks_keep_their_kind(tmp_path: Path) -> None:
    rows = [
        episode("1", "01/07/2025", place="R5"),
        episode("2", "01/07/2025", legal="V4"),
        episode("3", "01/07/2025", legal="Q"),
    ]
    run("--year", 2026, write(tmp_path, {"e.csv": table(EPISODES, *rows)}))
    away = AwaySpell.objects.get()
    assert (away.person.child_id, away.kind, away.under_care_order) == ("1", "detained", True)
    kinds = {p.person.child_id: (p.kind, p.care_order_at_end) for p in CarePeriod.objects.all()}
    assert kinds == {"1": ("looked_after", "yes"), "2": ("short_breaks", "no"), "3": ("looked_after", "unknown")}


def test_a_death_the_return_takes_back_is_taken_back(tmp_path: Path) -> None:
    died = episode("1", "01/07/2024", end="01/09/2025", ceased="E2")
    run("--year", 2026, write(tmp_path / "1", {"e.csv": table(EPISODES, died)}))
    assert str(YoungPerson.objects.get().died_on) == "2025-09-01"
    left = episode("1", "01/07/2024", end="01/09/2025", ceased="E8")
    run("--year", 2026, write(tmp_path / "2", {"e.csv": table(EPISODES, left)}))
    assert YoungPerson.objects.get().died_on is None


def test_words_say_when_nothing_was_imported_and_what_is_gone(tmp_path: Path) -> None:
    def words(folder: Path) -> str:
        out = StringIO()
        call_command("import_903", "--year", "2026", str(folder), stdout=out, stderr=StringIO())
        return out.getvalue()

    first = {"e.csv": table(EPISODES, episode("1", "01/07/2024"))}
    assert "1 of those touched have no care history" in words(
        write(tmp_path / "0", {"o.csv": table(OC3, "9,,YES,F2,U1")})
    )
    words(write(tmp_path / "1", first))
    second = {"e.csv": table(EPISODES, episode("1", "02/07/2024"))}
    assert "1 kept from earlier are not in the files any more" in words(write(tmp_path / "2", second))
    assert "Nothing was imported" in words(write(tmp_path / "3", first | {"bad.csv": b"\xff\xfeC"}))


# --- hostile files: a clear error, and nothing changes ---


def long_line(path: Path) -> None:
    with path.open("wb") as file:  # 500 MB of nothing, in no space on disk
        file.write(b"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\n1")
        file.truncate(500 * 1024 * 1024)


HOSTILE: dict[str, tuple[bytes | Callable[[Path], None], str]] = {
    "utf-16": ((HEADER + "\r\n1,F,01/06/2009,WBRI,,,").encode("utf-16"), "UTF-16"),
    "latin-1": (table(REVIEWS) + b"1,01/06/2009,01/05/2025,PN\xe9\r\n", "not UTF-8"),
    "short years": (table(HEADER, "1,F,01/06/09,WBRI,,,", "2,F,02/06/09,WBRI,,,"), "4-digit year"),
    "year 3024": (table(OC3, "1,01/06/3024,YES,F2,U1"), "Not one date in DOB can be read"),
    "blank": (b"", "empty"),
    "spaces": (b" \r\n\r\n", "empty"),
    "one long line": (long_line, "longer than 64 KB"),
    "a workbook": (b"PK\x03\x04 and so on", "workbook"),
    "no table of the return": (b"A,B\r\n1,2\r\n", "No table of the return"),
    "a bomb": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><EXPSSDA903>&a;</EXPSSDA903>',
        "document type or entities",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_named_and_change_nothing(name: str, tmp_path: Path) -> None:
    content, words = HOSTILE[name]
    folder = write(tmp_path, small_return())
    if callable(content):
        content(folder / "hostile.csv")
    else:
        (folder / "hostile.csv").write_bytes(content)
    before = everything()
    said = run("--year", 2026, folder)
    assert everything() == before
    assert changes(said) == 0
    assert [p["message"] for p in said["problems"] if p["file"] == "hostile.csv" and words in p["message"]]


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_but_hostile_files_ends_with_2_or_changes_nothing(name: str, tmp_path: Path) -> None:
    content, words = HOSTILE[name]
    path = tmp_path / "hostile.csv"
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    before = everything()
    try:
        said = " ".join(p["message"] for p in run("--year", 2026, path)["problems"])
    except CommandError as error:
        assert error.returncode == 2
        said = str(error)
    assert words in said
    assert everything() == before


def test_a_formula_is_never_a_child(tmp_path: Path) -> None:
    said = run("--year", 2026, write(tmp_path, {"o.csv": table(OC3, "\"=cmd|'/c calc'!A1\",14/02/2007,YES,F2,U1")}))
    assert said["tables"]["oc3"]["rejected"] == 1
    assert "formula" in said["problems"][0]["message"]
    assert not YoungPerson.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "1999", "."), "1999 is not a collection year"),
        (("--year", "soon", "."), "“soon” is not a year"),
        (("--year", "2026", "nowhere"), "cannot be opened"),
        (("--year", "2026", ".", "--as", "nobody"), "There is no user"),
    ],
)
def test_wrong_arguments_end_with_2(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words) as caught:
        run(*arguments)
    assert caught.value.returncode == 2


def test_somebody_who_may_not_import_is_refused(tmp_path: Path, world: World) -> None:
    folder = write(tmp_path, small_return())
    with pytest.raises(CommandError, match="may not do this"):
        run("--year", 2026, folder, "--as", "alex")
    run("--year", 2026, folder, "--as", "analyst")
    assert Import.objects.get().created_by_id == world.analyst.pk
