"""From 21: the yearly offer, the talk about it, stepping down with a yes and a check, coming back with one tap, a letter."""

import pytest

from tests.after21.people import leaver, stepped_down
from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import TODAY, World
from waymark.after21.models import GoodbyeLetter, LetterGiven, ReturnAnswer, StepDownDecision
from waymark.after21.rules.words import Check
from waymark.contact.models import ContactMade
from waymark.people.models import Allocation, YoungPerson

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
YES = "I’m ready. I’ll ring if it goes wrong"


def at_21(person: YoungPerson, page: str = "") -> str:
    return f"/people/{person.pk}/after-21/{page}"


@on_a_phone_or_without_script
def test_an_offer_is_recorded_from_its_line_and_the_figures_move(stage: Stage, way: Way) -> None:
    lee = leaver(stage.world)
    bea = stage.enter(stage.world.bea, way)
    bea.goes_to("/after-21/")
    assert bea.heading == "0 of 2 reached with the yearly offer; 1 is due now"
    bea.reads(lee.shown_name, "Nobody has tried in twelve months.")
    bea.follows(f"Record an offer to {lee.shown_name}")
    bea.picks("How?", "Call")
    bea.picks(f"Did you reach {lee.called}?", "Yes")
    bea.picks(f"What did {lee.called} say?", "Not now")
    bea.chooses("And what else?", "Housing")
    bea.presses("Save the offer")
    bea.is_led_from_the_error_to("What was it mainly about?", "Choose the main reason first")
    bea.chooses("What was it mainly about?", "Financial")
    bea.presses("Save the offer")
    assert bea.heading == "1 of 2 reached with the yearly offer; nobody is due"
    bea.reads("not now", "0 contacts they began; 1 contact we began")
    bea.follows("Not now")
    bea.reads(lee.shown_name)
    bea.does_not_read("Yohannes Tesfay")
    assert ContactMade.objects.get(person=lee).happened_on == TODAY


@on_a_phone_or_without_script
def test_a_talk_leads_to_stepping_down_only_with_a_yes_and_a_check(stage: Stage, way: Way) -> None:
    lee = leaver(stage.world)
    alex = stage.enter(stage.world.alex, way)
    bea = stage.enter(stage.world.bea, AT_A_DESK if way.scripts else way)
    when_alex_records_the_talk(alex, lee)
    then_without_a_yes_nothing_is_proposed(alex, lee)
    when_lee_said_yes(alex)
    when_bea_sends_it_back(bea, lee)
    then_support_goes_on(alex, lee, stage.world)
    when_alex_proposes_it_again(alex, lee)
    when_bea_agrees(bea, lee)
    then_lee_stepped_down(bea, lee, stage.world)


def when_alex_records_the_talk(alex: Somebody, lee: YoungPerson) -> None:
    alex.goes_to(at_21(lee))
    alex.follows("A conversation about life after 21")
    alex.picks(f"What does {lee.called} want from 21?", "No support now")
    alex.picks("How did you talk?", "Call")
    alex.presses("Save the conversation")
    alex.reads(f"Write down what {lee.called} said; without it this is our view, not theirs")
    alex.types(f"In {lee.called}’s own words", "I have my own place and my nan")
    alex.presses("Save the conversation")
    alex.reads(f"Kept what {lee.called} wants from 21, and as a contact.")
    assert alex.heading == f"Propose that {lee.called} steps down"


def then_without_a_yes_nothing_is_proposed(alex: Somebody, lee: YoungPerson) -> None:
    alex.picks(f"Has {lee.called} said yes to stepping down?", f"{lee.called} has not answered")
    alex.types("What should the manager know?", "Rent is paid")
    alex.picks(f"How did {lee.called} say it?", "Call")
    alex.presses("Ask a manager to check")
    alex.reads("without a yes nobody steps down, and silence is never agreement")
    alex.finds_in("What should the manager know?", "Rent is paid")


def when_lee_said_yes(alex: Somebody) -> None:
    alex.page.locator("input[name=said_yes][value=yes]").check()
    alex.page.locator("textarea[name=their_words]").fill(YES)
    alex.presses("Ask a manager to check")
    alex.reads("A manager checks it now. Until then support goes on as it is.", YES)


