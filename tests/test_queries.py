"""Every list costs the same number of queries for one row as for two hundred.

Each case makes rows, opens the page, makes more rows and opens it again. The page is opened once before it is counted,
so that what is kept between requests is there both times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.after21.people import many_at_21, much_after_21
from tests.importing.files import HEADER, OC3, table, write
from tests.texts.many import many_lost, many_stuck, many_texts
from tests.workspace.people import crowd
from tests.world import TODAY, World, years_ago
from waymark.accounts.actions import keep_draft
from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, User
from waymark.accounts.rules import Role
from waymark.audit.actions import looked
from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import LeaveKind
from waymark.contact.models import ContactMade, Promise, VisitRhythm
from waymark.core.wording import LONDON
from waymark.diary.actions import plan_visit
from waymark.diary.models import HomeSafe
from waymark.duties.models import DutyException, MissedReason
from waymark.people import actions as people
from waymark.people.models import (
    Address,
    Allocation,
    ContactPoint,
    DateOfBirth,
    EmergencyAccess,
    Merge,
    MissingEpisode,
    NetworkMember,
    Placement,
    ReviewHeld,
    YoungPerson,
)
from waymark.people.rules.words import AllocationRole
from waymark.statutory.models import Effect, Import, ImportFile, ImportKind, ImportPerson, ImportProblem, ImportState

pytestmark = pytest.mark.django_db
FEW, MANY = 1, 200
NUMBERS = count(1)  # what is made twice in one test still differs


@dataclass(frozen=True)
class Case:
    """`make(world, how many, folder)` adds rows; the address may name Sam, or whatever `make` answered with.

    `grows` is False for a page that shows totals of the rows, not the rows. `many` is less where the page is about one
    worker: from a hundred people on, reading facts first asks how their ids lie, which a caseload never comes to.
    """

    address: str
    who: str
    make: Callable[[World, int, Path], Any]
    sent: dict[str, str] | None = None
    grows: bool = True
    many: int = MANY


def many_people(world: World, number: int, folder: Path) -> None:
    crowd(number, world.alex, world.team, prefix=f"Zed{next(NUMBERS)}")


def much_history(world: World, number: int, folder: Path) -> None:
    days = [TODAY - timedelta(days=next(NUMBERS)) for _ in range(number)]
    rows: list[Any] = [ReviewHeld(person=world.sam, held_on=day) for day in days]
    rows += [MissingEpisode(person=world.sam, started_on=day, ended_on=day + timedelta(days=1)) for day in days]
    rows += [
        Placement(person=world.sam, started_on=day - timedelta(days=900), ended_on=day - timedelta(days=899))
        for day in days
    ]
    rows += [
        Allocation(
            person=world.sam,
            worker=colleague(),
            team=world.team,
            role=AllocationRole.SOCIAL_WORKER,
            started_on=day - timedelta(days=900),
            ended_on=day - timedelta(days=899),
        )
        for day in days
    ]
    rows += [NetworkMember(person=world.sam, name=f"Aunt {day}") for day in days]
    rows += [ContactPoint(person=world.sam, value=f"07700 9{day:%m%d%y}"[:14]) for day in days]
    rows += [Address(person=world.sam, postcode="NE1 4LP", started_on=day) for day in days]
    people.add_many(rows, by=world.bea, today=TODAY)


def many_answers(world: World, number: int, folder: Path) -> None:
    """What was said about Sam's duties, and papers of theirs."""
    days = [TODAY - timedelta(days=next(NUMBERS)) for _ in range(number)]
    said = {"person": world.sam, "reason": "Said before", "by_name": "Bea Holt"}
    rows: list[Any] = [MissedReason(duty="D14", due_on=day, given_on=TODAY, **said) for day in days]
    rows += [DutyException(duty="D34", from_on=day, until_on=TODAY, **said) for day in days]
    rows += [LeaveToRemain(person=world.sam, kind=LeaveKind.UASC, expires_on=day) for day in days]
    people.add_many(rows, by=world.bea, today=TODAY)


