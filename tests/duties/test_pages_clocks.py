"""The table of clocks, and one clock with its limits and its people."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.workspace.people import crowd
from tests.world import NARRATOR, TODAY, World
from waymark.accounts.models import Team, User
from waymark.audit.models import Look
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.duties.facts import counts_of_duty
from waymark.duties.rules import CLOCKS, DutyId
from waymark.people import actions as people
from waymark.people.models import YoungPerson
from waymark.policy.actions import change_setting

pytestmark = pytest.mark.django_db
TABLE = reverse("duties:clocks")


def url(duty: DutyId) -> str:
    return reverse("duties:clock", args=[duty.value])


def words(response) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")
    return re.sub(r"\s+", " ", text)


def listed(page: str) -> list[str]:
    """The people a page lists, by id."""
    return re.findall(r"/people/([0-9a-f-]{36})/duties/", page)


def reached(days_ago: list[int], user: User, team: Team) -> list[YoungPerson]:
    """People of 19 and 20, each reached so many days ago; a third as many of 18, reached yesterday, are not answered."""
    everyone = crowd(len(days_ago) * 3 // 2, user, team)
    made = [person for number, person in enumerate(everyone) if number % 3]
    ago = dict(zip((person.pk for person in made), days_ago, strict=True))
    for person in everyone:
        on = TODAY - timedelta(days=ago.get(person.pk, 1))
        ContactMade.objects.create(person=person, happened_on=on, made=Made.MADE, by_role=ByRole.ADVISER)
    people.facts_changed([person.pk for person in everyone], by=NARRATOR, today=TODAY)
    return made


def test_every_clock_stands_in_the_table_with_its_source(world: World, sign_in) -> None:
    page = words(sign_in(world.alex).get(TABLE))
    working = sum(clock.works for clock in CLOCKS.values())
    assert f"{len(CLOCKS)} duties, {working} can be worked out today" in page
    for clock in CLOCKS.values():
        assert f"{clock.id.value}. " in page
        assert re.sub(r"\s+", " ", clock.source) in page
        assert clock.works or clock.waits_for in page


@pytest.mark.parametrize("duty", list(DutyId), ids=str)
def test_every_clock_has_a_page(world: World, sign_in, duty: DutyId) -> None:
    response = sign_in(world.head).get(url(duty))
    assert response.status_code == 200
    page = words(response)
    assert CLOCKS[duty].name in page
    if not CLOCKS[duty].works:
        assert "neither as done nor as late" in page
        assert "overdue for" not in page


def test_a_number_that_is_no_duty_is_not_found(world: World, sign_in) -> None:
    assert sign_in(world.head).get(reverse("duties:clock", args=["D99"])).status_code == 404


def test_the_heading_counts_whom_this_user_reaches_and_the_list_is_as_long(world: World, sign_in) -> None:
    made = reached([80, 80, 80, 80, 1, 1], world.cy, world.other_team)
    client = sign_in(world.di)
    counts = counts_of_duty("D14", on=TODAY, people=[person.pk for person in made])
    assert (counts.overdue, counts.applies) == (4, 6)
    assert "Keep in touch: overdue for 4 of 9 people you reach" in words(client.get(url(DutyId.D14)))
    page = client.get(url(DutyId.D14), {"show": "overdue"})
    assert sorted(listed(page.content.decode())) == sorted(str(person.pk) for person in made[:4])
    assert words(page).count("Nobody has said why yet.") == 4
    assert Look.objects.filter(what="Duty D14").count() == 1
    assert "owed to nobody you reach today" in words(sign_in(world.bea).get(url(DutyId.D33)))


def test_a_long_list_goes_on_where_the_last_page_ended(world: World, sign_in) -> None:
    made = reached([80 + number % 3 for number in range(60)], world.cy, world.other_team)
    client, address = sign_in(world.di), f"{url(DutyId.D14)}?show=overdue"
    first = client.get(address).content.decode()
    more = re.search(r'href="([^"]*after=[^"#]*)', first)
    assert more
    second = client.get(unescape(more[1])).content.decode()
    assert (len(listed(first)), len(listed(second))) == (50, 10)
    assert set(listed(first) + listed(second)) == {str(person.pk) for person in made}
    assert "after=" not in second


def test_what_the_council_has_set_stands_there_with_its_day_and_reason(world: World, sign_in) -> None:
    change_setting(
        key="keep_in_touch_weeks",
        text="6",
        in_force_from=TODAY + timedelta(days=9),
        reason="The corporate parenting board asked for it",
        by=world.head,
        today=TODAY,
    )
    page = sign_in(world.alex).get(url(DutyId.D14))
    assert "8 weeks between contacts" in words(page)
    assert "still to come. The corporate parenting board asked for it" in words(page)
    assert reverse("workspace:setting", args=["keep_in_touch_weeks"]) in page.content.decode()


def test_who_may_not_see_what_is_due_sees_no_clock(world: World, sign_in) -> None:
    assert sign_in(world.analyst).get(TABLE).status_code == 404
    assert sign_in(world.analyst).get(url(DutyId.D14)).status_code == 404
