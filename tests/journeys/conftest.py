"""A real browser on a real server: Debian's Chromium, one page a test, at the width of a phone or of a desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from waymark.accounts.models import User

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


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
def open_page(browser: Browser, live_server: Any, sign_in: Callable[[User], Any]) -> Iterator[Callable[..., Page]]:
    """`open_page(user, size, scripts=True)` → a page of a browser signed in as them (None: signed out)."""
    contexts = []

    def opened(user: User | None = None, size: dict[str, int] = DESK, *, scripts: bool = True) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=size, java_script_enabled=scripts)
        contexts.append(context)
        if user is not None:
            cookie = sign_in(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['target']} {v['help']}" for v in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window: sideways scrolling on a phone."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
