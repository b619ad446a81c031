"""Bea moves Alex's caseload: chosen, shown, and only then done."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.world import TODAY, World, worker
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.audit.models import LookedAt
from waymark.people.models import Allocation

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def nia(world: World) -> User:
    return worker("nia", "Nia Ward", Role.PERSONAL_ADVISER, world.team)


def page(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\xa0", " "))


def asked(world: World, to: User | None, **changes: str) -> dict[str, str]:
    rows = Allocation.objects.known().filter(worker=world.alex, ended_on=None)
    ticks = {f"move-{row.pk}": "on" for row in rows}
    answers = {"everyone": str(to.pk) if to else "", "started_on": TODAY.isoformat(), "reason": "Alex leaves"}
    return ticks | answers | {"do": "preview"} | changes


def hidden(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text))


def test_a_caseload_is_shown_then_moved(world: World, nia: User, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    url = f"/people/move/?worker={world.alex.pk}"
    assert "2 young people" in page(client.get("/people/move/"))
    first = page(client.get(url))
    assert "Alex Merrin holds 2 young people" in first
    assert "Nia Ward (0, North)" in first and "Cy Okafor (1, South)" in first
    preview = page(client.post(url, asked(world, nia)))
    assert "2 young people go from Alex Merrin to Nia Ward" in preview and "0 now, 2 afterwards" in preview
    assert Allocation.objects.filter(worker=nia).count() == 0
    done = client.post(url, hidden(preview) | {"do": "move"}, follow=True)
    assert "2 young people have another worker than Alex Merrin now" in page(done)
    assert Allocation.objects.known().filter(worker=nia, ended_on=None).count() == 2


def test_one_may_stay_and_one_may_go_elsewhere(world: World, nia: User, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    url = f"/people/move/?worker={world.alex.pk}"
    sam, jo = (Allocation.objects.known().get(person=person) for person in (world.sam, world.jo))
    answers = asked(world, nia) | {f"to-{sam.pk}": str(world.cy.pk)}
    assert "2 workers" in page(client.post(url, answers))
    del answers[f"move-{jo.pk}"]
    preview = page(client.post(url, answers))
    assert "1 young person goes from Alex Merrin to Cy Okafor" in preview
    assert "1 young person stays with Alex Merrin" in preview
    client.post(url, hidden(preview) | {"do": "move"})
    assert Allocation.objects.known().get(person=world.sam, ended_on=None).worker == world.cy
    assert Allocation.objects.known().get(person=world.jo, ended_on=None).worker == world.alex


def test_a_move_that_was_looked_at_too_long_ago_says_so_and_keeps_the_answers(
    world: World, nia: User, sign_in: SignIn
) -> None:
    client = sign_in(world.bea)
    url = f"/people/move/?worker={world.alex.pk}"
    preview = page(client.post(url, asked(world, nia)))
    Allocation.objects.known().filter(person=world.jo).update(ended_on=TODAY)
    refused = client.post(url, hidden(preview) | {"do": "move"})
    assert refused.status_code == 422
    assert "what they hold has changed since you looked" in page(refused) and "Alex leaves" in page(refused)
    assert Allocation.objects.filter(worker=nia).count() == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"everyone": ""}, "Choose who takes them"),
        ({"reason": ""}, "Say why"),
        ({"started_on": ""}, "Give the day"),
        ({"started_on": (TODAY + timedelta(days=1)).isoformat()}, "Give today or an earlier day"),
        ({"started_on": (TODAY - timedelta(days=200)).isoformat()}, "Give a later day, or leave"),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, str], says: str, world: World, nia: User, sign_in: SignIn) -> None:
    response = sign_in(world.bea).post(f"/people/move/?worker={world.alex.pk}", asked(world, nia, **changes))
    assert response.status_code == 422
    assert says in page(response)


def test_nobody_ticked(world: World, nia: User, sign_in: SignIn) -> None:
    answers = {"everyone": str(nia.pk), "started_on": TODAY.isoformat(), "reason": "Leaves", "do": "preview"}
    response = sign_in(world.bea).post(f"/people/move/?worker={world.alex.pk}", answers)
    assert "Tick at least one young person" in page(response)


def test_a_look_at_a_caseload_is_kept(world: World, sign_in: SignIn) -> None:
    sign_in(world.bea).get(f"/people/move/?worker={world.alex.pk}")
    assert LookedAt.objects.filter(person_id=world.jo.pk, look__what="Moving a caseload").count() == 1


def test_a_worker_beyond_reach_is_as_if_there_were_none(world: World, sign_in: SignIn) -> None:
    assert sign_in(world.bea).get(f"/people/move/?worker={world.cy.pk}").status_code == 404
    assert sign_in(world.alex).get("/people/move/").status_code == 404
