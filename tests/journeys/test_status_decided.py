"""A young person found by a misspelt name, why their status is what it is, and a decision that two people make."""

import pytest

from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REASON = "She asked to be supported as qualifying while the records of Kent are read"


@on_a_phone_or_without_script
def test_a_decision_is_proposed_and_signed(stage: Stage, way: Way) -> None:
    alex, bea = stage.enter(stage.world.alex, way), stage.enter(stage.world.bea, AT_A_DESK if way.scripts else way)
    when_alex_looks_for_a_name_as_he_heard_it(alex)
    then_he_is_told_how_sam_was_found(alex)
    when_he_opens_the_record_and_asks_why(alex)
    then_he_reads_what_the_status_rests_on(alex)
    when_he_proposes_nothing_yet(alex)
    then_he_is_told_what_is_missing(alex)
    when_he_proposes_another_status(alex)
    then_it_waits_for_a_manager(alex)
    when_bea_signs_it(bea)
    then_the_record_shows_both(alex)


def when_alex_looks_for_a_name_as_he_heard_it(alex: Somebody) -> None:
    alex.goes_to("/people/")
    alex.types("Find a young person", "Witlock")
    alex.presses("Find")


def then_he_is_told_how_sam_was_found(alex: Somebody) -> None:
    alex.reads("1 person matches", "Found by a name that is spelt like it.", "Sam Whitlock")


def when_he_opens_the_record_and_asks_why(alex: Somebody) -> None:
    alex.follows("Sam Whitlock")
    alex.reads("Legal status", "Former relevant")
    alex.unfolds("Why")
    alex.follows("Nights counted, facts used and the law")


def then_he_reads_what_the_status_rests_on(alex: Somebody) -> None:
    assert alex.heading.startswith("Former relevant"), alex.heading
    alex.reads("Children Act 1989 s.23C", "Nights counted since 14", "Facts this rests on", "None. Duties follow")


def when_he_proposes_nothing_yet(alex: Somebody) -> None:
    alex.follows("Propose a decision")
    alex.presses("Propose it")


def then_he_is_told_what_is_missing(alex: Somebody) -> None:
    alex.is_led_from_the_error_to("Why", "Say why, so that somebody reading this later can follow it")


def when_he_proposes_another_status(alex: Somebody) -> None:
    alex.chooses("Status", "Qualifying person")
    alex.types("Why", REASON)
    alex.presses("Propose it")


def then_it_waits_for_a_manager(alex: Somebody) -> None:
    alex.reads("The proposal waits for a manager to sign it.", "Not signed yet.", REASON)
    assert alex.heading.startswith("Former relevant"), "what was worked out stands above"
    assert not alex.page.get_by_role("button", name="Sign the decision").count(), "nobody signs their own"


def when_bea_signs_it(bea: Somebody) -> None:
    bea.goes_to("/people/")
    bea.follows("Sam Whitlock")
    bea.unfolds("Why")
    bea.follows("Nights counted, facts used and the law")
    bea.presses("Sign the decision")
    bea.reads("Signed. Duties follow this decision from its first day on.", "Proposed by Alex Merrin", "Bea Holt")


def then_the_record_shows_both(alex: Somebody) -> None:
    alex.goes_to("/people/")
    alex.follows("Sam Whitlock")
    alex.reads("Qualifying", "Decided by hand and signed.", "Worked out from the facts: former relevant")
