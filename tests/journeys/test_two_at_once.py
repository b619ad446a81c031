"""Two people correct the same record at the same time, and nothing that either wrote is lost unseen."""

import pytest

from tests.journeys.story import Somebody, Stage, Way, on_a_phone_or_without_script
from waymark.people.models import YoungPerson

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@on_a_phone_or_without_script
def test_the_second_is_told_what_the_first_changed(stage: Stage, way: Way) -> None:
    alex, bea = stage.enter(stage.world.alex, way), stage.enter(stage.world.bea, way)
    given_both_have_opened_the_page(alex, bea)
    when_bea_saves_a_name(bea)
    when_alex_saves_another_and_more(alex)
    then_he_is_told_and_what_he_wrote_is_still_there(alex)
    when_he_saves_again(alex)
    then_both_are_kept(stage.world.sam)


def given_both_have_opened_the_page(alex: Somebody, bea: Somebody) -> None:
    for one in (alex, bea):
        one.goes_to("/people/")
        one.follows("Sam Whitlock")
        one.follows("Change who Sam is")


def when_bea_saves_a_name(bea: Somebody) -> None:
    bea.types("Likes to be called", "Sammy")
    bea.picks("Do they have a disability?", "No")
    bea.presses("Save")
    bea.reads("Saved.")


def when_alex_saves_another_and_more(alex: Somebody) -> None:
    alex.types("Likes to be called", "Samwise")
    alex.types("Pronouns", "they/them")
    alex.types("What matters to them", "That my sister can ring me")
    alex.picks("Is an interpreter needed?", "No")
    alex.presses("Save")


def then_he_is_told_and_what_he_wrote_is_still_there(alex: Somebody) -> None:
    alex.reads("Somebody else changed this record while you were writing. Nothing of yours is saved yet.")
    alex.reads("Bea Holt changed “Likes to be called” to Sammy. You had: Samwise.")
    alex.finds_in("Likes to be called", "Sammy")
    alex.finds_in("Pronouns", "they/them")
    alex.finds_in("What matters to them", "That my sister can ring me")


def when_he_saves_again(alex: Somebody) -> None:
    alex.presses("Save")
    alex.reads("Saved.", "“That my sister can ring me”")


def then_both_are_kept(sam: YoungPerson) -> None:
    kept = YoungPerson.objects.get(pk=sam.pk)
    assert (kept.preferred_name, kept.disability) == ("Sammy", "no")
    assert (kept.pronouns, kept.interpreter_needed) == ("they/them", "no")
    assert kept.what_matters == "That my sister can ring me"
