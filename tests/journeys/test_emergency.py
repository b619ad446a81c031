"""A record that is not yours: not there, until you break the glass, and then a manager asks why."""

import pytest

from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script
from waymark.people.models import YoungPerson

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REASON = "She is at our front desk, unwell, and nobody in North answers"
FOUND_TO_BE = "Right: she was seen within the hour"


@on_a_phone_or_without_script
def test_a_record_opened_in_an_emergency(stage: Stage, way: Way) -> None:
    cy, bea = stage.enter(stage.world.cy, way), stage.enter(stage.world.bea, AT_A_DESK if way.scripts else way)
    when_cy_looks_for_sam(cy)
    then_there_is_nobody_for_him(cy, stage.world.sam)
    when_he_says_too_little(cy)
    then_he_is_told_how_much_to_say(cy)
    when_he_says_why(cy)
    then_the_record_is_open(cy)
    when_bea_reads_what_was_opened(bea)
    then_she_checks_it(bea)
    then_the_list_of_looks_shows_him_marked(bea, stage.world.sam)


def when_cy_looks_for_sam(cy: Somebody) -> None:
    cy.goes_to("/people/")
    cy.does_not_read("Sam Whitlock")
    cy.types("Find a young person", "Sam Whitlock")
    cy.presses("Find")


def then_there_is_nobody_for_him(cy: Somebody, sam: YoungPerson) -> None:
    cy.reads("Nobody you may see matches that")
    for page in ("", "status/", "identity/", "looks/", "care/", "reach/", "network/", "allocations/", "photo/file/"):
        assert cy.page.request.get(f"/people/{sam.pk}/{page}").status == 404, page
    assert cy.goes_to(f"/people/{sam.pk}/") == 404
    cy.does_not_read("Whitlock")


def when_he_says_too_little(cy: Somebody) -> None:
    cy.goes_to("/people/")
    cy.follows("Open a record that is not yours, in an emergency")
    cy.types("Child number", "S1")
    cy.types("Why can this not wait?", "unwell")
    cy.presses("Open the record")


def then_he_is_told_how_much_to_say(cy: Somebody) -> None:
    cy.is_led_from_the_error_to("Why can this not wait?", "Say why in at least 15 letters: a manager will check it")


def when_he_says_why(cy: Somebody) -> None:
    cy.finds_in("Child number", "S1")
    cy.types("Why can this not wait?", REASON)
    cy.presses("Open the record")


def then_the_record_is_open(cy: Somebody) -> None:
    cy.reads("The record is open for you. A manager will be asked to check why.")
    assert cy.heading == "Sam Whitlock"


def when_bea_reads_what_was_opened(bea: Somebody) -> None:
    bea.goes_to("/people/")
    bea.turns_to("Emergency")
    bea.reads("One record was opened in an emergency and waits for a check", "Cy Okafor", "Sam Whitlock", REASON)


def then_she_checks_it(bea: Somebody) -> None:
    bea.follows("Check what Cy Okafor opened")
    bea.presses("Keep the check")
    bea.is_led_from_the_error_to("What did you find?", "Say what you found")
    bea.types("What did you find?", FOUND_TO_BE)
    bea.presses("Keep the check")
    bea.reads("Your check is kept.", "No emergency access waits for a check", "Checked by Bea Holt", FOUND_TO_BE)


def then_the_list_of_looks_shows_him_marked(bea: Somebody, sam: YoungPerson) -> None:
    bea.goes_to(f"/people/{sam.pk}/")
    bea.follows("Who has opened this record")
    marked = bea.page.locator("li:has(.late)", has_text="In an emergency")
    assert marked.count() >= 2, "the opening and the look that followed"
    for line in marked.all_inner_texts():
        assert "Cy Okafor" in line
        assert REASON in line