def many_looks(world: World, number: int, folder: Path) -> None:
    for _ in range(number):
        looked(by=colleague(), person_ids=[world.sam.pk], what=f"Page {next(NUMBERS)}")
    kept = YoungPerson.objects.get(pk=world.sam.pk)
    for _ in range(min(number, 30)):
        kept = people.change_person(
            kept, expected_version=kept.version, pronouns=f"P{next(NUMBERS)}", by=world.bea, today=TODAY
        )


def colleague(team: Team | None = None) -> User:
    """Somebody new on the staff, with a role."""
    name = f"colleague{next(NUMBERS)}"
    user = User.objects.create_user(name, f"{name}@council.invalid", display_name=name.capitalize())
    RoleGrant.objects.create(user=user, role=Role.PERSONAL_ADVISER, team=team, started_on=TODAY)
    return user


def many_colleagues(world: World, number: int, folder: Path) -> None:
    for _ in range(number):
        colleague(Team.objects.create(name=f"Team {next(NUMBERS)}"))
        one, other = colleague(world.team), colleague(world.team)
        days = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=9)}
        Cover.objects.create(away=one, covering=other, **days)
        DutyTurn.objects.create(user=one, team=world.team, **days)
        TeamAttachment.objects.create(user=other, team=world.other_team, **days)


def many_imports(world: World, number: int, folder: Path) -> None:
    for _ in range(number):
        an_import()


def an_import() -> Import:
    made = Import.objects.create(
        kind=ImportKind.RETURN,
        state=ImportState.APPLIED,
        years=[2026],
        people={"created": 1, "changed": 0, "left": 0},
        counts={"oc3": {"created": 1, "updated": 0, "unchanged": 0, "rejected": 0, "withdrawn": 0}},
        problems_count=1,
        created_at=timezone.now(),
        finished_at=timezone.now(),
        applied_at=timezone.now(),
        created_by_name="Ana Lind",
    )
    ImportFile.objects.create(of=made, year=2026, name="oc3.csv", size=10, sha256="0" * 64)
    return made


def a_large_import(world: World, number: int, folder: Path) -> Import:
    found = Import.objects.first() or an_import()
    for _ in range(number):
        which = next(NUMBERS)
        ImportProblem.objects.create(of=found, number=which, kind="value", file="oc3.csv", row=which, message="Wrong")
        person = YoungPerson.objects.create(child_id=f"I{which}", sort_name=f"i{which}")
        for effect in Effect:
            ImportPerson.objects.create(of=found, child=f"I{which}", person_id=person.pk, effect=effect)
    return found


def many_in_the_return(world: World, number: int, folder: Path) -> None:
    ids = [f"R{next(NUMBERS)}" for _ in range(number)]
    files = {
        "h.csv": table(HEADER, *(f"{child},M,02/07/2005,WBRI,,," for child in ids)),
        "o.csv": table(OC3, *(f"{child},02/07/2005,ZZ,G5,U1" for child in ids)),
    }
    call_command("import_903", "--year", "2026", str(write(folder / f"return{next(NUMBERS)}", files)), "--json")


def many_doubles(world: World, number: int, folder: Path) -> None:
    for _ in range(number):
        which = next(NUMBERS)
        pair = [
            YoungPerson(first_name=f"Double{which}", last_name=f"Number{which}", child_id=f"D{which}{half}")
            for half in "ab"
        ]
        born = years_ago(19, which % 300)
        rows: list[Any] = [*pair, *(DateOfBirth(person=person, born_on=born) for person in pair)]
        people.add_many(rows, by=world.head, today=TODAY)
        twice = [YoungPerson(first_name=f"Once{which}", child_id=f"O{which}{half}") for half in "ab"]
        people.add_many(twice, by=world.head, today=TODAY)
        Merge.objects.create(
            kept=twice[0],
            joined=twice[1],
            reason="One person",
            merged_by_name="Hana Said",
            merged_at=timezone.now(),
            moved=[],
            before={},
        )


