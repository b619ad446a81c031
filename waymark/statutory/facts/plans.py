"""What bringing in a return would change, worked out from the files and from what is kept. Writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from waymark.core.dates import LeapDay
from waymark.core.rows import new_ids
from waymark.people.models import DateOfBirth, YoungPerson
from waymark.people.rules.words import Source
from waymark.statutory.facts.kinds import FACT_KINDS, Values
from waymark.statutory.facts.reported import kept_rows, people_by_child, stored_rows, years_with
from waymark.statutory.importing.rules.differences import Difference, difference
from waymark.statutory.importing.rules.lives import Life, life
from waymark.statutory.importing.rules.sifting import GivenYear
from waymark.statutory.models import Import, ImportState
from waymark.statutory.reading.result import Problem, ProblemKind, Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.ssda903.tables import TABLES

BATCH = 500
# Fields of a person that the return fills, beside their date of birth.
IDENTITY = ("sex", "ethnicity", "upn", "died_on")

Progress = Callable[[int, str], None]
Reported = tuple[int, Row]


class Located(NamedTuple):
    """A problem and the collection year whose files it is in."""

    year: int | None
    problem: Problem


class TableCounts(NamedTuple):
    """Rows of one table, all years together. Rows in = created + updated + unchanged + rejected."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    withdrawn: int = 0

    def plus(self, other: "TableCounts") -> "TableCounts":
        return TableCounts(*(a + b for a, b in zip(self, other, strict=True)))


@dataclass(slots=True)
class FactChange:
    """Facts of one kind to add, as (person id, values …), and ids to withdraw."""

    added: list[Values] = field(default_factory=list)
    withdrawn: list[UUID] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """Everything an import would write. Nothing in it touches the database until an action does.

    `rows` are (year, table, difference). `owners` maps the id of every child in the files to a record, new or not.
    `new_people` are fields of people to add, by id; `changed_people` fields to change. `births` are (person id, day, in
    force). `row_counts` is person id → table → rows that change.
    """

    rows: list[tuple[int, str, Difference]] = field(default_factory=list)
    counts: dict[str, TableCounts] = field(default_factory=dict)
    owners: dict[str, UUID] = field(default_factory=dict)
    new_people: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    changed_people: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    births: list[tuple[UUID, date, bool]] = field(default_factory=list)
    facts: dict[str, FactChange] = field(default_factory=dict)
    row_counts: dict[UUID, Counter[str]] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)
    left: int = 0
    without_care_history: int = 0

    @property
    def affected(self) -> Collection[UUID]:
        return self.row_counts.keys()

    @property
    def people(self) -> dict[str, int]:
        return {
            "created": len(self.new_people),
            "changed": len(self.row_counts) - len(self.new_people),
            "left": self.left,
            "care_history_missing": self.without_care_history,
        }


def plan_return(given: Sequence[GivenYear], *, leap_day: LeapDay, progress: Progress) -> Plan:
    """Compare files that were read (and sifted) with what is kept, and work out the facts of everyone affected."""
    plan = Plan(facts={kind: FactChange() for kind in FACT_KINDS})
    progress(30, "Comparing with what is already here")
    for each in sorted(given, key=lambda one: one.year):
        _compare(each, plan)
    children = list(dict.fromkeys(row.child for each in given for rows in each.read.tables.values() for row in rows))
    here = people_by_child(children)
    plan.owners = {child: here.get(child) or made for child, made in zip(children, new_ids(len(children)), strict=True)}
    _count_rows(plan)
    plan.left = len(set(plan.owners.values()) - plan.row_counts.keys())
    progress(45, "Working out care histories")
    new = {owner: child for child, owner in plan.owners.items() if child not in here}
    _new_people(given, new, plan, leap_day)
    _people_here([pk for pk in plan.row_counts if pk not in new], plan, leap_day)
    return plan


