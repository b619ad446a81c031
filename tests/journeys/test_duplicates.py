"""One young person with two records: compared, joined, found under either name's address, and parted again."""

import re

import pytest

from tests.journeys.story import Somebody, Stage, Way, at_a_desk_or_without_script
from tests.world import World, allocate, years_ago, young_person
from waymark.people.models import ReviewHeld, YoungPerson

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@at_a_desk_or_without_script
def test_two_records_are_joined_and_parted_again(stage: Stage, way: Way) -> None:
    double = given_a_second_record_of_sam(stage.world)
    bea = stage.enter(stage.world.bea, way)
    when_bea_looks_for_duplicates(bea)
    when_she_compares_the_two(bea)
    then_she_is_asked_what_differs(bea)
    when_she_joins_them(bea)
    then_the_old_address_leads_to_the_one_record(bea, double)
    when_she_parts_them_again(bea)
    then_there_are_two_as_before(bea, stage.world.sam, double)


def given_a_second_record_of_sam(world: World) -> YoungPerson:
    double = young_person("Samuel", "Whitlock", child_id="S1b", age=18, in_care_from=11, to=18)
    allocate(double, world.bea, world.team)
    ReviewHeld.objects.create(person=double, held_on=years_ago(3))
    return double


def when_bea_looks_for_duplicates(bea: Somebody) -> None:
    bea.goes_to("/people/duplicates/")
    bea.reads("One pair of records may be of one person", "Sam Whitlock", "Samuel Whitlock", "S1b")


def when_she_compares_the_two(bea: Somebody) -> None:
    bea.follows("Compare")
    bea.reads("one person?", "What each record holds")


def then_she_is_asked_what_differs(bea: Somebody) -> None:
    bea.presses("Join the two records")
    reason = "How do you know they are one person?"
    bea.is_led_from_the_error_to(reason, "Say how you know, so that others can follow it later")
    bea.picks("First name", re.compile("Samuel"))
    bea.types(reason, "The same passport lies in both files")


def when_she_joins_them(bea: Somebody) -> None:
    bea.presses("Join the two records")
    bea.reads("The two records are one now: Samuel Whitlock.")
    assert bea.heading == "Samuel Whitlock"


def then_the_old_address_leads_to_the_one_record(bea: Somebody, double: YoungPerson) -> None:
    kept = YoungPerson.objects.get(pk=double.pk).merged_into or double
    joined_id = double.pk if kept.pk != double.pk else YoungPerson.objects.get(merged_into=double).pk
    assert bea.goes_to(f"/people/{joined_id}/") == 200
    assert bea.heading == "Samuel Whitlock"
    assert ReviewHeld.objects.get(held_on=years_ago(3)).person_id == kept.pk


def when_she_parts_them_again(bea: Somebody) -> None:
    bea.goes_to("/people/duplicates/")
    bea.reads("No two records look like one person", "The same passport lies in both files")
    bea.follows("Part")
    bea.types("Why are they two people after all?", "Cousins of nearly one name, born on one day")
    bea.presses("Part the two records")


def then_there_are_two_as_before(bea: Somebody, sam: YoungPerson, double: YoungPerson) -> None:
    for person, name in ((sam, "Sam Whitlock"), (double, "Samuel Whitlock")):
        assert bea.goes_to(f"/people/{person.pk}/") == 200
        assert bea.heading == name
    assert ReviewHeld.objects.get(held_on=years_ago(3)).person_id == double.pk
