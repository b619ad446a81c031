"""Axe on every address, on a phone and on a desk: no findings, no sideways scrolling, nothing refused by the CSP."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage

from tests.journeys.conftest import DESK, PHONE, findings, overflow
from tests.test_access import addresses
from tests.world import World
from waymark.accounts.models import User

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def people_who_between_them_see_every_page(world: World) -> list[User]:
    return [world.alex, world.bea, world.head, world.analyst, world.administrator]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_has_a_finding(size: dict[str, int], world: World, open_page: Callable[..., Any]) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    for user in [None, *people_who_between_them_see_every_page(world)]:
        page = open_page(user, size)
        complaints: list[str] = []

        def heard(message: ConsoleMessage, complaints: list[str] = complaints) -> None:
            if message.type == "error" and "404" not in message.text:
                complaints.append(message.text)

        page.on("console", heard)
        for name, access, url in addresses(world):
            if name in seen or access == "closed" or name.endswith(("_file", "health", "brand", "_csv", "_xml")):
                continue
            if user is not None and access == "public":
                continue
            complaints.clear()
            response = page.request.get(url)
            if response.status != 200 or "text/html" not in response.headers.get("content-type", ""):
                continue
            page.goto(url)
            if user is None and access != "public":
                continue
            seen.add(name)
            wrong += [f"{name}: {f}" for f in [*findings(page), *complaints]]
            if overflow(page) > 0:
                wrong.append(f"{name}: {overflow(page)} px too wide")
            headings = page.locator("h1").count()
            if headings != 1:
                wrong.append(f"{name}: {headings} h1")
    assert len(seen) > 20, seen
    assert not wrong, "\n".join(wrong)
