"""One shared cast. Access tests read as stories about them.

Alex is a personal adviser in North and Bea manages North. Cy is an adviser in South, Di manages South.
Sam is 18 and Alex's, once in care for years. Jo is 21, came alone, and is Alex's too. Kit is 17 and Cy's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.after21.samples import samples_at_21
from tests.importing.files import small_return
from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, User
from waymark.accounts.rules import Role
from waymark.audit.rules import NamedActor
from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import LeaveKind
from waymark.contact.models import ContactMade, Promise
from waymark.diary.actions import go_out, plan_visit
from waymark.diary.models import HomeSafe, Visit
from waymark.duties.models import DutyException
from waymark.eligibility.actions import propose_decision
from waymark.eligibility.models import StatusDecision
from waymark.eligibility.rules import Basis, Status
from waymark.notices.models import Notice
from waymark.people import actions as people
from waymark.people.models import (
    Address,
    Allocation,
    CarePeriod,
    ContactPoint,
    DateOfBirth,
    EmergencyAccess,
    Merge,
    NetworkMember,
    YoungPerson,
)
from waymark.people.rules.words import AllocationRole
from waymark.statutory.actions.keeping import begin
from waymark.statutory.actions.returns_out import freeze
from waymark.statutory.importing.uploads import keep
from waymark.statutory.models import Import, ImportKind, Submission
from waymark.statutory.ssda903.checks.check import FILE
from waymark.statutory.tasks import read_import
from waymark.texts.models import Text, UnknownText

TODAY: date = timezone.localdate()


def years_ago(years: int, days: int = 0) -> date:
    """The day `years` years and `days` days before today; 29 February gives 28."""
    try:
        day = TODAY.replace(year=TODAY.year - years)
    except ValueError:
        day = TODAY.replace(year=TODAY.year - years, day=28)
    return day - timedelta(days=days)


@dataclass(frozen=True)
class World:
    team: Team
    other_team: Team
    alex: User
    bea: User
    cy: User
    di: User
    head: User
    analyst: User
    administrator: User
    sam: YoungPerson
    jo: YoungPerson
    kit: YoungPerson


def worker(username: str, name: str, role: Role, team: Team | None = None) -> User:
    user = User.objects.create_user(username, f"{username}@council.invalid", "a long password", display_name=name)
    RoleGrant.objects.create(user=user, role=role, team=team, started_on=TODAY - timedelta(days=400))
    return user


NARRATOR = NamedActor("The narrator")


def young_person(
    first: str, last: str, *, child_id: str, age: int, days: int = 100, in_care_from: int, to: int | None
) -> YoungPerson:
    """Someone `age` years and `days` days old, in care from one age to another (None: still)."""
    born = years_ago(age, days)
    person = YoungPerson.objects.create(
        first_name=first, last_name=last, child_id=child_id, born_on=born, sort_name=f"{last.lower()}, {first.lower()}"
    )
    DateOfBirth.objects.create(person=person, born_on=born)
    CarePeriod.objects.create(
        person=person,
        started_on=years_ago(age - in_care_from, days),
        ended_on=None if to is None else years_ago(age - to, days),
    )
    people.facts_changed([person.pk], by=NARRATOR, today=TODAY)
    return person


def allocate(
    person: YoungPerson, user: User, team: Team, role: AllocationRole = AllocationRole.PERSONAL_ADVISER
) -> None:
    Allocation.objects.create(person=person, worker=user, team=team, role=role, started_on=TODAY - timedelta(days=200))
    people.facts_changed([person.pk], by=NARRATOR, today=TODAY)


def make_world() -> World:
    north, south = Team.objects.create(name="North"), Team.objects.create(name="South")
    world = World(
        team=north,
        other_team=south,
        alex=worker("alex", "Alex Merrin", Role.PERSONAL_ADVISER, north),
        bea=worker("bea", "Bea Holt", Role.TEAM_MANAGER, north),
        cy=worker("cy", "Cy Okafor", Role.PERSONAL_ADVISER, south),
        di=worker("di", "Di Pryce", Role.TEAM_MANAGER, south),
        head=worker("head", "Hana Said", Role.HEAD_OF_SERVICE),
        analyst=worker("analyst", "Ana Lind", Role.ANALYST),
        administrator=worker("admin", "Ade Bello", Role.ADMINISTRATOR),
        sam=young_person("Sam", "Whitlock", child_id="S1", age=18, in_care_from=11, to=18),
        jo=young_person("Yohannes", "Tesfay", child_id="J1", age=21, in_care_from=15, to=18),
        kit=young_person("Kit", "Amos", child_id="K1", age=17, in_care_from=9, to=None),
    )
    allocate(world.sam, world.alex, north)
    allocate(world.jo, world.alex, north)
    allocate(world.kit, world.cy, south)
    return world


RETURN_YEAR = years_ago(0, 100).year + ((years_ago(0, 100).month, years_ago(0, 100).day) >= (4, 1))
"""The collection year of the last birthday of Sam, Jo and Kit, who all turned a year older 100 days ago."""


def samples(world: World) -> dict[str, Any]:
    """What a real value of each part of an address looks like. People's ids are Sam's.

    What is made here gives nobody reach or permission they did not have. Asked again it answers with the same rows.
    """
    dated = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=1)}  # of people who reach Sam anyway
    return {
        "person_id": world.sam.pk,
        "other_id": world.jo.pk,
        "address_id": Address.objects.get_or_create(person=world.sam, postcode="NE1 4LP")[0].pk,
        "contact_point_id": ContactPoint.objects.get_or_create(person=world.sam, value="01632 960018")[0].pk,
        "member_id": NetworkMember.objects.get_or_create(person=world.sam, name="Nan Whitlock")[0].pk,
        "allocation_id": Allocation.objects.get(person=world.sam).pk,
        "fact_id": CarePeriod.objects.get(person=world.sam).pk,
        "access_id": _emergency(world).pk,
        "merge_id": _merge(world).pk,
        "decision_id": _proposal(world).pk,
        "user_id": world.alex.pk,
        "team_id": world.team.pk,
        "grant_id": world.alex.grants.get().pk,
        "cover_id": Cover.objects.get_or_create(away=world.alex, covering=world.bea, **dated)[0].pk,
        "turn_id": DutyTurn.objects.get_or_create(user=world.bea, team=world.team, **dated)[0].pk,
        "attachment_id": TeamAttachment.objects.get_or_create(user=world.bea, team=world.team, **dated)[0].pk,
        "key": "leap_day",  # of a setting; as the key of a password link it is one that no longer works
        "uidb36": user_pk_to_url_str(world.alex),
        "pk": 1,  # of a passkey; nobody here has one, and a browser adds one in tests/journeys/test_look.py
        "import_id": _import(world).pk,
        "year": RETURN_YEAR,
        "rule": FILE,
        "leaver_id": world.jo.pk,  # an analyst sees the row, by number and without a name, though never the record
        "submission_id": _submission(world).pk,
        "file_name": "oc3.csv",
        "text_id": _text(world).pk,
        "unknown_id": _unknown_text().pk,
        "notice_id": _notice().pk,
        "visit_id": _visit(world).pk,
        "check_id": _check(world).pk,
        "feed_token": "an-address-that-never-was",
        "contact_id": ContactMade.objects.get_or_create(person=world.sam, happened_on=TODAY, by_role="adviser")[0].pk,
        "promise_id": Promise.objects.get_or_create(
            person=world.sam, what="Look at the cooker", by_when=TODAY, made_on=TODAY, owner=world.alex
        )[0].pk,
        "duty": "D34",
        "exception_id": _exception(world).pk,
        "leave_id": LeaveToRemain.objects.get_or_create(person=world.sam, kind=LeaveKind.UASC)[0].pk,
        **samples_at_21(world.sam, world.alex, world.team),
    }


def _text(world: World) -> Text:
    """Sam wrote, and was answered on the phone."""
    settled = {"settled_at": timezone.now(), "settled_note": "Rang back"}
    said = {"direction": "in", "body": "Are you in tomorrow?", "number": "+447700900018", "happened_at": timezone.now()}
    return Text.objects.get_or_create(person=world.sam, provider_id="sample", defaults=said | settled)[0]


def _unknown_text() -> UnknownText:
    said = {"number": "+447700900999", "body": "Is this leaving care?", "received_at": timezone.now(), "why": "nobody"}
    return UnknownText.objects.get_or_create(provider_id="sample", defaults=said)[0]


def _notice() -> Notice:
    now = timezone.now()
    values = {"kind": "sms", "to": "+447700900018", "body": "Hello", "made_at": now, "next_try_at": now}
    return Notice.objects.get_or_create(
        key="sample", defaults=values | {"state": "failed", "failure": "No such number"}
    )[0]


def _exception(world: World) -> DutyException:
    """A manager let a local duty to Sam rest."""
    return DutyException.objects.filter(person=world.sam).first() or DutyException.objects.create(
        person=world.sam,
        duty="D34",
        reason="Her social worker stays to the end of the month",
        from_on=TODAY,
        until_on=TODAY + timedelta(days=30),
        by_name="Bea Holt",
    )


def _emergency(world: World) -> EmergencyAccess:
    """Di opened Jo's record the day before yesterday; her access is over and waits for a check."""
    now = timezone.now()
    kept = EmergencyAccess.objects.filter(person=world.jo).first()
    return kept or EmergencyAccess.objects.create(
        person=world.jo,
        user=world.di,
        reason="He rang the South desk with nowhere to sleep",
        started_at=now - timedelta(days=2),
        ends_at=now - timedelta(days=1),
    )


