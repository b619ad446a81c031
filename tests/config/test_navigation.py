from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.world import World
from waymark.accounts.models import User
from waymark.people.models import EmergencyAccess


def test_a_manager_is_told_of_emergency_access_on_every_page(world: World, sign_in: Callable[[User], Client]) -> None:
    now = timezone.now()
    EmergencyAccess.objects.create(
        person=world.sam,
        user=world.cy,
        reason="Sam rang from the station",
        started_at=now,
        ends_at=now + timedelta(days=1),
    )

    def told(user: User) -> bool:
        return '1<span class="vh"> new' in sign_in(user).get("/settings/").content.decode()

    assert told(world.bea) and told(world.head)
    assert not told(world.di) and not told(world.alex)


def test_the_menu_shows_only_what_may_be_opened(world: World, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(world.alex).get("/settings/").content.decode()
    assert ">Young people" in page and ">Import" not in page and ">Staff" not in page
