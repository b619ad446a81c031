"""Who reaches whom: the stories behind the only door to a record."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.world import TODAY, World, allocate, young_person
from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, User
from waymark.accounts.rules import Role
from waymark.audit.facts import looks_at
from waymark.audit.models import Event
from waymark.people import actions
from waymark.people.access import open_record
from waymark.people.actions.emergency import CheckedAlready, NoteMissing, OwnAccess, ReasonTooShort
from waymark.people.facts import emergencies_to_check, found_in_emergency
from waymark.people.models import Allocation, EmergencyAccess, YoungPerson
from waymark.policy.actions import change_setting

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
REASON = "Sam is at the hub and unwell"


def sees(user: User) -> set[str]:
    user.__dict__.pop("_standings", None)
    return set(YoungPerson.objects.visible_to(user, on=TODAY).values_list("first_name", flat=True))


def test_alex_sees_his_own_and_bea_her_team_and_the_head_everyone(world: World) -> None:
    assert sees(world.alex) == {"Sam", "Yohannes"}
    assert sees(world.bea) == {"Sam", "Yohannes"}
    assert sees(world.cy) == sees(world.di) == {"Kit"}
    assert sees(world.head) == {"Sam", "Yohannes", "Kit"}
    assert sees(world.analyst) == sees(world.administrator) == set()


def test_a_colleague_who_covers_sees_what_the_one_away_sees(world: World) -> None:
    Cover.objects.create(away=world.alex, covering=world.cy, started_on=TODAY, ended_on=TODAY + timedelta(days=7))
    assert sees(world.cy) == {"Sam", "Yohannes", "Kit"}
    Cover.objects.update(started_on=TODAY - timedelta(days=7), ended_on=TODAY)
    assert sees(world.cy) == {"Kit"}


def test_the_duty_desk_and_an_attached_adviser_see_the_team(world: World) -> None:
    DutyTurn.objects.create(user=world.cy, team=world.team, started_on=TODAY, ended_on=TODAY + timedelta(days=1))
    assert sees(world.cy) == {"Sam", "Yohannes", "Kit"}
    DutyTurn.objects.all().delete()
    TeamAttachment.objects.create(user=world.cy, team=world.team, started_on=TODAY)
    assert sees(world.cy) == {"Sam", "Yohannes", "Kit"}


def test_an_allocation_that_ended_or_was_never_true_gives_nothing(world: World) -> None:
    rows = Allocation.objects.filter(person=world.sam)
    rows.update(ended_on=TODAY)
    assert sees(world.alex) == {"Yohannes"}
    rows.update(ended_on=None, withdrawn_at=timezone.now())
    assert sees(world.alex) == {"Yohannes"}


def test_somebody_with_two_parts_sees_each_person_once(world: World) -> None:
    allocate(world.sam, world.alex, world.team, role="eet_lead")  # type: ignore[arg-type]
    assert list(YoungPerson.objects.visible_to(world.alex, on=TODAY).filter(pk=world.sam.pk)) == [world.sam]


def test_a_young_person_reaches_only_themselves_and_no_staff_page(world: World, sign_in: SignIn) -> None:
    account = User.objects.create_user("sam", display_name="Sam")
    RoleGrant.objects.create(user=account, role=Role.YOUNG_PERSON, started_on=TODAY)
    YoungPerson.objects.filter(pk=world.sam.pk).update(account=account)
    assert sees(account) == {"Sam"}
    assert sign_in(account).get(reverse("people:care", args=[world.sam.pk])).status_code == 404


def test_every_look_is_kept_with_who_and_what(world: World, sign_in: SignIn) -> None:
    sign_in(world.alex).get(reverse("people:care", args=[world.sam.pk]))
    sign_in(world.cy).get(reverse("people:care", args=[world.sam.pk]))
    looks, _ = looks_at(world.sam.pk)
    assert [(look.actor_name, look.what, look.marked) for look in looks] == [("Alex Merrin", "Care history", False)]


def test_breaking_the_glass_opens_one_record_for_some_hours_and_tells_the_manager(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.cy)
    form = {"child_id": "s1", "reason": REASON}
    answer = client.post(reverse("people:emergency"), form)
    assert answer["Location"] == reverse("workspace:record", args=[world.sam.pk])
    assert sees(world.cy) == {"Sam", "Kit"}
    assert client.get(reverse("people:care", args=[world.sam.pk])).status_code == 200
    looks, _ = looks_at(world.sam.pk)
    assert all(look.marked and look.reason == REASON for look in looks) and len(looks) == 2
    page = sign_in(world.bea).get(reverse("people:emergency_checks")).text
    assert "Cy Okafor" in page and REASON in page
    assert "Cy Okafor" not in sign_in(world.di).get(reverse("people:emergency_checks")).text.split("<main")[1]
    access = EmergencyAccess.objects.get()
    assert access.ends_at - access.started_at == timedelta(hours=24)
    EmergencyAccess.objects.update(
        started_at=access.started_at - timedelta(hours=25), ends_at=timezone.now() - timedelta(seconds=1)
    )
    assert sees(world.cy) == {"Kit"}
    assert client.get(reverse("people:care", args=[world.sam.pk])).status_code == 404


def test_bea_checks_it_and_says_what_she_found(world: World, sign_in: SignIn) -> None:
    access = actions.open_in_emergency(world.sam, reason=REASON, by=world.cy, today=TODAY, now=timezone.now())
    client, url = sign_in(world.bea), reverse("people:emergency_check", args=[access.pk])
    assert "Say what you found" in client.post(url, {"note": " "}).text
    assert client.post(url, {"note": "Needed: Sam was ill"})["Location"] == reverse("people:emergency_checks")
    page = client.get(reverse("people:emergency_checks")).text
    assert "Needed: Sam was ill" in page and "No emergency access waits" in page
    assert sign_in(world.di).get(url).status_code == 404
    assert "What did you find" not in client.get(url).text


def test_reading_what_somebody_did_in_an_emergency_is_a_look_too(world: World, sign_in: SignIn) -> None:
    access = actions.open_in_emergency(world.sam, reason=REASON, by=world.cy, today=TODAY, now=timezone.now())
    client = sign_in(world.bea)
    client.get(reverse("people:emergency_checks"))
    client.get(reverse("people:emergency_check", args=[access.pk]))
    looks = [look for look in looks_at(world.sam.pk)[0] if look.actor_id == world.bea.pk]
    assert [look.what for look in looks] == ["Checking emergency access"] * 2


def test_an_emergency_does_not_let_a_manager_keep_what_it_opened(world: World, sign_in: SignIn) -> None:
    """Giving out workers or joining the record to one of her own would make Di's hours last for ever."""
    actions.open_in_emergency(world.sam, reason=REASON, by=world.di, today=TODAY, now=timezone.now())
    client, given = sign_in(world.di), Allocation.objects.get(person=world.sam)
    worker = {"role": "eet_lead", "worker": str(world.cy.pk), "team": str(world.other_team.pk), "started_on": TODAY}
    add = reverse("people:allocation_add", args=[world.sam.pk])
    assert client.post(add, worker).status_code == 404
    end = reverse("people:allocation_end", args=[world.sam.pk, given.pk])
    assert client.post(end, {"ended_on": TODAY}).status_code == 404
    for pair in ([world.sam.pk, world.kit.pk], [world.kit.pk, world.sam.pk]):
        assert client.post(reverse("people:merge", args=pair), {"reason": "Same passport"}).status_code == 404
    assert list(Allocation.objects.filter(person=world.sam, ended_on=None)) == [given]
    page = client.get(reverse("people:allocations", args=[world.sam.pk]))
    assert page.status_code == 200 and add not in page.text
    allocate(world.sam, world.cy, world.other_team, role="eet_lead")  # type: ignore[arg-type]  # her team works for Sam
    assert client.get(add).status_code == 200


