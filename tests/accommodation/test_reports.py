"""Homes in the words of the return."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.world import NARRATOR, World
from waymark.accommodation.actions import replace_home_reports
from waymark.accommodation.facts import home_reports, homes_held
from waymark.accommodation.models import HomeReport
from waymark.accommodation.rules import HomeKind, Suitability, read_code, write_code
from waymark.people.rules.words import Source
from waymark.statutory.ssda903.codes import ACCOM, ACCOMMODATION_TYPES


def test_the_words_are_those_of_the_return() -> None:
    assert set(HomeKind.values()) == set(ACCOMMODATION_TYPES)


@pytest.mark.parametrize("code", sorted(set(ACCOM) - {"0", "S1", "X1"}))
def test_every_code_reads_and_writes_back(code: str) -> None:
    read = read_code(code)
    assert read is not None
    assert write_code(*read) == code


@pytest.mark.parametrize("code", ["0", "", "U", "U3", "Q1", "S1", "X1", "U12"])
def test_what_is_no_code_reads_as_nothing(code: str) -> None:
    assert read_code(code) is None


def test_a_home_of_unknown_suitability_has_no_code() -> None:
    assert write_code(HomeKind.INDEPENDENT, Suitability.UNKNOWN) == ""
    assert write_code(HomeKind.CUSTODY, Suitability.SUITABLE) == ""


@pytest.mark.django_db
def test_homes_come_latest_first_and_withdrawn_ones_stay_readable(world: World) -> None:
    sam = world.sam.pk
    rows = [
        (sam, 2025, date(2025, 1, 1), "U", "suitable"),
        (sam, None, date(2026, 1, 1), "S", "unsuitable"),
    ]
    replace_home_reports(added=rows, withdrawn=[], source=Source.RETURN, by=NARRATOR, at=timezone.now())
    assert [home.kind for home in home_reports([sam])[sam]] == ["S", "U"]
    gone = HomeReport.objects.get(kind="S").pk
    replace_home_reports(added=[], withdrawn=[gone], source=Source.RETURN, by=NARRATOR, at=timezone.now())
    assert [home.kind for home in home_reports([sam])[sam]] == ["U"]
    assert len(list(homes_held([sam], source=Source.RETURN))) == 2


@pytest.mark.django_db
def test_custody_is_never_suitable_in_the_table(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeReport.objects.create(person=world.sam, observed_on=date(2026, 1, 1), kind="X", suitability="suitable")
