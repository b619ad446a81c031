"""The derived table says of today and of days to come what the engine says, and writing it again changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.workspace.people import crowd
from tests.world import NARRATOR, TODAY
from waymark.audit.models import Event
from waymark.duties import actions, facts
from waymark.duties.models import DerivedDuty
from waymark.duties.rules import State
from waymark.duties.rules.engine import state_of
from waymark.eligibility.actions import propose_decision, sign_decision
from waymark.eligibility.rules import Basis, Status
from waymark.people import actions as people
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.policy.actions import change_setting
from waymark.workspace.tasks import rebuild_duties

ON = date(2026, 11, 22)


def table():
    return list(DerivedDuty.objects.order_by("person_id", "duty", "starts_on").values())


def derived_on(day: date) -> set[tuple[Any, ...]]:
    rows = list(DerivedDuty.objects.on(day))
    found = {
        (
            row.person_id,
            row.duty,
            row.due_on,
            state_of(row.amber_on, row.due_on, done=row.done, excepted=row.excepted, on=day),
            row.owner,
            row.weight,
        )
        for row in rows
    }
    assert len(found) == len(rows)
    return found


def live_on(ids: list[Any], day: date) -> set[tuple[Any, ...]]:
    return {
        (duty.person_id, duty.duty, duty.due_on, duty.state, duty.owner, duty.weight)
        for duties in facts.duties_of(ids, on=day).values()
        for duty in duties
    }


@pytest.fixture(scope="module")
def council(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Any]]:
    """A generated council, made once for this module and rolled back after it; the ids of its young people."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("generate", people=150, seed=2, on=ON, json=True, stdout=StringIO())
        yield list(YoungPerson.objects.filter(merged_into=None).values_list("pk", flat=True))
        transaction.set_rollback(True)


@pytest.mark.parametrize("days", [0, 1, 2, 8, 31, 90, 365, 1_000, 2_500])
def test_the_table_says_of_a_day_to_come_what_is_worked_out_for_it(council, days):
    day = ON + timedelta(days=days)
    assert derived_on(day) == live_on(council, day)


def test_a_generated_council_meets_every_state_but_the_excepted(council):
    found = {state for _, _, _, state, *_ in live_on(council, ON)}
    assert found == set(State) - {State.EXCEPTED}


def test_rebuilding_changes_nothing_today_nor_tomorrow(council):
    before = table()
    assert actions.rebuild_all(by=NARRATOR, today=ON) >= 150
    assert table() == before
    assert Event.objects.filter(name="duties.rebuilt").exists()

    tomorrow = ON + timedelta(days=1)
    still = {row["id"] for row in before if row["ends_on"] > tomorrow}
    actions.rebuild_all(by=NARRATOR, today=tomorrow)
    assert {row["id"] for row in table() if row["ends_on"] > tomorrow} == still


def test_counts_are_those_of_the_duties_themselves(council):
    duties = [duty for mine in facts.duties_of(council, on=ON).values() for duty in mine]
    late = [duty for duty in duties if duty.state is State.OVERDUE]
    soon = ON + timedelta(days=7)
    open_yet = [duty for duty in duties if duty.state in (State.DUE, State.NOT_YET)]
    day = facts.day(people=None, on=ON, limit=10_000)

    assert (day.overdue, day.people_overdue) == (len(late), len({duty.person_id for duty in late}))
    assert day.due == len([duty for duty in open_yet if duty.due_on < soon])
    assert day.coming == len([d for d in open_yet if d.state is State.DUE and d.due_on >= soon])
    assert len(day.lines) == day.overdue + day.due and len(day.later) == day.coming
    assert {(one.person_id, one.duty) for one in day.lines[: day.overdue]} == {(d.person_id, d.duty) for d in late}
    order = [(one.state is not State.OVERDUE, -one.weight, one.due_on) for one in day.lines]
    assert order == sorted(order)
    by_worker = facts.by_worker(people=None, on=ON)
    by_team = facts.by_team(people=None, on=ON)
    by_duty = facts.by_duty(people=None, on=ON)
    for grouped in (by_worker, by_team, by_duty):
        assert sum(counts.overdue for counts in grouped.values()) == day.overdue
        assert sum(counts.due for counts in grouped.values()) == day.due
        assert sum(counts.coming for counts in grouped.values()) == day.coming
    assert None in by_worker  # nobody is the adviser of some
    for name, counts in facts.counts_of_duties(on=ON).items():
        mine = [duty for duty in duties if duty.duty == name]
        assert counts.applies == len(mine)
        for state in State:
            expected = {duty.person_id for duty in mine if duty.state is state}
            assert getattr(counts, state.value) == len(expected)
            assert set(facts.people_with(name, on=ON, state=state)) == expected
        assert set(facts.people_with(name, on=ON)) == {duty.person_id for duty in mine}