def test_what_a_page_says_next_is_kept_here_and_not_in_a_cookie(world: World, sign_in: SignIn) -> None:
    given = Allocation.objects.get(person=world.sam)
    client, end = sign_in(world.bea), reverse("people:allocation_end", args=[world.sam.pk, given.pk])
    answer = client.post(end, {"ended_on": TODAY})
    assert answer.status_code == 302 and "messages" not in answer.cookies
    assert "is no longer there for Sam" in client.get(answer["Location"]).text


def test_a_page_of_looks_far_beyond_the_last_is_the_first(world: World, sign_in: SignIn) -> None:
    address = reverse("people:looks", args=[world.sam.pk])
    assert sign_in(world.bea).get(address, {"before": "9" * 5000}).status_code == 200


def test_the_council_decides_how_many_hours(world: World) -> None:
    change_setting(
        key="emergency_access_hours", text="4", in_force_from=TODAY, reason="Agreed", by=world.head, today=TODAY
    )
    access = actions.open_in_emergency(world.sam, reason=REASON, by=world.cy, today=TODAY, now=timezone.now())
    assert access.ends_at - access.started_at == timedelta(hours=4)


def test_a_check_is_by_somebody_else_once_and_in_words(world: World) -> None:
    access = actions.open_in_emergency(world.sam, reason=REASON, by=world.cy, today=TODAY, now=timezone.now())
    with pytest.raises(OwnAccess):
        actions.check_emergency_access(access, note="Fine", by=world.cy, now=timezone.now())
    with pytest.raises(NoteMissing):
        actions.check_emergency_access(access, note=" ", by=world.bea, now=timezone.now())
    actions.check_emergency_access(access, note="Fine", by=world.bea, now=timezone.now())
    with pytest.raises(CheckedAlready):
        actions.check_emergency_access(access, note="Fine", by=world.head, now=timezone.now())


