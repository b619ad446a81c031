"""Nobody reaches Sam: it is suggested, somebody says so, steps are tried, a manager signs, and being reached ends it."""

from datetime import datetime, time, timedelta

import pytest

from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import TODAY, World
from waymark.contact.actions import record_contact
from waymark.contact.models import LostContact, NoContactChoice
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.core.wording import LONDON, full_date

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOT_MET = "His phone is off, and the last letter came back"


@on_a_phone_or_without_script
def test_touch_is_lost_and_found_again(stage: Stage, way: Way) -> None:
    given_sam_has_not_answered_for_long(stage.world)
    alex, bea = stage.enter(stage.world.alex, way), stage.enter(stage.world.bea, AT_A_DESK if way.scripts else way)
    when_bea_sees_that_it_looks_so(bea)
    when_alex_says_that_touch_is_lost(alex, stage.world)
    when_he_tries_a_step(alex)
    then_the_step_is_kept_with_the_next(alex)
    when_bea_signs(bea)
    then_alex_reads_what_is_next(alex, stage.world)
    when_alex_reaches_sam(alex)
    then_nothing_is_lost_any_more(bea)


def given_sam_has_not_answered_for_long(world: World) -> None:
    for days, made in ((80, Made.MADE), (20, Made.TRIED), (9, Made.TRIED)):
        day = TODAY - timedelta(days=days)
        record_contact(
            person=world.sam,
            happened_on=day,
            made=made,
            channel=Channel.CALL,
            by_role=ByRole.ADVISER,
            by=world.alex,
            worker=world.alex,
            today=day,
            now=datetime.combine(day, time(12), LONDON),
            started_by=StartedBy.WORKER,
            note="Rang",
        )


def when_bea_sees_that_it_looks_so(bea: Somebody) -> None:
    bea.goes_to("/contact/lost/")
    assert bea.heading == "Touch is lost with nobody"
    bea.reads("Touch may be lost", "Sam Whitlock", "2 tries since")
    assert not LostContact.objects.exists(), "nothing says so by itself"


def when_alex_says_that_touch_is_lost(alex: Somebody, world: World) -> None:
    alex.goes_to(f"/people/{world.sam.pk}/lost/")
    assert alex.heading == "Touch with Sam may be lost"
    alex.presses("Say that touch is lost")
    alex.is_led_from_the_error_to("What makes you say so?", "Say what makes you say so, in a sentence or two")
    alex.types("Since when can nobody reach them?", full_date(TODAY - timedelta(days=20)))
    alex.types("What makes you say so?", NOT_MET)
    alex.presses("Say that touch is lost")
    alex.reads("Kept. The steps to find Sam again start here.", NOT_MET)
    assert alex.heading == "Touch with Sam has been lost for 20 days"


def when_he_tries_a_step(alex: Somebody) -> None:
    alex.follows("Record a try")
    alex.chooses("What was tried?", "Landlord, housing provider and housing team")
    alex.types("Whom did you ask, or where?", "Canal Housing")
    alex.picks("What came of it?", "Somebody has news of them")
    alex.presses("Keep this step")
    alex.is_led_from_the_error_to("What else is worth knowing?", "Say what the news is, and from whom")
    alex.finds_in("Whom did you ask, or where?", "Canal Housing")
    alex.types("What else is worth knowing?", "The caretaker saw Sam on Sunday, well")
    alex.presses("Keep this step")


def then_the_step_is_kept_with_the_next(alex: Somebody) -> None:
    alex.reads("Kept, with what to try next.", "Canal Housing", "The caretaker saw Sam on Sunday, well", "Try next")


def when_bea_signs(bea: Somebody) -> None:
    bea.goes_to("/contact/lost/")
    assert bea.heading == "Touch is lost with one young person"
    bea.follows("See the steps")
    bea.presses("Sign as seen")
    bea.is_led_from_the_error_to("What is to be done next?", "Say what is to be done next, even if that is to carry on")
    bea.types("What is to be done next?", "Go with the caretaker on Tuesday")
    bea.presses("Sign as seen")
    bea.reads("Signed. The adviser sees what is to be done next.")


def then_alex_reads_what_is_next(alex: Somebody, world: World) -> None:
    alex.goes_to(f"/people/{world.sam.pk}/lost/")
    alex.reads("Bea Holt: Go with the caretaker on Tuesday")


def when_alex_reaches_sam(alex: Somebody) -> None:
    alex.follows("I reached Sam")
    alex.picks("Did you reach Sam?", "Yes")
    alex.picks("How?", "Face to face")
    alex.types("What happened?", "Sam opened the door")
    alex.presses("Save contact")


def then_nothing_is_lost_any_more(bea: Somebody) -> None:
    episode = LostContact.objects.get()
    assert (episode.ended_on, episode.how_ended) == (TODAY, "reached")
    bea.goes_to("/contact/lost/")
    assert bea.heading == "Touch is lost with nobody"
    bea.does_not_read("Sam Whitlock")


@on_a_phone_or_without_script
def test_somebody_chooses_no_contact_and_is_tried_again_on_a_day(stage: Stage, way: Way) -> None:
    given_sam_has_not_answered_for_long(stage.world)
    alex = stage.enter(stage.world.alex, way)
    alex.goes_to(f"/people/{stage.world.sam.pk}/no-contact/")
    alex.types("When did they say so?", full_date(TODAY - timedelta(days=1)))
    alex.picks("How did they say it?", "On the phone")
    alex.types("When will it be tried again?", full_date(TODAY + timedelta(days=900)))
    alex.types("How will it be tried?", "A card on the birthday")
    alex.presses("Keep their choice")
    alex.is_led_from_the_error_to(
        "In their own words", "Write what they said. If they said nothing, record a try instead"
    )
    alex.types("In their own words", "Leave me be until spring")
    alex.presses("Keep their choice")
    alex.reads("the duty to keep in touch runs on")
    alex.finds_in("In their own words", "Leave me be until spring")
    again = TODAY + timedelta(days=10)
    alex.types("When will it be tried again?", full_date(again))
    alex.presses("Keep their choice")
    alex.reads("Kept. The day to try again is on the adviser’s list.", "Leave me be until spring", full_date(again))
    assert NoContactChoice.objects.get(ended_on=None).try_again_on == again
    alex.goes_to("/")
    alex.reads("Try to reach them again")
    bea = stage.enter(stage.world.bea, way)
    bea.goes_to("/contact/lost/")
    bea.reads("Chose not to be in contact", "A card on the birthday")
    bea.does_not_read("Touch may be lost")
