"""The look in a real browser: no findings on any side, and signing in with a passkey under the site's own policy."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.journeys.conftest import DESK, PHONE, findings, overflow
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 320, "height": 700}  # WCAG 1.4.10: a desk at 400 %
PASSWORD = "a long password"


def complaints_of(page: Page) -> list[str]:
    """What the browser complains about while the page is used, the content security policy's refusals among them."""
    heard: list[str] = []
    # That no service worker is kept between pages is our own wish, and said by the driver, not by a page.
    ours = re.compile("Service Worker registration blocked by Playwright")

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ours.search(message.text):
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.mark.parametrize("side", ["staff", "app", "public"])
@pytest.mark.parametrize("size", [NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])
def test_no_side_has_a_finding(size: dict[str, int], side: str, open_page: Callable[..., Page]) -> None:
    page = open_page(None, size)
    heard = complaints_of(page)
    page.goto(f"/styleguide/?side={side}")
    page.wait_for_selector("body.js-enabled")
    assert findings(page) == []
    assert overflow(page) == 0
    assert heard == []


def test_a_part_opens_with_its_answer(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/styleguide/")
    page.wait_for_selector("body.js-enabled")
    name = page.locator("#filled_interpreter_name")
    expect(name).to_be_visible()
    page.locator("#filled_interpreter").check()
    expect(name).to_be_hidden()
    assert findings(page) == []


def test_every_part_is_there_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page(scripts=False)
    page.goto("/styleguide/")
    page.locator("#filled_interpreter").check()
    expect(page.locator("#filled_interpreter_name")).to_be_visible()


def test_a_form_goes_once(open_page: Callable[..., Page], world: World) -> None:
    page = open_page()
    page.goto("/accounts/login/")
    page.wait_for_selector("body.js-enabled")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(
        "() => { const form = document.querySelector('main form'); form.requestSubmit(); form.requestSubmit() }"
    )
    page.wait_for_selector(".govuk-error-summary")
    assert len(sent) == 1


def test_the_summary_leads_to_the_field(open_page: Callable[..., Page], world: World) -> None:
    page = open_page(size=PHONE)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Enter your password").click()
    expect(page.locator("#id_password")).to_be_focused()
    assert findings(page) == []


def test_signing_in_with_a_passkey(open_page: Callable[..., Page], world: World, settings: Any) -> None:
    """Alex adds a passkey, signs out, and signs in with it alone."""
    settings.MFA_REQUIRED = False
    page = open_page(size=PHONE)
    heard = complaints_of(page)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": key | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("Your name for signing in").fill("alex")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()

    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    assert findings(page) == []

    page.goto("/accounts/logout/")
    with page.expect_navigation():  # what this phone keeps is looked after first
        page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/accounts/2fa/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.goto("/accounts/2fa/")
    expect(page.get_by_text("You are Alex Merrin.")).to_be_visible()
    assert heard == []
