"""Facts of every area reach the engine, as they were by the day asked about, in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.workspace.people import crowd
from tests.world import NARRATOR, TODAY, young_person
from waymark.accommodation.models import HomeReport
from waymark.after21.models import Offer
from waymark.circumstances.models import LeaveToRemain
from waymark.contact.actions import record_contact
from waymark.contact.rules import ByRole, Channel, Made
from waymark.core.dates import add_months, birthday
from waymark.duties.facts import duties_of, facts_of, limits_on
from waymark.duties.models import DutyException
from waymark.duties.rules import FOREVER, Limits, State
from waymark.eligibility.actions import propose_decision, sign_decision
from waymark.eligibility.rules import Basis, Status
from waymark.people import actions as people
from waymark.people.models import Address, Allocation, AwaySpell, DateOfBirth, MissingEpisode, Placement, SupportRequest
from waymark.people.rules.words import AllocationRole
from waymark.policy.actions import change_setting

pytestmark = pytest.mark.django_db


def duty(person, name, on=TODAY):
    return next((one for one in duties_of([person.pk], on=on)[person.pk] if one.duty == name), None)


def met(person, on, *, made=Made.MADE, channel=Channel.CALL, by_role=ByRole.ADVISER):
    return record_contact(
        person=person,
        happened_on=on,
        made=made,
        channel=channel,
        by_role=by_role,
        by=NARRATOR,
        today=TODAY,
        now=timezone.now(),
    )


def test_contact_counts_as_far_as_it_had_happened(world):
    before, latest = TODAY - timedelta(days=60), TODAY - timedelta(days=5)
    met(world.sam, before)
    met(world.sam, latest)
    met(world.sam, TODAY - timedelta(days=2), made=Made.TRIED)

    today = duty(world.sam, "D14")
    assert (today.state, today.due_on) == (State.NOT_YET, latest + timedelta(weeks=8))
    assert "tried once since" in today.reason
    earlier = duty(world.sam, "D14", on=latest - timedelta(days=1))
    assert earlier.due_on == before + timedelta(weeks=8)
    assert "tried" not in earlier.reason


def test_a_letter_sent_is_only_a_try_and_a_social_workers_call_no_advisers(world):
    met(world.sam, TODAY, by_role=ByRole.SOCIAL_WORKER)
    assert duty(world.sam, "D14").due_on == birthday(world.sam.born_on, 18) + timedelta(weeks=8)

    change_setting(
        key="keep_in_touch_counts", text="anyone", in_force_from=TODAY, reason="Asked", by=NARRATOR, today=TODAY
    )
    assert duty(world.sam, "D14").due_on == TODAY + timedelta(weeks=8)


def test_yesterdays_figures_do_not_change_with_todays_limits(world):
    met(world.sam, TODAY - timedelta(days=40))
    yesterday = TODAY - timedelta(days=1)
    before = duties_of([world.sam.pk], on=yesterday)

    change_setting(key="keep_in_touch_weeks", text="5", in_force_from=TODAY, reason="Tighter", by=NARRATOR, today=TODAY)

    assert duties_of([world.sam.pk], on=yesterday) == before
    assert duty(world.sam, "D14", on=yesterday).state is not State.OVERDUE
    assert duty(world.sam, "D14").state is State.OVERDUE
    assert limits_on(TODAY) == ((date.min, Limits(keep_in_touch_weeks=5)),)
    assert limits_on(yesterday) == ((date.min, Limits()), (TODAY, Limits(keep_in_touch_weeks=5)))


def test_duties_follow_the_signed_decision_and_until_then_the_more_protective(world):
    assert duty(world.sam, "D14") is not None
    asked = {"person": world.sam, "reason": "Lived with his mother", "in_force_from": TODAY, "today": TODAY}
    made = propose_decision(**asked, status=Status.QUALIFYING, basis=Basis.S24_1B, by=world.alex)
    assert duty(world.sam, "D14") is not None
    sign_decision(decision_id=made.pk, by=world.bea, today=TODAY)
    assert duties_of([world.sam.pk], on=TODAY) == {world.sam.pk: []}
    assert duty(world.sam, "D14", on=TODAY - timedelta(days=1)) is not None


def test_each_area_brings_its_facts(world):
    kit, jo = world.kit, world.jo
    month_ago = TODAY - timedelta(days=30)
    Placement.objects.create(person=kit, started_on=TODAY - timedelta(days=3), place="U1")
    Placement.objects.create(person=kit, started_on=month_ago, ended_on=TODAY - timedelta(days=3), place="U1")
    met(kit, month_ago, channel=Channel.FACE_TO_FACE, by_role=ByRole.SOCIAL_WORKER)
    assert duty(kit, "D05").due_on == TODAY + timedelta(days=4)
    LeaveToRemain.objects.create(person=kit, kind="uasc", expires_on=TODAY + timedelta(days=20))
    assert duty(kit, "D32").state is State.DUE
    DutyException.objects.create(
        person=kit, duty="D34", from_on=TODAY, until_on=FOREVER, reason="A friend helps", by_name="Bea"
    )
    known = facts_of([kit.pk], on=TODAY)[kit.pk]
    assert [one.reason for one in known.excepted] == ["A friend helps"]
    heavy = duty(kit, "D05").weight
    for row in (
        MissingEpisode(person=kit, started_on=TODAY),
        AwaySpell(person=kit, kind="detained", started_on=TODAY, under_care_order=True),
        AwaySpell(person=kit, kind="hospital", started_on=TODAY, under_care_order=True),
        HomeReport(person=kit, observed_on=month_ago, kind="W", suitability="unknown"),
    ):
        row.save()
        assert duty(kit, "D05").weight > heavy, row
        heavy = duty(kit, "D05").weight
    HomeReport.objects.create(person=kit, observed_on=TODAY, kind="U", suitability="suitable")
    assert duty(kit, "D05").weight < heavy

    assert duty(jo, "D16").due_on == add_months(birthday(jo.born_on, 21), 12)
    Offer.objects.create(person=jo, offered_on=month_ago, how="call", reached=True)
    assert duty(jo, "D16").due_on == add_months(month_ago, 12)
    SupportRequest.objects.create(person=jo, asked_on=TODAY, wants=True)
    assert duty(jo, "D16") is None and duty(jo, "D17").state is State.DONE


def test_a_relevant_childs_address_is_visited(world):
    person = young_person("Ari", "Bond", child_id="A1", age=17, in_care_from=9, to=17)
    Address.objects.create(person=person, postcode="NE1 4LP", started_on=TODAY)
    Address.objects.create(person=person, postcode="NE1 4LQ", started_on=TODAY, kind="post")
    assert duty(person, "D11").due_on == TODAY + timedelta(days=7)
    assert duty(person, "D07").state is State.OVERDUE


def test_who_has_no_date_of_birth_and_who_is_a_stranger_are_owed_nothing_that_can_be_worked_out(world):
    DateOfBirth.objects.filter(person=world.sam).delete()
    assert duties_of([world.sam.pk], on=TODAY) == {world.sam.pk: []}
    assert duties_of([], on=TODAY) == {}


def test_whoever_left_is_no_adviser_any_more(world):
    people.end_fact(Allocation.objects.get(person=world.sam), ended_on=TODAY, by=NARRATOR, today=TODAY)
    assert duty(world.sam, "D15").state is State.OVERDUE
    assert duty(world.sam, "D15", on=TODAY - timedelta(days=1)).state is State.DONE
    assert duty(world.sam, "D15").owner is AllocationRole.PERSONAL_ADVISER


def test_any_number_of_people_costs_the_same_queries(world):
    def queries(ids):
        with CaptureQueriesContext(connection) as asked:
            duties_of(ids, on=TODAY)
        return len(asked)

    one = queries([world.sam.pk])
    ids = [person.pk for person in crowd(60, world.alex, world.team)]
    assert queries(ids) == one
    assert one <= 29


def test_one_person_in_care_or_at_home_costs_no_more_than_what_is_asked_of_them(world):
    def queries(person):
        with CaptureQueriesContext(connection) as asked:
            duties_of([person.pk], on=TODAY)
        return len(asked)

    assert queries(world.kit) == queries(world.sam) + 1  # her placement
    assert queries(world.jo) <= queries(world.sam) + 5  # his offers
