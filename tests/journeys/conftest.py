"""A real browser on a real server: Debian's Chromium, one page a test, at the width of a phone or of a desk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.story import DESK, PHONE, Stage, findings, overflow
from tests.world import World
from waymark.accounts.models import User

__all__ = ["DESK", "PHONE", "findings", "overflow"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def address(live_server: Any) -> str:
    """Where the site is served for this test."""
    return str(live_server.url)


@pytest.fixture
def open_page(browser: Browser, address: str, sign_in: Callable[[User], Any]) -> Iterator[Callable[..., Page]]:
    """`open_page(user, size, scripts=True)` → a page of a browser signed in as them (None: signed out).

    Only a story about being without signal wants the app `installed`: for all others nothing is kept between pages.
    """
    contexts = []

    def opened(
        user: User | None = None, size: dict[str, int] = DESK, *, scripts: bool = True, installed: bool = False
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport=size,
            java_script_enabled=scripts,
            service_workers="allow" if installed else "block",
        )
        contexts.append(context)
        if user is not None:
            cookie = sign_in(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def stage(world: World, open_page: Callable[..., Page], tmp_path: Path, settings: Any) -> Stage:
    """The cast with browsers, a folder of their own for uploads, and no memory of earlier tries to sign in."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    cache.clear()
    return Stage(world, open_page, set())
