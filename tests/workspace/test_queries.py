"""The register and the record cost the same number of queries for few people and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workspace.people import crowd
from tests.world import years_ago
from waymark.people.models import NetworkMember, Placement, ReviewHeld

pytestmark = pytest.mark.django_db


def cost(client, address, data=None):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["alex", "bea", "head"])
@pytest.mark.parametrize("query", ["", "?order=name", "?attention=adviser", "?status=former_relevant&band=18-20"])
def test_the_register(world, sign_in, who, query):
    client = sign_in(getattr(world, who))
    crowd(1, world.alex, world.team, prefix="First")
    few = cost(client, f"/people/{query}")
    crowd(200, world.alex, world.team)
    assert cost(client, f"/people/{query}") == few <= 25


def test_a_search(world, sign_in):
    client, asked = sign_in(world.alex), {"text": "crowd"}
    crowd(1, world.alex, world.team, prefix="First")
    few = cost(client, reverse("workspace:search"), asked)
    crowd(60, world.alex, world.team)
    assert cost(client, reverse("workspace:search"), asked) == few


def test_the_record(world, sign_in):
    client, address = sign_in(world.alex), reverse("workspace:record", args=[world.sam.pk])
    few = cost(client, address)
    for n in range(200):
        ReviewHeld.objects.create(person=world.sam, held_on=years_ago(1, n))
    for n in range(30):
        Placement.objects.create(person=world.sam, started_on=years_ago(3, n), place="U4")
        NetworkMember.objects.create(person=world.sam, name=f"Friend {n}", relation="friend")
    crowd(200, world.alex, world.team)
    assert cost(client, address) == few <= 75
