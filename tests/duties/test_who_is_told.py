"""Leave to remain that ends, and custody, are told to those who may see risk, and to nobody else who sees what is due."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import NARRATOR, TODAY, World, allocate, worker
from waymark.accounts.rules import Role
from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import LeaveKind
from waymark.duties.facts import by_duty, counts_of_duty, day
from waymark.duties.rules import OF_RISK, DutyId
from waymark.people import actions as people
from waymark.people.rules.words import AllocationRole

pytestmark = pytest.mark.django_db
LEAVE = DutyId.D32


@pytest.fixture(autouse=True)
def leave_that_ends(world: World) -> None:
    """Jo's leave to remain ends this week."""
    leave = LeaveToRemain(
        person=world.jo,
        kind=LeaveKind.DISCRETIONARY,
        started_on=TODAY - timedelta(days=600),
        expires_on=TODAY + timedelta(days=3),
    )
    people.add_fact(leave, by=NARRATOR, today=TODAY)


def pages(world: World) -> dict[str, str]:
    return {
        "their duties": reverse("duties:person", args=[world.jo.pk]),
        "the clock": reverse("duties:clock", args=[LEAVE.value]) + "?show=due",
        "their record": reverse("workspace:record", args=[world.jo.pk]),
        "one's own day": reverse("workspace:home"),
    }


@pytest.mark.parametrize("page", ["their duties", "the clock", "their record", "one's own day"])
@pytest.mark.parametrize(
    ("role", "in_part"),
    [(Role.REVIEWING_OFFICER, AllocationRole.REVIEWING_OFFICER), (Role.EET_ADVISER, AllocationRole.EET_LEAD)],
)
def test_whoever_may_not_see_risk_is_not_told(
    world: World, sign_in, page: str, role: Role, in_part: AllocationRole
) -> None:
    reader = worker("reader", "Rae Dunn", role, world.team)
    allocate(world.jo, reader, world.team, in_part)
    url = pages(world)[page]
    told = sign_in(world.alex).get(url).content.decode()
    assert LEAVE.label in told and str(world.jo.pk) in told
    answer = sign_in(reader).get(url, follow=True)
    if answer.status_code == 404:
        assert role is Role.EET_ADVISER and page in (
            "their duties",
            "the clock",
        )  # who sees nothing of what is due at all
    elif page == "the clock":
        assert str(world.jo.pk) not in answer.content.decode()
    else:
        assert answer.status_code == 200 and LEAVE.label not in answer.content.decode()


def test_a_director_sees_the_service_without_it(world: World, sign_in) -> None:
    director = worker("dir", "Mo Thorne", Role.DIRECTOR)
    url = reverse("workspace:service_day")
    assert LEAVE.label in sign_in(world.head).get(url).content.decode()
    page = sign_in(director).get(url)
    assert page.status_code == 200 and LEAVE.label not in page.content.decode()


def test_counts_without_it_are_those_of_the_lines(world: World) -> None:
    assert counts_of_duty(LEAVE.value, on=TODAY).due == 1
    whole, part = day(people=None, on=TODAY, days=60), day(people=None, on=TODAY, days=60, but=OF_RISK)
    assert whole.due - part.due == 1
    assert {duty.duty for duty in whole.lines} - {duty.duty for duty in part.lines} == {LEAVE}
    assert LEAVE.value not in by_duty(people=None, on=TODAY, days=60, but=OF_RISK)
