"""Takes the pictures of docs/guides from a council that is being served: `python -m tests.journeys.pictures URL FOLDER`.

What is shown is chosen from the record by rules, so that the same council gives the same pictures.
"""

import os
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = ("today", "contact", "record", "handover")
SIZES = {"phone": (390, 2600), "desk": (1280, 1400)}
"""Width, and the height at which a long page is cut."""
MOST_BYTES = 300_000
HANDOVER = {
    "about_me": "I like things slow, and a text before a call. My cat comes first. Ask me about the band, not about school.",
    "going_on": "Settled in the flat since the summer and saving for driving lessons. The neighbour’s noise is the worry: the "
    "housing officer has been rung twice and has not been round.",
    "what_works": "Text first and ring after eleven. Walking while talking. Saying early when something cannot be done.",
    "what_to_avoid": "Turning up unannounced. Three questions in one text.",
}
USER, PASSWORD = "personal-adviser", "waymark-demo-2026"


def file_names() -> list[str]:
    return [f"{picture}-{size}.png" for picture in PICTURES for size in SIZES]


def addresses() -> dict[str, str]:
    """Picture → path. The record and the contact are about somebody of 18 to 20, promised something, who said most."""
    from django.db.models import Count, Q
    from django.utils import timezone

    from waymark.accounts.models import User
    from waymark.contact.models import ContactMade, Promise
    from waymark.people.models import YoungPerson

    today = timezone.localdate()
    within = YoungPerson.objects.visible_to(User.objects.get(username=USER), on=today).current()
    first, last = (today.replace(year=today.year - age, day=1) for age in (21, 18))
    adults = within.filter(born_on__gt=first + timedelta(days=31), born_on__lte=last).exclude(what_matters="")
    promised = Promise.objects.filter(state="open", owner__username=USER).values("person")
    said = (
        ContactMade.objects.known()
        .filter(person__in=adults.values("pk"))
        .filter(person__in=promised)
        .values("person")
        .annotate(words=Count("pk", filter=~Q(their_words="")), number=Count("pk"))
        .order_by("-words", "-number", "person__sort_name")
    )
    person = said[0]["person"]
    return {
        "today": "/",
        "contact": f"/people/{person}/contact/new/",
        "record": f"/people/{person}/",
    }


def sign_in(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_context(base_url=url, viewport={"width": width, "height": 900}).new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", USER)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{url}/")
    return page


def hand_over(page: Page) -> str:
    """Write the page that waits between two advisers and go through it, as an adviser does; the path of the page."""
    page.get_by_role("link", name="Write page").first.click()
    path = page.url.removeprefix(page.url.split("/people/")[0])
    for name, words in HANDOVER.items():
        page.fill(f"[name={name}]", words)
    page.get_by_role("button", name="Save and go through it").click()
    page.get_by_label("Agreed, face to face").check()
    page.get_by_role("button", name="Settle the page").click()
    page.wait_for_load_state()
    return path


def take(browser: Browser, url: str, paths: dict[str, str], folder: Path) -> None:
    for size, (width, most) in SIZES.items():
        page = sign_in(browser, url, width)
        for picture, path in paths.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.wait_for_load_state("networkidle")
            # The window is made as high as the page, so that the tabs of a phone lie at its end and cover nothing.
            height = min(int(page.evaluate("document.documentElement.scrollHeight")), most)
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=folder / f"{picture}-{size}.png")
            print(f"{picture}-{size}.png: {page.locator('h1').inner_text()}")


def answered(url: str) -> None:
    """Wait until the server answers; 30 seconds at most."""
    for _ in range(60):
        try:
            urllib.request.urlopen(f"{url}/accounts/login/", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"Nothing answers at {url}")


def main(url: str, folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    django.setup()
    paths = addresses()
    answered(url)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        paths["handover"] = hand_over(sign_in(browser, url, SIZES["desk"][0]))
        take(browser, url, paths, Path(folder))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
