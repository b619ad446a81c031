"""The derived table says what the rules say on every day, and writing it again changes nothing."""

import itertools
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import NARRATOR, TODAY, young_person
from waymark.audit.models import Event
from waymark.eligibility import actions, facts
from waymark.eligibility.models import FOREVER, DerivedStatusPeriod
from waymark.eligibility.rules import Basis, Status
from waymark.people.models import CarePeriod, DateOfBirth, HomeSpell, YoungPerson
from waymark.policy.models import SettingDecision

pytestmark = pytest.mark.django_db


def table():
    return list(DerivedStatusPeriod.objects.order_by("person_id", "starts_on").values())


def test_everyone_has_one_row_on_any_day_that_says_what_the_rules_say(world):
    ids = [world.sam.pk, world.jo.pk, world.kit.pk]
    for years in (-12, -3, 0, 3, 9, 60):
        on = TODAY + timedelta(days=round(365.25 * years))
        rows = {row.person_id: row for row in DerivedStatusPeriod.objects.on(on)}
        statuses = facts.statuses_on(ids, on=on)
        assert set(rows) == set(ids)
        for person_id, row in rows.items():
            said = statuses[person_id]
            assert (row.status, row.basis) == said.standing
            assert (row.computed_status, row.computed_basis) == said.computed.standing
            assert row.flags == " ".join(said.flags) and row.contested == bool(said.flags)
            assert row.changes_on == (said.computed.changes_on or FOREVER)


def test_rows_follow_each_other_without_gap_and_carry_the_name_and_birth(world):
    rows = list(DerivedStatusPeriod.objects.filter(person=world.sam).order_by("starts_on"))

    assert rows[0].starts_on == world.sam.born_on and rows[-1].ends_on == FOREVER
    assert all(a.ends_on == b.starts_on for a, b in itertools.pairwise(rows))
    assert {(row.sort_name, row.born_on, row.history_missing) for row in rows} == {
        ("whitlock, sam", world.sam.born_on, False)
    }


def test_rebuilding_changes_nothing_and_leaves_the_rows_themselves_alone(world):
    before = table()

    assert actions.rebuild_all(by=NARRATOR, today=TODAY) == 3

    assert table() == before
    assert Event.objects.filter(name="eligibility.statuses_rebuilt").count() == 1


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spans=st.lists(st.tuples(st.integers(4000, 7000), st.one_of(st.none(), st.integers(0, 900))), max_size=3),
    home=st.one_of(st.none(), st.integers(5500, 7000)),
    day=st.integers(0, 10_000),
)
def test_any_history_derives_what_the_rules_say_and_again_the_same(world, spans, home, day):
    person = world.sam
    CarePeriod.objects.filter(person=person).delete()
    HomeSpell.objects.filter(person=person).delete()
    for start, length in spans:
        began = person.born_on + timedelta(days=start)
        CarePeriod.objects.create(
            person=person, started_on=began, ended_on=None if length is None else began + timedelta(days=length)
        )
    if home:
        HomeSpell.objects.create(person=person, started_on=person.born_on + timedelta(days=home))
    actions.rederive([person.pk], by=NARRATOR, today=TODAY)
    on = person.born_on + timedelta(days=day)

    row = DerivedStatusPeriod.objects.on(on).get(person=person)
    said = facts.statuses_on([person.pk], on=on)[person.pk]
    assert (row.status, row.basis, row.flags) == (*said.standing, " ".join(said.flags))
    before = table()
    actions.rederive([person.pk], by=NARRATOR, today=TODAY)
    assert table() == before


def test_only_rows_that_differ_are_written_again(world):
    untouched = set(DerivedStatusPeriod.objects.filter(person=world.jo).values_list("id", flat=True))
    CarePeriod.objects.filter(person=world.sam).update(ended_on=world.sam.born_on + timedelta(days=6000))

    with CaptureQueriesContext(connection) as queries:
        actions.rederive([world.sam.pk, world.jo.pk, world.kit.pk], by=NARRATOR, today=TODAY)

    assert set(DerivedStatusPeriod.objects.filter(person=world.jo).values_list("id", flat=True)) == untouched
    deleted = [query["sql"] for query in queries if query["sql"].startswith("DELETE")]
    assert len(deleted) == 1 and world.jo.pk.hex not in deleted[0] and world.sam.pk.hex in deleted[0]
    assert DerivedStatusPeriod.objects.on(TODAY).get(person=world.sam).basis == "s23C(1)(a)"


def test_someone_without_a_date_of_birth_stays_in_the_lists(world):
    DateOfBirth.objects.filter(person=world.sam).delete()
    actions.rederive([world.sam.pk], by=NARRATOR, today=TODAY)

    row = DerivedStatusPeriod.objects.on(TODAY).get(person=world.sam)
    assert (row.status, row.flags, row.history_missing, row.born_on) == ("none", "DQ", True, None)


def test_a_record_joined_to_another_leaves_the_lists(world):
    YoungPerson.objects.filter(pk=world.sam.pk).update(merged_into=world.jo, merged_at="2026-01-01T00:00Z")
    actions.rederive([world.sam.pk], by=NARRATOR, today=TODAY)

    assert not DerivedStatusPeriod.objects.filter(person=world.sam).exists()


