"""Every address × every role: a stranger sees nothing, a colleague sees what the job needs.

The list of addresses is walked from the resolver, so a new page is covered without anyone remembering. A new kind of
id in an address fails until `tests/world.py` says what a real one looks like.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import TODAY, World, samples
from waymark.accounts.models import RoleGrant, User
from waymark.accounts.rules import ROLES, Permission, Reach, Role

pytestmark = pytest.mark.django_db

PUBLIC = {
    # Each of these is meant to be seen by a stranger.
    *("workspace:health", "workspace:brand", "workspace:logo", "workspace:styleguide"),
    *("workspace:worker", "workspace:manifest", "workspace:offline"),
    *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("mfa_authenticate", "mfa_login_webauthn"),
    "diary:feed",  # by a secret address, which shows no names
    "texts:received",  # shows a token instead; 404 where none is set up
}
SignIn = Callable[[User], Client]


def each_url(
    patterns: list[URLPattern | URLResolver], namespace: str = "", outer: dict[str, Any] | None = None
) -> Iterator[tuple[str, URLPattern, dict[str, Any]]]:
    """(view name, pattern, its parameters, those of the patterns it lies in among them)."""
    for pattern in patterns:
        found = (outer or {}) | pattern.pattern.converters
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from each_url(pattern.url_patterns, inner, found)
        else:
            yield f"{namespace}{pattern.name}", pattern, found


ADDRESSES = list(each_url(get_resolver().url_patterns))


def addresses(world: World) -> Iterator[tuple[str, Any, str]]:
    """(view name, what guards it, a real address) of every page."""
    known = samples(world)
    for name, pattern, converters in ADDRESSES:
        regex = getattr(pattern.pattern, "regex", None)
        groups = dict(regex.groupindex) if regex is not None and not converters else {}
        wanted = converters or groups
        unknown = [k for k in wanted if k not in known]
        assert not unknown, f"{name}: say in tests/world.py samples() what a real {unknown} looks like"
        yield name, pattern.callback.access, reverse(name, kwargs={k: known[k] for k in wanted})


def newcomer(role: Role, world: World) -> User:
    """Somebody with this role who was never given a young person; a manager manages the other team."""
    user = User.objects.create_user(
        f"new-{role}", f"{role}@elsewhere.invalid", "a long password", display_name=f"New {role.label}"
    )
    team = world.other_team if role is Role.TEAM_MANAGER else None
    RoleGrant.objects.create(user=user, role=role, team=team, started_on=TODAY - timedelta(days=30))
    return user


def test_public_pages_are_the_ones_that_are_meant(world: World) -> None:
    assert {name for name, access, _ in addresses(world) if access == "public"} == PUBLIC


def test_signed_out_everything_else_leads_to_sign_in(world: World) -> None:
    client, wrong = Client(), []
    for name, access, url in addresses(world):
        response = client.get(url)
        if access == "public":
            continue
        if access == "closed":
            expected = response.status_code == 404
        else:
            expected = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
        if not expected:
            wrong.append((name, response.status_code))
    assert not wrong


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_newcomer_in_each_role_sees_only_what_the_table_gives(role: Role, world: World, sign_in: SignIn) -> None:
    """Without the permission: 404. With it, a record out of reach is still 404; nothing is ever a server error."""
    client, terms, wrong = sign_in(newcomer(role, world)), ROLES[role], []
    for name, access, url in addresses(world):
        code = client.get(url).status_code
        about_a_person = str(world.sam.pk) in url
        if access == "closed" or isinstance(access, Permission) and access not in terms.permissions:
            fine = code == 404
        elif about_a_person and access != "public" and terms.reach is not Reach.ALL:
            fine = code in {404, 405}
        else:
            fine = code < 400 or code in {404, 405}
        if not fine:
            wrong.append((name, str(access), code))
    assert not wrong


def test_an_adviser_opens_every_page_of_their_own_young_person(world: World, sign_in: SignIn) -> None:
    client, may, wrong = sign_in(world.alex), ROLES[Role.PERSONAL_ADVISER].permissions, []
    for name, access, url in addresses(world):
        if str(world.sam.pk) not in url or access not in may:
            continue
        code = client.get(url).status_code
        if code not in {200, 302, 405}:
            wrong.append((name, code))
    assert not wrong


def test_somebody_without_any_role_sees_nothing(world: World, sign_in: SignIn) -> None:
    nobody = User.objects.create_user("nobody", "nobody@elsewhere.invalid", display_name="Nobody")
    client = sign_in(nobody)
    assert not [
        (name, client.get(url).status_code)
        for name, access, url in addresses(world)
        if isinstance(access, Permission) and client.get(url).status_code != 404
    ]


def test_a_grant_that_has_ended_gives_nothing(world: World, sign_in: SignIn) -> None:
    leaver = newcomer(Role.HEAD_OF_SERVICE, world)
    RoleGrant.objects.filter(user=leaver).update(ended_on=TODAY)
    assert sign_in(leaver).get(reverse("workspace:register")).status_code == 404
