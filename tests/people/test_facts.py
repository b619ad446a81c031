"""Finding people and reading their facts in bulk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import NARRATOR, TODAY, World, years_ago, young_person
from waymark.audit.actions import erase_values
from waymark.people import actions, facts
from waymark.people.facts.finding import How, search
from waymark.people.models import (
    Address,
    Allocation,
    CarePeriod,
    ContactPoint,
    DerivedSearch,
    DerivedTrigram,
    NetworkMember,
    SupportRequest,
    YoungPerson,
)
from waymark.people.rules.words import AllocationRole, ContactKind, YesNo

pytestmark = pytest.mark.django_db


def found(text: str, among: object = None) -> tuple[set[str], How]:
    result = search(text, among=among or YoungPerson.objects.all())  # type: ignore[arg-type]
    return set(result.people.values_list("first_name", flat=True)), result.how


def test_people_are_found_by_any_exact_number(world: World) -> None:
    YoungPerson.objects.filter(pk=world.jo.pk).update(upn="A123456789012")
    actions.add_fact(ContactPoint(person=world.sam, value="+44 7700 900123"), by=NARRATOR, today=TODAY)
    actions.add_fact(ContactPoint(person=world.kit, kind="email", value="Kit@Example.org"), by=NARRATOR, today=TODAY)
    assert found(" s1 ") == ({"Sam"}, How.NUMBER)
    assert found("a12345 6789012") == ({"Yohannes"}, How.NUMBER)
    assert found("07700 900 123") == ({"Sam"}, How.NUMBER)
    assert found("kit@example.org") == ({"Kit"}, How.NUMBER)


def test_people_are_found_by_how_their_names_begin_in_any_order(world: World) -> None:
    assert found("whit sa") == ({"Sam"}, How.NAME)
    assert found("TESFAY") == ({"Yohannes"}, How.NAME)
    assert found("sam tesfay") == (set(), How.NOTHING)


def test_people_are_found_by_names_spelt_like_theirs(world: World) -> None:
    assert found("Yohanes Tesfai") == ({"Yohannes"}, How.ALIKE)
    assert found("Witlock") == ({"Sam"}, How.ALIKE)
    assert found("Zebedee") == (set(), How.NOTHING)


@pytest.mark.parametrize("text", ["", "   ", "!?", "%", "_", "'", "é" * 500, "\\"])
def test_odd_searches_find_nobody_and_break_nothing(world: World, text: str) -> None:
    assert found(text) == (set(), How.NOTHING)


def test_search_stays_among_those_one_sees(world: World) -> None:
    assert found("Kit", YoungPerson.objects.visible_to(world.alex, on=TODAY)) == (set(), How.NOTHING)
    assert found("Kit", YoungPerson.objects.visible_to(world.cy, on=TODAY)) == ({"Kit"}, How.NAME)


def test_a_number_that_was_taken_back_finds_nobody(world: World) -> None:
    point = actions.add_fact(ContactPoint(person=world.sam, value="07700 900123"), by=NARRATOR, today=TODAY)
    actions.withdraw_fact(point, reason="Wrong number", by=NARRATOR, today=TODAY)
    assert found("07700900123") == (set(), How.NOTHING)


def test_an_old_name_finds_until_its_values_are_erased_and_is_then_forgotten_unless_others_have_it(
    world: World,
) -> None:
    young_person("Sam", "Ode", child_id="O1", age=17, in_care_from=9, to=None)
    actions.change_person(world.sam, expected_version=1, first_name="Zed", last_name="Zukor", by=NARRATOR, today=TODAY)
    assert found("Sam") == ({"Sam", "Zed"}, How.NAME)
    assert found("Whitlock") == ({"Zed"}, How.NAME)
    erase_values(person_id=world.sam.pk, by=NARRATOR, reason="Asked for")
    actions.facts_changed([world.sam.pk], by=NARRATOR, today=TODAY)
    assert found("Sam") == ({"Sam"}, How.NAME)
    assert DerivedTrigram.objects.filter(word="sam").exists()
    assert not DerivedTrigram.objects.filter(word="whitlock").exists()
    assert found("Whitlock") == (set(), How.NOTHING)


def test_deriving_again_changes_nothing(world: World) -> None:
    def derived() -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
        return (
            set(DerivedSearch.objects.values_list("pk", "person_id", "word")),
            set(DerivedTrigram.objects.values_list("pk", "trigram", "word", "size")),
        )

    before = derived()
    actions.rederive_search(YoungPerson.objects.values_list("pk", flat=True), by=NARRATOR, today=TODAY)
    assert derived() == before


def test_advisers_and_allocations(world: World) -> None:
    Allocation.objects.create(
        person=world.sam, worker=world.cy, role=AllocationRole.PERSONAL_ADVISER,
        started_on=years_ago(2), ended_on=years_ago(1),
    )  # fmt: skip
    Allocation.objects.create(
        person=world.sam, worker=world.cy, role=AllocationRole.NURSE, started_on=TODAY, withdrawn_at=timezone.now()
    )
    rows = facts.allocations_of([world.sam.pk, world.kit.pk])
    assert [row.worker for row in rows[world.sam.pk]] == [world.alex, world.cy]
    advisers = facts.advisers_on([world.sam.pk, world.kit.pk], on=TODAY)
    assert {pk: row.worker for pk, row in advisers.items()} == {world.sam.pk: world.alex, world.kit.pk: world.cy}
    assert facts.advisers_on([world.sam.pk], on=years_ago(1, 10))[world.sam.pk].worker == world.cy
    assert facts.advisers_on([world.sam.pk], on=years_ago(9)) == {}


def test_those_who_matter_come_first_and_those_who_were_last(world: World) -> None:
    for name, more in {"Zoe": {"matters": True}, "Abe": {}, "Old": {"matters": True, "ended_on": TODAY}}.items():
        NetworkMember.objects.create(person=world.sam, name=name, **more)
    assert [m.name for m in facts.network_of([world.sam.pk])[world.sam.pk]] == ["Zoe", "Abe", "Old"]


def test_only_a_number_known_to_be_safe_is_rung_first(world: World) -> None:
    def first() -> str | None:
        point = facts.reach_of([world.sam.pk], on=TODAY)[world.sam.pk].call_first
        return point.value if point else None

    assert first() is None
    ContactPoint.objects.create(person=world.sam, value="1", preferred=True)
    ContactPoint.objects.create(person=world.sam, value="no", safe_to_use=YesNo.NO)
    ContactPoint.objects.create(person=world.sam, value="a@b.c", kind=ContactKind.EMAIL, safe_to_use=YesNo.YES)
    ContactPoint.objects.create(person=world.sam, value="past", safe_to_use=YesNo.YES, ended_on=TODAY)
    assert first() is None
    ContactPoint.objects.create(person=world.sam, value="2", safe_to_use=YesNo.YES)
    ContactPoint.objects.create(person=world.sam, value="3", safe_to_use=YesNo.YES, preferred=True)
    assert first() == "3"


def test_addresses_that_ended_are_past(world: World) -> None:
    Address.objects.create(person=world.sam, postcode="A", ended_on=TODAY)
    Address.objects.create(person=world.sam, postcode="B", ended_on=TODAY + timedelta(days=1))
    reach = facts.reach_of([world.sam.pk], on=TODAY)[world.sam.pk]
    assert [[a.postcode for a in rows] for rows in (reach.addresses, reach.past_addresses)] == [["B"], ["A"]]


def test_a_care_history_and_what_was_believed_before(world: World) -> None:
    SupportRequest.objects.create(person=world.jo, asked_on=TODAY, wants=True)
    stranger = YoungPerson.objects.create(child_id="OC3", sort_name="oc3")
    histories = facts.care_histories([world.jo.pk, stranger.pk])
    assert len(histories[world.jo.pk].care_periods) == len(histories[world.jo.pk].support_requests) == 1
    assert histories[stranger.pk].missing_altogether and not histories[world.jo.pk].missing_altogether
    period = CarePeriod.objects.get(person=world.jo)
    actions.withdraw_fact(period, reason="Of another child", by=NARRATOR, today=TODAY)
    assert facts.history_of_kind(world.jo.pk, "care_periods") == []
    assert facts.history_of_kind(world.jo.pk, "care_periods", withdrawn=True) == [period]
    assert facts.care_histories([world.jo.pk])[world.jo.pk].care_periods == []


def test_what_was_known_when(world: World) -> None:
    noon, hour = timezone.now(), timedelta(hours=1)
    rows = CarePeriod.objects.filter(person=world.jo)
    rows.update(recorded_at=noon - hour, withdrawn_at=noon + hour)
    assert rows.known_at(noon).exists() and rows.known_at(noon - hour).exists()
    assert not rows.known_at(noon - 2 * hour).exists()
    assert not rows.known_at(noon + hour).exists()
    rows.update(withdrawn_at=None)
    assert rows.known_at(noon + 2 * hour).exists()


def test_a_worker_without_a_name_shows_the_team(world: World) -> None:
    row = Allocation(person=world.sam, team=world.team, role=AllocationRole.NURSE, started_on=TODAY)
    assert row.shown_worker == "North (no worker named)"


@contextmanager
def queries() -> Iterator[Callable[[], int]]:
    with CaptureQueriesContext(connection) as context:
        yield lambda: len(context)


@pytest.mark.parametrize(
    "read",
    [
        lambda ids: facts.care_histories(ids),
        lambda ids: facts.allocations_of(ids),
        lambda ids: facts.advisers_on(ids, on=TODAY),
        lambda ids: facts.network_of(ids),
        lambda ids: facts.births_of(ids),
        lambda ids: facts.reach_of(ids, on=TODAY),
    ],
)
def test_reading_many_costs_as_many_queries_as_reading_one(
    world: World, read: Callable[[list[object]], object]
) -> None:
    for n in range(20):
        young_person("Ria", f"Ames{n}", child_id=f"R{n}", age=17, in_care_from=9, to=None)
    with queries() as one:
        read([world.sam.pk])
        alone = one()
    with queries() as many:
        read(list(YoungPerson.objects.values_list("pk", flat=True)))
        assert many() - 1 <= alone  # one of them lists the ids