def test_a_changed_convention_changes_the_table_when_it_is_rebuilt(world):
    person = young_person("Ari", "Bond", child_id="A1", age=17, in_care_from=9, to=16)
    CarePeriod.objects.filter(person=person).update(ended_on=person.born_on.replace(year=person.born_on.year + 16))
    actions.rederive([person.pk], by=NARRATOR, today=TODAY)
    assert DerivedStatusPeriod.objects.on(TODAY).get(person=person).status == "qualifying"
    SettingDecision.objects.create(
        key="end_on_16th_birthday_counts", value="true", in_force_from=TODAY, reason="The words of the Act"
    )

    call_command("rebuild_derived", stdout=(out := StringIO()))

    assert DerivedStatusPeriod.objects.on(TODAY).get(person=person).status == "relevant"
    assert out.getvalue() == "Statuses and duties of 4 people are right.\n"


def test_rebuilding_needs_somebody_who_may_change_settings(world):
    with pytest.raises(CommandError, match="Alex Merrin may not do this"):
        call_command("rebuild_derived", as_user="alex")


def test_a_decision_shows_in_the_table_beside_what_was_computed(world):
    sam = world.sam
    made = actions.propose_decision(
        person=sam,
        status=Status.QUALIFYING,
        basis=Basis.S24_1B,
        reason="Lived with his mother",
        in_force_from=TODAY,
        in_force_to=TODAY + timedelta(days=30),
        by=world.alex,
        today=TODAY,
    )
    assert (made.computed_status, made.computed_basis, made.computed_flags) == ("former_relevant", "s23C(1)(b)", "")
    assert not DerivedStatusPeriod.objects.on(TODAY).get(person=sam).decided

    actions.sign_decision(decision_id=made.pk, by=world.bea, today=TODAY)
    row = DerivedStatusPeriod.objects.on(TODAY).get(person=sam)
    assert (row.status, row.computed_status, row.decided, row.changes_on) == (
        "qualifying",
        "former_relevant",
        True,
        TODAY + timedelta(days=30),
    )
    assert sam.pk in facts.people_with(Status.QUALIFYING, TODAY)
    before = table()
    actions.rebuild_all(by=NARRATOR, today=TODAY)
    assert table() == before

    actions.withdraw_decision(decision_id=made.pk, reason="A mistake", by=world.bea, today=TODAY)
    assert DerivedStatusPeriod.objects.on(TODAY).get(person=sam).status == "former_relevant"


def test_what_is_contested_no_longer_waits_once_a_decision_is_signed(world):
    sixteen = world.sam.born_on.replace(year=world.sam.born_on.year + 16)
    CarePeriod.objects.filter(person=world.sam).update(ended_on=sixteen)
    made = actions.propose_decision(
        person=world.sam,
        status=Status.FORMER_RELEVANT,
        reason="Read it so",
        in_force_from=TODAY,
        by=world.alex,
        today=TODAY,
    )
    row = DerivedStatusPeriod.objects.on(TODAY).get(person=world.sam)
    assert (row.flags, row.contested, row.decided, row.status) == ("B16", True, True, "former_relevant")

    actions.sign_decision(decision_id=made.pk, by=world.bea, today=TODAY)

    row = DerivedStatusPeriod.objects.on(TODAY).get(person=world.sam)
    assert (row.flags, row.contested, row.decided) == ("B16", False, True)


@pytest.mark.parametrize("again", ["sign", "withdraw"])
def test_what_is_withdrawn_can_be_neither_signed_nor_withdrawn_again(world, again):
    made = actions.propose_decision(
        person=world.sam, status=Status.NONE, reason="Moved", in_force_from=TODAY, by=world.alex, today=TODAY
    )
    actions.withdraw_decision(decision_id=made.pk, reason="A mistake", by=world.alex, today=TODAY)

    with pytest.raises(actions.NothingToSign):
        if again == "sign":
            actions.sign_decision(decision_id=made.pk, by=world.bea, today=TODAY)
        else:
            actions.withdraw_decision(decision_id=made.pk, reason="Again", by=world.bea, today=TODAY)


def test_a_proposal_or_its_withdrawal_without_a_reason_is_refused(world):
    with pytest.raises(actions.NoReasonGiven):
        actions.propose_decision(
            person=world.sam, status=Status.NONE, reason=" ", in_force_from=TODAY, by=world.alex, today=TODAY
        )
    made = actions.propose_decision(
        person=world.sam, status=Status.NONE, reason="Moved", in_force_from=TODAY, by=world.alex, today=TODAY
    )
    with pytest.raises(actions.NoReasonGiven):
        actions.withdraw_decision(decision_id=made.pk, reason="", by=world.alex, today=TODAY)


def test_a_proposal_for_someone_without_a_date_of_birth_keeps_that_nothing_was_computed(world):
    DateOfBirth.objects.filter(person=world.sam).delete()

    made = actions.propose_decision(
        person=world.sam, status=Status.RELEVANT, reason="Known to us", in_force_from=TODAY, by=world.alex, today=TODAY
    )

    assert (made.computed_status, made.computed_flags) == ("none", "DQ")


def test_the_decision_signed_last_is_followed(world):
    first, second = (
        actions.propose_decision(
            person=world.sam, status=status, reason="Known", in_force_from=TODAY, by=world.alex, today=TODAY
        )
        for status in (Status.QUALIFYING, Status.CLOSED)
    )
    actions.sign_decision(decision_id=second.pk, by=world.bea, today=TODAY)
    actions.sign_decision(decision_id=first.pk, by=world.bea, today=TODAY)

    effective = facts.statuses_on([world.sam.pk], on=TODAY)[world.sam.pk]
    assert effective.standing.status is Status.QUALIFYING
    assert effective.decision.id == str(first.pk)


def test_the_changes_that_come_next_are_found_in_sql(world):
    soon = DerivedStatusPeriod.objects.on(TODAY).order_by("changes_on", "sort_name")

    assert [row.changes_on for row in soon] == sorted(row.changes_on for row in soon)
    assert date.max == FOREVER
