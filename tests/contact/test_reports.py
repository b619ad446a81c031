"""Contact as recorded and as reported."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.world import NARRATOR, World
from waymark.contact.actions import replace_contact_reported, replace_in_touch_reports
from waymark.contact.facts import contact_held, in_touch_held, in_touch_reports, last_reached
from waymark.contact.models import ContactMade, InTouchReport
from waymark.contact.rules import InTouch
from waymark.people.rules.words import Source
from waymark.statutory.ssda903.codes import IN_TOUCH

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_the_words_are_those_of_the_return() -> None:
    assert set(InTouch.values()) == set(IN_TOUCH)


def test_only_being_reached_counts_and_only_up_to_the_day(world: World) -> None:
    sam, jo = world.sam.pk, world.jo.pk
    rows = [
        (sam, date(2026, 1, 1), "made", "adviser"),
        (sam, date(2026, 2, 1), "made", "other"),
        (sam, date(2026, 3, 1), "tried", "adviser"),
        (jo, date(2026, 1, 1), "unknown", "unknown"),
    ]
    replace_contact_reported(added=rows, withdrawn=[], source=Source.CASELOAD, by=NARRATOR, at=NOW)
    assert last_reached([sam, jo], up_to=date(2026, 12, 31)).keys() == {sam}
    assert last_reached([sam], up_to=date(2026, 12, 31))[sam].happened_on == date(2026, 2, 1)
    assert last_reached([sam], up_to=date(2026, 1, 31))[sam].by_role == "adviser"
    newest = ContactMade.objects.get(person=sam, happened_on=date(2026, 2, 1))
    replace_contact_reported(added=[], withdrawn=[newest.pk], source=Source.CASELOAD, by=NARRATOR, at=NOW)
    assert last_reached([sam], up_to=date(2026, 12, 31))[sam].happened_on == date(2026, 1, 1)
    held = {fact.values[0]: fact.withdrawn_at for fact in contact_held([sam], source=Source.CASELOAD)}
    assert held[date(2026, 2, 1)] == NOW  # withdrawn, and still readable
    assert not list(contact_held([sam], source=Source.RETURN))


def test_reports_come_latest_year_first_for_many_at_once(world: World) -> None:
    sam, jo = world.sam.pk, world.jo.pk
    rows = [
        (sam, 2025, date(2025, 1, 1), "NO"),
        (sam, 2026, date(2026, 1, 1), "YES"),
        (jo, 2026, date(2026, 1, 1), "REFU"),
    ]
    replace_in_touch_reports(added=rows, withdrawn=[], source=Source.RETURN, by=NARRATOR, at=NOW)
    found = in_touch_reports([sam, jo])
    assert [report.code for report in found[sam]] == ["YES", "NO"]
    assert [report.code for report in found[jo]] == ["REFU"]
    assert {fact.values for fact in in_touch_held([jo], source=Source.RETURN)} == {(2026, date(2026, 1, 1), "REFU")}


def test_a_code_of_no_list_is_refused_by_the_table(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        InTouchReport.objects.create(person=world.sam, year=2026, observed_on=date(2026, 1, 1), code="ZZ")
