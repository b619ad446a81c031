"""Every figure of keeping in touch opens exactly the people who are not in it; whoever is 21 stands in two bands."""

import re
from datetime import timedelta

import pytest

from tests.journeys.story import Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import NARRATOR, TODAY, World, years_ago
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.people import actions as people

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOT_IN_IT = re.compile(r"(\d+) of (\d+)\. (\d+) not in it")


@on_a_phone_or_without_script
def test_a_figure_opens_as_many_as_it_says(stage: Stage, way: Way) -> None:
    given_a_social_worker_reached_jo_and_nobody_the_others(stage.world)
    head = stage.enter(stage.world.head, way)
    head.goes_to("/contact/in-touch/")
    figures = when_she_reads_every_figure(head)
    then_each_opens_the_people_who_are_not_in_it(head, figures)
    then_jo_at_21_is_in_two_bands(head, stage.world)


def given_a_social_worker_reached_jo_and_nobody_the_others(world: World) -> None:
    day = TODAY - timedelta(days=7)
    ContactMade.objects.create(person=world.jo, happened_on=day, made=Made.MADE, by_role=ByRole.SOCIAL_WORKER)
    people.facts_changed([world.jo.pk], by=NARRATOR, today=TODAY)


def when_she_reads_every_figure(head: Somebody) -> dict[str, tuple[int, int, int]]:
    """Address of a figure → in it, of how many, not in it."""
    found = {}
    for side in head.page.locator("a.cell__side").all():
        said = NOT_IN_IT.search(side.inner_text().replace("\n", " "))
        if said:
            found[side.get_attribute("href") or ""] = tuple(int(number) for number in said.groups())
    assert len(found) >= 4, "both figures of at least two bands"
    return found  # type: ignore[return-value]


def then_each_opens_the_people_who_are_not_in_it(head: Somebody, figures: dict[str, tuple[int, int, int]]) -> None:
    for href, (reached, of, missing) in figures.items():
        assert reached + missing == of
        head.goes_to(href)
        assert head.page.locator("#opened tbody tr").count() == missing, href


def then_jo_at_21_is_in_two_bands(head: Somebody, world: World) -> None:
    assert world.jo.born_on == years_ago(21, 100)
    head.goes_to("/contact/in-touch/")
    head.reads("Whoever is 21 is in both of the last two.", "Advisers reached 0 of 3")
    bands = []
    for n in range(head.page.locator(".cell").count()):
        head.goes_to("/contact/in-touch/")
        cell = head.page.locator(".cell").nth(n)
        link = cell.locator("a.cell__side", has_text="Personal adviser only")
        if link.count():
            band = cell.locator(".cell__band").inner_text()
            head.goes_to(link.get_attribute("href") or "")
            if "Yohannes Tesfay" in head.page.locator("#opened").inner_text():
                bands.append(band)
    assert len(bands) == 2, bands
