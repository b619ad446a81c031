"""What changes a young person's record, what is refused, and what the trail then says."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from tests.world import NARRATOR, TODAY, World, years_ago
from waymark.audit.facts import chain_break, changes_to
from waymark.audit.models import Event
from waymark.people import actions
from waymark.people.actions.allocating import AllocatedAlready, AllocatesAhead, StartsBeforeTheLastOne, WorkerNotNamed
from waymark.people.actions.facts import (
    AlreadyWithdrawn,
    BeforeBirth,
    EndsBeforeItStarts,
    InTheFuture,
    Overlaps,
    ReasonMissing,
)
from waymark.people.actions.person import (
    BornInTheFuture,
    ChangedMeanwhile,
    ChildIdTaken,
    DiedBeforeBirth,
    DiedInTheFuture,
    NameOrNumberMissing,
    NotAPhoto,
)
from waymark.people.models import (
    Address,
    Allocation,
    CarePeriod,
    ContactPoint,
    DateOfBirth,
    DerivedSearch,
    LegalStatusSpell,
    Placement,
    ReviewHeld,
    YoungPerson,
)
from waymark.people.rules.words import AllocationRole, BirthBasis, CareKind

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def events(person: YoungPerson) -> list[str]:
    return [change.name for change in changes_to(person.pk)]


def test_a_record_is_started_with_a_worker(world: World) -> None:
    person = actions.add_person(
        first_name="Ria",
        last_name="Ames",
        born_on=years_ago(16),
        worker=world.alex,
        team=world.team,
        by=world.alex,
        today=TODAY,
    )
    assert YoungPerson.objects.visible_to(world.alex, on=TODAY).filter(pk=person.pk).exists()
    assert YoungPerson.objects.visible_to(world.bea, on=TODAY).filter(pk=person.pk).exists()
    assert not YoungPerson.objects.visible_to(world.cy, on=TODAY).filter(pk=person.pk).exists()
    birth = DateOfBirth.objects.get(person=person)
    assert (birth.born_on, birth.in_force, birth.basis) == (person.born_on, True, BirthBasis.STATED)
    assert person.sort_name == "ames, ria"
    assert events(person) == ["people.person_added"]


def test_a_record_may_start_without_a_birthday(world: World) -> None:
    person = actions.add_person(child_id="X9", by=NARRATOR, today=TODAY)
    assert person.born_on is None
    assert person.shown_name == person.called == "Child X9"
    assert not DateOfBirth.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, NameOrNumberMissing),
        ({"first_name": "Ria", "born_on": TOMORROW}, BornInTheFuture),
        ({"child_id": "S1"}, ChildIdTaken),
        ({"first_name": "Ria", "died_on": TOMORROW}, DiedInTheFuture),
        ({"first_name": "Ria", "born_on": TODAY, "died_on": TODAY - timedelta(days=1)}, DiedBeforeBirth),
        ({"first_name": "Ria", "version": 3}, TypeError),
    ],
)
def test_a_record_that_cannot_be_is_not_started(
    world: World, fields: dict[str, object], refused: type[Exception]
) -> None:
    before = YoungPerson.objects.count()
    with pytest.raises(refused):
        actions.add_person(by=NARRATOR, today=TODAY, **fields)  # type: ignore[arg-type]
    assert YoungPerson.objects.count() == before


def test_a_change_is_kept_with_what_was_before(world: World) -> None:
    person = actions.change_person(
        world.sam, expected_version=1, preferred_name="Sammy", last_name="Whitlock", by=world.alex, today=TODAY
    )
    assert (person.preferred_name, person.version, person.shown_name) == ("Sammy", 2, "Sammy Whitlock")
    change = changes_to(person.pk)[0]
    assert (change.name, change.actor_name, change.fields) == (
        "people.person_changed",
        "Alex Merrin",
        ("preferred_name",),
    )
    assert DerivedSearch.objects.filter(person=person, word="sammy").exists()


def test_saving_what_stands_there_changes_nothing(world: World) -> None:
    person = actions.change_person(world.sam, expected_version=1, first_name="Sam", by=world.alex, today=TODAY)
    assert person.version == 1
    assert events(person) == []


def test_two_people_editing_do_not_overwrite_each_other(world: World) -> None:
    actions.change_person(world.sam, expected_version=1, pronouns="they/them", by=world.alex, today=TODAY)
    with pytest.raises(ChangedMeanwhile) as refused:
        actions.change_person(world.sam, expected_version=1, pronouns="he/him", by=world.bea, today=TODAY)
    assert refused.value.current.pronouns == "they/them"
    assert YoungPerson.objects.get(pk=world.sam.pk).pronouns == "they/them"


def test_a_child_number_is_nobody_elses(world: World) -> None:
    with pytest.raises(ChildIdTaken):
        actions.change_person(world.sam, expected_version=1, child_id="J1", by=world.alex, today=TODAY)
    person = actions.change_person(world.sam, expected_version=1, child_id="", by=world.alex, today=TODAY)
    assert person.child_id is None


def test_a_fact_is_added_corrected_ended_and_taken_back(world: World) -> None:
    period = actions.add_fact(
        CarePeriod(person=world.sam, started_on=years_ago(10), ended_on=years_ago(9)), by=world.bea, today=TODAY
    )
    corrected = actions.correct_fact(period, started_on=years_ago(11), reason="Court papers", by=world.bea, today=TODAY)
    period.refresh_from_db()
    assert period.withdrawn_at is not None and not period.known
    assert corrected.known and corrected.pk != period.pk
    assert (corrected.started_on, corrected.ended_on) == (years_ago(11), years_ago(9))
    actions.withdraw_fact(corrected, reason="Of another child", by=world.bea, today=TODAY)
    assert not CarePeriod.objects.known().filter(pk=corrected.pk).exists()
    assert events(world.sam) == [
        "people.careperiod_withdrawn",
        "people.careperiod_corrected",
        "people.careperiod_added",
    ]
    assert chain_break() is None


def test_a_correction_that_changes_nothing_writes_nothing(world: World) -> None:
    period = CarePeriod.objects.get(person=world.sam)
    assert (
        actions.correct_fact(period, kind=CareKind.LOOKED_AFTER, reason="Just so", by=world.bea, today=TODAY) is period
    )
    assert period.known and events(world.sam) == []


def test_a_correction_and_a_withdrawal_say_why(world: World) -> None:
    period = CarePeriod.objects.get(person=world.sam)
    with pytest.raises(ReasonMissing):
        actions.correct_fact(period, ended_on=TODAY, reason=" ", by=world.bea, today=TODAY)
    with pytest.raises(ReasonMissing):
        actions.withdraw_fact(period, reason="", by=world.bea, today=TODAY)
    with pytest.raises(TypeError):
        actions.correct_fact(period, colour="green", reason="Why not", by=world.bea, today=TODAY)


def test_what_somebody_else_took_back_is_not_corrected(world: World) -> None:
    period = CarePeriod.objects.get(person=world.sam)
    actions.withdraw_fact(period, reason="Of another child", by=world.bea, today=TODAY)
    with pytest.raises(AlreadyWithdrawn):
        actions.withdraw_fact(period, reason="Of another child", by=world.head, today=TODAY)
    with pytest.raises(AlreadyWithdrawn):
        actions.correct_fact(period, ended_on=TODAY, reason="Late", by=world.head, today=TODAY)


def test_facts_that_cannot_be_are_refused(world: World) -> None:
    def refused(fact: object, problem: type[Exception]) -> None:
        with pytest.raises(problem):
            actions.add_fact(fact, by=world.bea, today=TODAY)  # type: ignore[type-var]

    refused(CarePeriod(person=world.kit, started_on=TODAY, ended_on=TODAY - timedelta(days=1)), EndsBeforeItStarts)
    refused(CarePeriod(person=world.kit, started_on=years_ago(40)), BeforeBirth)
    refused(CarePeriod(person=world.kit, started_on=years_ago(3)), Overlaps)
    refused(ReviewHeld(person=world.kit, held_on=TOMORROW), InTheFuture)
    actions.add_fact(LegalStatusSpell(person=world.kit, started_on=years_ago(3), code="C2"), by=world.bea, today=TODAY)
    refused(LegalStatusSpell(person=world.kit, started_on=years_ago(2), code="V2"), Overlaps)
    actions.add_fact(
        Placement(person=world.kit, started_on=years_ago(3), ended_on=years_ago(2), place="U6"),
        by=world.bea,
        today=TODAY,
    )
    actions.add_fact(Placement(person=world.kit, started_on=years_ago(2), place="K2"), by=world.bea, today=TODAY)
    refused(Placement(person=world.kit, started_on=years_ago(4), ended_on=years_ago(1), place="K2"), Overlaps)


def test_short_breaks_may_run_beside_being_looked_after(world: World) -> None:
    breaks = CarePeriod(person=world.kit, started_on=years_ago(2), kind=CareKind.SHORT_BREAKS)
    assert actions.add_fact(breaks, by=world.bea, today=TODAY).known


def test_an_address_ends(world: World) -> None:
    home = actions.add_fact(Address(person=world.sam, postcode="NE1 4LP"), by=world.alex, today=TODAY)
    ended = actions.end_fact(home, ended_on=TODAY, by=world.alex, today=TODAY)
    assert (ended.ended_on, ended.postcode) == (TODAY, "NE1 4LP")
    assert Address.objects.known().filter(person=world.sam).count() == 1
    assert not Address.objects.known().open_on(TODAY).filter(person=world.sam).exists()


def test_a_new_date_of_birth_replaces_the_one_in_force(world: World) -> None:
    new = years_ago(17)
    actions.set_date_of_birth(
        world.sam, born_on=new, basis=BirthBasis.ASSESSED, decided_on=TODAY, by=world.bea, today=TODAY
    )
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == new == world.sam.born_on
    assert DateOfBirth.objects.filter(person=world.sam, in_force=True).get().born_on == new
    assert DateOfBirth.objects.filter(person=world.sam).count() == 2


def test_a_disputed_date_of_birth_stands_beside_the_other(world: World) -> None:
    before = world.sam.born_on
    actions.set_date_of_birth(
        world.sam, born_on=years_ago(17), basis=BirthBasis.DISPUTED, in_force=False, by=world.bea, today=TODAY
    )
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == before


def test_nobody_is_born_or_assessed_in_the_future(world: World) -> None:
    with pytest.raises(BornInTheFuture):
        actions.set_date_of_birth(world.sam, born_on=TOMORROW, basis=BirthBasis.STATED, by=world.bea, today=TODAY)
    with pytest.raises(InTheFuture):
        actions.set_date_of_birth(
            world.sam, born_on=years_ago(17), basis=BirthBasis.ASSESSED, decided_on=TOMORROW, by=world.bea, today=TODAY
        )


def test_a_new_adviser_ends_the_one_before(world: World) -> None:
    actions.allocate(
        world.sam, role=AllocationRole.PERSONAL_ADVISER, worker=world.cy, team=world.other_team, started_on=TODAY,
        reason="Alex leaves", by=world.bea, today=TODAY,
    )  # fmt: skip
    rows = Allocation.objects.known().filter(person=world.sam)
    assert {(row.worker, row.ended_on) for row in rows} == {(world.alex, TODAY), (world.cy, None)}
    assert not YoungPerson.objects.visible_to(world.alex, on=TODAY).filter(pk=world.sam.pk).exists()
    assert YoungPerson.objects.visible_to(world.cy, on=TODAY).filter(pk=world.sam.pk).exists()


def test_nurses_may_be_several_and_need_no_account(world: World) -> None:
    for name in ("Nora", "Ned"):
        actions.allocate(
            world.sam, role=AllocationRole.NURSE, worker_name=name, started_on=TODAY, by=world.bea, today=TODAY
        )
    nurses = Allocation.objects.known().filter(person=world.sam, role=AllocationRole.NURSE)
    assert sorted(row.shown_worker for row in nurses) == ["Ned", "Nora"]
    with pytest.raises(AllocatedAlready):
        actions.allocate(
            world.sam, role=AllocationRole.NURSE, worker_name="Ned", started_on=TODAY, by=world.bea, today=TODAY
        )


def test_allocations_that_cannot_be_are_refused(world: World) -> None:
    adviser = AllocationRole.PERSONAL_ADVISER
    with pytest.raises(WorkerNotNamed):
        actions.allocate(world.sam, role=adviser, worker_name=" ", started_on=TODAY, by=world.bea, today=TODAY)
    with pytest.raises(AllocatesAhead):
        actions.allocate(world.sam, role=adviser, worker=world.cy, started_on=TOMORROW, by=world.bea, today=TODAY)
    with pytest.raises(AllocatedAlready):
        actions.allocate(world.sam, role=adviser, worker=world.alex, started_on=TODAY, by=world.bea, today=TODAY)
    with pytest.raises(StartsBeforeTheLastOne) as refused:
        actions.allocate(world.sam, role=adviser, worker=world.cy, started_on=years_ago(3), by=world.bea, today=TODAY)
    assert refused.value.other.worker == world.alex


def test_the_database_itself_refuses_a_second_adviser(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Allocation.objects.create(
            person=world.sam, worker=world.cy, role=AllocationRole.PERSONAL_ADVISER, started_on=TODAY
        )


def test_an_allocation_ends_with_nobody_after(world: World) -> None:
    row = Allocation.objects.get(person=world.sam)
    ended = actions.end_allocation(row, ended_on=TODAY, reason="Moved away", by=world.bea, today=TODAY)
    assert (ended.ended_on, ended.worker) == (TODAY, world.alex)
    assert not YoungPerson.objects.visible_to(world.alex, on=TODAY).filter(pk=world.sam.pk).exists()


def test_a_photograph_is_kept_replaced_and_taken_away(world: World, django_capture_on_commit_callbacks: object) -> None:
    jpeg, png = b"\xff\xd8\xff" + b"0" * 20, b"\x89PNG\r\n\x1a\n" + b"0" * 20
    person = actions.set_photo(world.sam, content=jpeg, by=world.alex, today=TODAY)
    first = person.photo.name
    assert first.startswith("photos/") and first.endswith(".jpg") and "sam" not in first.lower()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        person = actions.set_photo(person, content=png, by=world.alex, today=TODAY)
    assert not default_storage.exists(first)
    second = person.photo.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        person = actions.set_photo(person, content=None, by=world.alex, today=TODAY)
    assert person.photo.name == "" and not default_storage.exists(second)
    assert events(person) == ["people.photo_changed"] * 3
    with pytest.raises(NotAPhoto):
        actions.set_photo(person, content=b"<html>", by=world.alex, today=TODAY)


def test_many_people_and_their_facts_at_once(world: World) -> None:
    new = YoungPerson(first_name="Ria", last_name="Ames", child_id="R1")
    birth = DateOfBirth(person_id=new.pk, born_on=date(2009, 2, 1))
    later = DateOfBirth(person_id=new.pk, born_on=date(2009, 2, 2))
    care = CarePeriod.objects.get(person=world.sam)
    touched = actions.add_many(
        [birth, later, new, ContactPoint(person_id=new.pk, value="07700 900123"), DateOfBirth(person=world.sam, born_on=date(2008, 1, 1))],
        withdrawn=[care],
        changed={world.sam.pk: {"upn": "A123456789012"}, world.jo.pk: {"upn": ""}},
        detail={"file": "caseload"},
        by=world.bea,
        today=TODAY,
    )  # fmt: skip
    assert touched == {new.pk, world.sam.pk}
    ria, sam = YoungPerson.objects.get(pk=new.pk), YoungPerson.objects.get(pk=world.sam.pk)
    assert (ria.born_on, ria.sort_name, ria.version) == (date(2009, 2, 2), "ames, ria", 1)
    assert (sam.born_on, sam.upn, sam.version) == (date(2008, 1, 1), "A123456789012", 2)
    assert not CarePeriod.objects.known().filter(person=sam).exists()
    assert DerivedSearch.objects.filter(person=ria, word="07700900123").exists()
    event = Event.objects.get(person_id=new.pk)
    assert event.detail == {"file": "caseload", "youngperson_added": 1, "dateofbirth_added": 2, "contactpoint_added": 1}
    assert set(changes_to(sam.pk)[0].fields) == {"upn", "born_on"}
    assert DateOfBirth.objects.get(pk=birth.pk).recorded_by_id == world.bea.pk


def test_many_at_once_may_leave_deriving_to_the_caller(world: World) -> None:
    new = YoungPerson(first_name="Ria", last_name="Ames", child_id="R1")
    assert actions.add_many([new], rederive=False, by=NARRATOR, today=TODAY) == {new.pk}
    assert not DerivedSearch.objects.filter(person=new).exists()
    actions.facts_changed([new.pk], by=NARRATOR, today=TODAY)
    assert DerivedSearch.objects.filter(person=new).count() == 2


def test_a_date_of_birth_not_in_force_comes_in_beside_the_other(world: World) -> None:
    before = world.sam.born_on
    row = DateOfBirth(person=world.sam, born_on=date(2007, 7, 7), in_force=False)
    actions.add_many([row], changed={world.sam.pk: {"upn": ""}}, by=NARRATOR, today=TODAY)
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == before
    assert DateOfBirth.objects.known().get(person=world.sam, in_force=True).born_on == before


def test_nothing_at_all_is_fine(world: World) -> None:
    actions.facts_changed([], by=NARRATOR, today=TODAY)
    assert actions.add_many([], by=NARRATOR, today=TODAY) == set()
    actions.rederive_search([uuid4()], by=NARRATOR, today=TODAY)
