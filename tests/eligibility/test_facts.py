"""Care histories are read in bulk and say what the rows say."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import NARRATOR, TODAY, young_person
from waymark.core.dates import LeapDay, Period
from waymark.eligibility import actions, facts
from waymark.eligibility.models import ReportedStatus
from waymark.eligibility.rules import (
    Accommodation,
    CareStay,
    Conventions,
    Flag,
    Held,
    HeldStay,
    OtherStay,
    Status,
    SupportRequest,
)
from waymark.people.facts import births_of, care_histories
from waymark.people.models import (
    AwaySpell,
    CarePeriod,
    DateOfBirth,
    FamilyOrder,
    HomeSpell,
    LegalStatusSpell,
    OtherAccommodation,
    Placement,
    StudySpell,
    YoungPerson,
)
from waymark.people.models import SupportRequest as SupportRequestRow
from waymark.people.rules.words import Source
from waymark.policy.models import SettingDecision

pytestmark = pytest.mark.django_db

START, END = date(2022, 1, 1), date(2023, 1, 1)


@pytest.fixture
def person(db):
    """Somebody 18, in care from 14 to 17, with nothing else known."""
    return young_person("Rae", "Lunn", child_id="R1", age=18, in_care_from=14, to=17)


def read(person):
    return facts.care_facts([person.pk])[person.pk]


def test_every_dated_fact_reaches_the_engine(person):
    CarePeriod.objects.filter(person=person).delete()
    CarePeriod.objects.create(person=person, started_on=START, ended_on=END, authority_code="E10000016")
    CarePeriod.objects.create(person=person, started_on=END, kind="short_breaks")
    for code, start, end in (("C1", START, date(2022, 6, 1)), ("C2", date(2022, 6, 1), END), ("V3", END, None)):
        LegalStatusSpell.objects.create(person=person, started_on=start, ended_on=end, code=code)
    HomeSpell.objects.create(person=person, started_on=START, ended_on=END)
    Placement.objects.create(person=person, started_on=END, place="P1")
    Placement.objects.create(person=person, started_on=END, place="U1")
    AwaySpell.objects.create(person=person, started_on=START, kind="detained", under_care_order=True)
    AwaySpell.objects.create(person=person, started_on=END, kind="hospital")
    OtherAccommodation.objects.create(person=person, started_on=START, kind="private_fostering")
    OtherAccommodation.objects.create(person=person, started_on=END, kind="section_17")
    for kind in ("special_guardianship", "child_arrangements", "adoption"):
        FamilyOrder.objects.create(person=person, made_on=START, kind=kind)
    SupportRequestRow.objects.create(person=person, asked_on=END, wants=False)
    StudySpell.objects.create(person=person, started_on=START, ended_on=END)
    YoungPerson.objects.filter(pk=person.pk).update(died_on=TODAY)

    known = read(person)

    assert known.date_of_birth == person.born_on and known.died_on == TODAY
    assert known.looked_after == (CareStay(Period(START, END), "E10000016", "C1, C2"),)
    assert known.short_breaks == (Period(END),) and not known.short_breaks_under_care_order
    assert known.with_parent == (Period(START, END), Period(END))
    assert set(known.held) == {
        HeldStay(Period(START), Held.CUSTODY, care_order=True),
        HeldStay(Period(END), Held.HOSPITAL),
    }
    assert known.other_accommodation == (OtherStay(Period(START), Accommodation.PRIVATE_FOSTERING),)
    assert known.section_17 == (Period(END),)
    assert known.special_guardianship == known.child_arrangements == (Period(START),)
    assert known.adopted_on == START
    assert known.requests == (SupportRequest(END, wanted=False),)
    assert known.programmes == (Period(START, END),)
    assert known.history_complete and known.reported is None and not known.raised


def test_a_withdrawn_fact_is_not_read(person):
    CarePeriod.objects.filter(person=person).update(withdrawn_at="2026-01-01T00:00Z")

    assert read(person).looked_after == ()


def test_short_breaks_under_a_care_order_are_noticed(person):
    CarePeriod.objects.create(person=person, started_on=START, ended_on=END, kind="short_breaks")
    LegalStatusSpell.objects.create(person=person, started_on=START, code="C2")

    assert read(person).short_breaks_under_care_order


@pytest.mark.parametrize(("reason", "raised"), [("E4A", {Flag.JFAM}), ("E4B", {Flag.JFAM}), ("E8", set())])
def test_care_that_ended_with_going_home_is_marked(person, reason, raised):
    CarePeriod.objects.filter(person=person).update(ended_reason=reason)

    assert read(person).raised == raised


def test_other_dates_of_birth_count_while_the_age_is_disputed(person):
    other = person.born_on + timedelta(days=300)
    row = DateOfBirth.objects.create(person=person, born_on=other, in_force=False)
    assert read(person).other_births == ()

    DateOfBirth.objects.filter(pk=row.pk).update(basis="disputed")
    assert read(person).other_births == (other,)

    DateOfBirth.objects.filter(person=person, in_force=True).update(basis="assessed")
    assert read(person).other_births == ()


def test_someone_known_only_from_a_return_has_their_care_history_missing(person):
    CarePeriod.objects.all().delete()
    assert read(person).history_complete

    DateOfBirth.objects.filter(person=person).update(source=Source.RETURN)
    assert not read(person).history_complete
    assert facts.statuses_on([person.pk], on=TODAY)[person.pk].flags == (Flag.DQ,)


def test_a_reported_status_stands_until_their_care_history_arrives(person):
    CarePeriod.objects.all().delete()
    rows = [(person.pk, Status.RELEVANT, date(2025, 1, 1)), (person.pk, Status.FORMER_RELEVANT, date(2026, 1, 1))]
    actions.replace_reported_statuses(added=rows, withdrawn=[], source=Source.RETURN, by=NARRATOR, at=timezone.now())

    assert read(person).reported is Status.FORMER_RELEVANT
    status = facts.statuses_on([person.pk], on=TODAY)[person.pk]
    assert (status.standing.status, status.flags) == (Status.FORMER_RELEVANT, (Flag.DQ,))

    CarePeriod.objects.create(person=person, started_on=person.born_on, ended_on=person.born_on + timedelta(days=99))
    assert facts.statuses_on([person.pk], on=TODAY)[person.pk].standing.status is Status.NONE


def test_a_reported_status_can_be_taken_back(person):
    CarePeriod.objects.all().delete()
    rows = [(person.pk, Status.QUALIFYING, date(2026, 1, 1))]
    actions.replace_reported_statuses(added=rows, withdrawn=[], source=Source.RETURN, by=NARRATOR, at=timezone.now())
    [held] = facts.reported_held([person.pk], source=Source.RETURN)
    assert (held.person_id, held.withdrawn_at, held.values) == (person.pk, None, ("qualifying", date(2026, 1, 1)))

    actions.replace_reported_statuses(
        added=[], withdrawn=[held.id], source=Source.RETURN, by=NARRATOR, at=timezone.now()
    )

    assert read(person).reported is None
    assert ReportedStatus.objects.known().count() == 0


def test_someone_without_a_date_of_birth_is_answered_and_flagged(person):
    DateOfBirth.objects.all().delete()

    assert facts.care_facts([person.pk]) == {}
    status = facts.statuses_on([person.pk], on=TODAY)[person.pk]
    assert (status.standing.status, status.computed, status.flags) == (Status.NONE, None, (Flag.DQ,))


def test_conventions_are_the_settings_of_the_day(db):
    assert facts.conventions_on(TODAY) == Conventions()
    decided = {
        "leap_day": "FEB28",
        "inclusive_counting": "true",
        "end_on_16th_birthday_counts": "true",
        "threshold_nights": "100",
        "family_months": "7",
        "other_accommodation_months": "4",
        "short_break_days_each": "18",
        "short_break_days_year": "80",
    }
    for key, value in decided.items():
        SettingDecision.objects.create(key=key, value=value, in_force_from=TODAY, reason="Tried")

    assert facts.conventions_on(TODAY - timedelta(days=1)) == Conventions()
    assert facts.conventions_on(TODAY) == Conventions(
        leap_day=LeapDay.FEB28,
        inclusive_counting=True,
        end_on_16th_birthday_counts=True,
        threshold_nights=100,
        family_months=7,
        other_accommodation_months=4,
        short_break_days=18,
        short_break_days_in_year=80,
    )


def test_one_person_costs_as_many_queries_as_many(db):
    people = [young_person(f"P{n}", "Many", child_id=f"M{n}", age=17, in_care_from=9, to=None).pk for n in range(30)]

    with CaptureQueriesContext(connection) as one:
        facts.statuses_on(people[:1], on=TODAY)
    with CaptureQueriesContext(connection) as many:
        statuses = facts.statuses_on(people, on=TODAY)

    assert len(one) == len(many)
    assert {status.standing.status for status in statuses.values()} == {Status.ELIGIBLE}


def test_larger_crowds_are_read_in_batches(person, monkeypatch):
    monkeypatch.setattr(facts, "BATCH", 2)
    people = [young_person(f"P{n}", "Many", child_id=f"M{n}", age=17, in_care_from=9, to=None).pk for n in range(5)]

    assert facts.care_facts(people).keys() == set(people)
    assert [len(batch) for batch in facts.batches(people)] == [2, 2, 1]


def test_most_of_a_stretch_of_people_are_read_as_a_stretch_and_few_by_name(db, monkeypatch):
    monkeypatch.setattr(facts, "MANY", 2)
    people = sorted(
        young_person(f"P{n}", "Many", child_id=f"M{n}", age=17, in_care_from=9, to=None).pk for n in range(10)
    )

    few, most = [people[0], people[-1]], [*people[:4], *people[5:]]
    assert "person_id__in" in str(facts.among(few)) and "person_id__in" not in str(facts.among(most))
    assert facts.care_facts(few).keys() == set(few)
    assert facts.care_facts(most).keys() == set(most)
    actions.rederive(most, by=NARRATOR, today=TODAY)
    assert facts.people_with(Status.ELIGIBLE, TODAY).count() == 10


def test_people_with_a_status_on_a_day_are_a_subquery(world):
    def named(status, on=TODAY):
        return sorted(
            YoungPerson.objects.filter(id__in=facts.people_with(status, on)).values_list("child_id", flat=True)
        )

    assert named(Status.FORMER_RELEVANT) == ["J1", "S1"]
    assert named([Status.ELIGIBLE, Status.FORMER_RELEVANT]) == ["J1", "K1", "S1"]
    assert named(Status.ELIGIBLE, TODAY - timedelta(days=732)) == ["S1"]
    assert named("eligible") == ["K1"]


def test_a_story_from_rows_read_already_is_the_story(world):
    for person in (world.sam, world.jo, world.kit):
        Placement.objects.create(person=person, place="P1", started_on=TODAY - timedelta(days=900))
        Placement.objects.create(person=person, place="U1", started_on=TODAY - timedelta(days=1200))
        HomeSpell.objects.create(person=person, started_on=TODAY - timedelta(days=400))
        SupportRequestRow.objects.create(person=person, asked_on=TODAY - timedelta(days=3), wants=True)
        births, history = births_of([person.pk])[person.pk], care_histories([person.pk])[person.pk]

        with CaptureQueriesContext(connection) as queries:
            story = facts.status_story_of(person, births, history, on=TODAY)

        assert len(queries) == 3
        assert story == facts.status_story(person.pk, on=TODAY)
        assert story.explanation is not None


def test_a_story_without_a_birth_is_empty(world):
    DateOfBirth.objects.filter(person=world.sam).delete()
    history = care_histories([world.sam.pk])[world.sam.pk]
    assert facts.status_story_of(world.sam, [], history, on=TODAY).explanation is None
