"""Every page about a young person opens for those it is for, and is not there for anybody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World, samples
from waymark.accounts.models import User
from waymark.accounts.rules import ROLES, Role
from waymark.people.urls import urlpatterns

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
# Pages of a fact that Sam has none of: a sample id can only be of one kind.
OTHER_KINDS = {
    f"{kind}_{step}"
    for kind in (
        *("legal-status", "placement", "home", "away", "other-accommodation", "family-order", "support-request"),
        *("study", "review", "missing", "unaccompanied"),
    )
    for step in ("correct", "end", "withdraw")
} | {"care-period_end"}  # Sam's care has ended


def pages(world: World) -> list[tuple[str, object, str]]:
    known = samples(world)
    return [
        (
            str(p.name),
            p.callback.access,
            reverse(f"people:{p.name}", kwargs={k: known[k] for k in p.pattern.converters}),
        )
        for p in urlpatterns
    ]


def test_a_manager_opens_every_page_of_their_team(world: World, sign_in: SignIn) -> None:
    client, wrong = sign_in(world.bea), []
    for name, _, url in pages(world):
        expected = 404 if name in OTHER_KINDS else 302 if name == "photo_file" else 200
        if (code := client.get(url).status_code) != expected:
            wrong.append((name, code))
    assert not wrong


def test_an_adviser_opens_what_advisers_may(world: World, sign_in: SignIn) -> None:
    client, may, wrong = sign_in(world.alex), ROLES[Role.PERSONAL_ADVISER].permissions, []
    for name, access, url in pages(world):
        code = client.get(url).status_code
        expected = 404 if access not in may or name in OTHER_KINDS else 302 if name == "photo_file" else 200
        if code != expected:
            wrong.append((name, code))
    assert not wrong


def test_an_adviser_of_another_team_finds_nothing(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.cy)
    assert not [
        name for name, _, url in pages(world) if str(world.sam.pk) in url and client.get(url).status_code != 404
    ]


def test_signed_out_every_page_asks_to_sign_in(world: World) -> None:
    client = Client()
    assert all(client.get(url)["Location"].startswith(reverse("account_login")) for _, _, url in pages(world))