def _compare(each: GivenYear, plan: Plan) -> None:
    for table in TABLES:
        rows = each.read.tables.get(table)
        rejected = len(each.read.rejected.get(table, ()))
        if rows is None and not rejected:
            continue
        found = difference(rows or (), kept_rows(each.year, table))
        plan.rows.append((each.year, table, found))
        counts = TableCounts(len(found.created), len(found.updated), found.unchanged, rejected, len(found.gone))
        plan.counts[table] = plan.counts.get(table, TableCounts()).plus(counts)
        for _, child, key in found.gone:
            message = (
                f"A row kept from an earlier import ({key}) is not in this file, which has other rows of this child. "
                "It will be taken out of the record. If it was right, put it back in the file."
            )
            problem = Problem("", None, "", message, ProblemKind.ROW, table, child)
            plan.problems.append(Located(each.year, problem))


def _count_rows(plan: Plan) -> None:
    owners = plan.owners
    for _, table, found in plan.rows:
        changed = Counter([keyed.child for keyed in found.created])
        changed.update([keyed.child for _, keyed in found.updated])
        changed.update([child for _, child, _ in found.gone])
        for child, rows in changed.items():
            plan.row_counts.setdefault(owners[child], Counter())[table] += rows


def _new_people(given: Sequence[GivenYear], new: Mapping[UUID, str], plan: Plan, leap_day: LeapDay) -> None:
    """Those never heard of: all that is known of them is in the files."""
    by_child: dict[str, list[Reported]] = {child: [] for child in new.values()}
    for each in given:
        for rows in each.read.tables.values():
            for row in rows:
                if (own := by_child.get(row.child)) is not None:
                    own.append((each.year, row))
    dates = DateCells()
    episode_years = _episode_years(given)
    for owner, child in new.items():
        own = by_child[child]
        told = life(own, dates=dates, leap_day=leap_day)
        person: dict[str, Any] = {"id": owner, "child_id": child, "born_on": told.born_on}
        person |= {name: value for name, value in _identity(told).items() if value}
        plan.new_people[owner] = person
        if told.born_on:
            plan.births.append((owner, told.born_on, True))
        plan.without_care_history += told.care_history_missing
        for kind, change in plan.facts.items():
            if found := FACT_KINDS[kind].of(told):
                change.added.extend([(owner, *values) for values in found])
        _doubts(told, own, episode_years, child, plan)


def _people_here(affected: Sequence[UUID], plan: Plan, leap_day: LeapDay) -> None:
    """Those already here: what the return says now is set beside what it said before and what the record says."""
    new_rows: defaultdict[UUID, list[Reported]] = defaultdict(list)
    replaced: set[int] = set()
    here = set(affected)
    for year, _, found in plan.rows:
        replaced |= {id for id, _ in found.updated} | {id for id, _, _ in found.gone}
        for keyed in (*found.created, *(keyed for _, keyed in found.updated)):
            if (owner := plan.owners[keyed.child]) in here:
                new_rows[owner].append((year, keyed.row))
    dates = DateCells()
    episode_years = years_with("episodes") | {year for year, table, _ in plan.rows if table == "episodes"}
    moments = set(Import.objects.filter(state=ImportState.APPLIED).values_list("applied_at", flat=True))
    for start in range(0, len(affected), BATCH):
        people = affected[start : start + BATCH]
        before: defaultdict[UUID, list[Reported]] = defaultdict(list)
        after: defaultdict[UUID, list[Reported]] = defaultdict(list)
        for stored in stored_rows(people):
            before[stored.person_id].append((stored.year, stored.row))
            if stored.id not in replaced:
                after[stored.person_id].append((stored.year, stored.row))
        said = {pk: life(before[pk], dates=dates, leap_day=leap_day) for pk in people}
        says = {pk: life(after[pk] + new_rows[pk], dates=dates, leap_day=leap_day) for pk in people}
        _change_people(said, says, plan)
        _change_facts(says, moments, plan)
        for pk, told in says.items():
            plan.without_care_history += told.care_history_missing
            rows = after[pk] + new_rows[pk]
            _doubts(told, rows, episode_years, rows[0][1].child if rows else "", plan)


