"""Alex plans a visit, goes out and is looked for; Bea moves his young people; keys find somebody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import NARRATOR, TODAY, World, worker
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.core.wording import full_date
from waymark.diary.actions import go_out, raise_alarms
from waymark.diary.models import HomeSafe
from waymark.people.models import Allocation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@on_a_phone_or_without_script
def test_a_visit_is_planned_and_cancelled(stage: Stage, way: Way) -> None:
    alex = stage.enter(stage.world.alex, way)
    alex.goes_to(f"/diary/new/?person={stage.world.sam.pk}")
    alex.types("Which day?", full_date(TODAY + timedelta(days=1)))
    alex.types("From", "14:00")
    alex.types("To", "13:00")
    alex.presses("Put it in the diary")
    alex.is_led_from_the_error_to("To", "Give an end that is later than the start")
    alex.types("To", "15:00")
    alex.presses("Put it in the diary")
    alex.reads("Sam Whitlock", "One entry tomorrow")
    alex.follows("Sam Whitlock")
    alex.follows("Cancel it")
    alex.types("Why is it cancelled?", "Sam is at college")
    alex.presses("Cancel it")
    alex.reads("Cancelled: Sam is at college")


@on_a_phone_or_without_script
def test_somebody_late_home_is_found(stage: Stage, way: Way) -> None:
    given_alex_is_late_home(stage.world)
    bea = stage.enter(stage.world.bea, way)
    bea.goes_to("/people/")
    bea.reads("Alex Merrin is 1 h late home")
    bea.follows("What to do")
    bea.reads("Flat 2, NE1 4LP", "ring 999 and give the address", "Sam Whitlock")
    bea.presses("Keep that they are safe")
    bea.is_led_from_the_error_to("How do you know?", "Say how you know")
    bea.types("How do you know?", "Rang him: his phone was flat")
    bea.presses("Keep that they are safe")
    bea.reads("It is kept that Alex Merrin is safe")
    bea.does_not_read("late home")
    assert HomeSafe.objects.get().closed_by == stage.world.bea


@on_a_phone_or_without_script
def test_alex_says_he_is_home(stage: Stage, way: Way) -> None:
    given_alex_is_late_home(stage.world)
    alex = stage.enter(stage.world.alex, way)
    alex.goes_to("/diary/")
    alex.presses("I’m home safe")
    alex.reads("Good that you are back. Nobody is called.")


@on_a_phone_or_without_script
def test_a_caseload_is_moved(stage: Stage, way: Way) -> None:
    nia = worker("nia", "Nia Ward", Role.PERSONAL_ADVISER, stage.world.team)
    bea = stage.enter(stage.world.bea, way)
    bea.goes_to("/people/move/")
    bea.follows("Alex Merrin")
    bea.chooses("Who takes them?", "Nia Ward (0, North)")
    bea.types("Why?", "Alex leaves on Friday")
    bea.presses("Look at the move")
    then_nothing_has_moved(bea, nia)
    bea.presses("Move 2 young people")
    bea.reads("2 young people have another worker than Alex Merrin now")
    assert Allocation.objects.known().filter(worker=nia, ended_on=None).count() == 2


def test_keys_get_around_and_can_be_switched_off(stage: Stage) -> None:
    alex = stage.enter(stage.world.alex, AT_A_DESK)
    alex.goes_to(f"/people/{stage.world.sam.pk}/network/")
    alex.strikes("/")
    assert alex.heading == "Find a young person"
    alex.reads("You opened these last", "Sam Whitlock")
    alex.strikes("g", "d")
    assert alex.page.url.endswith("/diary/")
    alex.strikes("?")
    assert alex.page.url.endswith("/shortcuts/")
    alex.page.get_by_label("Use these keys in this browser").uncheck()
    alex.page.locator("h1").click()
    alex.page.keyboard.press("/")
    alex.page.wait_for_timeout(300)
    assert alex.page.url.endswith("/shortcuts/")
    expect(alex.page.get_by_label("Use these keys in this browser")).not_to_be_checked()


def test_a_key_typed_into_a_box_is_a_letter(stage: Stage) -> None:
    alex = stage.enter(stage.world.alex, AT_A_DESK)
    alex.goes_to("/people/search/")
    box = alex.page.get_by_label("Name or number")
    box.press_sequentially("c/?")
    expect(box).to_have_value("c/?")
    assert alex.page.url.endswith("/people/search/")


def given_alex_is_late_home(world: World) -> None:
    past = timezone.now() - timedelta(hours=2)
    go_out(
        worker=world.alex,
        where="Flat 2, NE1 4LP",
        person=world.sam,
        expected_at=past + timedelta(hours=1),
        by=world.alex,
        now=past,
    )
    raise_alarms(by=NARRATOR, now=timezone.now())


def then_nothing_has_moved(bea: Somebody, nia: User) -> None:
    bea.reads("2 young people go from Alex Merrin to Nia Ward", "Nothing has changed yet.")
    assert not Allocation.objects.filter(worker=nia).exists()
