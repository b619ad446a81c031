"""Recording where there is no signal: kept on the phone, sealed, and sent once, by whoever wrote it.

The app is installed by opening any page with signal. What the server has is read from its tables, what the phone has
from its own store.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.kept import EVERYTHING_KEPT, KEPT, NOTE, form_of, kept, ready, until, write
from tests.journeys.story import PHONE, WAIT, findings, overflow
from tests.world import World
from waymark.accounts.facts import drafts_of
from waymark.accounts.models import User
from waymark.contact.models import ContactMade

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
QUEUE = "**/contact/queue/"

EVERYTHING_CACHED = """async () => {
  const found = []
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname)
  }
  return found
}"""


def phone(open_page: OpenPage, user: User) -> Page:
    """Somebody's phone with the app on it, opened once with signal."""
    page = open_page(user, PHONE, installed=True)
    page.set_default_timeout(WAIT)
    page.goto("/people/")
    ready(page)
    return page


def sign_in_as(page: Page, user: User, sign_in: Callable[[User], Any]) -> None:
    cookie = sign_in(user).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": page.url.split("/", 3)[0] + "//" + page.url.split("/")[2]}]
    )


def rows(world: World) -> list[str]:
    return [row.note for row in ContactMade.objects.filter(person=world.sam)]


def wait_until_sent(page: Page) -> None:
    until(page, lambda: not kept(page), "sent")


