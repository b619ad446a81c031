"""What bringing in a caseload spreadsheet would change. Writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from waymark.accommodation.facts import homes_held
from waymark.accounts.facts import open_teams, staff_on
from waymark.accounts.models import Team, User
from waymark.contact.facts import contact_held
from waymark.contact.rules import ByRole, Made
from waymark.eet.facts import activities_held
from waymark.people.facts.reported import Held, facts_held
from waymark.people.models import Allocation, ContactPoint, YoungPerson
from waymark.people.rules.names import folded, phone_digits
from waymark.people.rules.words import AllocationRole, ContactKind, Source
from waymark.planning.facts import plan_dates_held
from waymark.planning.rules import PlanEvent
from waymark.statutory.facts.plans import FactChange, Located, Progress, TableCounts
from waymark.statutory.importing.rules.caseload import Case
from waymark.statutory.reading.result import Problem, ProblemKind

BATCH = 500
IDENTITY = ("child_id", "upn", "first_name", "last_name", "preferred_name", "pronouns")
ALLOCATION = ("worker_id", "worker_name", "role", "team_id", "started_on", "ended_on", "reason")
REACH = ("kind", "value")
# Table of the outcome → whose facts it counts, in the order they are shown.
TABLES = ("people", "phones and e-mail", "allocations", "contacts", "plan dates", "homes", "activities")

_held: Mapping[str, Callable[[Iterable[UUID]], Iterator[Held]]] = {
    "phones and e-mail": partial(facts_held, ContactPoint, REACH, source=Source.CASELOAD),
    "contacts": partial(contact_held, source=Source.CASELOAD),
    "plan dates": partial(plan_dates_held, source=Source.CASELOAD),
    "homes": partial(homes_held, source=Source.CASELOAD),
    "activities": partial(activities_held, source=Source.CASELOAD),
}


class Worker(NamedTuple):
    """Whom a row names as worker: an account, or only a name."""

    id: UUID | None
    name: str


@dataclass(slots=True)
class CaseloadPlan:
    """Everything a caseload import would write; `facts` is table → rows as (person id, values …) and ids to withdraw."""

    counts: dict[str, TableCounts] = field(default_factory=lambda: dict.fromkeys(TABLES, TableCounts()))
    new_people: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    changed_people: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    births: list[tuple[UUID, date, bool]] = field(default_factory=list)
    facts: dict[str, FactChange] = field(default_factory=lambda: {table: FactChange() for table in TABLES[1:]})
    row_counts: dict[UUID, Counter[str]] = field(default_factory=dict)
    shown: dict[UUID, str] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)
    left: int = 0

    @property
    def people(self) -> dict[str, int]:
        created = len(self.new_people)
        return {"created": created, "changed": len(self.row_counts) - created, "left": self.left}

    def touch(self, person_id: UUID, table: str) -> None:
        self.row_counts.setdefault(person_id, Counter())[table] += 1

    def count(self, table: str, **more: int) -> None:
        self.counts[table] = self.counts[table].plus(TableCounts(**more))


def plan_caseload(cases: Sequence[Case], *, file: str, today: date, progress: Progress) -> CaseloadPlan:
    """Find whose row each is and what it adds to or changes in their record. Nothing is guessed."""
    plan = CaseloadPlan(problems=[Located(None, problem) for case in cases for problem in case.problems])
    progress(30, "Finding whose rows these are")
    owned = _owners(cases, plan, file)
    progress(50, "Comparing with what is already here")
    workers = _Workers(today, plan, file)
    for start in range(0, len(owned), BATCH):
        batch = owned[start : start + BATCH]
        _identities(batch, plan, file)
        _reports(batch, plan, today)
        _allocations(batch, plan, workers, today)
    new_or_changed = plan.row_counts.keys()
    plan.left = sum(owner not in new_or_changed for owner, _ in owned)
    plan.count("people", unchanged=plan.left, updated=len(new_or_changed) - len(plan.new_people))
    plan.count("people", created=len(plan.new_people))
    return plan


def _owners(cases: Sequence[Case], plan: CaseloadPlan, file: str) -> list[tuple[UUID, Case]]:
    """Match by child id, else by UPN, else by exact name and date of birth; who is not found is new."""
    by_child, by_upn, by_name = _people_like(cases)
    owned: list[tuple[UUID, Case]] = []
    seen: dict[UUID, int] = {}
    for case in cases:
        found = _match(case, by_child, by_upn, by_name)
        if isinstance(found, str):
            _reject(case, found, plan, file)
            continue
        owner = found or uuid4()
        if owner in seen:
            _reject(case, f"This is the same young person as row {seen[owner]}. Keep one row a person.", plan, file)
            continue
        seen[owner] = case.number
        plan.shown[owner] = case.who
        owned.append((owner, case))
        if found is None:
            plan.new_people[owner] = {"id": owner}
            plan.touch(owner, "people")
            # A later row of the same file that gives the same number is the same person.
            if child := case.text("child_id").upper():
                by_child[child] = (owner, "")
            if upn := case.text("upn").upper():
                by_upn[upn].append((owner, child))
            if key := _name_key(case):
                by_name[key].append((owner, child))
    return owned


Known = tuple[UUID, str]  # whose record, and its child id
NameKey = tuple[str, str, date]


def _people_like(
    cases: Sequence[Case],
) -> tuple[dict[str, Known], defaultdict[str, list[Known]], defaultdict[NameKey, list[Known]]]:
    by_child: dict[str, Known] = {}
    by_upn: defaultdict[str, list[Known]] = defaultdict(list)
    by_name: defaultdict[NameKey, list[Known]] = defaultdict(list)
    columns = ("pk", "merged_into_id", "child_id", "upn", "first_name", "last_name", "born_on")
    for batch in _batches({case.text("child_id").upper() for case in cases} - {""}):
        for pk, merged, child, *_ in YoungPerson.objects.filter(child_id__in=batch).values_list(*columns):
            by_child[child] = (merged or pk, child)
    for batch in _batches({case.text("upn").upper() for case in cases} - {""}):
        for pk, _, child, upn, *_ in YoungPerson.objects.current().filter(upn__in=batch).values_list(*columns):
            by_upn[upn].append((pk, child or ""))
    for batch in _batches({case.day("born_on") for case in cases if _name_key(case)}):
        rows = YoungPerson.objects.current().filter(born_on__in=batch).exclude(last_name="")
        for pk, _, child, _, first, last, born_on in rows.values_list(*columns):
            if born_on:
                by_name[folded(first), folded(last), born_on].append((pk, child or ""))
    return by_child, by_upn, by_name


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _name_key(case: Case) -> NameKey | None:
    first, last, born_on = case.text("first_name"), case.text("last_name"), case.day("born_on")
    return (folded(first), folded(last), born_on) if first and last and born_on else None


def _match(
    case: Case,
    by_child: Mapping[str, Known],
    by_upn: Mapping[str, list[Known]],
    by_name: Mapping[NameKey, list[Known]],
) -> UUID | str | None:
    """Whose row it is, None for somebody new, or why that cannot be told."""
    if not case.told:
        return "The row does not say who it is about. Give the child id, or first name, last name and date of birth."
    child = case.text("child_id").upper()
    if child in by_child:
        return by_child[child][0]
    key = _name_key(case)
    for words, alike in (
        (f"UPN {case.text('upn')}", by_upn.get(case.text("upn").upper(), [])),
        ("this name and date of birth", by_name.get(key, []) if key else []),
    ):
        if len(alike) > 1:
            return f"{len(alike)} young people have {words}. Give the child id; nothing was guessed."
        if alike:
            owner, other = alike[0]
            if child and other:
                return f"The record with {words} has child id {other}, not {child}. Correct the id, or join the two records."
            return owner
    if not child and key is None:
        return f"Nobody here has UPN {case.text('upn')}. Give the child id, or the whole name and date of birth."
    return None


def _reject(case: Case, message: str, plan: CaseloadPlan, file: str) -> None:
    problem = Problem(file, case.number, "", f"{message} The row was left out.", ProblemKind.CHILD, "people", case.who)
    plan.problems.append(Located(None, problem))
    plan.count("people", rejected=1)


def _identities(batch: Sequence[tuple[UUID, Case]], plan: CaseloadPlan, file: str) -> None:
    """Gaps are filled; what the record already says stays, and a difference is said."""
    here = YoungPerson.objects.in_bulk([owner for owner, _ in batch if owner not in plan.new_people])
    for owner, case in batch:
        given = {name: case.text(name) for name in IDENTITY if case.text(name)}
        for name in ("child_id", "upn"):
            if name in given:
                given[name] = given[name].upper()
        born_on = case.day("born_on")
        person = here.get(owner)
        if person is None:
            plan.new_people[owner] |= given | ({"born_on": born_on} if born_on else {})
            if born_on:
                plan.births.append((owner, born_on, True))
            continue
        changes: dict[str, Any] = {}
        for name, value in given.items():
            current = getattr(person, name) or ""
            if not current:
                changes[name] = value
            elif folded(current) != folded(value) and not (name == "child_id" and person.pk != owner):
                plan.problems.append(_differs(case, name.replace("_", " "), current, value, file))
        if born_on and person.born_on is None:
            changes["born_on"] = born_on
            plan.births.append((owner, born_on, True))
        elif born_on and person.born_on and born_on != person.born_on:
            was, says = f"{person.born_on:%d/%m/%Y}", f"{born_on:%d/%m/%Y}"
            plan.problems.append(_differs(case, "date of birth", was, says, file))
        if changes:
            plan.changed_people[owner] = changes
            plan.touch(owner, "people")


def _differs(case: Case, what: str, current: str, given: str, file: str) -> Located:
    message = (
        f"The record has {what} {current}, this row {given}. The record was left as it was: correct whichever is wrong."
    )
    return Located(None, Problem(file, case.number, what, message, ProblemKind.ROW, "people", case.who))


def _reports(batch: Sequence[tuple[UUID, Case]], plan: CaseloadPlan, today: date) -> None:
    owners = [owner for owner, _ in batch if owner not in plan.new_people]
    held: dict[str, defaultdict[UUID, list[Held]]] = {}
    for table, read in _held.items():
        held[table] = defaultdict(list)
        for fact in read(owners):
            held[table][fact.person_id].append(fact)
    known = _known_reach(owners)
    for owner, case in batch:
        for kind, value in _reach(case):
            if (owner, _same(value)) in known:
                plan.count("phones and e-mail", unchanged=1)
            elif not _taken_back(held["phones and e-mail"][owner], (kind, value)):
                _add("phones and e-mail", owner, (kind, value), plan)
        if happened_on := case.day("contact_on"):
            made = case.values.get("contact_made", Made.UNKNOWN)
            by_role = case.values.get("contact_by", ByRole.UNKNOWN)
            _add_if_new("contacts", owner, (happened_on, made, by_role), held["contacts"][owner], plan)
        for event, on in case.plan_dates.items():
            _plan_date(owner, event, on, held["plan dates"][owner], plan)
        as_of = case.day("as_of") or today
        if home := case.home:
            _observed("homes", owner, (None, as_of, *home), held["homes"][owner], plan, dated="as_of" in case.values)
        if activity := case.values.get("activity"):
            values = (None, as_of, activity)
            _observed("activities", owner, values, held["activities"][owner], plan, dated="as_of" in case.values)


def _reach(case: Case) -> Iterator[tuple[ContactKind, str]]:
    if number := case.text("mobile"):
        yield (ContactKind.MOBILE if number.startswith("07") else ContactKind.PHONE), number
    if address := case.text("email"):
        yield ContactKind.EMAIL, address


def _same(value: str) -> str:
    """What makes two numbers or addresses the same one."""
    return folded(value) if "@" in value else phone_digits(value) or folded(value)


def _known_reach(owners: Sequence[UUID]) -> set[tuple[UUID, str]]:
    rows = ContactPoint.objects.known().filter(person__in=owners).values_list("person_id", "value")
    return {(person_id, _same(value)) for person_id, value in rows}


def _taken_back(held: Iterable[Held], values: tuple[Any, ...]) -> bool:
    """Whether exactly this was brought in before and somebody has withdrawn it since: it is not brought back."""
    return any(fact.withdrawn_at is not None and fact.values == values for fact in held)


def _add(table: str, owner: UUID, values: tuple[Any, ...], plan: CaseloadPlan, *, replaces: bool = False) -> None:
    plan.facts[table].added.append((owner, *values))
    plan.touch(owner, table)
    plan.count(table, updated=int(replaces), created=int(not replaces))


def _add_if_new(table: str, owner: UUID, values: tuple[Any, ...], held: Sequence[Held], plan: CaseloadPlan) -> None:
    if any(fact.values == values for fact in held):
        plan.count(table, unchanged=1)
    else:
        _add(table, owner, values, plan)


def _plan_date(owner: UUID, event: PlanEvent, on: date, held: Sequence[Held], plan: CaseloadPlan) -> None:
    """One start and one next review; reviews held are history, unless a later one was reported by mistake."""
    if any(fact.values == (event, on) for fact in held):
        plan.count("plan dates", unchanged=1)
        return
    replaced = [
        fact.id
        for fact in held
        if fact.withdrawn_at is None
        and fact.values[0] == event
        and (event is not PlanEvent.REVIEWED or fact.values[1] > on)
    ]
    plan.facts["plan dates"].withdrawn += replaced
    _add("plan dates", owner, (event, on), plan, replaces=bool(replaced))


def _observed(
    table: str, owner: UUID, values: tuple[Any, ...], held: Sequence[Held], plan: CaseloadPlan, *, dated: bool
) -> None:
    """A home or activity; without a date of its own it is news only when it differs from the latest reported."""
    if any(fact.values == values for fact in held):
        plan.count(table, unchanged=1)
        return
    latest = max((fact for fact in held if fact.withdrawn_at is None), key=lambda fact: fact.values[1], default=None)
    if not dated and latest is not None and latest.values[2:] == values[2:]:
        plan.count(table, unchanged=1)
        return
    _add(table, owner, values, plan, replaces=latest is not None)


class _Workers:
    """Finds accounts and teams by what a spreadsheet calls them; each name it does not know is said once."""

    def __init__(self, today: date, plan: CaseloadPlan, file: str) -> None:
        self._by_name: defaultdict[str, list[User]] = defaultdict(list)
        self._by_email: dict[str, User] = {}
        for user in staff_on(today):
            self._by_name[folded(str(user))].append(user)
            if user.email:
                self._by_email[folded(user.email)] = user
        self._teams: dict[str, Team] = {folded(team.name): team for team in open_teams(today)}
        self._plan = plan
        self._file = file
        self._said: set[str] = set()

    def worker(self, name: str, email: str, number: int) -> Worker | None:
        if not name and not email:
            return None
        if user := self._by_email.get(folded(email)):
            return Worker(user.pk, "")
        alike = self._by_name.get(folded(name), [])
        if len(alike) == 1:
            return Worker(alike[0].pk, "")
        words = (
            "Two or more accounts have this name: give the e-mail."
            if alike
            else "Nobody with an account has this name."
        )
        self._say(
            name or email, f"{words} It is kept as a name; settle it on the record, or make the account first.", number
        )
        return Worker(None, name or email)

    def team(self, name: str, number: int) -> UUID | None:
        if not name:
            return None
        if team := self._teams.get(folded(name)):
            return team.pk
        self._say(
            name, "There is no team of this name, so none is given. Make the team first, or correct the name.", number
        )
        return None

    def _say(self, name: str, words: str, number: int) -> None:
        if name not in self._said:
            self._said.add(name)
            problem = Problem(self._file, number, "", f"“{name[:60]}”: {words}", ProblemKind.ROW, "allocations")
            self._plan.problems.append(Located(None, problem))


def _allocations(batch: Sequence[tuple[UUID, Case]], plan: CaseloadPlan, workers: _Workers, today: date) -> None:
    """Another worker than the open one takes over: from the day given, else from the day of the import."""
    owners = [owner for owner, _ in batch if owner not in plan.new_people]
    roles = (AllocationRole.PERSONAL_ADVISER, AllocationRole.SOCIAL_WORKER)
    rows = Allocation.objects.known().filter(person__in=owners, role__in=roles, ended_on=None)
    held = {(row.person_id, row.role): row for row in rows}
    for owner, case in batch:
        number = case.number
        team = workers.team(case.text("team"), number)
        adviser = workers.worker(case.text("adviser"), case.text("adviser_email"), number)
        social_worker = workers.worker(case.text("social_worker"), "", number)
        if adviser is None and social_worker is None and team is not None:
            adviser = Worker(None, "")
        for role, worker in zip(roles, (adviser, social_worker), strict=True):
            if worker is not None:
                since = case.day("adviser_since") if role is AllocationRole.PERSONAL_ADVISER else None
                _allocate(owner, role, worker, team, since or today, held.get((owner, role)), plan)


def _allocate(
    owner: UUID,
    role: AllocationRole,
    worker: Worker,
    team: UUID | None,
    since: date,
    before: Allocation | None,
    plan: CaseloadPlan,
) -> None:
    change = plan.facts["allocations"]
    if before is not None:
        same_worker = (before.worker_id, before.worker_name) == worker
        if same_worker and team in (None, before.team_id):
            plan.count("allocations", unchanged=1)
            return
        # Ending it is a correction of the row: one that says when it ended stands in for it.
        since = max(since, before.started_on)
        change.withdrawn.append(before.pk)
        ended = (before.worker_id, before.worker_name, role, before.team_id, before.started_on, since, before.reason)
        change.added.append((owner, *ended))
    _add("allocations", owner, (worker.id, worker.name, role, team, since, None, ""), plan, replaces=before is not None)
