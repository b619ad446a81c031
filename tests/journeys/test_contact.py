"""A visit is recorded from the first page in a few taps, promises are kept with one, and nothing typed is ever lost."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.story import (
    AT_A_DESK,
    ON_A_PHONE,
    WAIT,
    Somebody,
    Stage,
    Way,
    on_a_phone_or_without_script,
)
from tests.world import TODAY, World
from waymark.accounts.facts import drafts_of
from waymark.accounts.models import User
from waymark.contact.actions import make_promise, record_contact
from waymark.contact.models import ContactMade, Promise
from waymark.contact.rules import ByRole, Channel, Made, PromiseState, StartedBy
from waymark.core.wording import LONDON
from waymark.people.models import NetworkMember, YoungPerson
from waymark.people.rules.words import Relation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOTE = "The cooker is dead and the flat is warm."
WORDS = "I can cook for six if it works"


def reached(person: YoungPerson, by: User, *, days: int, note: str = "We spoke") -> ContactMade:
    """A call that many days ago."""
    day = TODAY - timedelta(days=days)
    return record_contact(
        person=person,
        happened_on=day,
        made=Made.MADE,
        channel=Channel.CALL,
        by_role=ByRole.ADVISER,
        by=by,
        worker=by,
        today=day,
        now=datetime.combine(day, time(12), LONDON),
        started_by=StartedBy.WORKER,
        note=note,
    )


class Thumb:
    """Counts what a phone is tapped; typing is not counted."""

    def __init__(self, somebody: Somebody) -> None:
        self.somebody, self.taps = somebody, 0

    def tap(self, control: Locator) -> None:
        self.taps += 1
        control.click()
        self.somebody.page.wait_for_load_state()


def test_from_the_first_page_to_a_recorded_visit_in_six_taps(stage: Stage) -> None:
    reached(stage.world.sam, stage.world.alex, days=70)
    alex = stage.enter(stage.world.alex, ON_A_PHONE)
    page, thumb = alex.page, Thumb(alex)
    alex.goes_to("/")
    main = page.locator("main")
    thumb.tap(main.get_by_role("link", name="Record contact : Sam Whitlock"))
    thumb.tap(page.get_by_role("group", name="Did you reach").get_by_label("Yes"))
    thumb.tap(page.get_by_role("group", name="How?").get_by_label("Face to face"))
    thumb.tap(page.get_by_label("What happened?"))
    page.keyboard.type(NOTE)
    thumb.tap(page.get_by_role("button", name="Save contact"))
    alex.reads("The contact with Sam is saved.")
    assert thumb.taps <= 6
    contact = ContactMade.objects.filter(person=stage.world.sam).latest("recorded_at")
    assert (contact.note, contact.channel, contact.happened_on) == (NOTE, Channel.FACE_TO_FACE, TODAY)
    alex.goes_to("/")
    expect(main.get_by_role("link", name="Record contact : Sam Whitlock")).to_have_count(0)


@on_a_phone_or_without_script
def test_a_contact_with_words_and_a_promise_that_is_kept_with_one_tap(stage: Stage, way: Way) -> None:
    alex = stage.enter(stage.world.alex, way)
    when_alex_leaves_something_out(alex, stage.world.sam)
    then_he_is_told_and_every_word_is_there(alex)
    when_he_puts_it_right(alex)
    then_it_is_in_the_record_in_their_words(alex, stage.world.sam)
    when_he_keeps_the_promise(alex)
    then_it_is_kept(alex, stage.world)


def when_alex_leaves_something_out(alex: Somebody, sam: YoungPerson) -> None:
    alex.goes_to(f"/people/{sam.pk}/")
    alex.follows("Record contact")
    alex.picks("Did you reach Sam?", "Yes")
    alex.types("What happened?", NOTE)
    alex.types("In Sam’s own words", WORDS)
    alex.page.get_by_label("What", exact=True).first.fill("Ring the landlord")
    alex.presses("Save contact")


def then_he_is_told_and_every_word_is_there(alex: Somebody) -> None:
    alex.is_led_from_the_error_to("By when", "Give a date for “Ring the landlord”, such as 21 May or Friday")
    alex.reads("Say how: face to face, a call, a text or another way")
    alex.finds_in("What happened?", NOTE)
    alex.finds_in("In Sam’s own words", WORDS)
    assert not ContactMade.objects.exists()


def when_he_puts_it_right(alex: Somebody) -> None:
    alex.picks("How?", "Call")
    alex.types("By when", "tomorrow")
    alex.presses("Save contact")


def then_it_is_in_the_record_in_their_words(alex: Somebody, sam: YoungPerson) -> None:
    alex.reads("The contact with Sam is saved. 1 promise is on your day.")
    alex.goes_to(f"/people/{sam.pk}/contacts/")
    assert "today" in alex.heading
    alex.reads(NOTE, WORDS)


def when_he_keeps_the_promise(alex: Somebody) -> None:
    alex.goes_to("/")
    alex.reads("Ring the landlord")
    alex.presses("Kept: Ring the landlord, Sam")


def then_it_is_kept(alex: Somebody, world: World) -> None:
    alex.reads("Kept: Ring the landlord")
    assert alex.page.url.rstrip("/").count("/") == 2, "back on the first page"
    assert Promise.objects.get().state == PromiseState.KEPT
    alex.goes_to(f"/people/{world.sam.pk}/promises/")
    alex.reads("1 kept, 0 not kept.")


@on_a_phone_or_without_script
def test_two_people_correct_one_contact_and_both_are_shown(stage: Stage, way: Way) -> None:
    reached(stage.world.sam, stage.world.alex, days=2, note="Sam has a job at the baker’s")
    alex, bea = stage.enter(stage.world.alex, way), stage.enter(stage.world.bea, way)
    for one in (alex, bea):
        one.goes_to(f"/people/{stage.world.sam.pk}/contacts/")
        one.follows("Correct")
    bea.types("What happened?", "Sam has a job at the butcher’s")
    bea.types("Why is it corrected?", "Sam told me")
    bea.presses("Keep the correction")
    bea.reads("The correction is kept.", "the butcher’s")
    alex.types("What happened?", "Sam has a trial day at the baker’s")
    alex.types("Why is it corrected?", "It is not certain yet")
    alex.presses("Keep the correction")
    assert alex.heading == "Somebody else has changed this contact"
    alex.reads("Nothing you typed is lost.", "Sam has a job at the butcher’s")
    alex.finds_in("What happened?", "Sam has a trial day at the baker’s")
    alex.finds_in("Why is it corrected?", "It is not certain yet")
    alex.presses("Keep the correction")
    alex.reads("The correction is kept.", "Sam has a trial day at the baker’s")
    assert ContactMade.objects.filter(withdrawn_at=None).count() == 1


@on_a_phone_or_without_script
def test_one_visit_to_two_who_have_a_text_each(stage: Stage, way: Way) -> None:
    world = stage.world
    NetworkMember.objects.create(person=world.sam, name="Yohannes Tesfay", relation=Relation.SIBLING)
    alex = stage.enter(world.alex, way)
    alex.goes_to(f"/people/{world.sam.pk}/contact/new/")
    alex.picks("Did you reach Sam?", "Yes")
    alex.picks("How?", "Face to face")
    alex.unfolds("Change")
    alex.picks("Also there, with a contact of their own", "Yohannes Tesfay")
    alex.types("What happened?", "Sam made tea")
    alex.presses("Save contact")
    assert alex.heading == "What was it for Yohannes?"
    alex.does_not_read("Sam made tea")
    alex.presses("Save for Yohannes")
    alex.is_led_from_the_error_to("What happened?", "Say what happened for Yohannes, even in one line")
    alex.types("What happened?", "Yohannes showed me his essay")
    alex.presses("Save for Yohannes")
    alex.reads("The visit is saved for Sam and Yohannes.")
    notes = {row.person_id: (row.note, row.visit_key) for row in ContactMade.objects.all()}
    assert notes[world.sam.pk][0] == "Sam made tea"
    assert notes[world.jo.pk][0] == "Yohannes showed me his essay"
    assert notes[world.sam.pk][1] == notes[world.jo.pk][1] is not None


def test_what_was_begun_comes_back_after_the_session_was_lost(stage: Stage, sign_in: Callable[[User], Any]) -> None:
    alex = stage.enter(stage.world.alex, AT_A_DESK)
    page, form = alex.page, f"/people/{stage.world.sam.pk}/contact/new/"
    alex.goes_to(form)
    alex.types("What happened?", NOTE)
    expect(page.get_by_text("Draft kept at")).to_be_visible(timeout=WAIT)
    page.context.clear_cookies(name="sessionid")
    page.goto(form)
    assert "/accounts/login/" in page.url
    cookie = sign_in(stage.world.alex).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.url.split("/accounts/")[0]}])
    alex.goes_to(form)
    alex.reads("You began this today at")
    alex.follows("Carry on")
    alex.finds_in("What happened?", NOTE)
    alex.goes_to(form)
    page.get_by_role("button", name="Throw it away").locator("visible=true").first.click()
    page.wait_for_load_state()
    expect(page.get_by_text("You began this today at").locator("visible=true")).to_have_count(0)
    assert drafts_of(stage.world.alex) == []


@on_a_phone_or_without_script
def test_a_promise_that_will_not_be_kept_says_why(stage: Stage, way: Way) -> None:
    world = stage.world
    made = {"owner": world.alex, "by": world.alex, "today": TODAY}
    make_promise(person=world.sam, what="Find a bike", by_when=TODAY + timedelta(days=9), **made)
    alex = stage.enter(world.alex, way)
    alex.goes_to(f"/people/{world.sam.pk}/promises/")
    alex.follows("Not kept, or no longer needed")
    alex.presses("Close the promise")
    alex.is_led_from_the_error_to("Why?", "Say why, so that it can be told")
    alex.picks("What became of it?", "It will not be kept")
    alex.types("Why?", "There is no money for it this year. I should have asked first.")
    alex.presses("Close the promise")
    alex.reads("The promise is closed, with the reason.", "0 kept, 1 not kept.", "I should have asked first.")