def test_without_signal_the_open_form_is_kept_and_sent_once(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    page.context.set_offline(True)
    expect(page.get_by_text("No signal. Carry on.")).to_be_visible()
    write(page)
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()
    assert findings(page) == [] and overflow(page) <= 0

    assert rows(world) == []
    everything = page.evaluate(EVERYTHING_KEPT)
    assert len(everything["entries"]) == 1
    for words in ("cooker", "Sam", "face_to_face", str(world.sam.pk)):
        assert words not in str(everything)
    assert everything["keys"] == [{"user": str(world.alex.pk), "key": "key, extractable: false"}]

    page.context.set_offline(False)
    wait_until_sent(page)
    expect(page.get_by_text("Sent. It is in the record now.")).to_be_visible()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_have_count(0)  # kept and sent are two things
    assert findings(page) == []
    assert rows(world) == [NOTE]


def test_without_signal_a_page_that_is_not_there_gives_a_form_that_is(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.context.set_offline(True)
    page.goto(form_of(world) + "?visit=1")
    expect(page.get_by_role("heading", level=1)).to_have_text("No signal. Carry on.")
    expect(page.get_by_label("Whom did you contact?")).to_have_value(str(world.sam.pk))
    assert findings(page) == [] and overflow(page) <= 0
    page.get_by_label("What happened?").fill(NOTE)
    page.get_by_label("What", exact=True).first.fill("Ring the landlord")
    page.get_by_role("button", name="Save and send later").click()
    page.get_by_role("link", name="Give a date for what you promised").click()
    page.get_by_label("By when").first.fill("Friday")
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_text("Kept on this phone.", exact=True)).to_be_visible()
    assert findings(page) == [] and overflow(page) <= 0
    assert rows(world) == []

    page.reload()  # the phone was put away; the page is opened again, still without signal
    expect(page.get_by_text("1 visit not sent yet")).to_be_visible()
    expect(page.get_by_text("Waits for signal.")).to_be_visible()
    page.context.set_offline(False)
    wait_until_sent(page)
    contact = ContactMade.objects.get(person=world.sam)
    assert (contact.note, contact.by_role, contact.place) == (NOTE, "adviser", "unknown")


def test_an_answer_that_was_lost_makes_no_second_contact(world: World, open_page: OpenPage) -> None:
    """The server has it, and ends before it can say so: three times."""
    page, arrived = phone(open_page, world.alex), []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and len(arrived) < 3:
            arrived.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.goto(form_of(world))
    page.route(QUEUE, lose)
    write(page)
    page.get_by_role("button", name="Save contact").click()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()
    assert len(kept(page)) == 1
    for _ in range(2):
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_timeout(700)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_until_sent(page)
    assert arrived == [201, 200, 200]
    assert rows(world) == [NOTE]


def test_two_tabs_send_it_once(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    page.context.set_offline(True)
    write(page)
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()
    page.context.set_offline(False)
    tabs = [page.context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto("/people/", wait_until="commit")
    wait_until_sent(page)
    assert rows(world) == [NOTE]


def test_somebody_else_on_the_same_phone_sends_nothing_of_it(
    world: World, open_page: OpenPage, sign_in: Callable[[User], Any]
) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    page.context.set_offline(True)
    write(page)
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()

    sign_in_as(page, world.bea, sign_in)
    page.context.set_offline(False)
    page.goto("/people/")
    ready(page)
    page.wait_for_timeout(1000)
    assert rows(world) == []
    expect(page.get_by_text("kept on this phone")).to_be_hidden()  # it is not hers to see either
    assert [one["user"] for one in kept(page)] == [str(world.alex.pk)]
    assert [one["user"] for one in kept(page, "names")] == [str(world.bea.pk)]

    sign_in_as(page, world.alex, sign_in)
    page.goto("/people/")
    wait_until_sent(page)
    assert rows(world) == [NOTE]
    assert ContactMade.objects.get(person=world.sam).recorded_by_id == world.alex.pk


def test_a_lost_session_loses_nothing(world: World, open_page: OpenPage, sign_in: Callable[[User], Any]) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    write(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save contact").click()
    expect(page.get_by_text("You are signed out. Sign in as yourself on this phone")).to_be_visible()
    assert rows(world) == []
    sign_in_as(page, world.alex, sign_in)
    page.goto("/people/")
    wait_until_sent(page)
    assert rows(world) == [NOTE]


def test_signing_out_names_what_is_not_sent_and_lets_them_go_back(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.route(QUEUE, lambda route: route.abort())
    page.goto(form_of(world))
    write(page)
    page.get_by_role("button", name="Save contact").click()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()
    page.goto("/accounts/2fa/")
    page.get_by_role("button", name="Sign out").click()  # leads over the page that says what is not sent
    expect(page.get_by_text("1 visit is not sent yet: Sam,")).to_be_visible()
    assert findings(page) == [] and overflow(page) <= 0
    page.get_by_role("link", name="Go back and send it first").click()
    expect(page.get_by_text("1 visit not sent yet")).to_be_visible()

    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    assert kept(page, "names") == [] and kept(page, "here") == []
    assert [one["user"] for one in kept(page)] == [str(world.alex.pk)]
    page.context.set_offline(True)
    page.goto("/")
    expect(page.get_by_text("Nobody is signed in on this phone.")).to_be_visible()


def test_what_the_server_wants_put_right_is_offered_with_every_word(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.context.set_offline(True)
    page.goto(form_of(world) + "?visit=1")
    page.get_by_label("What happened?").fill(NOTE)
    page.locator("summary", has_text="Change").first.click()
    page.get_by_label("Day", exact=True).fill("31 June 2026")
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_text("Kept on this phone.", exact=True)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Not taken yet: There is no 31 June in 2026")).to_be_visible()
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_label("What happened?")).to_have_value(NOTE)
    assert findings(page) == [] and overflow(page) <= 0
    page.get_by_label("Day", exact=True).fill("yesterday")
    page.get_by_role("button", name="Save and send later").click()
    wait_until_sent(page)
    assert rows(world) == [NOTE]


def test_no_page_of_staff_is_ever_kept(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    for path in ("/people/", f"/people/{world.sam.pk}/", form_of(world), "/drafts/"):
        page.goto(path)
    cached = page.evaluate(EVERYTHING_CACHED)
    others = [one for one in cached if not one.startswith("/static/") and one not in {"/offline/", "/brand.css"}]
    assert others == [] and "/offline/" in cached
    page.context.set_offline(True)
    page.goto(f"/people/{world.sam.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No signal. Carry on.")
    assert "Whitlock" not in page.content()


def test_what_is_typed_keeps_itself_and_comes_back(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    write(page)
    expect(page.get_by_text("Draft kept at")).to_be_visible(timeout=6000)
    assert [draft.fields["note"] for draft in drafts_of(world.alex)] == [NOTE]

    page.goto("/people/")
    page.goto(form_of(world))
    expect(page.get_by_text("You began this today at")).to_be_visible()
    assert findings(page) == [] and overflow(page) <= 0
    page.get_by_role("link", name="Carry on").click()
    expect(page.get_by_label("What happened?")).to_have_value(NOTE)
    page.get_by_role("button", name="Save contact").click()
    page.wait_for_url(f"**/people/{world.sam.pk}/")
    assert rows(world) == [NOTE]
    assert drafts_of(world.alex) == []
    page.goto(form_of(world))
    page.wait_for_timeout(500)
    expect(page.get_by_text("You began this")).to_have_count(0)


def test_a_draft_is_thrown_away_with_one_press(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    write(page)
    expect(page.get_by_text("Draft kept at")).to_be_visible(timeout=6000)
    page.get_by_role("button", name="Throw it away").locator("visible=true").click()
    expect(page.get_by_label("What happened?")).to_have_value("")
    assert drafts_of(world.alex) == []
    assert kept(page, "drafts") == []


def test_what_is_typed_without_signal_comes_back_after_the_page_was_closed(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    page.goto(form_of(world))
    page.context.set_offline(True)
    write(page)
    expect(page.get_by_text("Draft kept on this phone at")).to_be_visible()
    page.context.set_offline(False)
    page.evaluate("() => { window.stop() }")
    page.route("**/drafts/keep/", lambda route: route.abort())
    page.goto(form_of(world))
    expect(page.get_by_text("It is kept on this phone only.")).to_be_visible()
    page.get_by_role("button", name="Carry on").click()
    expect(page.get_by_label("What happened?")).to_have_value(NOTE)


def test_a_form_of_another_kind_offers_its_draft_too(world: World, open_page: OpenPage) -> None:
    page = phone(open_page, world.alex)
    path = f"/people/{world.sam.pk}/going-on/"
    page.goto(path)
    page.locator("form[data-draft] textarea").first.fill(NOTE)
    expect(page.get_by_text("Draft kept at")).to_be_visible(timeout=6000)
    page.goto("/drafts/")
    assert findings(page) == [] and overflow(page) <= 0
    page.get_by_role("link", name="What is going on for Sam Whitlock").click()
    expect(page.get_by_text("You began this today at")).to_be_visible()
    assert findings(page) == [] and overflow(page) <= 0
    page.get_by_role("button", name="Carry on").click()
    expect(page.locator("form[data-draft] textarea").first).to_have_value(NOTE)
    page.locator("form[data-draft]").get_by_role("button", name="Save").click()
    page.wait_for_url(lambda url: path not in url)
    assert drafts_of(world.alex) == []


def test_six_taps_from_opening_the_app_to_a_recorded_visit(world: World, open_page: OpenPage) -> None:
    page, taps = phone(open_page, world.alex), []

    def tap(control: Any) -> None:
        taps.append(str(control))
        control.click()

    page.goto("/")
    tap(page.locator("nav.tabs").get_by_role("link", name="Record"))
    tap(page.locator("main").get_by_role("link", name="Sam Whitlock").first)
    tap(page.get_by_role("group", name="Did you reach").get_by_label("Yes"))
    tap(page.get_by_role("group", name="How?").get_by_label("Face to face"))
    tap(page.get_by_label("What happened?"))
    page.keyboard.type(NOTE)
    tap(page.get_by_role("button", name="Save contact"))
    page.wait_for_url(f"**/people/{world.sam.pk}/")
    assert rows(world) == [NOTE]
    assert len(taps) <= 6
