"""Today as an adviser, whoever stands in, a team and the service meet it: every line leads where it says."""

from datetime import datetime, time, timedelta

import pytest

from tests.journeys.story import AT_A_DESK, Somebody, Stage, Way, on_a_phone_or_without_script
from tests.world import TODAY, World, worker
from waymark.accounts.models import Cover, User
from waymark.accounts.rules import Role
from waymark.contact.actions import make_promise, record_contact
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.core.wording import LONDON

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def given_sam_is_late_and_kit_too(world: World) -> None:
    """Sam and Kit were last reached ten weeks ago, Jo yesterday; Alex promised Sam something."""
    for person, user, days in ((world.sam, world.alex, 70), (world.kit, world.cy, 70), (world.jo, world.alex, 1)):
        day = TODAY - timedelta(days=days)
        record_contact(
            person=person,
            happened_on=day,
            made=Made.MADE,
            channel=Channel.CALL,
            by_role=ByRole.ADVISER,
            by=user,
            worker=user,
            today=day,
            now=datetime.combine(day, time(12), LONDON),
            started_by=StartedBy.WORKER,
            note="We spoke",
        )
    make_promise(
        person=world.sam,
        what="Send the bus pass form",
        by_when=TODAY - timedelta(days=1),
        owner=world.alex,
        by=world.alex,
        today=TODAY - timedelta(days=9),
    )


@on_a_phone_or_without_script
def test_an_adviser_opens_the_day(stage: Stage, way: Way) -> None:
    given_sam_is_late_and_kit_too(stage.world)
    alex = stage.enter(stage.world.alex, way)
    alex.goes_to("/")
    assert "today" in alex.heading
    alex.reads("overdue", "Sam Whitlock", "Keep in touch", "late", "You promised", "Send the bus pass form")
    alex.does_not_read("Kit Amos")
    then_everything_leads_where_it_says(alex, "main .due__act a")
    then_everything_leads_where_it_says(alex, "main .due__who[href]")


def then_everything_leads_where_it_says(somebody: Somebody, which: str) -> None:
    """Each link of a line answers, and the page it opens is about the person whom the line names."""
    somebody.goes_to("/")
    lines = somebody.page.locator("li.due")
    named: dict[str, str] = {}
    for n in range(lines.count()):
        who = lines.nth(n).locator(".due__who").inner_text()
        for link in lines.nth(n).locator(which.removeprefix("main ")).all():
            named.setdefault(link.get_attribute("href") or "", who)
    assert named
    for href, who in named.items():
        assert somebody.goes_to(href) == 200, href
        called = who.split()[0]
        assert called in somebody.page.locator("main").inner_text(), (href, who)


@on_a_phone_or_without_script
def test_whoever_stands_in_has_their_people_too(stage: Stage, way: Way) -> None:
    given_sam_is_late_and_kit_too(stage.world)
    nia = worker("nia", "Nia Ward", Role.PERSONAL_ADVISER, stage.world.team)
    somebody = stage.enter(nia, way)
    somebody.goes_to("/")
    somebody.reads("No young person is allocated to you today")
    days = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=5)}
    Cover.objects.create(away=stage.world.alex, covering=nia, **days)
    somebody.goes_to("/")
    somebody.reads("You stand in for Alex Merrin until", "Sam Whitlock", "for Alex Merrin")
    somebody.follows("Record contact")
    assert somebody.heading == "Record a contact with Sam"


@on_a_phone_or_without_script
def test_a_manager_and_the_head_see_across(stage: Stage, way: Way) -> None:
    given_sam_is_late_and_kit_too(stage.world)
    when_bea_opens_her_team(stage.enter(stage.world.bea, AT_A_DESK if way.scripts else way))
    when_the_head_opens_the_service(stage.enter(stage.world.head, way), stage.world.bea)


def when_bea_opens_her_team(bea: Somebody) -> None:
    bea.goes_to("/")
    assert "owed something that is late" in bea.heading
    bea.reads("Sam Whitlock", "By worker", "Alex Merrin")
    bea.does_not_read("Kit Amos")
    bea.follows("Alex Merrin")
    assert "Alex Merrin today" in bea.heading
    bea.reads("as Alex Merrin sees it", "Sam Whitlock", "Alex Merrin promised", "Send the bus pass form")
    assert bea.page.locator("main button.tick").count() == 0, "only Alex says that it is kept"


def when_the_head_opens_the_service(head: Somebody, bea: User) -> None:
    head.goes_to("/")
    head.reads("Sam Whitlock", "Kit Amos", "By team", "North", "South")
    late = int(
        head.page.locator("table", has_text="North").locator("tr", has_text="North").locator("td").nth(0).inner_text()
    )
    assert late >= 1
    head.follows("South")
    head.reads("Kit Amos")
    head.does_not_read("Sam Whitlock")
