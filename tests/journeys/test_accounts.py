"""An administrator makes an account; its link works once; with a role and cover they reach a young person for some days."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from tests.journeys.story import Somebody, Stage, Way, at_a_desk_or_without_script
from tests.world import TODAY
from waymark.core.wording import full_date

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
YESTERDAY = TODAY - timedelta(days=1)
NEW_PASSWORD = "seven green kettles"
A_WEEK_ON, A_FORTNIGHT_ON = TODAY + timedelta(days=7), TODAY + timedelta(days=14)


@at_a_desk_or_without_script
def test_somebody_new_covers_for_alex(stage: Stage, way: Way) -> None:
    ade, eve = stage.enter(stage.world.administrator, way), stage.enter(None, way)
    when_an_account_is_made(ade)
    link = when_a_link_is_made(ade)
    then_eve_sets_her_password_with_it(eve, link)
    then_the_link_works_no_more(stage.enter(None, way), link)
    then_eve_sees_nothing_yet(eve)
    when_she_is_given_a_role(ade)
    when_she_will_cover_for_alex(ade, A_WEEK_ON, A_FORTNIGHT_ON)
    then_she_does_not_reach_sam(eve)
    when_she_will_cover_for_alex(ade, YESTERDAY, TODAY + timedelta(days=1))
    then_she_reaches_sam(eve)
    when_the_cover_ends_today(ade)
    then_she_does_not_reach_sam(eve)


def when_an_account_is_made(ade: Somebody) -> None:
    ade.goes_to("/")
    ade.turns_to("Staff")
    ade.follows("Make an account")
    ade.types("Full name", "Eve Aldous")
    ade.types("Name to sign in with", "eve aldous")
    ade.types("Work e-mail address", "eve@council.invalid")
    ade.presses("Make the account")
    ade.is_led_from_the_error_to("Name to sign in with", "Use letters, digits and . - _ + @ only, such as alex.merrin")
    ade.types("Name to sign in with", "eve.aldous")
    ade.presses("Make the account")
    ade.reads("Eve Aldous has an account.", "No role yet", "Not set yet")


def when_a_link_is_made(ade: Somebody) -> str:
    ade.presses("Make a link to set a password")
    ade.reads("A link to set a password is on its way to eve@council.invalid. It works once, for three days.")
    found = re.search(r"https?://\S+", mail.outbox[-1].body)
    assert found is not None
    return found[0]


def then_eve_sets_her_password_with_it(eve: Somebody, link: str) -> None:
    eve.goes_to(link)
    eve.types("New password", "short")
    eve.types("New password again", "short")
    eve.presses("Save the new password")
    assert eve.page.locator(".govuk-error-summary").count() == 1
    eve.types("New password", NEW_PASSWORD)
    eve.types("New password again", NEW_PASSWORD)
    eve.presses("Save the new password")


def then_the_link_works_no_more(stranger: Somebody, link: str) -> None:
    stranger.goes_to(link)
    assert not stranger.page.get_by_label("New password", exact=True).count()


def then_eve_sees_nothing_yet(eve: Somebody) -> None:
    eve.goes_to("/accounts/login/")
    if eve.page.get_by_label("Password", exact=True).count():
        eve.types("Your name for signing in, or your work e-mail address", "eve.aldous")
        eve.types("Password", NEW_PASSWORD)
        eve.presses("Sign in")
    assert eve.goes_to("/people/") == 404


def when_she_is_given_a_role(ade: Somebody) -> None:
    ade.goes_to("/users/")
    ade.types("Name or e-mail", "Eve")
    ade.presses("Find")
    ade.follows("Eve Aldous")
    ade.follows("Give a role")
    ade.page.get_by_label("Role", exact=True).select_option(value="personal_adviser")
    ade.chooses("Team", "South")
    ade.presses("Give the role")
    ade.reads("Eve Aldous has the role personal adviser.", "South")


def when_she_will_cover_for_alex(ade: Somebody, first: date, back: date) -> None:
    ade.goes_to("/cover/")
    ade.chooses("Who is away", "Alex Merrin")
    ade.chooses("Who covers", "Eve Aldous")
    ade.types("From", full_date(first))
    ade.types("Back on", full_date(back))
    ade.presses("Arrange cover")
    ade.reads("Cover is arranged.", "Eve Aldous covers for Alex Merrin", full_date(back))


def when_the_cover_ends_today(ade: Somebody) -> None:
    ade.goes_to("/cover/")
    ade.reads("One colleague is covered for today")
    ade.follows("Change the end")
    ade.types("Ends on", full_date(TODAY))
    ade.presses("Keep the new end")
    ade.reads("The new end is kept.", "Nobody is covered for today")


def then_she_reaches_sam(eve: Somebody) -> None:
    assert eve.goes_to("/people/") == 200
    eve.follows("Sam Whitlock")
    assert eve.heading == "Sam Whitlock"


def then_she_does_not_reach_sam(eve: Somebody) -> None:
    assert eve.goes_to("/people/") == 200
    eve.does_not_read("Sam Whitlock")
    eve.types("Find a young person", "Whitlock")
    eve.presses("Find")
    eve.reads("Nobody you may see matches that")
