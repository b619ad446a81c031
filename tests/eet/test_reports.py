"""Activities in the words of the return."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.world import NARRATOR, World
from waymark.eet.actions import replace_activity_reports
from waymark.eet.facts import activities_held, activity_reports
from waymark.eet.models import ActivityReport
from waymark.eet.rules import Activity, is_eet
from waymark.people.rules.words import Source
from waymark.statutory.ssda903.codes import ACTIV


def test_the_words_are_those_of_the_return() -> None:
    assert set(Activity.values()) == set(ACTIV) - {"0"}  # 0 says nothing, so it is no activity


@pytest.mark.parametrize("code", Activity)
def test_education_employment_and_training(code: Activity) -> None:
    assert is_eet(code) == (code[0] in "FP")  # full time, part time; G says not


@pytest.mark.django_db
def test_activities_come_latest_first(world: World) -> None:
    sam = world.sam.pk
    rows = [(sam, 2025, date(2025, 1, 1), "F2"), (sam, None, date(2026, 1, 1), "G5")]
    replace_activity_reports(added=rows, withdrawn=[], source=Source.RETURN, by=NARRATOR, at=timezone.now())
    assert [activity.code for activity in activity_reports([sam])[sam]] == ["G5", "F2"]
    gone = ActivityReport.objects.get(code="G5").pk
    replace_activity_reports(added=[], withdrawn=[gone], source=Source.RETURN, by=NARRATOR, at=timezone.now())
    assert [activity.code for activity in activity_reports([sam])[sam]] == ["F2"]
    assert len(list(activities_held([sam], source=Source.RETURN))) == 2


@pytest.mark.django_db
def test_a_code_of_no_list_is_refused_by_the_table(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityReport.objects.create(person=world.sam, observed_on=date(2026, 1, 1), code="0")
