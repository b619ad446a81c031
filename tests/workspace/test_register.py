"""The register: Alex sees his own, Bea her team's, the head of service everyone's."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.workspace.people import crowd
from tests.world import NARRATOR, TODAY, allocate, worker, young_person
from waymark.accounts.rules import Role
from waymark.audit.actions import erase_values
from waymark.audit.models import Event, Look, LookedAt
from waymark.eligibility import actions as eligibility
from waymark.eligibility.rules import Status
from waymark.people import actions as people
from waymark.people.models import Allocation, CarePeriod, YoungPerson
from waymark.workspace.facts import register as facts
from waymark.workspace.rules.register import Attention, Band, Order

pytestmark = pytest.mark.django_db
REGISTER = "/people/"


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def names(response):
    return re.findall(r'class="due__who" href="[^"]+">([^<]+)<', response.content.decode())


def h1(response):
    return re.search(r"<h1>([^<]*)</h1>", words(response))[1]


def test_each_sees_those_they_reach(world, sign_in):
    assert set(names(sign_in(world.alex).get(REGISTER))) == {"Sam Whitlock", "Yohannes Tesfay"}
    assert set(names(sign_in(world.bea).get(REGISTER))) == {"Sam Whitlock", "Yohannes Tesfay"}
    assert names(sign_in(world.cy).get(REGISTER)) == ["Kit Amos"]
    assert set(names(sign_in(world.head).get(REGISTER))) == {"Sam Whitlock", "Yohannes Tesfay", "Kit Amos"}
    assert sign_in(world.analyst).get(REGISTER).status_code == 404
    assert "/accounts/login/" in Client().get(REGISTER).url


def test_the_heading_counts_and_the_lines_say_status_and_what_changes(world, sign_in):
    page = sign_in(world.head).get(REGISTER)

    assert h1(page) == "3 young people"
    assert "1 aged 16 and 17, 1 aged 18 to 20 and 1 aged 21 and over." in words(page)
    assert "Eligible, still looked after" in words(page)
    assert "From the 18th birthday: former relevant." in words(page)
    assert 'Alex Merrin<br><span class="muted">Personal adviser</span>' in words(page)


def test_whose_status_changes_next_comes_first_and_by_name_on_request(world, sign_in):
    head = sign_in(world.head)
    assert names(head.get(REGISTER))[0] == "Kit Amos"  # 18 within a year; Sam's 21st birthday lies further off
    assert names(head.get(REGISTER, {"order": "name"})) == ["Kit Amos", "Yohannes Tesfay", "Sam Whitlock"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"band": "16-17"}, ["Kit Amos"]),
        ({"band": "18-20"}, ["Sam Whitlock"]),
        ({"band": "21"}, ["Yohannes Tesfay"]),
        ({"band": "under-16"}, ["Little One"]),
        ({"status": "eligible"}, ["Kit Amos"]),
        ({"attention": "adviser"}, ["Una Lone"]),
        ({"status": "not a status", "band": "13"}, None),
    ],
)
def test_filters(world, sign_in, asked, expected):
    young_person("Little", "One", child_id="L1", age=9, in_care_from=2, to=None)
    young_person("Una", "Lone", child_id="U1", age=16, in_care_from=2, to=None)
    Allocation.objects.filter(person__first_name="Una").delete()
    head = sign_in(world.head)
    if asked == {"band": "16-17"} or asked == {"status": "eligible"}:
        expected = [*expected, "Una Lone"]
    page = head.get(REGISTER, asked)
    assert page.status_code == 200
    assert sorted(names(page)) == sorted(expected if expected is not None else names(head.get(REGISTER)))


def test_team_and_adviser_filters_offer_only_what_one_reaches(world, sign_in):
    head = sign_in(world.head)
    assert names(head.get(REGISTER, {"team": world.other_team.pk})) == ["Kit Amos"]
    assert names(head.get(REGISTER, {"adviser": world.cy.pk})) == ["Kit Amos"]
    page = head.get(REGISTER, {"team": world.other_team.pk, "adviser": world.cy.pk})
    assert h1(page) == "1 young person with Cy Okafor in South"
    bea = sign_in(world.bea)
    assert set(names(bea.get(REGISTER, {"team": world.other_team.pk}))) == {"Sam Whitlock", "Yohannes Tesfay"}
    assert "South" not in words(bea.get(REGISTER, {"filters": "open"}))


def test_what_waits_for_somebody_leads_to_the_list_of_it(world, sign_in):
    ended = world.sam.born_on.replace(year=world.sam.born_on.year + 16)
    CarePeriod.objects.filter(person=world.sam).update(ended_on=ended)
    Allocation.objects.filter(person=world.kit).delete()
    people.facts_changed([world.sam.pk, world.kit.pk], by=NARRATOR, today=TODAY)
    head = sign_in(world.head)

    page = words(head.get(REGISTER))
    assert "1 legal status to decide" in page
    assert "1 without a personal adviser" in page
    contested = head.get(REGISTER, {"attention": "contested"})
    assert names(contested) == ["Sam Whitlock"]
    assert h1(contested) == "1 young person with a legal status to decide"
    assert "Decide the legal status" in words(contested)


def test_a_proposal_waits_for_a_signature(world, sign_in):
    eligibility.propose_decision(
        person=world.sam, status=Status.QUALIFYING, reason="Reading J3", in_force_from=TODAY, by=world.alex, today=TODAY
    )
    page = sign_in(world.bea).get(REGISTER, {"attention": "to-sign"})
    assert names(page) == ["Sam Whitlock"]
    assert "Sign the decision on the legal status" in words(page)


def test_someone_whose_support_ended_at_25_is_not_in_the_service(world):
    old = young_person("Old", "Timer", child_id="O1", age=26, in_care_from=10, to=18)
    allocate(old, world.alex, world.team)

    def listed(band):
        return {line.name for line in facts.page(world.alex, facts.Asked(band=band), on=TODAY).lines}

    assert "Old Timer" not in listed(Band.SERVICE) | listed(Band.OLDER)
    assert listed(Band.PAST) == {"Old Timer"}
    assert "Old Timer" in listed(Band.ANY)


@pytest.mark.parametrize("order", list(Order))
def test_pages_forward_and_back_show_everyone_once(world, order):
    crowd(60, world.alex, world.team)
    seen, after, pages = [], None, []
    while True:
        page = facts.page(world.alex, facts.Asked(order=order, after=after), on=TODAY)
        pages.append([line.person_id for line in page.lines])
        seen += pages[-1]
        after = page.older
        if after is None:
            break
    assert [len(ids) for ids in pages] == [25, 25, 12]
    assert len(set(seen)) == 62
    back = facts.page(world.alex, facts.Asked(order=order, before=page.newer), on=TODAY)
    assert [line.person_id for line in back.lines] == pages[1]
    first = facts.page(world.alex, facts.Asked(order=order, before=back.newer), on=TODAY)
    assert [line.person_id for line in first.lines] == pages[0]
    assert first.newer is None


def test_pages_carry_no_name_and_keep_the_filters(world, sign_in):
    crowd(30, world.alex, world.team)
    page = words(sign_in(world.alex).get(REGISTER, {"order": "name", "band": "18-20"}))
    link = re.search(r'href="([^"]*after=[^"]*)"', page)[1]
    assert "crowd" not in link.lower()
    assert "order=name" in link
    assert "band=18-20" in link


def test_a_page_that_starts_at_nobody_is_the_first(world, sign_in):
    stranger = "00000000-0000-0000-0000-000000000001"
    client = sign_in(world.alex)
    assert names(client.get(REGISTER, {"after": stranger})) == names(client.get(REGISTER))
    assert client.get(REGISTER, {"after": "nonsense"}).status_code == 200


def test_counting_stops_at_a_limit(world, monkeypatch):
    monkeypatch.setattr(facts, "COUNTED", 1)
    page = facts.page(world.alex, facts.Asked(), on=TODAY)
    assert page.counted.more
    assert page.counted.total == 1
    assert page.waiting == {}


def test_a_large_reach_is_asked_as_a_subquery_and_finds_the_same(world, monkeypatch):
    monkeypatch.setattr(facts, "LISTED_IDS", 1)
    assert {line.name for line in facts.page(world.alex, facts.Asked(), on=TODAY).lines} == {
        "Sam Whitlock",
        "Yohannes Tesfay",
    }


def test_one_look_is_kept_for_a_list_with_everyone_on_it(world, sign_in):
    sign_in(world.alex).get(REGISTER)
    look = Look.objects.get()
    assert (look.what, look.actor_name) == ("Register", "Alex Merrin")
    assert set(LookedAt.objects.values_list("person_id", flat=True)) == {world.sam.pk, world.jo.pk}


def test_an_empty_register_says_why_and_what_to_do(world, sign_in):
    Allocation.objects.all().delete()
    page = words(sign_in(world.alex).get(REGISTER))
    assert "No young person is yours yet." in page
    assert Look.objects.count() == 0
    assert "Nobody is on this list." in words(sign_in(world.alex).get(REGISTER, {"band": "21"}))


def test_search_finds_a_misspelt_name_among_ones_own_only(world, sign_in):
    search = reverse("workspace:search")
    alex = sign_in(world.alex)
    assert names(alex.post(search, {"text": "whitlok"})) == ["Sam Whitlock"]
    assert names(alex.post(search, {"text": "S1"})) == ["Sam Whitlock"]
    nothing = alex.post(search, {"text": "Kit Amos"})
    assert names(nothing) == []
    assert "Nobody you may see matches that" in words(nothing)
    assert "Type part of a name, or a number" in words(alex.post(search, {"text": " "}))
    assert "Find a young person" in words(alex.get(search))
    assert Look.objects.filter(what="Search").count() == 2


def test_a_search_with_many_matches_says_so(world, sign_in, monkeypatch):
    monkeypatch.setattr(facts, "FOUND", 3)
    crowd(5, world.alex, world.team)
    page = sign_in(world.alex).post(reverse("workspace:search"), {"text": "crowd"})
    assert len(names(page)) == 3
    assert h1(page) == "More than 3 people match"


def test_a_joined_record_is_not_listed(world):
    YoungPerson.objects.filter(pk=world.jo.pk).update(merged_into=world.sam, merged_at="2026-01-01T00:00Z")
    people.facts_changed([world.jo.pk], by=NARRATOR, today=TODAY)
    assert [line.name for line in facts.page(world.alex, facts.Asked(), on=TODAY).lines] == ["Sam Whitlock"]


def test_someone_whose_birth_nobody_knows_is_not_lost(world):
    person = people.add_person(last_name="Unknown", by=world.administrator, today=TODAY)
    people.facts_changed([person.pk], by=NARRATOR, today=TODAY)
    line = next(
        line
        for line in facts.page(world.head, facts.Asked(band=Band.ANY), on=TODAY).lines
        if line.person_id == person.pk
    )
    assert line.age is None
    assert line.attention == (Attention.HISTORY_MISSING,)


def test_a_social_worker_stands_in_the_line_where_there_is_no_adviser(world):
    Allocation.objects.filter(person=world.kit).update(role="social_worker", started_on=TODAY - timedelta(days=1))
    line = facts.page(world.cy, facts.Asked(), on=TODAY).lines[0]
    assert (line.adviser, line.adviser_role) == ("Cy Okafor", "Social worker")
    assert Attention.NO_ADVISER in line.attention


def test_those_without_an_adviser_are_listed_and_counted(world, sign_in):
    row = Allocation.objects.get(person=world.kit)
    people.end_allocation(row, ended_on=TODAY, reason="Left the council.", by=world.head, today=TODAY)
    page = sign_in(world.head).get(REGISTER, {"attention": "adviser"})
    assert h1(page) == "1 young person without a personal adviser"
    assert "1 without a personal adviser" in words(sign_in(world.head).get(REGISTER))


def test_search_starts_with_whose_records_one_opened_last_and_still_reaches(world, sign_in):
    alex = sign_in(world.alex)
    for person in (world.sam, world.jo, world.sam):
        alex.get(reverse("people:network", args=[person.pk]))
    alex.get(REGISTER)  # a list of people opens nobody's record
    search = reverse("workspace:search")
    assert names(alex.get(search)) == ["Sam Whitlock", "Yohannes Tesfay"]
    assert names(sign_in(world.bea).get(search)) == []
    Allocation.objects.filter(person=world.sam).update(ended_on=TODAY)
    assert names(alex.get(search)) == ["Yohannes Tesfay"]


def test_a_name_somebody_had_before_still_finds_them(world, sign_in):
    search = reverse("workspace:search")
    world.jo.refresh_from_db()
    changed = people.change_person(
        world.jo, expected_version=world.jo.version, by=world.alex, today=TODAY, last_name="Kidane"
    )
    alex = sign_in(world.alex)
    assert names(alex.post(search, {"text": "Tesfay"})) == ["Yohannes Kidane"]
    assert names(alex.post(search, {"text": "Tesfy"})) == ["Yohannes Kidane"]  # also misspelt
    erase_values(person_id=changed.pk, by=world.head, reason="Asked for")
    people.facts_changed([changed.pk], by=world.alex, today=TODAY)
    assert names(alex.post(search, {"text": "Tesfay"})) == []


def test_the_name_of_a_joined_record_finds_the_one_that_was_kept(world, sign_in):
    double = young_person("Sammy", "Whitlocke", child_id="S9", age=18, in_care_from=11, to=18)
    people.merge_people(
        world.sam, double, take=set(), reason="One person", by=world.bea, today=TODAY, now=timezone.now()
    )
    assert names(sign_in(world.alex).post(reverse("workspace:search"), {"text": "Sammy"})) == ["Sam Whitlock"]


def test_the_list_can_be_taken_away_whole_with_its_filters(world, sign_in):
    crowd(30, world.alex, world.team)
    made = sign_in(world.bea).get(f"{REGISTER}?order=name&as=csv")
    lines = made.content.decode("utf-8-sig").splitlines()
    assert made["Content-Disposition"] == f'attachment; filename="young-people-{TODAY}.csv"'
    assert lines[0].startswith("Child number,Name,Age,Legal status")
    assert len(lines) == 1 + 32  # more than a page
    assert any(line.startswith("S1,Sam Whitlock,18,") and "Alex Merrin" in line for line in lines)
    event = Event.objects.get(name="people.list_exported")
    assert (event.detail, event.actor_id) == ({"list": "Young people", "kind": "csv", "people": 32}, world.bea.pk)
    assert LookedAt.objects.filter(person_id=world.sam.pk, look__what="Took a list away: Young people").exists()
    assert sign_in(world.bea).get(f"{REGISTER}?band=21&as=csv").content.decode().count("\n") == 2


def test_only_those_who_may_take_lists_away_can(world, sign_in):
    assert sign_in(world.alex).get(f"{REGISTER}?as=xlsx").content.startswith(b"PK")
    assert sign_in(world.alex).get(f"{REGISTER}?as=exe").status_code == 404
    officer = worker("rob", "Rob Field", Role.REVIEWING_OFFICER, world.team)
    assert sign_in(officer).get(f"{REGISTER}?as=csv").status_code == 404
    assert "Take this list away" not in words(sign_in(officer).get(REGISTER))


def test_the_keys_are_listed_and_can_be_switched_off(world, sign_in):
    page = sign_in(world.alex).get(reverse("workspace:shortcuts")).content.decode()
    assert "Use these keys in this browser" in page
    assert f'data-search="{reverse("workspace:search")}"' in page
    assert "data-search=" not in sign_in(world.analyst).get(reverse("workspace:shortcuts")).content.decode()
