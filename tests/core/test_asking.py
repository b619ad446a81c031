"""A query written out once answers as it would have been answered anew."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from waymark.core.asking import Asking
from waymark.people.models import ReviewHeld, YoungPerson

pytestmark = pytest.mark.django_db


def reviews(ids: list[UUID], since: date, before: date) -> "QuerySet[Any, Any]":
    rows = ReviewHeld.objects.filter(person_id__in=ids, held_on__gte=since, held_on__lt=before)
    return rows.order_by("held_on").values_list("person_id", "held_on", "withdrawn_at")


def three_people() -> list[UUID]:
    ids = [YoungPerson.objects.create(sort_name=name).pk for name in "abc"]
    for number, pk in enumerate(ids):
        for year in (2024, 2025, 2026):
            ReviewHeld.objects.create(person_id=pk, held_on=date(year, 1 + number, 2))
    return ids


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("since", [date(2024, 2, 2), date(2025, 1, 2)])
def test_it_answers_as_the_queryset_does_whoever_and_whenever_is_asked_about(number: int, since: date) -> None:
    ids, asking, before = three_people(), Asking(reviews), date(2026, 3, 2)
    asking(ids, date(2000, 1, 1), date(2001, 1, 1))  # written out for others and other days
    asking(ids[-1:], date(2000, 1, 1), date(2001, 1, 1))
    found = asking(ids[:number], since, before)
    assert found == list(reviews(ids[:number], since, before)) != []
    assert isinstance(found[0][0], UUID) and isinstance(found[0][1], date)


def test_of_nobody_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as caught:
        assert Asking(reviews)([], date(2024, 1, 1), date(2025, 1, 1)) == []
    assert len(caught) == 0


def test_a_query_is_built_once_for_each_length() -> None:
    built = []

    def build(ids: list[UUID]) -> "QuerySet[Any, Any]":
        built.append(len(ids))
        return ReviewHeld.objects.filter(person_id__in=ids).values_list("person_id")

    asking = Asking(build)
    for number in (3, 4, 1, 3, 9, 16):
        asking([uuid4() for _ in range(number)])
    assert built == [4, 1, 16]


def test_a_day_that_does_not_stand_as_it_is_given_is_refused() -> None:
    asking = Asking(lambda ids, on: ReviewHeld.objects.filter(person_id__in=ids).values_list("person_id"))
    with pytest.raises(ValueError, match="as it was given"):
        asking([uuid4()], date(2024, 1, 1))
