"""Dates of pathway plans as reported."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.world import NARRATOR, World
from waymark.people.rules.words import Source
from waymark.planning.actions import replace_plan_dates
from waymark.planning.facts import plan_dates, plan_dates_held
from waymark.planning.models import PlanDate
from waymark.planning.rules import PlanEvent

pytestmark = pytest.mark.django_db


def test_the_latest_date_of_each_event(world: World) -> None:
    sam = world.sam.pk
    rows = [
        (sam, PlanEvent.REVIEWED, date(2025, 6, 1)),
        (sam, PlanEvent.REVIEWED, date(2025, 12, 1)),
        (sam, PlanEvent.REVIEW_DUE, date(2026, 6, 1)),
    ]
    replace_plan_dates(added=rows, withdrawn=[], source=Source.CASELOAD, by=NARRATOR, at=timezone.now())
    found = plan_dates([sam, world.jo.pk])
    assert found.keys() == {sam}
    assert {event: row.on for event, row in found[sam].items()} == {
        PlanEvent.REVIEWED: date(2025, 12, 1),
        PlanEvent.REVIEW_DUE: date(2026, 6, 1),
    }
    gone = PlanDate.objects.get(on=date(2025, 12, 1)).pk
    replace_plan_dates(added=[], withdrawn=[gone], source=Source.CASELOAD, by=NARRATOR, at=timezone.now())
    assert plan_dates([sam])[sam][PlanEvent.REVIEWED].on == date(2025, 6, 1)
    assert len(list(plan_dates_held([sam], source=Source.CASELOAD))) == 3


def test_an_event_of_no_list_is_refused_by_the_table(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanDate.objects.create(person=world.sam, event="signed", on=date(2026, 1, 1))