def _merge(world: World) -> Merge:
    """A second record of Jo, joined to his own."""
    if kept := Merge.objects.filter(kept=world.jo).first():
        return kept
    double = young_person("Johannes", "Tesfay", child_id="J1b", age=21, in_care_from=15, to=18)
    return people.merge_people(
        world.jo, double, take=set(), reason="One home, one file", by=world.bea, today=TODAY, now=timezone.now()
    )


def _proposal(world: World) -> StatusDecision:
    """Alex proposed for Sam what was worked out anyway."""
    return StatusDecision.objects.filter(person=world.sam).first() or propose_decision(
        person=world.sam,
        status=Status.FORMER_RELEVANT,
        basis=Basis.S23C_1B,
        reason="Agreed with the social worker on the day",
        in_force_from=TODAY,
        by=world.alex,
        today=TODAY,
    )


def _import(world: World) -> Import:
    """A return that was read, with problems, and that nobody has decided about."""
    if kept := Import.objects.first():
        return kept
    now = timezone.now()
    files = [keep(SimpleUploadedFile(name, content), year=2026) for name, content in small_return().items()]
    started = begin(ImportKind.RETURN, years=[2026], by=world.analyst, at=now, files=files)
    read_import.func(str(started.pk), now.isoformat())
    return started


def _visit(world: World) -> Visit:
    """Alex goes to see Sam tomorrow, with Bea."""
    start = timezone.now() + timedelta(days=1)
    return Visit.objects.filter(person=world.sam).first() or plan_visit(
        worker=world.alex,
        person=world.sam,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        place="Flat 2, NE1 4LP",
        with_workers=[world.bea],
        by=world.alex,
        today=TODAY,
    )


def _check(world: World) -> HomeSafe:
    """Alex went out, to nobody in particular, and said so."""
    now = timezone.now()
    return HomeSafe.objects.filter(worker=world.alex).first() or go_out(
        worker=world.alex, where="The hub", expected_at=now + timedelta(hours=1), by=world.alex, now=now
    )


def _submission(world: World) -> Submission:
    """The return of the year in which Jo's birthday was, handed in with what was still wrong."""
    return Submission.objects.first() or freeze(
        year=RETURN_YEAR, reason="Handed in on time", by=world.analyst, today=TODAY, at=timezone.now()
    )