@pytest.mark.django_db
def test_a_page_of_lines_follows_the_one_before(world):
    crowd(30, world.alex, world.team)
    whole = facts.day(people=None, on=TODAY, limit=50).lines
    assert len(whole) > 20
    assert facts.day(people=None, on=TODAY, limit=10, start=10).lines == whole[10:20]


@pytest.mark.django_db
def test_a_day_is_of_the_people_and_the_roles_asked_about(world):
    of_alex = YoungPerson.objects.visible_to(world.alex, on=TODAY).values("pk")
    assert {one.person_id for one in facts.day(people=of_alex, on=TODAY).lines} == {world.sam.pk}
    in_care = facts.day(people=None, on=TODAY, owners=[AllocationRole.SOCIAL_WORKER])
    assert {one.duty for one in in_care.lines} == {"D05"}
    assert facts.day(people=[], on=TODAY) == facts.Day()
    assert facts.counts_of_duty("D02", on=TODAY) == facts.DutyCounts()
    assert facts.counts_of_duty("D14", on=TODAY, people=of_alex).overdue == 1


@pytest.mark.django_db
def test_the_day_costs_the_same_queries_for_any_number_of_people(world):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            facts.day(people=None, on=TODAY)
        return len(asked)

    few = queries()
    crowd(60, world.alex, world.team)
    assert queries() == few


@pytest.mark.django_db
def test_it_is_written_with_the_facts(world):
    allocation = Allocation.objects.get(person=world.sam)
    assert DerivedDuty.objects.on(TODAY).get(person=world.sam, duty="D14").worker_id == world.alex.pk
    people.end_fact(allocation, ended_on=TODAY, by=NARRATOR, today=TODAY)

    row = DerivedDuty.objects.on(TODAY).get(person=world.sam, duty="D15")
    assert (row.done, row.worker_id, row.due_on) == (False, None, TODAY - timedelta(days=1))


@pytest.mark.django_db
def test_a_signed_decision_is_followed(world):
    asked = {"person": world.sam, "reason": "At home", "in_force_from": TODAY, "today": TODAY}
    made = propose_decision(**asked, status=Status.QUALIFYING, basis=Basis.S24_1B, by=world.alex)
    sign_decision(decision_id=made.pk, by=world.bea, today=TODAY)
    assert not DerivedDuty.objects.on(TODAY).filter(person=world.sam).exists()


@pytest.mark.django_db
def test_only_rows_that_differ_are_written_again(world):
    before = {row["id"] for row in table() if row["person_id"] != world.sam.pk}
    Allocation.objects.filter(person=world.sam).update(ended_on=TODAY)
    actions.rederive([world.sam.pk, world.jo.pk, world.kit.pk], by=NARRATOR, today=TODAY)
    assert {row["id"] for row in table() if row["person_id"] != world.sam.pk} == before


@pytest.mark.django_db
def test_a_record_joined_to_another_leaves_the_lists(world):
    YoungPerson.objects.filter(pk=world.sam.pk).update(merged_into=world.jo, merged_at="2026-01-01T00:00Z")
    actions.rederive([world.sam.pk], by=NARRATOR, today=TODAY)
    assert not DerivedDuty.objects.filter(person=world.sam).exists()


@pytest.mark.django_db
def test_a_changed_limit_changes_the_table_when_it_is_rebuilt(world):
    start = TODAY + timedelta(days=3)
    asked = {"key": "keep_in_touch_weeks", "text": "1", "in_force_from": start, "reason": "A trial"}
    change_setting(**asked, by=NARRATOR, today=TODAY)
    rebuild_duties.func(str(world.bea.pk), TODAY.isoformat())

    ids = [world.sam.pk, world.jo.pk, world.kit.pk]
    for day in (TODAY, start - timedelta(days=1), start, start + timedelta(days=1)):
        assert derived_on(day) == live_on(ids, day)
    due = [DerivedDuty.objects.on(day).get(person=world.sam, duty="D14").due_on for day in (TODAY, start)]
    assert due[0] - due[1] == timedelta(weeks=7)
