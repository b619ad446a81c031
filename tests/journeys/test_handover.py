"""Sam gets another adviser: one page goes from the old to the new one, and the open promises with it."""

from datetime import timedelta

import pytest

from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import TODAY, World, worker
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.contact.actions import make_promise
from waymark.contact.models import Promise
from waymark.people import actions as people
from waymark.people.rules.words import AllocationRole
from waymark.planning.models import Handover

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ABOUT_ME = "I like things slow, and a text before a call"


@on_a_phone_or_without_script
def test_a_change_of_adviser(stage: Stage, way: Way) -> None:
    lee = given_lee_took_over_from_alex(stage.world)
    lees = stage.enter(lee, way)
    bea = stage.enter(stage.world.bea, AT_A_DESK if way.scripts else way)
    then_the_page_waits_for_lee(lees)
    when_bea_writes_while_lee_does(bea, lees, stage.world)
    then_lee_is_told_and_no_word_is_lost(lees)
    when_they_go_through_it_with_sam(lees)
    then_it_is_frozen(lees)
    when_lee_takes_over(lees)
    then_the_promise_is_lees(lees, lee)


def given_lee_took_over_from_alex(world: World) -> User:
    made = {"owner": world.alex, "by": world.alex, "today": TODAY}
    make_promise(person=world.sam, what="Send the bus pass form", by_when=TODAY + timedelta(days=9), **made)
    lee = worker("lee", "Lee Frost", Role.PERSONAL_ADVISER, world.team)
    people.allocate(
        world.sam,
        role=AllocationRole.PERSONAL_ADVISER,
        started_on=TODAY - timedelta(days=3),
        worker=lee,
        team=world.team,
        by=world.bea,
        today=TODAY,
    )
    return lee


def then_the_page_waits_for_lee(lee: Somebody) -> None:
    lee.goes_to("/")
    lee.reads("Changes of adviser", "You took over from Alex Merrin", "The page between you is not written yet.")
    lee.follows("Write page")
    assert lee.heading == "One page about Sam for the next adviser"
    lee.reads("Send the bus pass form", "Sam has had two personal advisers.")


def when_bea_writes_while_lee_does(bea: Somebody, lee: Somebody, world: World) -> None:
    lee.types("About me, in their own words", ABOUT_ME)
    bea.goes_to(f"/people/{world.sam.pk}/handover/")
    bea.types("What works", "Ring after eleven")
    bea.presses("Save page")
    bea.reads("The page is saved. Go through it together when it is ready.")
    lee.presses("Save page")


def then_lee_is_told_and_no_word_is_lost(lee: Somebody) -> None:
    lee.reads("Somebody else saved this page while you were writing.", "as Bea Holt saved it: Ring after eleven")
    lee.finds_in("About me, in their own words", ABOUT_ME)
    lee.types("What works", "Ring after eleven")
    lee.presses("Save and go through it")


def when_they_go_through_it_with_sam(lee: Somebody) -> None:
    assert lee.heading == "Go through it with Sam"
    lee.reads(ABOUT_ME, "Send the bus pass form")
    lee.picks("What did they say?", "Not agreed, or could not be asked")
    lee.presses("Settle the page")
    lee.is_led_from_the_error_to("Why it is not agreed", "Say why it is not agreed, so that the new adviser knows")
    lee.picks("What did they say?", "Agreed, face to face")
    lee.presses("Settle the page")


def then_it_is_frozen(lee: Somebody) -> None:
    lee.reads("The page is settled and does not change any more.", "Agreed, face to face")
    assert lee.heading == "Sam’s page is ready to be taken over"
    assert lee.page.locator("main textarea").count() == 0


def when_lee_takes_over(lee: Somebody) -> None:
    lee.goes_to("/")
    lee.reads("Their page is ready.")
    lee.follows("Take over")
    lee.presses("Take over")
    lee.reads("You have taken over. The open promises to Sam are yours now.")


def then_the_promise_is_lees(lee: Somebody, user: User) -> None:
    assert Promise.objects.get().owner == user
    assert Handover.objects.get().acknowledged_on == TODAY
    lee.goes_to("/")
    lee.reads("You promised", "Send the bus pass form")
    lee.does_not_read("Changes of adviser")
