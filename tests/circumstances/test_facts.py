"""Leave to remain read in bulk."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.world import TODAY, World
from waymark.circumstances.facts import leave_of, leaves_known, leaves_of
from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import LeaveKind
from waymark.people.actions import add_fact, end_fact, withdraw_fact

pytestmark = pytest.mark.django_db


def leave(world: World, **fields: object) -> LeaveToRemain:
    given = {"person": world.jo, "kind": LeaveKind.REFUGEE} | fields
    return add_fact(LeaveToRemain(**given), by=world.alex, today=TODAY)


def test_one_query_for_everyone_asked_about(world: World) -> None:
    leave(world, expires_on=TODAY)
    for people in ([world.jo.pk], [world.jo.pk, world.sam.pk, world.kit.pk]):
        with CaptureQueriesContext(connection) as caught:
            found = leave_of(people, on=TODAY)
        assert list(found) == [world.jo.pk]
        assert len(caught) == 1


def test_leave_holds_from_its_first_day_until_it_is_said_to_have_ended(world: World) -> None:
    kept = leave(world, started_on=TODAY - timedelta(days=9), expires_on=TODAY + timedelta(days=99))
    assert leave_of([world.jo.pk], on=TODAY - timedelta(days=10)) == {}
    assert leave_of([world.jo.pk], on=TODAY - timedelta(days=9)) == {world.jo.pk: kept}
    ended = end_fact(kept, ended_on=TODAY, by=world.alex, today=TODAY)
    assert leave_of([world.jo.pk], on=TODAY - timedelta(days=1)) == {world.jo.pk: ended}
    assert leave_of([world.jo.pk], on=TODAY) == {}


def test_what_was_taken_back_is_not_believed(world: World) -> None:
    withdraw_fact(leave(world), by=world.alex, today=TODAY, reason="Somebody else's papers")
    assert leave_of([world.jo.pk], on=TODAY) == {}
    assert leaves_of(world.jo.pk) == []


def test_every_leave_is_known_ahead_of_its_time(world: World) -> None:
    ended = leave(world, kind=LeaveKind.UASC, ended_on=TODAY)
    ahead = leave(world, started_on=TODAY + timedelta(days=9))
    assert leaves_known([world.jo.pk, world.sam.pk]) == {world.jo.pk: [ahead, ended]}


def test_the_database_refuses_leave_that_ends_before_it_starts(world: World) -> None:
    with pytest.raises(IntegrityError, match="leave_expires_after_start"):
        LeaveToRemain.objects.create(
            person=world.jo, kind=LeaveKind.UASC, started_on=TODAY, expires_on=TODAY - timedelta(days=1)
        )
