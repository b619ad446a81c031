"""A young person texts: it waits for Alex, he answers, and a text from nobody's number finds its record."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.journeys.story import Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import TODAY, World
from waymark.notices.models import Notice
from waymark.people import actions as people
from waymark.people.models import ContactPoint
from waymark.texts.models import Text, UnknownText

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TOKEN = "a token that the provider shows"
ASKED = "cooker not working can u ring"
ANSWER = "Ringing you at two. Alex"


@on_a_phone_or_without_script
def test_a_text_is_answered_and_one_from_an_unknown_number_is_sorted(stage: Stage, way: Way, settings: Any) -> None:
    settings.TEXTS_TOKEN = TOKEN
    given_sam_has_a_number(stage.world)
    handed_in("one", "447700900018", ASKED)
    handed_in("one", "447700900018", ASKED)  # a provider that did not hear our answer hands it in again
    handed_in("two", "447700900555", "its yohannes new phone")
    alex, bea = stage.enter(stage.world.alex, way), stage.enter(stage.world.bea, way)
    when_alex_opens_what_waits(alex)
    when_he_answers(alex)
    then_the_thread_has_both(alex)
    when_bea_says_whose_the_other_is(bea)
    then_alex_finds_it(alex)


def given_sam_has_a_number(world: World) -> None:
    people.add_fact(ContactPoint(person=world.sam, value="07700 900018", safe_to_use="yes"), by=world.alex, today=TODAY)


def handed_in(key: str, number: str, body: str) -> None:
    """What the provider posts, as the provider posts it."""
    said = {"id": key, "source_number": number, "message": body, "date_received": timezone.now().isoformat()}
    answer = Client().post(
        "/texts/received/",
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert answer.status_code == 200


def when_alex_opens_what_waits(alex: Somebody) -> None:
    alex.goes_to("/")
    alex.reads("From young people", ASKED)
    alex.goes_to("/texts/")
    assert alex.heading == "One person waits for an answer"
    alex.reads("Sam Whitlock", ASKED)
    alex.follows("Answer Sam Whitlock")


def when_he_answers(alex: Somebody) -> None:
    alex.presses("Send text")
    alex.is_led_from_the_error_to("Your text to Sam", "Write the text")
    alex.types("Your text to Sam", ANSWER)
    alex.presses("Send text")


def then_the_thread_has_both(alex: Somebody) -> None:
    alex.reads("The text is on its way.", ASKED, ANSWER)
    alex.does_not_read("Waits for an answer.")
    assert Text.objects.filter(direction="in").count() == 1
    assert [notice.body for notice in Notice.objects.all()] == [ANSWER]
    alex.goes_to("/texts/")
    assert alex.heading == "Every text is answered"


def when_bea_says_whose_the_other_is(bea: Somebody) -> None:
    bea.goes_to("/texts/")
    bea.follows("Say whose it is")
    assert bea.heading == "One text waits for somebody to say whose it is"
    bea.follows("Say whose it is the text from")
    bea.types("Find a young person", "Tesfay")
    bea.presses("Find")
    bea.picks("Whose text is it?", "Yohannes Tesfay")
    bea.page.get_by_label("Keep 07700 900555 as their number").check()
    bea.presses("Put it in their record")
    bea.reads("It is in Yohannes’s record. 07700 900555 is kept as their number; ask whether it is safe.")
    assert not UnknownText.objects.filter(state="open").exists()


def then_alex_finds_it(alex: Somebody) -> None:
    alex.goes_to("/texts/")
    assert alex.heading == "One person waits for an answer"
    alex.reads("Yohannes Tesfay", "its yohannes new phone")
