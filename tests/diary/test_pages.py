"""The diary as Alex uses it: plan, change, cancel, travel together; and what nobody else sees."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.diary.test_calendars import MOVED, ONCE, WEEKLY, calendar
from tests.world import TODAY, World
from waymark.accounts.models import User
from waymark.audit.models import Event, LookedAt
from waymark.core.wording import LONDON
from waymark.diary import actions, facts
from waymark.diary.models import CalendarFeed, HomeSafe, Visit
from waymark.diary.rules.words import VisitState
from waymark.people.models import Address

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TOMORROW = TODAY + timedelta(days=1)


def at(hour: int, minute: int = 0, *, on: Any = TOMORROW) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)


def asked(**changes: str) -> dict[str, str]:
    return {
        "kind": "visit",
        "on": TOMORROW.isoformat(),
        "starts": "14:00",
        "ends": "15:00",
        "place": "Hub",
        "title": "",
        "note": "",
        "companion": "",
        "back_by": "",
    } | changes


def plan(world: World, hour: int = 14, **fields: Any) -> Visit:
    given = {"worker": world.alex, "person": world.sam, "place": "12 Row, NE1 4LP"} | fields
    return actions.plan_visit(starts_at=at(hour), ends_at=at(hour + 1), by=world.alex, today=TODAY, **given)


def words(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def test_a_visit_is_planned_from_a_record_with_the_address_it_knows(world: World, sign_in: SignIn) -> None:
    Address.objects.create(person=world.sam, lines="Flat 2\n12 Row", postcode="NE1 4LP")
    client = sign_in(world.alex)
    assert "Flat 2, 12 Row, NE1 4LP" in client.get(f"/diary/new/?person={world.sam.pk}").content.decode()
    response = client.post(f"/diary/new/?person={world.sam.pk}", asked(check="on"))
    assert response.headers["Location"] == f"/diary/?on={TOMORROW}"
    visit = Visit.objects.get()
    assert (visit.person, visit.starts_at, visit.ends_at) == (world.sam, at(14), at(15))
    assert HomeSafe.objects.get(visit=visit).expected_at == at(15, 30)
    assert "Sam Whitlock" in words(client, f"/diary/?on={TOMORROW}")
    assert Event.objects.filter(name="diary.visit_planned", person_id=world.sam.pk).exists()


def test_somebody_of_ones_own_can_be_chosen(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    page = client.get("/diary/new/").content.decode()
    assert "Sam Whitlock" in page and "Kit Amos" not in page
    client.post("/diary/new/", asked(about=str(world.jo.pk)))
    assert Visit.objects.get().person == world.jo
    refused = client.post("/diary/new/", asked(about=str(world.kit.pk)))
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "Say what it is about"),
        ({"title": "Team", "ends": "13:00"}, "Give an end that is later than the start"),
        ({"title": "Team", "starts": "half past"}, "Give a time, such as 14:30"),
        ({"title": "Team", "on": ""}, "Give the day"),
        ({"title": "Team", "check": "on", "back_by": "13:30"}, "Give a time to be back that is later"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    changes: dict[str, str], says: str, world: World, sign_in: SignIn
) -> None:
    response = sign_in(world.alex).post("/diary/new/", asked(place="Old mill", **changes))
    assert response.status_code == 422
    assert says in response.content.decode() and "Old mill" in response.content.decode()
    assert not Visit.objects.exists()


def test_back_after_midnight_is_the_day_after(world: World, sign_in: SignIn) -> None:
    late = asked(title="Night shift", starts="22:00", ends="23:30", check="on", back_by="00:30")
    sign_in(world.alex).post("/diary/new/", late)
    assert HomeSafe.objects.get().expected_at == at(0, 30, on=TOMORROW + timedelta(days=1))


def test_an_overlap_is_said_and_not_refused(world: World, sign_in: SignIn) -> None:
    plan(world)
    response = sign_in(world.alex).post("/diary/new/", asked(title="Team", starts="14:30", ends="16:00"), follow=True)
    assert "You have something else from 14:00 to 15:00" in response.content.decode()
    assert Visit.objects.count() == 2


def test_travelling_together_stands_in_both_diaries(world: World, sign_in: SignIn) -> None:
    plan(world, person=world.jo, with_workers=[world.di])  # Di does not reach Jo, and is told by being asked along
    page = words(sign_in(world.di), f"/diary/?on={TOMORROW}")
    assert "Yohannes Tesfay" in page and "with Alex Merrin" in page
    assert [visit.person for visit in facts.day_of([world.di.pk], on=TOMORROW)] == [world.jo]
    assert "with Di Pryce" in words(sign_in(world.alex), f"/diary/?on={TOMORROW}")


def test_a_manager_reads_their_teams_diaries_and_nobody_elses(world: World, sign_in: SignIn) -> None:
    visit = plan(world)
    url = f"/diary/?on={TOMORROW}&whose={world.alex.pk}"
    assert "Sam Whitlock" in words(sign_in(world.bea), url)
    for user in (world.di, world.cy):
        assert sign_in(user).get(url).status_code == 404
        assert sign_in(user).get(f"/diary/{visit.pk}/").status_code == 404
    assert sign_in(world.bea).get(f"/diary/{visit.pk}/").status_code == 200
    assert sign_in(world.bea).get(f"/diary/{visit.pk}/change/").status_code == 404
    assert sign_in(world.alex).get("/diary/?whose=nobody").status_code == 404


def test_somebody_who_is_no_longer_theirs_is_not_named(world: World, sign_in: SignIn) -> None:
    visit = plan(world, person=world.kit)  # Kit was never Alex's
    client = sign_in(world.alex)
    page = words(client, f"/diary/?on={TOMORROW}")
    assert "Kit" not in page and "A young person who is not yours to see" in page
    assert client.get(f"/diary/{visit.pk}/").status_code == 404


def test_every_look_at_a_diary_is_kept(world: World, sign_in: SignIn) -> None:
    plan(world)
    before = LookedAt.objects.filter(person_id=world.sam.pk).count()
    words(sign_in(world.bea), f"/diary/?on={TOMORROW}&whose={world.alex.pk}")
    assert LookedAt.objects.filter(person_id=world.sam.pk).count() == before + 1


def test_a_change_is_kept_with_what_stood_before(world: World, sign_in: SignIn) -> None:
    visit = plan(world)
    client = sign_in(world.alex)
    client.post(f"/diary/{visit.pk}/change/", asked(starts="16:00", ends="17:00", version="1", place="Café"))
    visit.refresh_from_db()
    assert (visit.starts_at, visit.place, visit.version, visit.sequence) == (at(16), "Café", 2, 1)


def test_a_change_made_on_an_old_page_shows_what_stands_and_loses_no_word(world: World, sign_in: SignIn) -> None:
    visit = plan(world)
    actions.change_visit(visit, version=1, place="Library", by=world.bea, today=TODAY)
    client = sign_in(world.alex)
    response = client.post(f"/diary/{visit.pk}/change/", asked(version="1", place="Café", note="Bring the forms"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Library" in page and "Café" in page and "Bring the forms" in page
    assert 'name="version" value="2"' in page
    client.post(f"/diary/{visit.pk}/change/", asked(version="2", place="Café"))
    visit.refresh_from_db()
    assert visit.place == "Café"


def test_a_cancelled_visit_stays_and_says_why(world: World, sign_in: SignIn) -> None:
    visit = plan(world)
    client = sign_in(world.alex)
    assert client.post(f"/diary/{visit.pk}/cancel/", {"version": "1", "reason": ""}).status_code == 422
    client.post(f"/diary/{visit.pk}/cancel/", {"version": "1", "reason": "Sam is at college"})
    visit.refresh_from_db()
    assert visit.state == VisitState.CANCELLED
    assert "Cancelled: Sam is at college" in words(client, f"/diary/{visit.pk}/")
    assert "Nothing in the diary tomorrow" in words(client, f"/diary/?on={TOMORROW}")
    assert client.post(f"/diary/{visit.pk}/cancel/", {"version": "2", "reason": "Again"}).status_code == 422


def test_what_did_not_take_place_says_so(world: World, sign_in: SignIn) -> None:
    visit = plan(world)
    sign_in(world.alex).post(f"/diary/{visit.pk}/missed/", {"version": "1", "reason": "Nobody opened"})
    visit.refresh_from_db()
    assert (visit.state, visit.state_reason) == (VisitState.MISSED, "Nobody opened")


def test_a_visit_that_has_begun_offers_to_be_recorded(world: World, sign_in: SignIn) -> None:
    now = timezone.now()
    visit = actions.plan_visit(
        worker=world.alex,
        person=world.sam,
        starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(minutes=1),
        by=world.alex,
        today=TODAY,
    )
    day = timezone.localtime(visit.starts_at).date()
    page = sign_in(world.alex).get(f"/diary/?on={day}").content.decode()
    assert f"/people/{world.sam.pk}/contact/new/?visit={visit.pk}" in page


def test_a_week_shows_each_of_its_days(world: World, sign_in: SignIn) -> None:
    plan(world)
    page = words(sign_in(world.alex), f"/diary/?show=week&on={TOMORROW}")
    assert page.count("Nothing planned") == 6
    assert "One entry from" in page


def test_colleagues_are_free_or_busy_and_never_with_whom(world: World, sign_in: SignIn) -> None:
    now = timezone.now()
    actions.plan_visit(
        worker=world.alex,
        person=world.jo,
        starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(minutes=1),
        by=world.alex,
        today=TODAY,
    )
    page = words(sign_in(world.bea), "/diary/team/")
    assert "On a visit until" in page and "Tesfay" not in page
    assert "Cy Okafor" not in page


def test_a_day_can_be_taken_away(world: World, sign_in: SignIn) -> None:
    plan(world)
    made = sign_in(world.alex).get(f"/diary/?on={TOMORROW}&as=csv").content.decode()
    assert "14:00,15:00,Sam Whitlock,Visit" in made
    assert Event.objects.filter(name="people.list_exported").exists()


# --- other calendars ---


def test_a_feed_knows_no_names(world: World, sign_in: SignIn) -> None:
    plan(world)
    client = sign_in(world.alex)
    page = client.post("/diary/calendars/", {"do": "make"}).content.decode()
    (path,) = re.findall(r"/diary/feed/[\w-]+\.ics", page)
    response = Client().get(path)
    told = response.content.decode()
    assert "SUMMARY:Visit: SW\\, NE1" in told and "LOCATION:NE1" in told
    for word in ("Sam", "Whitlock", "12 Row", "4LP"):
        assert word not in told
    assert "no-store" in response.headers["Cache-Control"]
    assert not CalendarFeed.objects.filter(token_hash__contains=path[12:30]).exists()
    again = Client().get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_tells_what_was_cancelled(world: World) -> None:
    visit = plan(world)
    actions.cancel_visit(visit, version=1, reason="Ill", by=world.alex, today=TODAY)
    assert [told.cancelled for told in facts.told_of(world.alex, on=TODAY)] == [True]


def test_a_new_address_ends_the_one_before_and_stopping_ends_it(world: World) -> None:
    now = timezone.now()
    first = actions.make_feed(world.alex, now=now)
    second = actions.make_feed(world.alex, now=now)
    assert Client().get(f"/diary/feed/{first}.ics").status_code == 404
    assert Client().get(f"/diary/feed/{second}.ics").status_code == 200
    actions.end_feed(world.alex, now=now)
    assert Client().get(f"/diary/feed/{second}.ics").status_code == 404


def test_whoever_has_left_shows_no_diary(world: World) -> None:
    token = actions.make_feed(world.alex, now=timezone.now())
    world.alex.is_active = False
    world.alex.save()
    assert Client().get(f"/diary/feed/{token}.ics").status_code == 404


def test_one_visit_for_another_calendar_has_no_name(world: World, sign_in: SignIn) -> None:
    visit = plan(world)
    made = sign_in(world.alex).get(f"/diary/{visit.pk}/visit.ics").content.decode()
    assert "Visit: SW" in made and "Whitlock" not in made


def dated(event: str) -> str:
    """The sample entries, from next week on whenever this runs."""
    day = TODAY + timedelta(days=7)
    for n, sample in enumerate(("20261020", "20261027", "20261103")):
        event = event.replace(sample, f"{day + timedelta(days=7 * n):%Y%m%d}")
    return event.replace("20261105", f"{day:%Y%m%d}")


def upload(client: Client, *events: str, titles: str = "on") -> Any:
    made = SimpleUploadedFile("mine.ics", calendar(*(dated(event) for event in events)), "text/calendar")
    return client.post("/diary/calendars/read/", {"calendar": made, "titles": titles})


def keep(client: Client, preview: Any) -> Any:
    (kept,) = re.findall(r'name="kept" value="([^"]+)"', preview.content.decode())
    return client.post("/diary/calendars/keep/", {"kept": kept}, follow=True)


def test_a_calendar_is_shown_first_and_then_brought_in_once(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    preview = upload(client, ONCE, WEEKLY, MOVED)
    assert "5\xa0new entries in this file" in preview.content.decode()
    assert not Visit.objects.exists()
    assert "5\xa0entries added" in keep(client, preview).content.decode()
    again = upload(client, ONCE, WEEKLY, MOVED)
    assert "in your diary already" in again.content.decode() and 'name="kept"' not in again.content.decode()
    assert Visit.objects.count() == 5


def test_an_entry_that_moved_is_moved_and_one_taken_out_is_cancelled(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    keep(client, upload(client, ONCE, WEEKLY, MOVED))
    without = WEEKLY + "\nEXDATE;TZID=Europe/London:20261027T090000"
    preview = upload(client, ONCE.replace("T100000", "T103000"), without)
    assert "1\xa0changed entry and 1\xa0cancelled entry in this file" in preview.content.decode()
    keep(client, preview)
    assert Visit.objects.filter(state=VisitState.CANCELLED).count() == 1
    moved = Visit.objects.get(uid="once")
    assert (timezone.localtime(moved.starts_at).strftime("%H:%M"), moved.version) == ("10:30", 2)


def test_a_file_about_one_entry_leaves_the_others_alone(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    keep(client, upload(client, ONCE, WEEKLY))
    keep(client, upload(client, ONCE.replace("Team day", "Team half-day")))
    assert not Visit.objects.filter(state=VisitState.CANCELLED).exists()
    assert Visit.objects.get(uid="once").title == "Team half-day"


def test_a_preview_of_somebody_else_is_not_brought_in(world: World, sign_in: SignIn) -> None:
    preview = upload(sign_in(world.bea), ONCE)
    assert "Choose the file again" in keep(sign_in(world.alex), preview).content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("content", [b"not a calendar", b"x" * 2_000_001])
def test_a_file_that_cannot_be_read_says_what_to_do(content: bytes, world: World, sign_in: SignIn) -> None:
    made = SimpleUploadedFile("mine.ics", content)
    response = sign_in(world.alex).post("/diary/calendars/read/", {"calendar": made})
    assert response.status_code == 422
    assert "Choose a" in response.content.decode()


def test_a_brought_in_entry_stays_out_of_the_feed(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    keep(client, upload(client, ONCE))
    assert facts.told_of(world.alex, on=TODAY) == []
