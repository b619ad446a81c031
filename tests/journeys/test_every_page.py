"""Axe on every address, at a desk and on a phone: no findings, no sideways scrolling, nothing refused by the CSP."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage

from tests.journeys.conftest import DESK, PHONE, findings, overflow
from tests.test_access import addresses
from tests.world import World
from waymark.accounts.models import User

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOT_A_PAGE = ("_file", "_csv", "_xml", "_template", "_codes", "health", "brand", "logo")
LOOKED_AT_WITH_THE_LOOK = "workspace:styleguide"  # on all its sides, in tests/journeys/test_look.py
# They only take a form, lead elsewhere, first ask for the password again, or are about a fact that Sam has none of.
SEEN_IN_A_JOURNEY = re.compile(
    r"account_(logout|reauthenticate)|mfa_\w+|accounts:(open_account|password_link)|eligibility:sign"
    r"|accounts:(keep|find|drop)_draft|after21:(answer|undo)|diary:(calendar_(keep|read)|feed)|notices:decide"
    r"|planning:handover_(reopen|settle|take_over)|texts:received|workspace:(manifest|worker)"
    r"|contact:(promise_keep|lost_(close|effort|seen)|no_contact_end|queue)"
    r"|statutory:import_(apply|refuse|columns)|workspace:(home|search)|people:[a-z-]+_(correct|end|withdraw)"
)
SIZES = {"desk": DESK, "phone": PHONE}


def people_who_between_them_see_every_page(world: World) -> list[User]:
    return [world.bea, world.analyst, world.head, world.administrator, world.alex]


def test_no_page_has_a_finding(world: World, open_page: Callable[..., Any]) -> None:
    known = [
        (name, access, url)
        for name, access, url in addresses(world)
        if access != "closed" and not name.endswith(NOT_A_PAGE) and name != LOOKED_AT_WITH_THE_LOOK
    ]
    seen: set[str] = set()
    wrong: list[str] = []
    for user in [None, *people_who_between_them_see_every_page(world)]:
        page = open_page(user)
        complaints: list[str] = []

        def heard(message: ConsoleMessage, complaints: list[str] = complaints) -> None:
            if message.type == "error":
                complaints.append(message.text)

        page.on("console", heard)
        for name, access, url in known:
            if name in seen or (user is None) != (access == "public"):
                continue
            response = page.request.get(url, max_redirects=0)
            if response.status != 200 or "text/html" not in response.headers.get("content-type", ""):
                continue
            complaints.clear()
            page.goto(url)
            seen.add(name)
            for place, size in SIZES.items():
                page.set_viewport_size(size)
                wrong += [f"{name}, {place}: {finding}" for finding in findings(page)]
                if (wider := overflow(page)) > 0:
                    wrong.append(f"{name}, {place}: {wider} px too wide")
            wrong += [f"{name}: {complaint}" for complaint in complaints]
            if (headings := page.locator("h1").count()) != 1:
                wrong.append(f"{name}: {headings} h1")
    assert not wrong, "\n".join(wrong)
    unseen = sorted(name for name, _, _ in known if name not in seen and not SEEN_IN_A_JOURNEY.fullmatch(name))
    assert not unseen, f"nobody came to {unseen}"
