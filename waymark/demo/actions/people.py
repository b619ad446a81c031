"""Writes invented lives: people, every fact about them and their allocations, a thousand people at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from waymark.accommodation.models import HomeReport
from waymark.accounts.models import Team, User
from waymark.audit.actions import Entry, record_many
from waymark.audit.rules import Actor
from waymark.circumstances.models import LeaveToRemain
from waymark.contact.models import InTouchReport
from waymark.demo.actions.keeping import write_contacts, write_promises
from waymark.demo.actions.later import write_from_21
from waymark.demo.actions.now import write_now
from waymark.demo.actions.staff import Dealt
from waymark.demo.actions.workers import Workers
from waymark.demo.rules import happenings as told
from waymark.demo.rules.allocating import Need, needs
from waymark.demo.rules.council import Council, Seat
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.demo.rules.staff import area_of
from waymark.eet.models import ActivityReport
from waymark.eligibility.models import ReportedStatus
from waymark.people.actions import facts_changed
from waymark.people.actions.reported import insert_facts, insert_people
from waymark.people.models import (
    Address,
    Allocation,
    AwaySpell,
    CarePeriod,
    ContactPoint,
    DateOfBirth,
    Fact,
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
from waymark.people.rules.words import Source
from waymark.planning.models import PlanDate

CHUNK = 1_000

# Each list of a life, the record it holds and the table it goes to; fields are named alike.
TABLES: tuple[tuple[str, type[Any], type[Fact]], ...] = (
    ("births", told.Birth, DateOfBirth),
    ("care", told.Care, CarePeriod),
    ("legal", told.Legal, LegalStatusSpell),
    ("placed", told.Placed, Placement),
    ("at_home", told.AtHome, HomeSpell),
    ("away", told.Away, AwaySpell),
    ("elsewhere", told.Elsewhere, OtherAccommodation),
    ("orders", told.Order, FamilyOrder),
    ("asked", told.Asked, SupportRequest),
    ("study", told.Study, StudySpell),
    ("reviews", told.Review, ReviewHeld),
    ("missing", told.Missing, MissingEpisode),
    ("unaccompanied", told.Unaccompanied, UnaccompaniedSpell),
    ("addresses", told.Lived, Address),
    ("reach", told.Reached, ContactPoint),
    ("network", told.Known, NetworkMember),
    ("in_touch", told.ToldInTouch, InTouchReport),
    ("homes", told.HomeSeen, HomeReport),
    ("activities", told.ActivitySeen, ActivityReport),
    ("plans", told.PlanDated, PlanDate),
    ("leave", told.Leave, LeaveToRemain),
)
IDENTITY = (
    *("child_id", "upn", "first_name", "last_name", "preferred_name", "pronouns", "sex", "gender_identity"),
    *("ethnicity", "religion", "first_language", "interpreter_needed", "reading_note", "disability", "disability_note"),
    *("visiting_safety_note", "what_matters", "what_matters_on", "died_on", "born_on", "account_id"),
)
UNKNOWN = {"interpreter_needed": "unknown", "disability": "unknown", "account_id": None}
ALLOCATED = ("id", "worker_id", "worker_name", "team_id", "role", "started_on", "ended_on", "reason")


def write_people(
    council: Council, seats: list[Seat], *, dealt: Dealt, account: UUID | None, by: Actor, today: date, at: datetime
) -> Iterator[int]:
    """Write the lives of these seats; yields how many people are written after each thousand, and holds no more than that.

    `account` is the demo sign-in of a young person; Sam gets it. The caller's transaction holds it all.
    """
    written = 0
    lives = council.lives(seats)
    while chunk := list(islice(lives, CHUNK)):
        _write(council, chunk, dealt=dealt, account=account, by=by, today=today, at=at)
        written += len(chunk)
        yield written


def _write(
    council: Council,
    lives: list[InventedLife],
    *,
    dealt: Dealt,
    account: UUID | None,
    by: Actor,
    today: date,
    at: datetime,
) -> None:
    dice = {life.id: Dice(f"{council.seed}/rows/{life.number}") for life in lives}
    rows: dict[UUID, int] = defaultdict(int)
    insert_people((_person(life, account) for life in lives), IDENTITY, at=at)
    for listed, kind, model in TABLES:
        names = tuple(field.name for field in fields(kind))
        values = [
            (life.id, dice[life.id].identifier(), *(getattr(happening, name) for name in names))
            for life in lives
            for happening in getattr(life, listed)
        ]
        for row in values:
            rows[row[0]] += 1
        insert_facts(model, ("id", *names), values, source=Source.DEMO, by=by, at=at)
    insert_facts(
        ReportedStatus,
        ("id", "status", "reported_on"),
        [(life.id, dice[life.id].identifier(), life.reported, today) for life in lives if life.reported],
        source=Source.DEMO,
        by=by,
        at=at,
    )
    allocated = [row for life in lives for row in _allocations(life, dice[life.id], dealt, today=today)]
    insert_facts(Allocation, ALLOCATED, allocated, source=Source.DEMO, by=by, at=at)
    workers = Workers(allocated)
    write_contacts(lives, workers, dice=dice, by=by, at=at)
    write_promises(lives, workers, dice=dice, by=by, at=at)
    write_now(lives, workers, dice=dice, by=by, at=at)
    write_from_21(lives, workers, dice=dice, by=by, at=at)
    record_many(
        [
            Entry("demo.person_invented", YoungPerson(pk=life.id), person_id=life.id, detail={"rows": rows[life.id]})
            for life in lives
        ],
        by=by,
    )
    facts_changed([life.id for life in lives], by=by, today=today)


def _person(life: InventedLife, account: UUID | None) -> dict[str, Any]:
    born = next((birth.born_on for birth in life.births if birth.in_force), None)
    person = {**UNKNOWN, **life.identity, "id": life.id, "died_on": life.died_on, "born_on": born}
    if life.signs_in:
        person["account_id"] = account
    return person


def _allocations(life: InventedLife, dice: Dice, dealt: Dealt, *, today: date) -> Iterable[tuple[Any, ...]]:
    """Rows of `ALLOCATED`; every adviser is of a team of the area where the young person lives."""
    for need in needs(dice, life, on=today):
        dealer = dealt.social_workers if need.role == "social_worker" else dealt.advisers[area_of(life.town)]
        team, worker = next(dealer)
        yield (life.id, dice.identifier(), *_held(need, worker=worker, team=team))


def _held(need: Need, *, worker: User, team: Team) -> tuple[Any, ...]:
    named = {"worker": str(worker), "team": "", "name": "Agency adviser (name to be settled)"}[need.held_by]
    who = (worker.pk if need.held_by == "worker" else None, named, team.pk)
    return (*who, need.role, need.started_on, need.ended_on, need.reason)