def when_bea_sends_it_back(bea: Somebody, lee: YoungPerson) -> None:
    bea.goes_to("/after-21/waiting/")
    bea.reads("Step-downs to check", lee.shown_name)
    bea.follows("Check")
    assert bea.heading == f"Is it safe for {lee.called} to step down?"
    bea.reads(YES)
    bea.picks("What do you decide?", "Agree: support steps down today")
    bea.presses("Save the decision")
    bea.reads("Answer “Home”", "Answer “Who to turn to”")
    bea.picks("What do you decide?", "Send it back: support goes on")
    bea.types("Why, or what has to be done first?", "Ask about the rent arrears first")
    bea.presses("Save the decision")
    bea.reads("Sent back. Support goes on.", "Ask about the rent arrears first")


def then_support_goes_on(alex: Somebody, lee: YoungPerson, world: World) -> None:
    assert Allocation.objects.known().get(person=lee).ended_on is None
    alex.goes_to(at_21(lee))
    alex.reads("Ask about the rent arrears first", world.alex.display_name)


def when_alex_proposes_it_again(alex: Somebody, lee: YoungPerson) -> None:
    alex.follows(f"{lee.called} wants to step down")
    alex.picks(f"Has {lee.called} said yes to stepping down?", "Yes")
    alex.types(f"What did {lee.called} say?", YES)
    alex.picks(f"How did {lee.called} say it?", "Visit")
    alex.types("What should the manager know?", "The arrears are paid")
    alex.presses("Ask a manager to check")
    alex.reads("A manager checks it now.")


def when_bea_agrees(bea: Somebody, lee: YoungPerson) -> None:
    bea.goes_to(at_21(lee))
    bea.follows("Check and decide")
    for part in Check:
        bea.page.locator(f"input[name={part.value}][value=fine]").check()
    bea.picks("What do you decide?", "Agree: support steps down today")
    bea.presses("Save the decision")
    bea.reads(f"Agreed. {lee.called}’s support stepped down today, and is offered again in a year.")


def then_lee_stepped_down(bea: Somebody, lee: YoungPerson, world: World) -> None:
    assert bea.heading.startswith(f"{lee.called} stepped down on")
    assert Allocation.objects.known().get(person=lee, worker=world.alex).ended_on == TODAY
    assert StepDownDecision.objects.filter(person=lee, outcome="agreed").count() == 1


@on_a_phone_or_without_script
def test_whoever_wants_support_again_is_on_somebodys_list_at_once(stage: Stage, way: Way) -> None:
    lee = leaver(stage.world)
    stepped_down(stage.world, lee)
    bea, alex = stage.enter(stage.world.bea, way), stage.enter(stage.world.alex, way)
    bea.goes_to(at_21(lee))
    bea.follows(f"{lee.called} wants support again")
    bea.picks(f"How did {lee.called} ask?", "Text")
    bea.types(f"In {lee.called}’s own words", "Lost my job")
    bea.presses("Put it on somebody’s list")
    bea.reads("It is on the list of Alex Merrin, to be answered by")
    alex.goes_to("/")
    alex.reads("From young people", "Asked to come back", "Lost my job")
    alex.goes_to("/after-21/waiting/")
    assert alex.heading == "One person wants support again"
    alex.follows("Answer")
    alex.reads("“Lost my job”", f"{lee.called} is never refused.")
    alex.picks(f"How do you answer {lee.called}?", f"{lee.called} has a personal adviser from today")
    alex.reads(f"You become {lee.called}’s personal adviser.")
    alex.presses("Save the answer")
    alex.reads(f"Alex Merrin is {lee.called}’s personal adviser from today.")
    assert Allocation.objects.known().filter(person=lee, worker=stage.world.alex, ended_on=None).exists()
    assert ReturnAnswer.objects.get(person=lee).answered_on == TODAY


@on_a_phone_or_without_script
def test_a_goodbye_letter_is_written_and_given(stage: Stage, way: Way) -> None:
    lee = leaver(stage.world)
    alex = stage.enter(stage.world.alex, way)
    alex.goes_to(at_21(lee))
    alex.follows("Write the goodbye letter")
    alex.types("The letter", "")
    alex.presses("Save the letter")
    alex.is_led_from_the_error_to("The letter", "Write the letter")
    alex.types("The letter", f"Dear {lee.called}\n\nYou made me laugh. Come back any day.\n\nAlex")
    alex.presses("Save the letter")
    alex.reads("The letter is kept.", "You made me laugh. Come back any day.", "Not given yet.")
    alex.picks("How did you give it?", "By hand")
    alex.presses("Keep when it was given")
    alex.reads(f"Kept when {lee.called} had the letter.", "by hand")
    assert LetterGiven.objects.get().letter == GoodbyeLetter.objects.get()
