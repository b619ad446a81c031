"""A head of service asks who was reached, by whose contact, and who was not."""

from datetime import timedelta

import pytest

from tests.journeys.story import Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import NARRATOR, TODAY, World
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.core.wording import full_date
from waymark.people import actions as people

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@on_a_phone_or_without_script
def test_two_figures_tell_whom_only_a_social_worker_reached(stage: Stage, way: Way) -> None:
    given_sam_was_reached_and_kit_only_by_a_social_worker(stage.world)
    head = stage.enter(stage.world.head, way)
    when_she_opens_the_figures(head)
    then_both_figures_stand_side_by_side(head)
    when_she_asks_whom_no_adviser_reached(head)
    then_kit_is_on_the_list_with_what_is_known(head)
    when_she_asks_about_a_day_ahead(head)
    then_she_is_told_what_to_give(head)


def given_sam_was_reached_and_kit_only_by_a_social_worker(world: World) -> None:
    ContactMade.objects.create(person=world.sam, happened_on=TODAY, made=Made.MADE, by_role=ByRole.ADVISER)
    ContactMade.objects.create(person=world.kit, happened_on=TODAY, made=Made.MADE, by_role=ByRole.SOCIAL_WORKER)
    ContactMade.objects.create(
        person=world.kit, happened_on=TODAY - timedelta(days=1), made=Made.TRIED, by_role=ByRole.ADVISER
    )
    people.facts_changed([world.sam.pk, world.kit.pk], by=NARRATOR, today=TODAY)


def when_she_opens_the_figures(head: Somebody) -> None:
    head.goes_to("/contact/in-touch/")


def then_both_figures_stand_side_by_side(head: Somebody) -> None:
    assert head.heading == "Advisers reached 1 of 3 in two months; with other workers it is 2"
    head.reads("Whoever is 21 is in both of the last two.", "1 of 2. 1 not in it", "2 of 2.")


def when_she_asks_whom_no_adviser_reached(head: Somebody) -> None:
    head.follows("Personal adviser only")


def then_kit_is_on_the_list_with_what_is_known(head: Somebody) -> None:
    head.reads(
        "Aged 17 to 18: the 1 whom no personal adviser is known to have reached", "Kit Amos", "Tried, not reached"
    )
    opened = head.page.locator("#opened").inner_text()
    assert full_date(TODAY) in opened, "a social worker reached them today"
    assert "Cy Okafor" in opened
    assert "Sam" not in opened


def when_she_asks_about_a_day_ahead(head: Somebody) -> None:
    head.types("Which day?", full_date(TODAY + timedelta(days=9)))
    head.presses("Show that day")


def then_she_is_told_what_to_give(head: Somebody) -> None:
    head.is_led_from_the_error_to("Which day?", "Give today or an earlier day: nobody knows who will be reached")
