"""Today as each role meets it: who needs them, what is promised, who wrote, what comes up; and the days managers see."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NARRATOR, TODAY, allocate, worker, young_person
from waymark.accounts.models import Cover
from waymark.accounts.rules import Role
from waymark.after21.actions.returning import ask_to_return
from waymark.after21.rules.words import Way
from waymark.audit.models import Look
from waymark.circumstances.models import LeaveToRemain
from waymark.contact.actions import make_promise, record_contact
from waymark.contact.rules import ByRole, Channel, Made
from waymark.core.wording import LONDON, weekday_date
from waymark.diary.actions import go_out, plan_visit
from waymark.diary.rules.words import VisitKind
from waymark.people import actions as people
from waymark.people.models import Allocation, AwaySpell, ContactPoint, YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.texts.actions import receive

pytestmark = pytest.mark.django_db
HOME = "/"


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def section(page, name):
    """The words of one section by its id, tags and all."""
    return (
        page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0] if f'aria-labelledby="{name}"' in page else ""
    )


def reach(person, days, world, *, made=Made.MADE, **more):
    on = TODAY - timedelta(days=days)
    now = datetime.combine(on, time(12), LONDON)
    return record_contact(
        person=person,
        happened_on=on,
        made=made,
        channel=Channel.CALL,
        by_role=ByRole.ADVISER,
        by=world.alex,
        today=on,
        now=now,
        started_by="worker",
        **more,
    )


@pytest.fixture
def late(world):
    """Sam was last reached ten weeks ago: eight is the limit."""
    reach(world.sam, 70, world)
    reach(world.jo, 3, world)
    return world


def test_who_is_owed_something_late_stands_in_the_heading_and_one_tap_does_it(late, sign_in):
    page = words(sign_in(late.alex).get(HOME))
    assert "need you today</h1>" in page or "needs you today</h1>" in page
    assert '<span class="late">' in page
    lines = section(page, "now")
    assert "Sam Whitlock" in lines
    assert "Keep in touch" in lines
    assert "2 weeks late" in lines or "14</b>days late" in lines
    assert f'href="{reverse("contact:record", args=[late.sam.pk])}"' in lines
    assert f'href="{reverse("texts:thread", args=[late.sam.pk])}"' in lines


def test_reaching_them_takes_the_line_away(late, sign_in):
    reach(late.sam, 0, late)
    assert "Sam Whitlock" not in section(words(sign_in(late.alex).get(HOME)), "now")


def test_a_planned_visit_carries_the_duty_it_answers_and_the_list_does_not(late, sign_in, monkeypatch):
    nine = datetime.combine(TODAY, time(9), LONDON)
    monkeypatch.setattr("django.utils.timezone.now", lambda: nine)
    visit = plan_visit(
        worker=late.alex,
        person=late.sam,
        starts_at=nine + timedelta(hours=2),
        ends_at=nine + timedelta(hours=3),
        place="14 Canal Court",
        by=late.alex,
        today=TODAY,
    )
    plan_visit(
        worker=late.alex,
        title="Supervision",
        kind=VisitKind.MEETING,
        starts_at=nine + timedelta(hours=5),
        ends_at=nine + timedelta(hours=6),
        by=late.alex,
        today=TODAY,
    )
    page = words(sign_in(late.alex).get(HOME))
    following = page.split('aria-label="Next visit"')[1].split("</section>")[0]
    assert "11:00" in following
    assert "14 Canal Court" in following
    assert '<span class="late">Keep in touch</span>, was due' in following
    assert f"{reverse('contact:record', args=[late.sam.pk])}?visit={visit.pk}" in following
    assert "Sam Whitlock" not in section(page, "now")
    assert "Supervision" in section(page, "later")


def test_a_visit_that_is_over_asks_to_be_recorded(late, sign_in, monkeypatch):
    nine = datetime.combine(TODAY, time(9), LONDON)
    plan_visit(
        worker=late.alex, person=late.jo, starts_at=nine, ends_at=nine + timedelta(hours=1), by=late.alex, today=TODAY
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: nine + timedelta(hours=3))
    over = section(words(sign_in(late.alex).get(HOME)), "past")
    assert "Yohannes Tesfay" in over
    assert "Record it" in over


def test_promises_are_kept_with_one_tap(late, sign_in):
    promise = make_promise(
        person=late.sam,
        what="Send the bus pass form",
        by_when=TODAY - timedelta(days=1),
        owner=late.alex,
        by=late.alex,
        today=TODAY - timedelta(days=8),
    )
    client = sign_in(late.alex)
    rows = section(words(client.get(HOME)), "promised")
    assert "Send the bus pass form" in rows
    assert '<span class="late">was due' in rows
    keep = reverse("contact:promise_keep", args=[late.sam.pk, promise.pk])
    assert f'action="{keep}"' in rows
    answer = client.post(keep, {"next": "/"})
    assert answer.url == "/"
    assert "Send the bus pass form" not in section(words(client.get(HOME)), "promised")


def test_young_people_who_wrote_or_want_to_come_back_wait_for_an_answer(late, sign_in):
    people.add_fact(ContactPoint(person=late.sam, value="07700 900510", safe_to_use="yes"), by=late.alex, today=TODAY)
    receive(
        provider_id="one",
        number="07700 900510",
        body="cooker not working",
        received_at=timezone.now(),
        today=TODAY,
        now=timezone.now(),
    )
    ask_to_return(person=late.jo, asked_on=TODAY, how=Way.TEXT, their_words="i need somebody", by=late.bea, today=TODAY)
    page = words(sign_in(late.alex).get(HOME))
    said = section(page, "from")
    assert "“cooker not working”" in said
    assert f'href="{reverse("texts:thread", args=[late.sam.pk])}"' in said
    assert "“i need somebody”" in said
    assert "One message, one request to come back." in page


def test_whoever_stands_in_sees_for_whom(late, sign_in):
    reach(late.kit, 100, late)
    back = TODAY + timedelta(days=3)
    Cover.objects.create(away=late.cy, covering=late.alex, started_on=TODAY, ended_on=back)
    page = words(sign_in(late.alex).get(HOME))
    assert f"You stand in for Cy Okafor until {weekday_date(back)}".replace("\xa0", " ") in page
    assert "Kit Amos" in page
    assert "for Cy Okafor" in section(page, "now")
    assert "for Cy Okafor" not in words(sign_in(late.cy).get(HOME))


def test_what_comes_up(late, sign_in):
    sam = late.sam
    people.add_fact(
        AwaySpell(
            person=sam,
            kind="detained",
            started_on=TODAY - timedelta(days=40),
            expected_end_on=TODAY + timedelta(days=9),
        ),
        by=late.alex,
        today=TODAY,
    )
    people.add_fact(
        LeaveToRemain(person=late.jo, kind="refugee", expires_on=TODAY + timedelta(days=170)), by=late.alex, today=TODAY
    )
    coming = section(words(sign_in(late.alex).get(HOME)), "coming")
    assert "Expected to leave custody" in coming
    assert "Leave to remain ends; nobody has applied yet" in coming
    officer = worker("iro", "Iro Vane", Role.REVIEWING_OFFICER)
    Allocation.objects.create(person=sam, worker=officer, role="reviewing_officer", started_on=TODAY)
    assert "custody" not in words(sign_in(officer).get(HOME)), "risk is not theirs to see"


def test_each_worker_has_the_duties_of_their_own_role(world, sign_in):
    sol = worker("sol", "Sol Reed", Role.SOCIAL_WORKER, world.team)
    allocate(world.kit, sol, world.team, AllocationRole.SOCIAL_WORKER)
    page = words(sign_in(sol).get(HOME))
    assert "Social worker’s visit" in page or "Social worker&#39;s visit" in page
    assert "Social worker" not in section(words(sign_in(world.cy).get(HOME)), "now")


def test_a_good_day_is_said_plainly(world, sign_in):
    lee = worker("lee", "Lee Frost", Role.PERSONAL_ADVISER, world.team)
    assert "No young person is allocated to you today" in words(sign_in(lee).get(HOME))
    mo = young_person("Mo", "Dean", child_id="M1", age=19, in_care_from=8, to=18)
    allocate(mo, lee, world.team)
    reach(mo, 1, world)
    page = words(sign_in(lee).get(HOME))
    assert "Nobody is waiting today</h1>" in page
    assert "A good day" in page


def test_whose_birth_nobody_knows_is_drawn(world, sign_in):
    person = people.add_person(first_name="Ty", last_name="Dow", by=NARRATOR, today=TODAY)
    allocate(person, world.alex, world.team)
    unknown = section(words(sign_in(world.alex).get(HOME)), "unknown")
    assert "1 young person has no date of birth" in unknown
    assert "Ty Dow" in unknown


def test_one_look_is_kept_with_everybody_shown(late, sign_in):
    sign_in(late.alex).get(HOME)
    look = Look.objects.get()
    assert look.what == "Today"
    assert late.sam.pk in set(look.people.values_list("person_id", flat=True))


def test_everything_ahead_leaves_nobody_out(late, sign_in):
    page = words(sign_in(late.alex).get(reverse("workspace:today_all")))
    assert "Sam Whitlock" in page
    assert "Yohannes Tesfay" in page


def test_a_team_sees_its_own_people_the_worst_first(late, sign_in):
    reach(late.kit, 100, late)
    client = sign_in(late.bea)
    page = words(client.get(reverse("workspace:team_day", args=[late.team.pk])))
    assert "owed something that is late</h1>" in page
    assert "Sam Whitlock" in section(page, "worst")
    assert "Kit Amos" not in page
    assert f'href="{reverse("workspace:adviser_day", args=[late.alex.pk])}"' in section(page, "by-worker")
    assert client.get(reverse("workspace:team_day", args=[late.other_team.pk])).status_code == 404
    whole = words(sign_in(late.head).get(reverse("workspace:service_day"), {"from": "0"}))
    assert "Kit Amos" in whole
    assert "Sam Whitlock" in whole


def test_a_manager_sees_an_advisers_day_and_nobody_elses_people(late, sign_in):
    Allocation.objects.create(
        person=late.kit, worker=late.alex, team=late.other_team, role="housing_lead", started_on=TODAY
    )
    make_promise(
        person=late.sam, what="Send the bus pass form", by_when=TODAY, owner=late.alex, by=late.alex, today=TODAY
    )
    page = words(sign_in(late.bea).get(reverse("workspace:adviser_day", args=[late.alex.pk])))
    assert "Alex Merrin today</h1>" in page
    assert "Sam Whitlock" in page
    assert "Kit Amos" not in page
    assert "Send the bus pass form" in section(page, "promised")
    assert "<form" not in section(page, "promised"), "the promise is Alex’s to keep"
    assert sign_in(late.di).get(reverse("workspace:adviser_day", args=[late.alex.pk])).status_code == 404


def test_an_alarm_comes_before_everything(late, sign_in):
    now = timezone.now()
    go_out(
        worker=late.alex,
        where="Canal Court",
        expected_at=now - timedelta(hours=3),
        by=late.alex,
        now=now - timedelta(hours=5),
    )
    page = words(sign_in(late.bea).get(reverse("workspace:team_day", args=[late.team.pk])))
    assert "One colleague has not said they are home safe</h1>" in page
    assert "Alex Merrin has not said they are home safe" in page


def test_a_name_stays_whole_and_nobody_who_died_is_listed(late, sign_in):
    YoungPerson.objects.filter(pk=late.sam.pk).update(died_on=TODAY)
    people.facts_changed([late.sam.pk], by=NARRATOR, today=TODAY)
    assert "Sam Whitlock" not in words(sign_in(late.alex).get(HOME))
