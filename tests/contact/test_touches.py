"""How people were kept in touch with, in a fixed number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import TODAY, World
from waymark.contact.actions import record_contact, replace_contact_reported, set_rhythm
from waymark.contact.facts import touches
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, Touch
from waymark.people.rules.words import Source

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(days: int) -> Any:
    return TODAY - timedelta(days=days)


def contact(world: World, days: int, made: Made, channel: Channel, by_role: ByRole, **other: Any) -> ContactMade:
    return record_contact(
        person=world.sam,
        happened_on=ago(days),
        made=made,
        channel=channel,
        by_role=by_role,
        by=world.alex,
        today=TODAY,
        now=NOW,
        **other,
    )


def test_who_was_reached_seen_and_tried_by_whom(world: World) -> None:
    contact(world, 90, Made.MADE, Channel.FACE_TO_FACE, ByRole.ADVISER)
    contact(world, 60, Made.MADE, Channel.FACE_TO_FACE, ByRole.SOCIAL_WORKER, worried=True)
    contact(world, 50, Made.MADE, Channel.CALL, ByRole.ADVISER)
    contact(world, 40, Made.MADE, Channel.VIDEO, ByRole.OTHER)
    contact(world, 40, Made.TRIED, Channel.CALL, ByRole.ADVISER, next_try_on=ago(30))  # that day they were reached
    contact(world, 20, Made.TRIED, Channel.CALL, ByRole.ADVISER, next_try_on=ago(6))
    contact(world, 6, Made.TRIED, Channel.FACE_TO_FACE, ByRole.OTHER, next_try_on=TODAY)
    contact(world, 1, Made.UNKNOWN, Channel.UNKNOWN, ByRole.UNKNOWN)
    found = touches([world.sam.pk, world.jo.pk], up_to=TODAY)
    assert found[world.jo.pk] == Touch()
    assert found[world.sam.pk] == Touch(
        reached_on=ago(40),
        reached_by_adviser_on=ago(50),
        seen_on=ago(60),
        seen_by_adviser_on=ago(90),
        seen_by_social_worker_on=ago(60),
        tried_on=ago(6),
        tries_since=2,
        try_again_on=TODAY,
        worried_on=ago(60),
    )


def test_what_came_later_was_not_known_then(world: World) -> None:
    contact(world, 30, Made.TRIED, Channel.CALL, ByRole.ADVISER)
    contact(world, 10, Made.MADE, Channel.CALL, ByRole.ADVISER)
    then = touches([world.sam.pk], up_to=ago(20))[world.sam.pk]
    assert (then.reached_on, then.tries_since, then.tried_on) == (None, 1, ago(30))
    now = touches([world.sam.pk], up_to=TODAY)[world.sam.pk]
    assert (now.reached_on, now.tries_since) == (ago(10), 0)


def test_a_rhythm_of_their_own(world: World) -> None:
    until = TODAY + timedelta(days=28)
    set_rhythm(person=world.sam, every_days=7, reason="Crisis at home", until=until, by=world.alex, today=TODAY)
    found = touches([world.sam.pk], up_to=TODAY)[world.sam.pk]
    assert (found.rhythm_days, found.rhythm_until, found.rhythm_reason) == (7, until, "Crisis at home")
    assert touches([world.sam.pk], up_to=until)[world.sam.pk].rhythm_days is None
    assert touches([world.sam.pk], up_to=ago(1))[world.sam.pk].rhythm_days is None


def test_everyone_asked_about_is_answered_in_the_same_number_of_queries(world: World) -> None:
    people = [world.sam.pk, world.jo.pk, world.kit.pk]
    with CaptureQueriesContext(connection) as few:
        assert touches(people[:1], up_to=TODAY).keys() == {world.sam.pk}
    rows = [(person, ago(days), "made" if days % 3 else "tried", "adviser") for person in people for days in range(60)]
    replace_contact_reported(added=rows, withdrawn=[], source=Source.CASELOAD, by=world.alex, at=NOW)
    with CaptureQueriesContext(connection) as many:
        found = touches(people, up_to=TODAY)
    assert len(few) == len(many)
    assert {touch.reached_on for touch in found.values()} == {ago(1)}
    assert touches([], up_to=TODAY) == {}


def test_a_row_of_an_import_holds_what_the_file_said_and_nothing_else(world: World) -> None:
    rows = [(world.sam.pk, TODAY, "made", "adviser")]
    replace_contact_reported(added=rows, withdrawn=[], source=Source.CASELOAD, by=world.alex, at=NOW)
    row = ContactMade.objects.get()
    assert (row.channel, row.started_by, row.place, row.saw_where_sleeps) == ("unknown", "unknown", "unknown", None)
    found = touches([world.sam.pk], up_to=TODAY)[world.sam.pk]
    assert found.reached_by_adviser_on == TODAY and found.seen_on is None  # how they were reached is not known
