"""What a team or the whole service has to answer for on a day, in a number of queries that does not grow with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.accounts import facts as accounts
from waymark.accounts.models import Cover, Team, User
from waymark.accounts.rules import Permission
from waymark.after21 import facts as after21
from waymark.contact.facts import lost as lost_contact
from waymark.diary import facts as diary
from waymark.duties import facts as duties
from waymark.duties.rules import OF_RISK, DutyId
from waymark.people import facts as people
from waymark.people.models import Allocation, YoungPerson
from waymark.workspace.rules.today import Across, Asked, Share, one_a_person, worst_first

LINES = 25


@dataclass(frozen=True, slots=True)
class AcrossDay:
    """The day of a team or of everyone. `lines` are the worst, one a person; `workers` who holds which role for those."""

    on: date
    across: Across
    lines: list[Asked]
    more: bool
    people: dict[UUID, YoungPerson]
    workers: dict[tuple[UUID, str], str]
    by_duty: list[Share]
    by_worker: list[Share]
    by_team: list[Share]
    nobody: Share | None
    covers: list[Cover]
    alarms: list[Any] = field(default_factory=list)
    emergencies: int = 0
    lost: int = 0
    requests: list[Any] = field(default_factory=list)


def across_day(
    user: User, *, team: Team | None, now: datetime, on: date, start: int = 0, limit: int = LINES
) -> AcrossDay:
    """One team's day, or (`team` None) that of everybody this user reaches: `limit` duties, the first of them `start`."""
    standing = user.standing(on=on)
    reached = YoungPerson.objects.visible_to(user, on=on).current()
    if team is not None:
        theirs = Allocation.objects.known().open_on(on).filter(team=team)
        reached = reached.filter(pk__in=theirs.values("person_id"))
    ids = None if team is None and standing.everyone else reached.values("pk")
    but = () if standing.may(Permission.SEE_RISK) else OF_RISK
    found = duties.day(people=ids, on=on, limit=limit, start=start, but=but)
    asked = one_a_person(found.lines)
    shown = [line.duty.person_id for line in asked]
    workers = duties.by_worker(people=ids, on=on, but=but)
    names = accounts.names_of(worker for worker in workers if worker is not None)
    alarms = diary.overdue_home_safe(user, now=now)
    requests = after21.requests_for(user, on=on) if standing.may(Permission.SEE_CONTACTS) else []
    teams = {row.pk: row.name for row in accounts.open_teams(on)} if team is None else {}
    late = sum(request.answer_by < on for request in requests)
    nobody = workers.get(None)
    return AcrossDay(
        on=on,
        across=Across(
            overdue=found.overdue,
            people_overdue=found.people_overdue,
            due=found.due,
            alarms=len(alarms),
            requests_late=late,
        ),
        lines=asked,
        more=start + limit < found.overdue + found.due,
        people={person.pk: person for person in YoungPerson.objects.filter(pk__in=shown)},
        workers=_who_holds(shown, on=on),
        by_duty=worst_first(
            Share(duty, DutyId.label_of(duty), counts.overdue, counts.due, counts.people_overdue)
            for duty, counts in duties.by_duty(people=ids, on=on, but=but).items()
            if counts.overdue or counts.due
        ),
        by_worker=_shares(workers, names),
        by_team=_shares(duties.by_team(people=ids, on=on, but=but), teams) if team is None else [],
        nobody=Share("", "Nobody", nobody.overdue, nobody.due, nobody.people_overdue) if nobody else None,
        covers=accounts.covers_on(on, teams=_teams(standing.everyone, standing.teams, team)),
        alarms=alarms,
        emergencies=_emergencies(user, on=on) if standing.may(Permission.CHECK_EMERGENCY_ACCESS) else 0,
        lost=lost_contact.lost_among(reached, on=on, limit=1)[1] if standing.may(Permission.SEE_CONTACTS) else 0,
        requests=requests,
    )


def _who_holds(ids: Collection[UUID], *, on: date) -> dict[tuple[UUID, str], str]:
    """(person, role) → the worker's name, for those who have one today."""
    return {
        (row.person_id, row.role): row.shown_worker
        for rows in people.allocations_of(ids).values()
        for row in rows
        if row.started_on <= on and (row.ended_on is None or row.ended_on > on)
    }


def _teams(everyone: bool, teams: Collection[UUID], team: Team | None) -> Collection[UUID] | None:
    if team is not None:
        return [team.pk]
    return None if everyone else teams


def _shares(counts: dict[UUID | None, duties.Counts], names: dict[UUID, str]) -> list[Share]:
    return worst_first(
        Share(str(key), names[key], count.overdue, count.due, count.people_overdue)
        for key, count in counts.items()
        if key is not None and key in names and (count.overdue or count.due)
    )


def _emergencies(user: User, *, on: date) -> int:
    waiting: QuerySet[Any] = people.emergencies_to_check(user, on=on).filter(checked_at=None)
    return waiting.count()
