"""Care histories read for many people at once, and the statuses that follow from them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.asking import Asking
from waymark.core.dates import LeapDay, Period, age_on
from waymark.eligibility.models import FOREVER, DerivedStatusPeriod, ReportedStatus, StatusDecision
from waymark.eligibility.rules import (
    Accommodation,
    Basis,
    CareFacts,
    CareStay,
    Conventions,
    Flag,
    Held,
    HeldStay,
    OtherStay,
    Standing,
    Status,
    SupportRequest,
)
from waymark.eligibility.rules.advisers import Days
from waymark.eligibility.rules.answers import Answer, answer_of
from waymark.eligibility.rules.decisions import (
    Decision,
    EffectivePeriod,
    effective_on,
    effective_timeline,
    whole_standings,
)
from waymark.eligibility.rules.life import Life
from waymark.eligibility.rules.words import Explanation, explain
from waymark.people.facts.history import LISTS, CareHistory
from waymark.people.facts.reported import Held as HeldFact
from waymark.people.facts.reported import facts_held
from waymark.people.models import Allocation, DateOfBirth, YoungPerson
from waymark.people.rules.words import AllocationRole, AwayKind, BirthBasis, CareKind, OrderKind, OtherPlaceKind, Source
from waymark.policy.facts import settings_on

# People in one statement: SQLite takes 250,000 variables, and memory should not grow with the council.
BATCH = 2_000
# From this many people on it is worth asking whether they are most of those between the first and the last.
MANY = 200

# SSDA903 codes: placed with a parent or other person with parental responsibility; returned home to one.
WITH_PARENTS = "P1"
RETURNED_HOME = ("E4A", "E4B")
CARE_ORDERS = ("C1", "C2")

REPORTED = ("status", "reported_on")
_ACCOMMODATION = {
    OtherPlaceKind.VOLUNTARY.value: Accommodation.VOLUNTARY,
    OtherPlaceKind.PRIVATE_HOME.value: Accommodation.PRIVATE_HOME,
    OtherPlaceKind.HEALTH_EDUCATION.value: Accommodation.HEALTH_OR_EDUCATION,
    OtherPlaceKind.PRIVATE_FOSTERING.value: Accommodation.PRIVATE_FOSTERING,
}
_HELD = {AwayKind.DETAINED.value: Held.CUSTODY, AwayKind.HOSPITAL.value: Held.HOSPITAL}


@dataclass(frozen=True, slots=True)
class Effective:
    """Someone's status on a day as duties follow it, with the computed answer beside it.

    `decision` is the one the standing rests on, None where it is the computed one. `computed` is None for someone
    whose date of birth nobody knows: then nothing can be computed.
    """

    standing: Standing
    computed: Answer | None
    decision: Decision | None

    @property
    def flags(self) -> tuple[Flag, ...]:
        return self.computed.flags if self.computed else (Flag.DQ,)


NOT_COMPUTABLE = Effective(Standing(Status.NONE, Basis.UNSTATED), None, None)


def conventions_on(day: date) -> Conventions:
    """How the council reads the law on a day, from its dated settings; one query."""
    values = settings_on(day)
    return Conventions(
        leap_day=LeapDay(str(values["leap_day"])),
        inclusive_counting=bool(values["inclusive_counting"]),
        end_on_16th_birthday_counts=bool(values["end_on_16th_birthday_counts"]),
        threshold_nights=int(values["threshold_nights"]),
        family_months=int(values["family_months"]),
        other_accommodation_months=int(values["other_accommodation_months"]),
        short_break_days=int(values["short_break_days_each"]),
        short_break_days_in_year=int(values["short_break_days_year"]),
    )


def care_facts(person_ids: Collection[UUID]) -> dict[UUID, CareFacts]:
    """What the status engine reads about each of these people; someone without a date of birth is left out.

    The number of queries is the same for 1 and for 2,000 people; more people are read in batches of 2,000.
    """
    found: dict[UUID, CareFacts] = {}
    for ids in batches(person_ids):
        found.update(_Reading(ids).facts())
    return found


def decisions_of(person_ids: Collection[UUID]) -> dict[UUID, list[Decision]]:
    """Decisions not withdrawn: proposals first, then signed ones, the one signed last at the end."""
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for ids in batches(person_ids):
        for row in _as_signed(StatusDecision.objects.filter(among(ids), withdrawn_at=None)):
            found[row.person_id].append(as_decision(row))
    return dict(found)


def _as_signed(rows: Iterable[StatusDecision]) -> list[StatusDecision]:
    return sorted(rows, key=lambda row: (row.signed_at is not None, row.signed_at or row.recorded_at))


def as_decision(row: StatusDecision) -> Decision:
    standing = Standing(Status(row.status), Basis(row.basis))
    return Decision(standing, Period(row.in_force_from, row.in_force_to), row.signed, str(row.id))


def advised_days(person_ids: Collection[UUID]) -> dict[UUID, list[Days]]:
    """When each of these people had or has a personal adviser; who never had one is left out."""
    found: dict[UUID, list[Days]] = defaultdict(list)
    for ids in batches(person_ids):
        rows = Allocation.objects.known().filter(among(ids), role=AllocationRole.PERSONAL_ADVISER)
        for person_id, started_on, ended_on in rows.values_list("person_id", "started_on", "ended_on"):
            found[person_id].append((started_on, ended_on))
    return dict(found)


def statuses_on(person_ids: Collection[UUID], *, on: date) -> dict[UUID, Effective]:
    """The status of each person on a day, past or future; every id asked for is answered."""
    facts, decisions, conventions = care_facts(person_ids), decisions_of(person_ids), conventions_on(on)
    return {
        person_id: _effective(facts[person_id], decisions.get(person_id, []), conventions, on)
        if person_id in facts
        else NOT_COMPUTABLE
        for person_id in person_ids
    }


def _effective(facts: CareFacts, decisions: list[Decision], conventions: Conventions, on: date) -> Effective:
    life = Life(facts, conventions)
    answer = answer_of(life, on)
    standing, decision = effective_on(life, on.toordinal(), answer.standing, decisions)
    return Effective(standing, answer, decision)


def people_with(status: Status | Collection[Status], on: date) -> "QuerySet[DerivedStatusPeriod, UUID]":
    """A subquery of the ids of everyone with one of these statuses on a day: `filter(id__in=people_with(…))`."""
    statuses = [status] if isinstance(status, str) else list(status)
    return DerivedStatusPeriod.objects.on(on).filter(status__in=statuses).values_list("person_id", flat=True)


def in_force(on: date) -> "QuerySet[DerivedStatusPeriod]":
    """The row of each person that holds on a day, for lists that filter and sort everyone; nothing decides by it."""
    return DerivedStatusPeriod.objects.on(on)


def following(rows: Iterable[DerivedStatusPeriod]) -> dict[UUID, DerivedStatusPeriod]:
    """Person → the row with the status and basis that these rows change to; none where that never comes. One query."""
    ends = {row.person_id: row.changes_on for row in rows if row.changes_on != FOREVER}
    later = DerivedStatusPeriod.objects.filter(person_id__in=list(ends), starts_on__in=set(ends.values()))
    return {row.person_id: row for row in later if row.starts_on == ends[row.person_id]}


def people_with_proposals() -> "QuerySet[StatusDecision, UUID]":
    """A subquery of the ids of everyone with a decision that waits for a signature."""
    return StatusDecision.objects.filter(signed_at=None, withdrawn_at=None).values_list("person_id", flat=True)


@dataclass(frozen=True, slots=True)
class StatusStory:
    """All that the page "Why this status?" tells about one person."""

    explanation: Explanation | None
    effective: Effective
    periods: list[EffectivePeriod]
    decisions: list[StatusDecision]


def status_story(person_id: UUID, *, on: date) -> StatusStory:
    """The status of one person on a day with its reasons, its timeline, and every decision, withdrawn ones too."""
    return _story(person_id, care_facts([person_id]).get(person_id), on=on)


def care_facts_of(person: YoungPerson, births: Iterable[DateOfBirth], history: CareHistory) -> dict[UUID, CareFacts]:
    """As `care_facts`, of one person whose known dates of birth and care history are read already; one query."""
    return _Reading([person.pk], _tables_of(person, births, history)).facts()


def status_story_of(
    person: YoungPerson,
    births: Iterable[DateOfBirth],
    history: CareHistory,
    *,
    on: date,
    care: dict[UUID, CareFacts] | None = None,
) -> StatusStory:
    """The same, of somebody whose known dates of birth and care history are read already; three queries.

    `care` is what `care_facts_of` answered, where somebody has asked it: then two.
    """
    found = care_facts_of(person, births, history) if care is None else care
    return _story(person.pk, found.get(person.pk), on=on)


def _story(person_id: UUID, facts: CareFacts | None, *, on: date) -> StatusStory:
    rows = list(StatusDecision.objects.filter(person_id=person_id).order_by("-recorded_at"))
    if facts is None:
        return StatusStory(None, NOT_COMPUTABLE, [], rows)
    conventions = conventions_on(on)
    decisions = [as_decision(row) for row in _as_signed(row for row in rows if not row.withdrawn)]
    return StatusStory(
        explain(facts, on, conventions),
        _effective(facts, decisions, conventions, on),
        whole_standings(effective_timeline(facts, conventions, decisions)),
        rows,
    )


def reported_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[HeldFact]:
    """Statuses as one source reported them, withdrawn rows too, as the values of `REPORTED`."""
    return facts_held(ReportedStatus, REPORTED, person_ids, source=source)


def decision(person_id: UUID, decision_id: UUID) -> StatusDecision | None:
    """One decision about one person; None where there is none, or it is about somebody else."""
    return StatusDecision.objects.filter(pk=decision_id, person_id=person_id).first()


def batches(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """The ids as lists of at most `BATCH`; more than that are put in order, so that each list is one stretch of ids."""
    listed = list(ids) if len(ids) <= BATCH else sorted(ids)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]


def among(ids: list[UUID]) -> Q:
    """A condition on `person_id` for these people. Where they are most of a stretch of ids it asks for the stretch, many
    times faster than naming each; rows of others may come with it, and the caller passes over them."""
    if len(ids) < MANY:
        return Q(person_id__in=ids)
    first, last = min(ids), max(ids)
    if YoungPerson.objects.filter(id__gte=first, id__lte=last).count() > 2 * len(ids):
        return Q(person_id__in=ids)
    return Q(person_id__gte=first, person_id__lte=last)


Rows = dict[UUID, list[tuple[Any, ...]]]


# What is read of each table, by the name of its list in a care history; of placements only those with parents.
BIRTH = ("born_on", "basis", "in_force", "source")
READ: dict[str, tuple[str, ...]] = {
    "care_periods": ("started_on", "ended_on", "kind", "authority_code", "ended_reason"),
    "legal_statuses": ("started_on", "ended_on", "code"),
    "home_spells": ("started_on", "ended_on"),
    "placements": ("started_on", "ended_on"),
    "away_spells": ("started_on", "ended_on", "kind", "under_care_order"),
    "other_accommodation": ("started_on", "ended_on", "kind"),
    "family_orders": ("made_on", "ended_on", "kind"),
    "support_requests": ("asked_on", "wants"),
    "study_spells": ("started_on", "ended_on"),
}


@dataclass(frozen=True, slots=True)
class _Tables:
    """Rows of some people, by the names of `READ`: person → the values read."""

    died: dict[UUID, date | None]
    births: Rows
    lists: dict[str, Rows]


def _tables(ids: list[UUID], scope: Q) -> _Tables:
    """Each table read once."""
    return _Tables(
        dict(_DIED(ids)),
        _BIRTHS.of(ids, scope),
        {name: kind.of(ids, scope) for name, kind in _LISTS.items()},
    )


def _table(name: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = LISTS[name][0].objects.all()
    return rows.filter(place=WITH_PARENTS) if name == "placements" else rows


class Told:
    """Facts of one kind that nobody has withdrawn; `rows` is called with the days that they depend on.

    Of few people they are asked for by a query that is written out once; of many by `scope`, as `among` gives it.
    """

    def __init__(self, rows: "Callable[..., QuerySet[Any]]", *fields: str) -> None:
        self._rows, self._fields = rows, fields
        self._of_few = Asking(lambda ids, *days: self._asked(Q(person_id__in=ids), *days))

    def _asked(self, scope: Q, *days: date) -> "QuerySet[Any, Any]":
        return self._rows(*days).filter(scope, withdrawn_at=None).values_list("person_id", *self._fields)

    def of(self, ids: list[UUID], scope: Q, *days: date) -> Rows:
        """Person → the values of each row."""
        found: Rows = defaultdict(list)
        rows = self._of_few(ids, *days) if len(ids) < MANY else self._asked(scope, *days)
        for person_id, *values in rows:
            found[person_id].append(tuple(values))
        return found


_DIED = Asking(lambda ids: YoungPerson.objects.filter(id__in=ids).values_list("id", "died_on"))
_BIRTHS = Told(DateOfBirth.objects.all, *BIRTH)
_LISTS = {name: Told(partial(_table, name), *fields) for name, fields in READ.items()}
_REPORTED = Told(ReportedStatus.objects.all, "reported_on", "status")


def _tables_of(person: YoungPerson, births: Iterable[DateOfBirth], history: CareHistory) -> _Tables:
    """The same of one person from rows that are read already."""

    def values(rows: Iterable[Any], fields: Sequence[str]) -> Rows:
        found = [tuple(getattr(row, field) for field in fields) for row in rows]
        return {person.pk: found} if found else {}

    with_parents = [row for row in history.placements if row.place == WITH_PARENTS]
    lists = {name: values(getattr(history, name), fields) for name, fields in READ.items()}
    return _Tables(
        {person.pk: person.died_on},
        values(births, BIRTH),
        lists | {"placements": values(with_parents, READ["placements"])},
    )


class _Reading:
    """One batch of people, and what the status engine reads about them."""

    def __init__(self, ids: list[UUID], tables: _Tables | None = None) -> None:
        self.ids = ids
        scope = among(ids)
        tables = tables or _tables(ids, scope)
        self.people, self.births = tables.died, tables.births
        self.care, self.legal = tables.lists["care_periods"], tables.lists["legal_statuses"]
        self.home, self.with_parents = tables.lists["home_spells"], tables.lists["placements"]
        self.away, self.other = tables.lists["away_spells"], tables.lists["other_accommodation"]
        self.orders, self.requests = tables.lists["family_orders"], tables.lists["support_requests"]
        self.study = tables.lists["study_spells"]
        self.reported = _REPORTED.of(ids, scope)

    def facts(self) -> dict[UUID, CareFacts]:
        found = {}
        for person_id in self.ids:
            born = next((row[0] for row in self.births.get(person_id, ()) if row[2]), None)
            if born is not None and person_id in self.people:
                found[person_id] = self._of(person_id, born)
        return found

    def _of(self, person_id: UUID, born: date) -> CareFacts:
        care = self.care.get(person_id, [])
        legal = self.legal.get(person_id, [])
        short = tuple(Period(row[0], row[1]) for row in care if row[2] == CareKind.SHORT_BREAKS)
        orders = self.orders.get(person_id, [])
        other = self.other.get(person_id, [])
        return CareFacts(
            date_of_birth=born,
            looked_after=tuple(
                CareStay(period, row[3], _legal_basis(period, legal))
                for row in care
                if row[2] == CareKind.LOOKED_AFTER
                for period in (Period(row[0], row[1]),)
            ),
            short_breaks=short,
            short_breaks_under_care_order=bool(short) and _under_care_order(short, legal),
            with_parent=_periods(self.home.get(person_id, [])) + _periods(self.with_parents.get(person_id, [])),
            held=tuple(HeldStay(Period(row[0], row[1]), _HELD[row[2]], row[3]) for row in self.away.get(person_id, ())),
            other_accommodation=tuple(
                OtherStay(Period(row[0], row[1]), _ACCOMMODATION[row[2]]) for row in other if row[2] in _ACCOMMODATION
            ),
            section_17=_periods(row for row in other if row[2] == OtherPlaceKind.SECTION_17),
            special_guardianship=_periods(row for row in orders if row[2] == OrderKind.SPECIAL_GUARDIANSHIP),
            child_arrangements=_periods(row for row in orders if row[2] == OrderKind.CHILD_ARRANGEMENTS),
            adopted_on=min((row[0] for row in orders if row[2] == OrderKind.ADOPTION), default=None),
            requests=tuple(SupportRequest(asked_on, wants) for asked_on, wants in self.requests.get(person_id, ())),
            programmes=_periods(self.study.get(person_id, [])),
            died_on=self.people[person_id],
            other_births=self._other_births(person_id, born),
            history_complete=self._history_complete(person_id),
            reported=Status(max(self.reported[person_id])[1]) if person_id in self.reported else None,
            raised=frozenset([Flag.JFAM]) if self._home_untold(person_id, care, born) else frozenset(),
        )

    def _home_untold(self, person_id: UUID, care: list[tuple[Any, ...]], born: date) -> bool:
        """Whether the last care ended at 16 or 17 with going home, and nobody has said for how long they stayed there."""
        last = max((row for row in care if row[2] == CareKind.LOOKED_AFTER), key=lambda row: row[0], default=None)
        if last is None or last[1] is None or last[4] not in RETURNED_HOME:
            return False
        left: date = last[1]
        told = any(start <= left and (end is None or end > left) for start, end in self.home.get(person_id, ()))
        return not told and 16 <= age_on(born, left) < 18

    def _history_complete(self, person_id: UUID) -> bool:
        """Not where somebody is known only from a return: their care lies in years that were not brought in."""
        tables = (self.care, self.away, self.other, self.orders)
        if any(person_id in table for table in tables):
            return True
        from_return = any(row[3] == Source.RETURN for row in self.births[person_id])
        return not from_return and person_id not in self.reported

    def _other_births(self, person_id: UUID, born: date) -> tuple[date, ...]:
        """The other dates of birth in use while the age is disputed; an assessment settles it."""
        rows = self.births[person_id]
        in_force = next(row for row in rows if row[2])
        disputed = any(row[1] == BirthBasis.DISPUTED for row in rows)
        if not disputed or in_force[1] == BirthBasis.ASSESSED:
            return ()
        return tuple(sorted({row[0] for row in rows} - {born}))


def _periods(rows: Iterable[tuple[Any, ...]]) -> tuple[Period, ...]:
    return tuple(Period(row[0], row[1]) for row in rows)


def _legal_basis(period: Period, legal: list[tuple[Any, ...]]) -> str:
    """The codes of the return that held during a period, in order: "C1, C2"."""
    codes = [code for start, end, code in sorted(legal, key=lambda row: row[0]) if period.overlaps(Period(start, end))]
    return ", ".join(dict.fromkeys(codes))


def _under_care_order(short: tuple[Period, ...], legal: list[tuple[Any, ...]]) -> bool:
    ordered = [Period(start, end) for start, end, code in legal if code in CARE_ORDERS]
    return any(period.overlaps(order) for period in short for order in ordered)