def test_a_head_is_told_of_every_one_but_their_own(world: World) -> None:
    for user in (world.cy, world.head):
        actions.open_in_emergency(world.sam, reason=REASON, by=user, today=TODAY, now=timezone.now())
    assert [row.user for row in emergencies_to_check(world.head, on=TODAY)] == [world.cy]


def test_a_reason_has_fifteen_letters(world: World, sign_in: SignIn) -> None:
    with pytest.raises(ReasonTooShort):
        actions.open_in_emergency(world.sam, reason="because      ", by=world.cy, today=TODAY, now=timezone.now())
    page = sign_in(world.cy).post(reverse("people:emergency"), {"child_id": "S1", "reason": "because"})
    assert page.status_code == 422 and "at least 15 letters" in page.text
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Give the child number, or the name and the date of birth"),
        ({"name": "Whitlock"}, "Give the first and the last name together with the date of birth"),
        ({"name": "Sam Whitlock"}, "Give the date of birth as well"),
        ({"child_id": "S"}, "Check the child number"),
        ({"name": "Sam Witlock", "born_on": "1 May 2008"}, "Check the spelling and the date of birth"),
        ({"name": "Sam Whitlock", "born_on": "99 May 2008"}, "Give the day as a number"),
    ],
)
def test_nobody_is_found_by_guessing(world: World, sign_in: SignIn, asked: dict[str, str], said: str) -> None:
    page = sign_in(world.cy).post(reverse("people:emergency"), {"reason": REASON} | asked)
    assert page.status_code == 422 and said in page.text
    tried = "record has exactly" in page.text  # a form that was not complete has looked for nobody
    assert Event.objects.filter(name="people.emergency_found_nobody", actor_id=world.cy.pk).exists() == tried
    assert not EmergencyAccess.objects.exists()


def test_an_exact_name_and_birthday_finds_the_one_person(world: World, sign_in: SignIn) -> None:
    born = world.sam.born_on
    assert found_in_emergency(name="whitlock SAM", born_on=born) == [world.sam]
    assert found_in_emergency(name="Sam Whitlock", born_on=None) == []
    assert found_in_emergency(name="Sam", born_on=born) == []
    namesake = young_person("Sam", "Whitlock", child_id="S2", age=18, in_care_from=11, to=18)
    assert found_in_emergency(name="Sam Whitlock", born_on=born) == sorted([world.sam, namesake], key=lambda p: p.pk)
    page = sign_in(world.cy).post(
        reverse("people:emergency"), {"name": "Sam Whitlock", "born_on": str(born), "reason": REASON}
    )
    assert "more than one person" in page.text and not EmergencyAccess.objects.exists()


def test_a_record_that_is_ones_own_needs_no_emergency(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.alex).post(reverse("people:emergency"), {"child_id": "S1", "reason": REASON})
    assert answer["Location"] == reverse("workspace:record", args=[world.sam.pk])
    assert not EmergencyAccess.objects.exists()


def test_young_people_of_no_team_are_seen_by_those_who_see_everyone(world: World) -> None:
    Allocation.objects.all().delete()
    actions.open_in_emergency(world.sam, reason=REASON, by=world.cy, today=TODAY, now=timezone.now())
    Team.objects.create(name="West")
    assert not emergencies_to_check(world.bea, on=TODAY).exists()
    assert emergencies_to_check(world.head, on=TODAY).count() == 1


def test_no_page_opens_a_record_for_somebody_who_may_not_see_records(world: World) -> None:
    request = RequestFactory().get("/")
    request.user = world.administrator
    with pytest.raises(Http404):
        open_record(request, world.sam.pk, on=TODAY)
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        open_record(request, world.sam.pk, on=TODAY)


def test_a_record_that_is_not_there_is_not_there(world: World) -> None:
    request = RequestFactory().get("/")
    request.user = world.head
    with pytest.raises(Http404):
        open_record(request, uuid4(), on=TODAY)