def many_emergencies(world: World, number: int, folder: Path) -> None:
    now = timezone.now()
    then = now - timedelta(hours=1)
    for n in range(number):
        checked = {"checked_by": colleague(), "checked_at": now, "check_note": "Needed"} if n % 2 else {}
        EmergencyAccess.objects.create(
            person=world.sam, user=colleague(), reason="Nobody was there", started_at=then, ends_at=now, **checked
        )


def much_contact(world: World, number: int, folder: Path) -> None:
    """Contacts with Sam on many days by colleagues, their promises and rhythms, and visits to as many others."""
    others = crowd(number, world.alex, world.team, prefix=f"Zed{next(NUMBERS)}")
    for other in others:
        day, visit = TODAY - timedelta(days=next(NUMBERS) % 300), uuid4()
        for person in (world.sam, other):
            contact = ContactMade.objects.create(
                person=person, happened_on=day, worker=world.alex, visit_key=visit, note="Met", by_role="adviser"
            )
            Promise.objects.create(
                person=person, what="Ring", by_when=day, made_on=day, owner=colleague(), contact=contact
            )
        before = day - timedelta(days=400)
        VisitRhythm.objects.create(person=world.sam, every_days=7, reason="A", started_on=before, ended_on=day)


def a_caseload(world: World, number: int, folder: Path) -> None:
    """Half as many: for 200 people and more it is first asked whether they are most of those there are."""
    many_people(world, max(1, number // 2), folder)


def many_visits(world: World, number: int, folder: Path) -> None:
    """A day full of visits to Sam, each with a colleague along and a home-safe check."""
    start = datetime.combine(TODAY, time(8), LONDON)
    for _ in range(number):
        visit = plan_visit(
            worker=world.alex,
            person=world.sam,
            starts_at=start,
            ends_at=start + timedelta(minutes=30),
            with_workers=[world.bea],
            back_by=start + timedelta(hours=1),
            by=world.alex,
            today=TODAY,
        )
        HomeSafe.objects.filter(visit=visit).update(out_from=start - timedelta(days=1))
    for _ in range(number):
        colleague(world.team)


def many_drafts(world: World, number: int, folder: Path) -> None:
    """Half of them about somebody who is no longer within reach."""
    now = timezone.now()
    for person in (world.sam, world.kit):
        for _ in range(max(1, number // 2)):
            keep_draft(user=world.alex, about=f"contact:{person.pk}", fields={"note": "A"}, now=now, client_key=uuid4())


CASES = [
    Case("/people/", "alex", many_people),
    Case("/people/", "bea", many_people),
    Case("/people/", "head", many_people),
    Case("/people/?band=18-20&filters=open", "head", many_people),
    Case("/people/?status=former_relevant&order=name", "bea", many_people),
    Case("/people/?team={team}&adviser={alex}", "head", many_people),
    Case("/people/search/", "alex", many_people, {"text": "Zed"}),
    Case("/people/search/", "head", many_people, {"text": "Crowe"}),
    Case("/people/{sam}/", "alex", much_history),
    Case("/people/{sam}/?show=review", "bea", much_history),
    Case("/people/{sam}/status/", "bea", much_history, grows=False),
    Case("/people/{sam}/care/", "bea", much_history),
    Case("/people/{sam}/reach/", "bea", much_history),
    Case("/people/{sam}/network/", "bea", much_history),
    Case("/people/{sam}/allocations/", "bea", much_history),
    Case("/people/{sam}/looks/", "bea", many_looks),
    Case("/people/duplicates/", "head", many_doubles),
    Case("/people/emergency/checks/", "bea", many_emergencies),
    Case("/users/", "administrator", many_colleagues),
    Case("/users/", "administrator", many_colleagues, {"text": "coll", "role": "personal_adviser"}),
    Case("/teams/", "administrator", many_colleagues),
    Case("/cover/", "bea", many_colleagues),
    Case("/duty/", "bea", many_colleagues),
    Case("/attachments/", "bea", many_colleagues),
    Case("/import/", "analyst", many_imports),
    Case("/import/{made}/", "analyst", a_large_import, grows=False),
    Case("/import/{made}/problems/", "analyst", a_large_import),
    Case("/import/{made}/people/?effect=changed", "analyst", a_large_import),
    Case("/returns/", "analyst", many_in_the_return, grows=False),
    Case("/returns/2026/", "analyst", many_in_the_return, grows=False),
    Case("/returns/2026/rules/131/", "analyst", many_in_the_return),
    Case("/returns/2026/left-out/?why=history", "analyst", many_in_the_return),
    Case("/contact/in-touch/?band=17-18&by=anyone", "bea", many_people),
    Case("/duties/", "bea", many_people, grows=False),
    Case("/duties/D14/?show=not_yet", "bea", many_people),
    Case("/people/{sam}/duties/", "alex", many_answers),
    Case("/people/{sam}/papers/", "alex", many_answers),
    Case("/contact/new/", "alex", much_contact),
    Case("/contact/new/", "head", many_people, {"text": "Zed"}),
    Case("/people/{sam}/contact/new/", "alex", much_contact, grows=False),
    Case("/people/{sam}/contacts/", "alex", much_contact),
    Case("/people/{sam}/promises/", "alex", much_contact),
    Case("/people/{sam}/rhythm/", "bea", much_contact),
    Case("/contact/lost/", "alex", many_lost),
    Case("/people/{sam}/lost/", "bea", many_lost),
    Case("/texts/", "alex", many_texts),
    Case("/texts/unknown/", "bea", many_texts),
    Case("/people/{sam}/texts/", "alex", many_texts),
    Case("/notices/", "administrator", many_stuck),
    Case("/after-21/", "bea", lambda world, number, folder: many_at_21(world, number)),
    Case("/after-21/?show=due", "head", lambda world, number, folder: many_at_21(world, number)),
    Case("/after-21/waiting/", "alex", lambda world, number, folder: many_at_21(world, number)),
    Case("/people/{sam}/after-21/", "alex", lambda world, number, folder: much_after_21(world, number)),
    Case("/diary/", "alex", many_visits),
    Case("/diary/?show=week&whose={alex}", "bea", many_visits),
    Case("/diary/team/", "bea", many_visits),
    Case("/people/move/?worker={alex}", "bea", a_caseload),
    Case("/", "alex", many_people, many=90),
    Case("/today/all/", "alex", many_people, many=90),
    Case("/today/adviser/{alex}/", "bea", many_people, grows=False, many=90),
    Case("/today/team/{team}/?from=0", "bea", many_people),
    Case("/today/service/?from=0", "head", many_people),
    Case("/people/{sam}/handover/", "alex", much_history),
    Case("/people/{sam}/?show=words", "alex", much_history, grows=False),
    Case("/drafts/", "alex", many_drafts),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.address} {case.who}{' search' if case.sent else ''}")
def test_a_list_costs_the_same_for_one_and_for_many(
    case: Case, world: World, sign_in: Callable[[User], Client], tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    client = sign_in(getattr(world, case.who))
    few, short = asked(client, case, world, case.make(world, FEW, tmp_path))
    many, long = asked(client, case, world, case.make(world, case.many - FEW, tmp_path))
    assert long > short or not case.grows, "the page shows no more for many than for one"
    more = [query for query in many if query not in few]
    assert len(many) == len(few), f"{len(few)} queries for one, {len(many)} for {case.many}: {more[:5]}"


def asked(client: Client, case: Case, world: World, made: Any) -> tuple[list[str], int]:
    """The queries of the page the second time it is opened, and how long the page is."""
    pk = getattr(made, "pk", "")
    url = case.address.format(sam=world.sam.pk, team=world.team.pk, alex=world.alex.pk, made=pk)
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(url) if case.sent is None else client.post(url, case.sent)
        assert response.status_code == 200, url
    return [query["sql"] for query in caught.captured_queries], len(response.content)
