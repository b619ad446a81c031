"""One young person's record: what it shows to whom, and what it says when nothing is known."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import NARRATOR, TODAY, allocate, worker, years_ago
from waymark.accommodation.models import HomeReport
from waymark.accounts.rules import Role
from waymark.audit.models import Look
from waymark.contact.models import ContactMade, InTouchReport
from waymark.eet.models import ActivityReport
from waymark.eligibility import actions as eligibility
from waymark.eligibility.rules import Status
from waymark.people import actions as people
from waymark.people.models import (
    Address,
    Allocation,
    AwaySpell,
    CarePeriod,
    ContactPoint,
    DateOfBirth,
    FamilyOrder,
    HomeSpell,
    LegalStatusSpell,
    MissingEpisode,
    NetworkMember,
    OtherAccommodation,
    Placement,
    ReviewHeld,
    StudySpell,
    SupportRequest,
    UnaccompaniedSpell,
    YoungPerson,
)
from waymark.people.rules.words import AllocationRole
from waymark.planning.models import PlanDate

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def record(person):
    return reverse("workspace:record", args=[person.pk])


def test_a_stranger_finds_no_record_and_a_look_is_kept(world, sign_in):
    assert sign_in(world.cy).get(record(world.sam)).status_code == 404
    assert not Look.objects.exists()
    assert sign_in(world.alex).get(record(world.sam)).status_code == 200
    assert Look.objects.get().what == "Record"


def test_who_they_are_stands_first(world, sign_in):
    YoungPerson.objects.filter(pk=world.jo.pk).update(
        preferred_name="Jo",
        pronouns="he/him",
        first_language="Tigrinya",
        interpreter_needed="yes",
        reading_note="reads English slowly",
        visiting_safety_note="Two workers: the dog.",
        what_matters="My course.",
        what_matters_on=years_ago(0, 30),
    )
    DateOfBirth.objects.filter(person=world.jo).update(basis="assessed")
    page = words(sign_in(world.alex).get(record(world.jo)))

    assert ">Jo Tesfay</h1>" in page
    assert "21, he/him. Full name Yohannes Tesfay." in page
    assert ", from an age assessment." in page
    assert "Speaks Tigrinya, needs an interpreter. Reads English slowly." in page
    assert "Two workers: the dog." in page
    assert "“My course.”" in page


def test_only_a_number_that_is_safe_can_be_rung(world, sign_in):
    ContactPoint.objects.create(
        person=world.sam, value="07700 900111", safe_to_use="no", safe_note="His father answers."
    )
    page = words(sign_in(world.alex).get(record(world.sam)))
    assert "Not safe to use." in page
    assert "tel:+447700900111" not in page
    ContactPoint.objects.create(person=world.sam, value="07700 900222", safe_to_use="yes", safe_note="Not before 10.")
    page = words(sign_in(world.alex).get(record(world.sam)))
    assert "tel:+447700900222" in page
    assert reverse("texts:thread", args=[world.sam.pk]) in page
    assert "Not before 10." in page


def test_what_nobody_knows_is_drawn_and_counted(world, sign_in):
    page = words(sign_in(world.alex).get(record(world.sam)))
    assert "Five of five things are not known." in page
    assert page.count('<span class="unknown">Not known</span>') >= 5
    assert "No number or e-mail address is known" in page
    assert "No address is known" in page


def test_what_is_known_has_a_date_and_a_source(world, sign_in):
    sam, day = world.sam, TODAY - timedelta(days=10)
    ContactMade.objects.create(person=sam, happened_on=day, by_role="adviser", source="caseload")
    ContactMade.objects.create(person=sam, happened_on=TODAY - timedelta(days=1), made="tried")
    HomeReport.objects.create(person=sam, observed_on=day, kind="U", suitability="suitable", source="return", year=2026)
    ActivityReport.objects.create(person=sam, observed_on=day, code="F4", source="return", year=2026)
    InTouchReport.objects.create(person=sam, observed_on=day, code="YES", source="return", year=2026)
    PlanDate.objects.create(person=sam, event="reviewed", on=day, source="caseload")
    PlanDate.objects.create(person=sam, event="review_due", on=TODAY - timedelta(days=2), source="caseload")
    page = words(sign_in(world.alex).get(record(sam)))

    assert "Reached, by the personal adviser" in page
    assert "10 days ago, " in page
    assert "Independent living. Suitable." in page
    assert "SSDA903 return." in page
    assert "Full time in an apprenticeship" in page
    assert "Was due, " in page
    assert "not known." not in page
    assert "What the yearly return said" in page
    assert "In touch. Independent living, suitable. Full time in an apprenticeship." in page


def test_a_home_not_known_to_the_return_is_not_known(world, sign_in):
    HomeReport.objects.create(person=world.sam, observed_on=TODAY, kind="R", source="return", year=2026)
    assert "Five of five things are not known." in words(sign_in(world.alex).get(record(world.sam)))


def test_the_status_its_reasons_and_what_comes_next(world, sign_in):
    page = words(sign_in(world.alex).get(record(world.sam)))
    assert "<strong>Former relevant</strong><br>until " in page
    assert ">From the 21st birthday: former relevant, support offered every year." in page
    assert reverse("eligibility:status", args=[world.sam.pk]) in page
    assert "What there is to do" not in page


def test_a_decision_stands_beside_the_computed_status(world, sign_in):
    decision = eligibility.propose_decision(
        person=world.kit, status=Status.RELEVANT, reason="Reading", in_force_from=TODAY, by=world.cy, today=TODAY
    )
    page = words(sign_in(world.cy).get(record(world.kit)))
    assert "Sign the decision on the legal status" in page
    eligibility.sign_decision(decision_id=decision.pk, by=world.di, today=TODAY)
    page = words(sign_in(world.cy).get(record(world.kit)))
    assert "<strong>Relevant, has left care</strong>" in page
    assert "Decided by hand and signed." in page
    assert "Worked out from the facts: eligible, still looked after." in page


def test_what_has_to_be_decided_and_done_is_said(world, sign_in):
    ended = world.sam.born_on.replace(year=world.sam.born_on.year + 16)
    CarePeriod.objects.filter(person=world.sam).update(ended_on=ended)
    page = words(sign_in(world.bea).get(record(world.sam)))
    assert "Decide the legal status" in page
    assert "To decide:</span> Care ended on the 16th birthday itself." in page

    Allocation.objects.filter(person=world.kit).delete()
    page = words(sign_in(world.head).get(record(world.kit)))
    assert "Appoint a personal adviser" in page
    assert "Give them a personal adviser" not in page, "a duty says it already"
    assert reverse("people:allocation_add", args=[world.kit.pk]) in page
    assert "No worker is allocated" in page


def test_a_record_without_any_fact_still_says_what_is_missing(world, sign_in):
    person = people.add_person(child_id="N1", by=world.administrator, today=TODAY)
    allocate(person, world.alex, world.team)
    page = words(sign_in(world.alex).get(record(person)))
    assert ">Child N1</h1>" in page
    assert "Find the care history" in page
    assert "Nobody knows a date of birth." in page


def test_the_people_around_and_what_they_are_to_them(world, sign_in):
    NetworkMember.objects.create(
        person=world.jo,
        name="Amara Osei",
        relation="former_carer",
        in_their_words="Like my aunt.",
        phone="01632 960018",
    )
    NetworkMember.objects.create(person=world.jo, name="Gone Away", relation="friend", ended_on=years_ago(1))
    page = words(sign_in(world.alex).get(record(world.jo)))
    assert "Former carer. “Like my aunt.”" in page
    assert "tel:+441632960018" in page
    assert "Gone Away" not in page
    assert "Personal adviser since" in page


def test_an_advocate_sees_neither_special_category_nor_where_they_live(world, sign_in):
    sam = world.sam
    YoungPerson.objects.filter(pk=sam.pk).update(ethnicity="WBRI", religion="Quaker")
    ContactPoint.objects.create(person=sam, value="07700 900222", safe_to_use="yes")
    Address.objects.create(person=sam, lines="1 Mill Lane", postcode="ZZ1 1ZZ")
    NetworkMember.objects.create(person=sam, name="Mum", relation="parent", phone="01632 960018")
    AwaySpell.objects.create(person=sam, kind="detained", started_on=years_ago(2), ended_on=years_ago(1))
    UnaccompaniedSpell.objects.create(person=sam, started_on=years_ago(3))
    Placement.objects.create(person=sam, started_on=years_ago(4), place="U4", placement_postcode="ZZ2 2ZZ")
    ada = worker("ada", "Ada Voss", Role.ADVOCATE)
    Allocation.objects.create(person=sam, worker=ada, role="advocate", started_on=years_ago(1))
    hidden = ("White British", "Quaker", "900222", "Mill Lane", "960018", "In custody", "seeking asylum", "ZZ2 2ZZ")

    seen = words(sign_in(ada).get(record(sam)))
    assert not [secret for secret in hidden if secret in seen]
    assert "Who has opened this record" not in seen
    adviser = words(sign_in(world.alex).get(record(sam)))
    assert not [secret for secret in hidden if secret not in adviser]


def test_everything_that_happened_in_words(world, sign_in):
    sam, day, end = world.sam, years_ago(3), years_ago(2)
    CarePeriod.objects.filter(person=sam).update(ended_reason="E4A")
    CarePeriod.objects.create(person=sam, started_on=years_ago(6), ended_on=years_ago(5), kind="short_breaks")
    CarePeriod.objects.create(person=sam, started_on=day, ended_on=day + timedelta(days=2), authority_code="E09000001")
    Placement.objects.create(
        person=sam, started_on=day, ended_on=end, place="U4", provider="PR4", reason_change="CREQB"
    )
    LegalStatusSpell.objects.create(person=sam, started_on=day, code="C2")
    FamilyOrder.objects.create(person=sam, made_on=day, kind="special_guardianship")
    ReviewHeld.objects.create(person=sam, held_on=day, participation="PN1")
    for n in range(5):
        ReviewHeld.objects.create(person=sam, held_on=end - timedelta(days=n))
    MissingEpisode.objects.create(person=sam, started_on=day, ended_on=day + timedelta(days=3), kind="A")
    HomeSpell.objects.create(person=sam, started_on=day, ended_on=end)
    SupportRequest.objects.create(person=sam, asked_on=day, wants=True, words="I want an adviser")
    SupportRequest.objects.create(person=sam, asked_on=end, wants=False)
    StudySpell.objects.create(person=sam, started_on=day, programme="Level 3")
    OtherAccommodation.objects.create(person=sam, started_on=day, kind="section_17")
    UnaccompaniedSpell.objects.create(person=sam, ended_on=day)
    client = sign_in(world.alex)
    first = words(client.get(record(sam)))
    page = first + words(client.get(record(sam), {"from": "20"}))

    for sentence in (
        "Left care: returned home, planned",
        "Began a series of short breaks",
        "The series of short breaks ended",
        "By another authority (E09000001).",
        "Placement with other foster carer, long term",
        "Private provider. Ended: carer asked for the end of placement, behaviour.",
        "Full care order",
        "Special guardianship order made",
        "Attended and spoke for themselves.",
        "How they took part is not known.",
        "Away without authorisation",
        "3 days, until ",
        "Lived with a parent",
        "Asked for support from 21",
        "“I want an adviser”",
        "Said no support is wanted for now",
        "In education or training: Level 3",
        "Accommodated under section 17",
        "No longer an unaccompanied child seeking asylum",
        "Alex Merrin became personal adviser",
    ):
        assert sentence in page, sentence
    assert 'href="?from=20#all"' in first

    reviews = words(client.get(record(sam), {"show": "reviews"}))
    assert "6 entries since" in reviews
    assert "Full care order" not in reviews
    assert client.get(record(sam), {"show": "nonsense", "from": "-4"}).status_code == 200


def test_a_code_nobody_knows_is_shown_as_it_came(world, sign_in):
    Placement.objects.create(person=world.sam, started_on=years_ago(3), place="Q9")
    assert "code “Q9”" in words(sign_in(world.alex).get(record(world.sam)))


def test_a_joined_record_leads_to_the_one_that_was_kept(world, sign_in):
    YoungPerson.objects.filter(pk=world.jo.pk).update(merged_into=world.sam, merged_at="2026-01-01T00:00Z")
    people.facts_changed([world.jo.pk], by=NARRATOR, today=TODAY)
    answer = sign_in(world.alex).get(record(world.jo))
    assert (answer.status_code, answer.url) == (302, record(world.sam))


def test_a_death_is_said_first(world, sign_in):
    YoungPerson.objects.filter(pk=world.sam.pk).update(died_on=years_ago(0, 5))
    page = words(sign_in(world.alex).get(record(world.sam)))
    assert re.search(r"<p>Died on \d+ \w+ \d{4}\. 18\.", page)


def test_a_place_in_words_is_for_those_who_may_see_where_somebody_lives(world, sign_in):
    officer = worker("iro", "Iro Vane", Role.REVIEWING_OFFICER)
    allocate(world.sam, officer, world.team, AllocationRole.REVIEWING_OFFICER)
    ContactMade.objects.create(
        person=world.sam,
        happened_on=TODAY - timedelta(days=2),
        made="made",
        channel="face_to_face",
        place="home",
        place_words="9 Dunlin Court",
        by_role="adviser",
        note="The boiler is mended.",
    )
    assert "9 Dunlin Court" in words(sign_in(world.alex).get(record(world.sam)))
    page = words(sign_in(officer).get(record(world.sam)))
    assert "The boiler is mended." in page
    assert "9 Dunlin Court" not in page
