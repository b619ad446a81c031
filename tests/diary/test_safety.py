"""Coming home safe: Alex goes out, forgets, and is looked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.world import NARRATOR, TODAY, World, worker
from waymark.accounts.models import Cover, RoleGrant, User
from waymark.accounts.rules import Role
from waymark.audit.models import Event
from waymark.diary import actions, facts
from waymark.diary.models import HomeSafe, Visit
from waymark.diary.rules.words import VisitState, WatchState
from waymark.notices.models import Notice

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NOW = timezone.now()
DUE = NOW + timedelta(hours=1)


def minutes(late: int) -> timedelta:
    return timedelta(minutes=late)


@pytest.fixture
def check(world: World) -> HomeSafe:
    world.alex.phone = "07700 900101"
    world.bea.phone = "07700 900102"
    for user in (world.alex, world.bea):
        user.save()
    return actions.go_out(worker=world.alex, where="Flat 2", expected_at=DUE, by=world.alex, now=NOW)


def visit_with_check(world: World, **fields: object) -> Visit:
    start = NOW + timedelta(hours=2)
    return actions.plan_visit(
        worker=world.alex,
        person=world.sam,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        place="Flat 2",
        back_by=start + timedelta(hours=2),
        by=world.alex,
        today=TODAY,
        **fields,
    )


def raise_at(moment: timedelta) -> actions.Alarms:
    return actions.raise_alarms(by=NARRATOR, now=DUE + moment)


def test_nobody_is_told_before_the_time(check: HomeSafe) -> None:
    assert raise_at(minutes(14)) == actions.Alarms(asked=0, called=0)
    assert not Notice.objects.exists()


def test_first_the_worker_is_asked(check: HomeSafe, world: World) -> None:
    assert raise_at(minutes(15)) == actions.Alarms(asked=1, called=0)
    notice = Notice.objects.get()
    assert (notice.kind, notice.to) == ("sms", world.alex.phone)
    assert "Are you safe?" in notice.body


def test_then_the_managers_are_called_by_text_and_mail(check: HomeSafe, world: World) -> None:
    raise_at(minutes(15))
    assert raise_at(minutes(30)) == actions.Alarms(asked=0, called=1)
    told = {(notice.kind, notice.to) for notice in Notice.objects.exclude(to=world.alex.phone)}
    assert told == {("sms", world.bea.phone), ("email", world.bea.email)}
    body = Notice.objects.get(to=world.bea.phone).body
    assert "Alex Merrin" in body and "900101" in body
    assert "Flat 2" not in body  # a text can be read on any screen


def test_each_level_is_told_once_however_often_it_is_asked(check: HomeSafe) -> None:
    for late in (15, 16, 40, 41, 90):
        raise_at(minutes(late))
    assert Notice.objects.count() == 3
    assert Event.objects.filter(name="diary.home_safe_manager_called").count() == 1


def test_a_job_that_stood_still_tells_both_at_once(check: HomeSafe) -> None:
    assert raise_at(minutes(45)) == actions.Alarms(asked=1, called=1)


def test_the_command_looks_at_the_clock(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    past = timezone.now() - timedelta(hours=2)
    actions.go_out(worker=world.alex, where="", expected_at=past + minutes(60), by=world.alex, now=past)
    call_command("watch_home_safe")
    assert "1 asked, 1 called about" in capsys.readouterr().out


def test_a_later_time_starts_the_clock_anew(check: HomeSafe, world: World) -> None:
    raise_at(minutes(20))
    actions.expect_later(check, expected_at=DUE + minutes(60), by=world.alex, now=DUE + minutes(20))
    assert raise_at(minutes(60)) == actions.Alarms(0, 0)
    assert raise_at(minutes(75)) == actions.Alarms(1, 0)
    assert Notice.objects.filter(to=world.alex.phone).count() == 2


def test_whoever_is_home_is_not_looked_for(check: HomeSafe, world: World) -> None:
    actions.say_home_safe(check, by=world.alex, now=DUE)
    assert raise_at(minutes(90)) == actions.Alarms(0, 0)
    assert actions.say_home_safe(check, by=world.alex, now=DUE + minutes(5)).closed_at == DUE


def test_only_the_worker_says_home_and_only_others_say_found(check: HomeSafe, world: World) -> None:
    with pytest.raises(actions.NobodyChecksThemselves):
        actions.say_home_safe(check, by=world.bea, now=DUE)
    with pytest.raises(actions.NobodyChecksThemselves):
        actions.found_safe(check, how="I am here", by=world.alex, now=DUE)


def test_found_safe_says_who_and_how(check: HomeSafe, world: World) -> None:
    with pytest.raises(actions.HowMissing):
        actions.found_safe(check, how=" ", by=world.bea, now=DUE)
    closed = actions.found_safe(check, how="His phone was flat", by=world.bea, now=DUE)
    assert (closed.state, closed.closed_by, closed.closed_how) == (WatchState.FOUND, world.bea, "His phone was flat")
    with pytest.raises(actions.NotOut):
        actions.call_off(check, how="He stayed in", by=world.bea, now=DUE)


def test_whoever_stands_in_for_the_manager_is_called_too(check: HomeSafe, world: World) -> None:
    days = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=3)}
    Cover.objects.create(away=world.bea, covering=world.di, **days)
    assert facts.watchers_of([world.alex.pk], on=TODAY)[world.alex.pk] == [world.bea, world.di]


def test_a_team_without_a_manager_calls_the_head_of_service(world: World) -> None:
    RoleGrant.objects.filter(user=world.bea).update(ended_on=TODAY)
    assert facts.watchers_of([world.alex.pk, world.cy.pk], on=TODAY) == {
        world.alex.pk: [world.head],
        world.cy.pk: [world.di],
    }


def test_a_manager_who_is_out_is_looked_for_by_others(world: World) -> None:
    assert facts.watchers_of([world.bea.pk], on=TODAY)[world.bea.pk] == [world.head]


def test_only_those_who_watch_over_them_see_who_is_late(check: HomeSafe, world: World) -> None:
    later = DUE + minutes(15)
    assert [late.pk for late in facts.overdue_home_safe(world.bea, now=later)] == [check.pk]
    assert [late.pk for late in facts.overdue_home_safe(world.head, now=later)] == [check.pk]
    for user in (world.alex, world.di, world.analyst, world.administrator):
        assert facts.overdue_home_safe(user, now=later) == []
    assert facts.overdue_home_safe(world.bea, now=later - timedelta(seconds=1)) == []


def test_the_red_line_stands_on_a_managers_pages_without_any_job(world: World, sign_in: SignIn) -> None:
    past = timezone.now() - timedelta(hours=2)
    actions.go_out(worker=world.alex, where="", expected_at=past + minutes(60), by=world.alex, now=past)
    assert "Alex Merrin is 1 h late home" in sign_in(world.bea).get("/people/").content.decode()
    assert "late home" not in sign_in(world.di).get("/people/").content.decode()


def test_the_travelling_colleague_is_asked_too(world: World) -> None:
    visit = visit_with_check(world, with_workers=[world.bea])
    check = HomeSafe.objects.get(visit=visit)
    actions.raise_alarms(by=NARRATOR, now=check.expected_at + minutes(15))
    assert {notice.to for notice in Notice.objects.all()} == {world.alex.email, world.bea.email}


def test_the_check_follows_the_visit(world: World) -> None:
    visit = visit_with_check(world)
    later = visit.starts_at + timedelta(hours=3)
    changed = actions.change_visit(visit, version=1, place="Hub", back_by=later, by=world.alex, today=TODAY)
    check = HomeSafe.objects.get(visit=visit)
    assert (check.expected_at, check.where) == (later, "Hub")
    actions.cancel_visit(changed, version=changed.version, reason="She is ill", by=world.alex, today=TODAY)
    assert not HomeSafe.objects.filter(visit=visit).exists()


def test_an_alarm_outlives_a_visit_that_is_cancelled(world: World) -> None:
    visit = visit_with_check(world)
    check = HomeSafe.objects.get(visit=visit)
    actions.raise_alarms(by=NARRATOR, now=check.expected_at + minutes(15))
    actions.cancel_visit(visit, version=1, reason="She is ill", by=world.alex, today=TODAY)
    assert HomeSafe.objects.get(visit=visit).state == WatchState.OUT


def test_a_visit_kept_still_waits_for_the_worker(world: World) -> None:
    visit = visit_with_check(world)
    assert actions.mark_kept(visit, by=world.alex, today=TODAY).state == VisitState.KEPT
    assert HomeSafe.objects.get(visit=visit).state == WatchState.OUT


def test_back_before_they_go_is_refused(world: World) -> None:
    with pytest.raises(actions.BackBeforeTheyGo):
        actions.go_out(worker=world.alex, where="", expected_at=NOW, by=world.alex, now=NOW)


def test_one_tap_and_the_worker_is_home(check: HomeSafe, world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    assert "I’m home safe" in client.get("/diary/").content.decode()
    response = client.post(f"/diary/home-safe/{check.pk}/", {"do": "home"}, follow=True)
    assert "Good that you are back" in response.content.decode()
    check.refresh_from_db()
    assert check.state == WatchState.HOME


def test_a_manager_sees_what_to_do_and_closes_it(world: World, sign_in: SignIn) -> None:
    world.alex.phone = "07700 900101"
    world.alex.save()
    past = timezone.now() - timedelta(hours=2)
    check = actions.go_out(
        worker=world.alex,
        where="Flat 2, NE1 4LP",
        person=world.sam,
        expected_at=past + minutes(60),
        by=world.alex,
        now=past,
    )
    client = sign_in(world.bea)
    page = client.get(f"/diary/home-safe/{check.pk}/").content.decode()
    assert "Alex Merrin is 1 h late home" in page
    assert "tel:+447700900101" in page and "NE1 4LP" in page and "Sam Whitlock" in page
    refused = client.post(f"/diary/home-safe/{check.pk}/", {"do": "found", "how": ""})
    assert refused.status_code == 422 and "Say how you know" in refused.content.decode()
    client.post(f"/diary/home-safe/{check.pk}/", {"do": "found", "how": "Rang him"})
    check.refresh_from_db()
    assert check.closed_by == world.bea


def test_strangers_see_no_check(check: HomeSafe, world: World, sign_in: SignIn) -> None:
    colleague = worker("col", "Col Vane", Role.PERSONAL_ADVISER, world.team)
    for user in (world.cy, world.di, colleague):
        assert sign_in(user).get(f"/diary/home-safe/{check.pk}/").status_code == 404


def test_a_manager_cannot_say_home_for_somebody(check: HomeSafe, world: World, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    assert client.post(f"/diary/home-safe/{check.pk}/", {"do": "home"}).status_code == 404
    assert client.post(f"/diary/home-safe/{check.pk}/", {"do": "nothing"}).status_code == 404


def test_going_out_by_hand(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    soon = timezone.localtime() + timedelta(minutes=45)
    client.post("/diary/out/", {"where": "Hub", "back_by": f"{soon:%H:%M}", "about": str(world.sam.pk)})
    check = HomeSafe.objects.get()
    assert (check.where, check.person, check.expected_at) == ("Hub", world.sam, soon.replace(second=0, microsecond=0))
    assert client.post("/diary/out/", {"where": "", "back_by": ""}).status_code == 422
