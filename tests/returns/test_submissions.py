"""Freezing: byte for byte, for ever, and a correction is another one."""

import ast
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.returns.council import THIS, child
from waymark.audit.models import Event
from waymark.audit.rules import NamedActor
from waymark.contact.rules import InTouch
from waymark.statutory.actions.correcting import answer_row
from waymark.statutory.actions.returns_out import NothingToFreeze, ReasonNeeded, freeze
from waymark.statutory.facts.returning.checked import checked
from waymark.statutory.facts.returning.produced import produce
from waymark.statutory.facts.returning.submissions import changed_since, frozen_file, frozen_files, submission
from waymark.statutory.models import Submission, SubmissionFile

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLERK = NamedActor("A clerk")
WAYMARK = Path(__file__).parents[2] / "waymark"


def frozen(reason: str = "The rest is being asked.", year: int = 2026) -> Submission:
    return freeze(year=year, reason=reason, by=CLERK, today=TODAY, at=NOW)


def mend(number: str, code: InTouch) -> None:
    answer_row(
        child(number),
        year=2026,
        observed_on=date(2025, 7, 2),
        in_touch=code,
        activity=None,
        home=None,
        reason="Rang.",
        by=CLERK,
        today=TODAY,
        at=NOW,
    )


@pytest.mark.usefixtures("council")
def test_what_is_frozen_stays_whatever_happens_to_the_record() -> None:
    first = frozen()
    mend("B", InTouch.NO)
    found = submission(2026, first.pk)
    assert found is not None
    assert frozen_files(2026, 1)["oc3.csv"] == frozen_file(2026, first.pk, "oc3.csv") == THIS["oc3.csv"].encode()
    assert {each.name: each.sha256 for each in found.files}["oc3.csv"] == hashlib.sha256(
        THIS["oc3.csv"].encode()
    ).hexdigest()
    assert sorted(each.name for each in found.files) == [
        "episodes.csv",
        "header.csv",
        "oc3.csv",
        "problems.csv",
        "return.xml",
    ]
    assert (first.counts, first.problems) == ({"oc3": 3, "header": 4, "episodes": 3}, {"131": 1, "348": 1})


@pytest.mark.usefixtures("council")
def test_problems_that_are_left_need_a_reason() -> None:
    with pytest.raises(ReasonNeeded, match="2 problems are left"):
        frozen("  ")
    assert not Submission.objects.exists()
    mend("B", InTouch.NO)
    mend("C", InTouch.DIED)
    assert frozen("").problems == {}


@pytest.mark.usefixtures("council")
def test_a_correction_is_a_second_submission_that_says_what_it_corrects() -> None:
    first = frozen()
    mend("B", InTouch.NO)
    second = frozen()
    assert (second.number, second.corrects) == (2, first)
    assert [(each.table, each.child, each.words) for each in changed_since(first, second)] == [
        ("oc3", "B", "IN_TOUCH from ZZ to NO; ACTIV from G5 to 0; ACCOM from U1 to 0")
    ]
    assert frozen(year=2025).number == 1


def test_nothing_is_frozen_of_a_year_without_rows(db: None) -> None:
    with pytest.raises(NothingToFreeze, match="2026"):
        frozen()


@pytest.mark.usefixtures("council")
def test_freezing_is_in_the_audit_trail_with_the_hashes() -> None:
    first = frozen()
    event = Event.objects.get(name="statutory.return_frozen")
    assert event.subject_id == str(first.pk)
    assert event.detail["sha256"]["oc3.csv"] == hashlib.sha256(THIS["oc3.csv"].encode()).hexdigest()


@pytest.mark.usefixtures("council")
def test_next_year_is_checked_against_what_was_handed_in() -> None:
    """The 2025 file said C had died; the submission of 2025 is corrected to say not in touch, so 348 has nothing."""
    answer_row(
        child("C"),
        year=2025,
        observed_on=date(2024, 8, 3),
        in_touch=InTouch.NO,
        activity=None,
        home=None,
        reason="A mistake.",
        by=CLERK,
        today=TODAY,
        at=NOW,
    )
    assert "348" in {each.rule for each in checked(produce(2026, today=TODAY), oldest_leaver=21, today=TODAY).problems}
    frozen(year=2025)
    for person_id in (None, child("C").pk):
        made = produce(2026, today=TODAY, person_id=person_id)
        assert "348" not in {
            each.rule for each in checked(made, oldest_leaver=21, today=TODAY, person_id=person_id).problems
        }


@pytest.mark.usefixtures("council")
def test_numbers_do_not_repeat_and_only_the_first_corrects_nothing() -> None:
    first = frozen()
    for values in ({"number": 1, "corrects": None}, {"number": 2, "corrects": None}, {"number": 1, "corrects": first}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.create(
                year=2026, counts={}, problems={}, frozen_at=NOW, frozen_by_name="Somebody", **values
            )


def test_no_code_changes_or_deletes_a_submission() -> None:
    """Every call on the two tables is one that reads or adds."""
    reads_or_adds = {
        *("filter", "select_for_update", "create", "bulk_create", "values_list", "order_by", "first", "defer"),
        *("select_related", "distinct"),
    }
    seen = {
        node.func.attr
        for path in WAYMARK.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func).startswith(("Submission.objects", "SubmissionFile.objects"))
    }
    assert seen
    assert seen <= reads_or_adds
    tree = ast.parse((WAYMARK / "statutory" / "actions" / "returns_out.py").read_text())
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert "bulk_create" in called
    assert not called & {"save", "delete", "update", "bulk_update"}
    assert SubmissionFile._meta.get_field("of").remote_field.on_delete.__name__ == "PROTECT"
