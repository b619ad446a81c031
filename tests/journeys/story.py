"""Somebody at a browser, in the words of a story: they go, read, type, choose and press.

Every page they come to is looked at with axe, may not scroll sideways, and may not make the browser complain. Without
script a page is only read and used: axe is a script itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.world import World
from waymark.accounts.models import User

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PASSWORD = "a long password"
WAIT = 15_000


def findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['target']} {v['help']}" for v in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window: sideways scrolling on a phone."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@dataclass(frozen=True)
class Way:
    """How somebody comes to the site: the size of their window, and whether their browser runs scripts."""

    size: dict[str, int]
    scripts: bool = True


ON_A_PHONE, AT_A_DESK = Way(PHONE), Way(DESK)
PHONE_WITHOUT_SCRIPT, DESK_WITHOUT_SCRIPT = Way(PHONE, scripts=False), Way(DESK, scripts=False)
on_a_phone_or_without_script = pytest.mark.parametrize(
    "way", [ON_A_PHONE, DESK_WITHOUT_SCRIPT], ids=["phone", "desk-no-script"]
)
at_a_desk_or_without_script = pytest.mark.parametrize(
    "way", [AT_A_DESK, PHONE_WITHOUT_SCRIPT], ids=["desk", "phone-no-script"]
)


class Somebody:
    """One person at one browser. `looked_at` is shared: a page that one has shown need not be examined again."""

    def __init__(self, page: Page, way: Way, looked_at: set[tuple[str, ...]]) -> None:
        self.page, self.way, self.looked_at = page, way, looked_at
        page.set_default_timeout(WAIT)
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        # A 404, 409 or 422 is an answer of ours; everything else the browser calls an error is one.
        if message.type == "error" and not re.search(r"status of 4(04|09|22)", message.text):
            self.complaints.append(message.text)

    def goes_to(self, path: str) -> int:
        """The status the page answered with."""
        response = self.page.goto(path)
        self._look()
        return response.status if response is not None else 0

    def follows(self, words: str, *, within: str = "main") -> None:
        self._then(self.page.locator(within).get_by_role("link", name=words).first)

    def presses(self, words: str) -> None:
        self._then(self.page.locator("main").get_by_role("button", name=words).first)

    def turns_to(self, words: str) -> None:
        """Choose from the main menu, wherever this width has it."""
        self._then(self.page.locator("nav.nav, nav.tabs").get_by_role("link", name=words).locator("visible=true").first)

    def strikes(self, *keys: str) -> None:
        """Keys that lead to another page."""
        with self.page.expect_navigation():
            for key in keys:
                self.page.keyboard.press(key)
        self._look()

    def unfolds(self, words: str) -> None:
        self.page.locator("summary", has_text=words).first.click()

    def types(self, label: str, text: str) -> None:
        self._field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def picks(self, question: str, answer: str | re.Pattern[str]) -> None:
        self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()

    def hands_over(self, label: str, files: list[Path]) -> None:
        self._field(label).set_input_files(files)

    def reads(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence, use_inner_text=True, timeout=WAIT)

    def does_not_read(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.page.locator("body")).not_to_contain_text(sentence, use_inner_text=True, timeout=WAIT)

    def finds_in(self, label: str, value: str) -> None:
        expect(self._field(label)).to_have_value(value)

    def is_led_from_the_error_to(self, label: str, error: str) -> None:
        """The summary says what to do and its link puts the cursor into the field, which says it too."""
        field = self._field(label)
        self.page.locator(".govuk-error-summary").get_by_role("link", name=error).first.click()
        if self.way.scripts:
            expect(field).to_be_focused()
        described = (field.get_attribute("aria-describedby") or "").split()
        told = [self.page.locator(f"[id='{name}']").inner_text() for name in described]
        assert any(error in words for words in told), told

    @property
    def heading(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("h1").inner_text())

    def _field(self, label: str) -> Locator:
        """The control of that label: a form or a list may be called the same."""
        return self.page.get_by_label(label, exact=True).and_(self.page.locator("input, select, textarea")).first

    def _then(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()
        self._look()

    def _look(self) -> None:
        page = self.page
        page.wait_for_load_state()
        here = re.sub(r"[0-9a-f-]{36}", "…", page.url.split("/", 3)[3].partition("?")[0])
        shown = (here, str(page.locator(".govuk-error-summary").count()), str(page.locator(".note").count()))
        if not self.way.scripts or shown in self.looked_at:
            return
        self.looked_at.add(shown)
        wrong = [*findings(page), *self.complaints]
        if (wider := overflow(page)) > 0:
            wrong.append(f"{wider} px too wide")
        if (headings := page.locator("h1").count()) != 1:
            wrong.append(f"{headings} h1")
        assert not wrong, f"{here}: {wrong}"


@dataclass
class Stage:
    """The cast, and a browser for each who comes in."""

    world: World
    open_page: Callable[..., Page]
    looked_at: set[tuple[str, ...]]

    def enter(self, user: User | None, way: Way) -> Somebody:
        """Signed in as `user`; None: a stranger."""
        return Somebody(self.open_page(user, way.size, scripts=way.scripts), way, self.looked_at)