def _change_people(said: Mapping[UUID, Life], says: Mapping[UUID, Life], plan: Plan) -> None:
    """A value that staff have changed since stays; one that only the return gave follows the return."""
    in_force = {birth.person_id: birth for birth in DateOfBirth.objects.known().filter(person__in=says, in_force=True)}
    reported = set(
        DateOfBirth.objects.known().filter(person__in=says, source=Source.RETURN).values_list("person_id", "born_on")
    )
    for person in YoungPerson.objects.filter(pk__in=says):
        told, before, after = says[person.pk], _identity(said[person.pk]), _identity(says[person.pk])
        changes: dict[str, Any] = {}
        for name in IDENTITY:
            current = getattr(person, name)
            if name == "died_on" and after[name] is None and current is not None and current == before[name]:
                changes[name] = None  # the return had said so, and no longer does
            if after[name] in (current, "", None):
                continue
            if current in ("", None, before[name]):
                changes[name] = after[name]
            elif after[name] != before[name]:
                plan.problems.append(_differs(person, name, current, after[name]))
        birth = in_force.get(person.pk)
        if told.born_on and (birth is None or birth.born_on != told.born_on):
            follows = birth is None or birth.source == Source.RETURN
            if follows or (person.pk, told.born_on) not in reported:
                plan.births.append((person.pk, told.born_on, follows))
                if follows:
                    changes["born_on"] = told.born_on
                else:
                    plan.problems.append(_differs(person, "born_on", birth and birth.born_on, told.born_on))
        if changes:
            plan.changed_people[person.pk] = changes


def _differs(person: YoungPerson, name: str, current: object, reported: object) -> Located:
    words = {"born_on": "date of birth", "upn": "UPN", "died_on": "date of death"}.get(name, name)
    now, said = (f"{day:%d/%m/%Y}" if isinstance(day, date) else day for day in (current, reported))
    message = (
        f"The record has {words} {now}, the return {said}. The record was left as it was: correct whichever is wrong."
    )
    return Located(None, Problem("", None, "", message, ProblemKind.ROW, "header", person.child_id or ""))


def _change_facts(says: Mapping[UUID, Life], moments: set[datetime | None], plan: Plan) -> None:
    """A fact that staff have withdrawn is not brought back; one that an import withdrew can be."""
    for kind, change in plan.facts.items():
        wanted: dict[tuple[UUID, Values], None] = {}
        for pk, told in says.items():
            wanted |= dict.fromkeys((pk, tuple(values)) for values in FACT_KINDS[kind].of(told))
        for held in FACT_KINDS[kind].held(says):
            fact = (held.person_id, held.values)
            if fact in wanted:
                if held.withdrawn_at is None or held.withdrawn_at not in moments:
                    del wanted[fact]
            elif held.withdrawn_at is None:
                change.withdrawn.append(held.id)
        change.added.extend((pk, *values) for pk, values in wanted)


def _identity(told: Life) -> dict[str, Any]:
    return {"sex": told.sex or "", "ethnicity": told.ethnicity, "upn": told.upn, "died_on": told.care.died_on}


def _episode_years(given: Iterable[GivenYear]) -> set[int]:
    return years_with("episodes") | {each.year for each in given if each.read.tables.get("episodes")}


def _doubts(told: Life, rows: Sequence[Reported], episode_years: set[int], child: str, plan: Plan) -> None:
    """What did not fit in a care history, said beside the last episode it was read from."""
    stays = told.care.stays
    open_stay = next((stay for stay in stays if stay.ended_on is None), None)
    if not told.care.doubts and open_stay is None:
        return
    year, last = max(((year, row) for year, row in rows if row.layout.table.key == "episodes"), key=lambda one: one[0])
    doubts = list(told.care.doubts)
    if open_stay is not None and (later := min((y for y in episode_years if y > year), default=None)):
        doubts.append(
            f"Care from {open_stay.started_on:%d/%m/%Y} was still open at the end of {year}, and {later} has no episode of "
            "this child. It is taken to go on: give the episode, or enter when care ended."
        )
    for message in doubts:
        problem = Problem(last.file, last.number, "DECOM", message, ProblemKind.ROW, "episodes", child)
        plan.problems.append(Located(year, problem))
