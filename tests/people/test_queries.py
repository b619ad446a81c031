"""A list costs the same number of queries for one row and for many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.world import TODAY, World, allocate, young_person
from waymark.accounts.models import User
from waymark.people import actions
from waymark.people.models import ContactPoint, NetworkMember, ReviewHeld

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_probable_duplicates_and_emergencies(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    pages = [reverse("people:duplicates"), reverse("people:emergency_checks")]

    def another(n: int) -> None:
        double = young_person("Sam", "Whitlock", child_id=f"D{n}", age=18, in_care_from=11, to=18)
        allocate(double, world.bea, world.team)
        actions.open_in_emergency(double, reason="At the hub and unwell", by=world.cy, today=TODAY, now=timezone.now())

    another(0)
    before = [cost(client, url) for url in pages]
    for n in range(1, 8):
        another(n)
    assert [cost(client, url) for url in pages] == before


def test_the_parts_of_a_record(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    pages = [reverse(f"people:{n}", args=[world.sam.pk]) for n in ("care", "reach", "network", "allocations", "looks")]

    def another(n: int) -> None:
        ReviewHeld.objects.create(person=world.sam, held_on=TODAY)
        ContactPoint.objects.create(person=world.sam, value=f"07700 90012{n}")
        NetworkMember.objects.create(person=world.sam, name=f"Aunt {n}")
        actions.allocate(world.sam, role="nurse", worker_name=f"Nurse {n}", started_on=TODAY, by=world.bea, today=TODAY)  # type: ignore[arg-type]

    another(0)
    before = [cost(client, url) for url in pages]
    for n in range(1, 8):
        another(n)
    assert [cost(client, url) for url in pages] == before
