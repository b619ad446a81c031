"""A manager sees why something is due, says why it was missed, and lets a local duty rest; a statutory one she cannot."""

from datetime import timedelta

import pytest

from tests.journeys.story import Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import NARRATOR, TODAY, World, allocate, young_person
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.core.wording import full_date
from waymark.people import actions as people
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@on_a_phone_or_without_script
def test_what_is_due_is_explained_and_answered_for(stage: Stage, way: Way) -> None:
    ash = given_sam_was_not_reached_and_ash_has_no_adviser_yet(stage.world)
    bea = stage.enter(stage.world.bea, way)
    when_she_looks_up_the_clock(bea)
    then_she_reads_what_it_rests_on_and_whom_it_is_overdue_for(bea)
    when_she_says_why_it_was_missed(bea)
    then_the_reason_stays_with_the_day(bea)
    then_there_is_no_way_to_waive_it(bea, stage.world.sam)
    when_she_lets_a_local_duty_rest(bea, ash)
    then_it_rests_with_her_reason(bea)
    when_she_ends_that(bea)
    then_it_is_owed_again(bea)


def given_sam_was_not_reached_and_ash_has_no_adviser_yet(world: World) -> YoungPerson:
    long_ago = TODAY - timedelta(days=80)
    ContactMade.objects.create(person=world.sam, happened_on=long_ago, made=Made.MADE, by_role=ByRole.ADVISER)
    people.facts_changed([world.sam.pk], by=NARRATOR, today=TODAY)
    ash = young_person("Ash", "Reed", child_id="A1", age=17, in_care_from=9, to=None)
    allocate(ash, world.alex, world.team, AllocationRole.SOCIAL_WORKER)
    return ash


def when_she_looks_up_the_clock(bea: Somebody) -> None:
    bea.goes_to("/duties/")
    bea.reads("duties", "can be worked out today", "neither as done nor as late")
    bea.follows("Keep in touch")
    if "16 and 17" in bea.heading:  # the same words begin the name of the clock for relevant children
        bea.goes_to("/duties/D14/")


def then_she_reads_what_it_rests_on_and_whom_it_is_overdue_for(bea: Somebody) -> None:
    assert bea.heading == "Keep in touch: overdue for 1 of 1 person you reach"
    bea.reads("Children Act 1989 s.23C(2)", "Nobody can waive it", "8 weeks between contacts")
    bea.follows("Overdue")
    bea.reads("24 days late", "Nobody has said why yet.")
    bea.follows("Sam Whitlock")


def when_she_says_why_it_was_missed(bea: Somebody) -> None:
    bea.reads("Keep in touch", "24")
    bea.follows("Say why it was missed")
    bea.presses("Keep why")
    bea.is_led_from_the_error_to("Why was it missed?", "Say why it was missed")
    bea.types("Why was it missed?", "Alex was away and nobody covered")
    bea.presses("Keep why")


def then_the_reason_stays_with_the_day(bea: Somebody) -> None:
    bea.reads("Alex was away and nobody covered", f"due {full_date(TODAY - timedelta(days=24))}", "Bea Holt")


def then_there_is_no_way_to_waive_it(bea: Somebody, sam: YoungPerson) -> None:
    bea.goes_to(f"/people/{sam.pk}/duties/D14/except/")
    assert bea.heading == "“Keep in touch” cannot be waived"
    assert bea.page.locator("main form").count() == 0


def when_she_lets_a_local_duty_rest(bea: Somebody, ash: YoungPerson) -> None:
    bea.goes_to(f"/people/{ash.pk}/duties/")
    bea.reads("Adviser beside the social worker")
    bea.follows("Let it rest")
    bea.types("Until", full_date(TODAY + timedelta(days=400)))
    bea.types("Why can it rest?", "Her social worker stays until she has sat her exams")
    bea.presses("Let it rest")
    bea.is_led_from_the_error_to("Until", "Give an earlier day: an exception lasts 6 months at most")
    bea.finds_in("Why can it rest?", "Her social worker stays until she has sat her exams")
    bea.types("Until", full_date(TODAY + timedelta(days=90)))
    bea.presses("Let it rest")


def then_it_rests_with_her_reason(bea: Somebody) -> None:
    bea.reads("“Adviser beside the social worker” rests until", "Duties that were let rest", "sat her exams")


def when_she_ends_that(bea: Somebody) -> None:
    bea.follows("End")
    bea.types("Why does it run again?", "The social worker leaves on Friday")
    bea.presses("Let it run again")


def then_it_is_owed_again(bea: Somebody) -> None:
    bea.reads("is owed again from today", "Ended early by Bea Holt", "The social worker leaves on Friday")
