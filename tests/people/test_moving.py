"""A caseload goes to others at once, as it was shown, or not at all."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.workspace.people import crowd
from tests.world import NARRATOR, TODAY, World, allocate, worker
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.audit.facts import chain_break
from waymark.audit.models import Event
from waymark.people import actions, facts
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.moving import fingerprint
from waymark.people.rules.words import AllocationRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def nia(world: World) -> User:
    return worker("nia", "Nia Ward", Role.PERSONAL_ADVISER, world.team)


def shown(world: World, to: User, *, started_on: date = TODAY, by: User | None = None) -> dict[str, object]:
    """What a manager who saw the preview sends: everyone Alex holds goes to one worker."""
    held = facts.held_within(by or world.bea, world.alex, on=TODAY)
    moves = {row.pk: to for row in held}
    mark = fingerprint([row.pk for row in held], {row.pk: to.pk for row in held}, started_on=started_on)
    return {"moves": moves, "started_on": started_on, "fingerprint": mark}


def move(
    world: World, to: User, *, by: User | None = None, reason: str = "Alex leaves", **asked: object
) -> actions.Moved:
    given = shown(world, to, by=by) | asked
    return actions.move_caseload(world.alex, by=by or world.bea, reason=reason, today=TODAY, **given)  # type: ignore[arg-type]


def held(user: User) -> set[YoungPerson]:
    rows = Allocation.objects.known().filter(worker=user, ended_on=None)
    return {row.person for row in rows.select_related("person")}


def test_everyone_has_the_new_worker_and_the_old_part_stays_in_the_history(world: World, nia: User) -> None:
    moved = move(world, nia)
    assert set(moved.people) == {world.sam.pk, world.jo.pk}
    assert held(nia) == {world.sam, world.jo} and held(world.alex) == set()
    before, now = sorted(Allocation.objects.known().filter(person=world.sam), key=lambda row: row.started_on)
    assert (before.worker, before.ended_on) == (world.alex, TODAY)
    assert (now.worker, now.started_on, now.ended_on, now.team) == (nia, TODAY, None, world.team)
    assert (now.reason, now.recorded_by_id) == ("Alex leaves", world.bea.pk)


def test_it_is_one_event_and_one_for_each_young_person(world: World, nia: User) -> None:
    move(world, nia)
    whole = Event.objects.get(name="people.caseload_moved")
    assert (whole.subject_id, whole.detail["people"]) == (str(world.alex.pk), 2)
    assert Event.objects.filter(name="people.allocation_moved", person_id=world.sam.pk).count() == 1
    assert chain_break() is None


def test_reach_follows(world: World, nia: User) -> None:
    move(world, nia)
    assert not YoungPerson.objects.visible_to(world.alex, on=TODAY).exists()
    assert YoungPerson.objects.visible_to(nia, on=TODAY).count() == 2


def test_each_may_go_to_somebody_else_and_some_may_stay(world: World, nia: User) -> None:
    rows = {row.person_id: row.pk for row in facts.held_within(world.bea, world.alex, on=TODAY)}
    moves = {rows[world.sam.pk]: nia}
    mark = fingerprint(rows.values(), {rows[world.sam.pk]: nia.pk}, started_on=TODAY)
    move(world, nia, moves=moves, fingerprint=mark)
    assert held(nia) == {world.sam} and held(world.alex) == {world.jo}


def test_a_worker_of_another_team_brings_their_team(world: World) -> None:
    move(world, world.cy)
    row = Allocation.objects.known().get(person=world.sam, ended_on=None)
    assert row.team == world.other_team


def test_what_changed_since_the_preview_refuses_all_of_it(world: World, nia: User) -> None:
    asked = shown(world, nia)
    allocate(world.kit, world.alex, world.team, AllocationRole.SOCIAL_WORKER)
    with pytest.raises(actions.ChangedSincePreview):
        actions.move_caseload(world.alex, by=world.bea, reason="Leaves", today=TODAY, **asked)  # type: ignore[arg-type]
    assert held(nia) == set()


def test_a_correction_since_the_preview_counts_as_a_change(world: World, nia: User) -> None:
    asked = shown(world, nia)
    row = Allocation.objects.known().get(person=world.sam)
    actions.correct_fact(row, reason="Typo", started_on=TODAY - timedelta(days=90), by=NARRATOR, today=TODAY)
    with pytest.raises(actions.ChangedSincePreview):
        actions.move_caseload(world.alex, by=world.bea, reason="Leaves", today=TODAY, **asked)  # type: ignore[arg-type]


def test_other_answers_than_those_shown_are_refused(world: World, nia: User) -> None:
    with pytest.raises(actions.ChangedSincePreview):
        move(world, nia, started_on=TODAY - timedelta(days=1))
    with pytest.raises(actions.ChangedSincePreview):
        move(world, nia, moves=dict.fromkeys(shown(world, nia)["moves"], world.cy))  # type: ignore[call-overload]


def test_nobody_moves_whom_they_do_not_reach(world: World, nia: User) -> None:
    asked = shown(world, nia)
    with pytest.raises(actions.ChangedSincePreview):
        actions.move_caseload(world.alex, by=world.di, reason="Mine now", today=TODAY, **asked)  # type: ignore[arg-type]
    assert facts.held_within(world.di, world.alex, on=TODAY) == []
    assert facts.held_beyond(world.di, world.alex, on=TODAY) == 2


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"reason": " "}, actions.ReasonMissing),
        ({"moves": {}}, actions.NothingToMove),
        ({"started_on": TODAY + timedelta(days=1)}, actions.AllocatesAhead),
    ],
)
def test_what_is_refused(asked: dict[str, object], refusal: type[Exception], world: World, nia: User) -> None:
    with pytest.raises(refusal):
        move(world, nia, **asked)  # type: ignore[arg-type]


def test_nobody_takes_over_from_themselves(world: World) -> None:
    with pytest.raises(actions.MovesToThemselves):
        move(world, world.alex)


def test_one_part_that_began_later_stops_all(world: World, nia: User) -> None:
    early = TODAY - timedelta(days=200)  # when Alex began
    asked = shown(world, nia, started_on=early)
    with pytest.raises(actions.StartsBeforeTheLastOne):
        actions.move_caseload(world.alex, by=world.bea, reason="Leaves", today=TODAY, **asked)  # type: ignore[arg-type]
    assert held(world.alex) == {world.sam, world.jo}


def test_a_part_the_taker_has_already_is_not_given_twice(world: World, nia: User) -> None:
    for user in (world.alex, nia):
        allocate(world.sam, user, world.team, AllocationRole.HOUSING_LEAD)
    move(world, nia)
    rows = Allocation.objects.known().filter(person=world.sam, worker=nia, ended_on=None)
    assert sorted(row.role for row in rows) == sorted([AllocationRole.HOUSING_LEAD, AllocationRole.PERSONAL_ADVISER])


def test_two_hundred_cost_the_same_queries_as_one(world: World, nia: User) -> None:
    def queries(number: int) -> int:
        leaver = worker(f"leaver{number}", "Leaver", Role.PERSONAL_ADVISER, world.team)
        crowd(number, leaver, world.team, prefix=f"Mo{number}")
        rows = facts.held_within(world.bea, leaver, on=TODAY)
        assert len(rows) == number
        mark = fingerprint([row.pk for row in rows], {row.pk: nia.pk for row in rows}, started_on=TODAY)
        with CaptureQueriesContext(connection) as caught:
            actions.move_caseload(
                leaver,
                moves={row.pk: nia for row in rows},
                started_on=TODAY,
                reason="Leaves",
                fingerprint=mark,
                by=world.bea,
                today=TODAY,
            )
        return len(caught)

    few, many = queries(2), queries(200)
    # What is derived is written in batches of its own; nothing is asked once a person.
    assert many - few < 25, (few, many)


def test_counts_and_choices(world: World, nia: User) -> None:
    assert facts.workers_within(world.bea, on=TODAY) == [(world.alex, 2)]
    assert facts.workers_within(world.head, on=TODAY) == [(world.alex, 2), (world.cy, 1)]
    assert facts.caseload_counts([world.alex.pk, nia.pk]) == {world.alex.pk: 2}
    assert facts.teams_of([world.alex.pk, world.head.pk], on=TODAY) == {world.alex.pk: [world.team.pk]}
