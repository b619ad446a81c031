"""One page of the register: who is on it, in what order, and how many there are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from waymark.accounts import facts as accounts
from waymark.accounts.models import Team, User
from waymark.accounts.rules import Role
from waymark.audit import facts as audit
from waymark.core.dates import age_on
from waymark.eligibility import facts as eligibility
from waymark.eligibility.rules import Status
from waymark.eligibility.rules.advisers import owed_adviser
from waymark.people import facts as people
from waymark.people.facts import How
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.workspace.rules.register import (
    AFTER_25,
    TO_25,
    Attention,
    Band,
    Counted,
    Order,
    born_between,
    change_in_words,
    in_words,
    years_before,
)

PAGE = 25
FOUND = 50
# What a line needs of a row and of the person; the rest is not read.
NEEDED = (
    *("person_id", "status", "basis", "decided", "contested", "history_missing", "changes_on", "born_on", "sort_name"),
    *("person__child_id", "person__preferred_name", "person__first_name", "person__last_name"),
)
AT_ONCE = 500
RECENT, LOOKED_THROUGH = 10, 30
OF_A_PERSON = re.compile(r"/people/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
COUNTED = 2000  # counting further would cost more than anyone learns from it
LISTED_IDS = 1000  # a reach up to this size is given to the database as ids, a larger one as a subquery


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. `after` and `before` are people: the page starts beyond them."""

    band: Band = Band.SERVICE
    status: Status | None = None
    attention: Attention | None = None
    team: Team | None = None
    adviser: User | None = None
    order: Order = Order.CHANGES
    after: UUID | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One young person as a list shows them. `change` says what happens on `changes_on`; None: nothing that is known of."""

    person_id: UUID
    child_id: str
    name: str
    age: int | None
    status: str
    changes_on: date | None
    change: str
    adviser: str
    adviser_role: str
    attention: tuple[Attention, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    lines: list[RegisterLine]
    newer: UUID | None = None
    older: UUID | None = None
    counted: Counted = field(default_factory=lambda: Counted(0, 0, 0, 0))
    waiting: dict[Attention, int] = field(default_factory=dict)


def page(user: User, asked: Asked, *, on: date) -> RegisterPage:
    """The page asked for, of people this user reaches. Costs the same however many there are.

    What waits for somebody is counted where everyone on the list was, and the list is not of those who wait already.
    """
    rows = _filtered(_reached(user, on=on), asked, on=on)
    counted, waiting = _count(rows, on=on)
    if counted.more or asked.attention:
        waiting = {}
    found, newer, older = _turned(rows, asked, on=on)
    return RegisterPage(_lines(found, on=on), newer, older, counted, waiting)


def whole(user: User, asked: Asked, *, on: date) -> Iterator[RegisterLine]:
    """Every line of the list asked for, in its order, read some hundreds at a time: for taking it away."""
    rows = _filtered(_reached(user, on=on), asked, on=on)
    if asked.order is Order.CHANGES:
        rows = rows.filter(changes_on__gt=on)
    ids = list(rows.order_by(*KEYS[asked.order]).values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        found = {row.pk: row for row in _needed(eligibility.in_force(on).filter(pk__in=ids[start : start + AT_ONCE]))}
        yield from _lines([found[pk] for pk in ids[start : start + AT_ONCE] if pk in found], on=on)


def recent(user: User, *, on: date) -> list[RegisterLine]:
    """Whose records this user opened last, the latest first; only those they still reach."""
    paths = audit.recent_paths(user.pk, below="/people/")
    opened = [UUID(found.group(1)) for path in paths if (found := OF_A_PERSON.match(path))]
    ids = list(dict.fromkeys(opened))[:LOOKED_THROUGH]
    reached = YoungPerson.objects.visible_to(user, on=on).filter(pk__in=ids).values("id")
    rows = {row.person_id: row for row in _needed(eligibility.in_force(on).filter(person__in=reached))}
    return _lines([rows[pk] for pk in ids if pk in rows][:RECENT], on=on)


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """What a search found: `how` says by what, `more` that there are others beyond these."""

    lines: list[RegisterLine]
    how: How
    more: bool


def found(user: User, text: str, *, on: date) -> FoundPeople:
    """Those this user reaches who match a name, a number or a name spelt like it; by name, at most FOUND of them."""
    among = YoungPerson.objects.visible_to(user, on=on)
    answer = people.search(text, among=among)
    ids = list(answer.people.order_by("sort_name", "id").values_list("id", flat=True)[: FOUND + 1])
    rows = eligibility.in_force(on).filter(person__in=ids[:FOUND]).order_by("sort_name", "person_id")
    return FoundPeople(_lines(list(_needed(rows)), on=on), answer.how, len(ids) > FOUND)


def _reached(user: User, *, on: date) -> QuerySet[Any]:
    rows = eligibility.in_force(on)
    if user.standing(on=on).everyone:
        return rows
    # Joined records have no status of their own, so they need not be left out here; asking would cost an index walk.
    reached = YoungPerson.objects.visible_to(user, on=on).values_list("id", flat=True)
    ids = list(reached[: LISTED_IDS + 1])
    return rows.filter(person__in=ids if len(ids) <= LISTED_IDS else reached)


def _filtered(rows: QuerySet[Any], asked: Asked, *, on: date) -> QuerySet[Any]:
    after, until = born_between(asked.band, on)
    if after is not None:
        rows = rows.filter(born_on__gt=after)
    if until is not None:
        rows = rows.filter(born_on__lte=until)
    if asked.band in TO_25:
        rows = rows.filter(Q(born_on__gt=years_before(on, 25)) | Q(status=AFTER_25))
    if asked.band is Band.PAST:
        rows = rows.exclude(status=AFTER_25)
    if asked.status is not None:
        rows = rows.filter(status=asked.status)
    return _waiting(_whose(rows, asked, on=on), asked.attention)


def _whose(rows: QuerySet[Any], asked: Asked, *, on: date) -> QuerySet[Any]:
    allocations = Allocation.objects.known().open_on(on)
    if asked.team is not None:
        rows = rows.filter(person__in=allocations.filter(team=asked.team).values("person"))
    if asked.adviser is not None:
        theirs = allocations.filter(worker=asked.adviser, role=AllocationRole.PERSONAL_ADVISER)
        rows = rows.filter(person__in=theirs.values("person"))
    return rows


def _waits_for(attention: Attention) -> Q:
    """What is true of a row that waits for this."""
    match attention:
        case Attention.TO_SIGN:
            return Q(person__in=eligibility.people_with_proposals())
        case Attention.CONTESTED:
            return Q(contested=True, decided=False)
        case Attention.HISTORY_MISSING:
            return Q(history_missing=True)
        case Attention.NO_ADVISER:
            return Q(adviser_missing=True)


def _waiting(rows: QuerySet[Any], attention: Attention | None) -> QuerySet[Any]:
    return rows if attention is None else rows.filter(_waits_for(attention))


def _count(rows: QuerySet[Any], *, on: date) -> tuple[Counted, dict[Attention, int]]:
    """How many, by age, and how many of them wait for what; one query, which stops at COUNTED."""
    at16, at18, at21 = (years_before(on, age) for age in (16, 18, 21))
    waits = {
        attention.name: ExpressionWrapper(_waits_for(attention), output_field=BooleanField()) for attention in Attention
    }
    found = (
        rows.order_by()
        .values("person", "born_on", **waits)[: COUNTED + 1]
        .aggregate(
            total=Count("*"),
            older=Count("person", filter=Q(born_on__lte=at21)),
            young=Count("person", filter=Q(born_on__gt=at21, born_on__lte=at18)),
            children=Count("person", filter=Q(born_on__gt=at18, born_on__lte=at16)),
            **{f"waiting_{name}": Count("person", filter=Q(**{name: True})) for name in waits},
        )
    )
    waiting = {attention: found.pop(f"waiting_{attention.name}") for attention in Attention}
    more = found["total"] > COUNTED
    return Counted(min(found.pop("total"), COUNTED), **found, more=more), waiting


KEYS: dict[Order, tuple[str, ...]] = {
    Order.CHANGES: ("changes_on", "sort_name", "person_id"),
    Order.NAME: ("sort_name", "person_id"),
}


def _turned(rows: QuerySet[Any], asked: Asked, *, on: date) -> tuple[list[Any], UUID | None, UUID | None]:
    """The rows of the page, and the people beyond whom the newer and the older page start.

    The order is by key, so the last page costs what the first does.
    """
    keys = KEYS[asked.order]
    if asked.order is Order.CHANGES:
        rows = rows.filter(changes_on__gt=on)  # true of every row in force; lets the index over changes_on be walked
    backwards = asked.before is not None
    start = asked.before or asked.after
    if start is not None:
        row = eligibility.in_force(on).filter(person=start).values_list(*keys).first()
        if row is not None:
            rows = rows.filter(_beyond(keys, row, backwards=backwards))
    order = [f"-{key}" for key in keys] if backwards else list(keys)
    found = list(_needed(rows).order_by(*order)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    if not found:
        return [], None, None
    newer = found[0].person_id if (more if backwards else start is not None) else None
    older = found[-1].person_id if (more or backwards) else None
    return found, newer, older


def _needed(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("person").only(*NEEDED)


def _beyond(keys: Sequence[str], row: Sequence[Any], *, backwards: bool) -> Q:
    """Rows after this one in the order of the keys (before it, when going backwards)."""
    sign = "lt" if backwards else "gt"
    beyond = Q()
    for n, key in enumerate(keys):
        beyond |= Q(**dict(zip(keys[:n], row, strict=False)), **{f"{key}__{sign}": row[n]})
    return Q(**{f"{keys[0]}__{sign}e": row[0]}) & beyond  # the first bound alone lets an index be used


def _lines(rows: Sequence[Any], *, on: date) -> list[RegisterLine]:
    """Rows of one page as lines; three queries, however many."""
    ids = [row.person_id for row in rows]
    workers = _workers(ids, on=on)
    following = eligibility.following(rows)
    to_sign = set(eligibility.people_with_proposals().filter(person__in=ids))
    return [
        _line(row, workers.get(row.person_id, {}), following.get(row.person_id), row.person_id in to_sign, on=on)
        for row in rows
    ]


def _workers(ids: Iterable[UUID], *, on: date) -> dict[UUID, dict[AllocationRole, str]]:
    roles = (AllocationRole.PERSONAL_ADVISER, AllocationRole.SOCIAL_WORKER)
    found: dict[UUID, dict[AllocationRole, str]] = {}
    allocations = Allocation.objects.known().open_on(on).filter(person__in=list(ids), role__in=roles)
    names = ("person_id", "role", "worker_name", "worker__display_name", "worker__username", "team__name")
    for row in allocations.select_related("worker", "team").only(*names):
        found.setdefault(row.person_id, {})[AllocationRole(row.role)] = row.shown_worker
    return found


def _line(row: Any, workers: dict[AllocationRole, str], then: Any | None, to_sign: bool, *, on: date) -> RegisterLine:
    role = next((r for r in (AllocationRole.PERSONAL_ADVISER, AllocationRole.SOCIAL_WORKER) if r in workers), None)
    attention = [Attention.TO_SIGN] if to_sign else []
    if row.contested and not row.decided:
        attention.append(Attention.CONTESTED)
    if row.history_missing:
        attention.append(Attention.HISTORY_MISSING)
    if AllocationRole.PERSONAL_ADVISER not in workers and owed_adviser(row.status, row.basis):
        attention.append(Attention.NO_ADVISER)
    return RegisterLine(
        person_id=row.person_id,
        child_id=row.person.child_id or "",
        name=row.person.shown_name,
        age=age_on(row.born_on, on) if row.born_on else None,
        status=in_words(row.status, row.basis),
        changes_on=row.changes_on if then is not None else None,
        change=change_in_words(then.status, then.basis, on=row.changes_on, born_on=row.born_on) if then else "",
        adviser=workers.get(role, "") if role else "",
        adviser_role=role.label if role else "",
        attention=tuple(attention),
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer this user: none where there is nothing to choose between."""

    teams: list[Team]
    advisers: list[User]


MOST_ADVISERS = 100  # a longer list is offered once a team is chosen
MOST_TEAMS = 20  # so many teams have more advisers than that


def choices(user: User, team_id: UUID | None, *, on: date) -> Choices:
    """Teams this user reaches, and the advisers of the team chosen (or of all, where they are few)."""
    standing = user.standing(on=on)
    teams = accounts.open_teams(on)
    if not standing.everyone:
        teams = teams.filter(pk__in=standing.teams)
    offered = list(teams)
    if not offered:
        return Choices([], [])
    within = [team.pk for team in offered if team_id in (None, team.pk)]
    if len(within) > MOST_TEAMS:
        return Choices(offered, [])
    matching = accounts.with_role_in(Role.PERSONAL_ADVISER, within, on=on).only("display_name", "username")
    advisers = list(matching[: MOST_ADVISERS + 1])
    return Choices(offered if len(offered) > 1 else [], advisers if len(advisers) <= MOST_ADVISERS else [])
