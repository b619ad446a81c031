"""What the record holds that a year's return is made of, for everyone at once or for one person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.accommodation.facts import homes_said
from waymark.accommodation.rules import HomeKind, Suitability, write_code
from waymark.contact.facts import in_touch_said, reached_between
from waymark.contact.rules import InTouch
from waymark.core.dates import LeapDay, Period, add_months
from waymark.eet.facts import activities_said
from waymark.people.models import CarePeriod, DateOfBirth, Fact, LegalStatusSpell, Placement, YoungPerson
from waymark.people.rules.words import CareKind, Source
from waymark.policy.facts import settings_on
from waymark.statutory.facts.returning.given import given_tables
from waymark.statutory.models import Import, ImportState, ReportedRow, RowDecision
from waymark.statutory.reading.result import Layout, Row
from waymark.statutory.returning.rules.episodes import Legal, Placed, Stay
from waymark.statutory.ssda903.definition import Definition
from waymark.statutory.ssda903.leavers import CareSpell, Conventions, LeaverFacts, Observed
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.years import for_year

OURS = ("header", "episodes", "oc3")
"""The tables that a leaving-care record can produce."""


class Person(NamedTuple):
    id: UUID
    child: str
    born: date | None
    died_on: date | None
    sex: str
    ethnicity: str
    upn: str


class Reported(NamedTuple):
    """One row of a file that was brought in. `person_id` is the record it counts for now, `own_child` that of the one
    it was brought in for, which differs from the row's where staff changed the number."""

    person_id: UUID | None
    own_child: str
    row: Row


@dataclass(slots=True)
class Care:
    """One person's care history as the return needs it."""

    stays: list[Stay] = field(default_factory=list)
    legal: list[Legal] = field(default_factory=list)
    placements: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class Answers:
    """What is known of one person around the birthday; `by_staff` when staff answered for this very return.

    `died_by` is the day by which an earlier return said that they had died.
    """

    in_touch: list[Observed] = field(default_factory=list)
    activity: list[Observed] = field(default_factory=list)
    accommodation: list[Observed] = field(default_factory=list)
    by_staff: bool = False
    died_by: date | None = None


@dataclass(slots=True)
class Record:
    """Everything that a year's return is made of.

    `reported` is table → rows that were brought in for the year. `born_by_staff` are dates of birth in force that no
    return gave; `care_by_staff` the people whose care history staff have changed since it was brought in. `needs` is
    person → DECOM as written → CIN, which only returns know: of the year, or of the one before. `given` is year → tables
    that were ever brought in.
    """

    year: int
    conventions: Conventions
    people: dict[UUID, Person]
    care: dict[UUID, Care]
    answers: dict[UUID, Answers]
    reported: dict[str, list[Reported]]
    born_by_staff: dict[UUID, date]
    care_by_staff: set[UUID]
    decisions: dict[UUID, tuple[bool, str]]
    known_leavers: set[UUID]
    from_returns: set[UUID]
    history_from: date | None
    given: Mapping[int, frozenset[str]]
    needs: dict[UUID, dict[str, str]]

    def facts(self, person: Person) -> LeaverFacts:
        """One person as the rules of the return ask about them."""
        care = self.care.get(person.id, _NO_CARE)
        answers = self.answers.get(person.id, _NO_ANSWERS)
        return LeaverFacts(
            person.child,
            person.born,
            care=tuple(
                CareSpell(Period(stay.started_on, stay.ended_on), "V3" if stay.short_breaks else "", stay.reason)
                for stay in care.stays
            ),
            history_from=self.history_from if person.id in self.from_returns else None,
            in_touch=tuple(answers.in_touch),
            activity=tuple(answers.activity),
            accommodation=tuple(answers.accommodation),
            died_on=person.died_on or answers.died_by,
            known_leaver=person.id in self.known_leavers,
        )


_NO_CARE = Care()
_NO_ANSWERS = Answers()


def conventions_on(today: date) -> Conventions:
    """What the council has set for the return, as in force that day."""
    values = settings_on(today)
    return Conventions(
        int(values["oc3_before_months"]),
        int(values["oc3_after_months"]),
        int(values["oc3_oldest_age"]),
        LeapDay(str(values["leap_day"])),
    )


def year_of(definition: Definition) -> Period:
    """The collection year as days."""
    return Period(definition.start, definition.end + timedelta(days=1))


def read_record(year: int, *, today: date, person_id: UUID | None = None) -> Record:
    """The record behind a year's return; the same number of queries for one person and for all.

    Raises YearNotSupported.
    """
    definition, conventions = for_year(year), conventions_on(today)
    joined = _joined(person_id)
    decisions = _decisions(year, joined)
    given = given_tables()
    reported = _reported(year, given, joined, person_id)
    people = _people(year_of(definition), conventions, year, person_id)
    care = _care(year_of(definition), conventions, year, person_id)
    first = add_months(definition.start, -conventions.months_before)
    last = add_months(definition.end, conventions.months_after)
    returns = ReportedRow.objects.known()
    leavers = returns.filter(table="oc3")
    if person_id is not None:
        mine = [person_id, *joined]
        returns, leavers = returns.filter(person__in=mine), leavers.filter(person__in=mine)
    from_returns = {joined.get(pk, pk) for pk in _ids(returns)}
    return Record(
        year,
        conventions,
        people,
        care,
        _answers(year, first, last, person_id),
        reported,
        _born_by_staff(year, person_id) if reported else {},
        _care_by_staff(person_id) & from_returns if reported.get("episodes") else set(),
        decisions,
        {joined.get(pk, pk) for pk in _ids(leavers)},
        from_returns,
        _history_from(year, given),
        given,
        _needs(reported, year, given, joined, person_id),
    )


def _ids(rows: QuerySet[Any]) -> Iterator[UUID]:
    return rows.filter(person__isnull=False).values_list("person_id", flat=True).distinct().iterator(5_000)


def _joined(person_id: UUID | None) -> dict[UUID, UUID]:
    """Records that were joined to another → the one that was kept."""
    rows = YoungPerson.objects.filter(merged_into__isnull=False)
    if person_id is not None:
        rows = rows.filter(merged_into=person_id)
    return dict(rows.values_list("pk", "merged_into_id"))


def _decisions(year: int, joined: dict[UUID, UUID]) -> dict[UUID, tuple[bool, str]]:
    rows = RowDecision.objects.filter(year=year, withdrawn_at=None).order_by("decided_at")
    return {
        joined.get(pk, pk): (belongs, reason)
        for pk, belongs, reason in rows.values_list("person_id", "belongs", "reason")
    }


def _concerned(year: int, period: Period, conventions: Conventions, prefix: str) -> Q:
    """Whoever the return may be about: of the age, of no known age, reported, decided about, or in care in the year."""
    youngest = date(year - 17, 4, 1) + timedelta(days=2)  # a birthday of 29 February moves by a day at most
    oldest = date(year - conventions.oldest - 1, 4, 1) - timedelta(days=2)
    reported = ReportedRow.objects.known().filter(year=year, person__isnull=False).values("person_id")
    decided = RowDecision.objects.filter(year=year, withdrawn_at=None).values("person_id")
    looked_after = CarePeriod.objects.known().filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=period.start), started_on__lt=period.end
    )
    born, key = f"{prefix}born_on", f"{prefix}pk"
    return (
        Q(**{f"{born}__gte": oldest, f"{born}__lte": youngest})
        | Q(**{f"{born}__isnull": True})
        | Q(**{f"{key}__in": reported})
        | Q(**{f"{key}__in": decided})
        | Q(**{f"{key}__in": looked_after.values("person_id")})
    )


def _people(period: Period, conventions: Conventions, year: int, person_id: UUID | None) -> dict[UUID, Person]:
    rows = YoungPerson.objects.current()
    rows = rows.filter(pk=person_id) if person_id else rows.filter(_concerned(year, period, conventions, ""))
    fields = rows.order_by("child_id", "pk").values_list(
        "pk", "child_id", "born_on", "died_on", "sex", "ethnicity", "upn"
    )
    return {values[0]: Person(values[0], values[1] or "", *values[2:]) for values in fields.iterator(5_000)}


def _care(period: Period, conventions: Conventions, year: int, person_id: UUID | None) -> dict[UUID, Care]:
    found: defaultdict[UUID, Care] = defaultdict(Care)
    which = Q(person=person_id) if person_id else _concerned(year, period, conventions, "person__")
    stays = CarePeriod.objects.known().filter(which, authority_code="").order_by("started_on")
    for pk, start, end, reason, kind in stays.values_list(
        "person_id", "started_on", "ended_on", "ended_reason", "kind"
    ).iterator(5_000):
        found[pk].stays.append(Stay(start, end, reason, kind == CareKind.SHORT_BREAKS))
    legal = LegalStatusSpell.objects.known().filter(which).order_by("started_on")
    for pk, start, end, code in legal.values_list("person_id", "started_on", "ended_on", "code").iterator(5_000):
        found[pk].legal.append(Legal(start, end, code))
    placements = Placement.objects.known().filter(which).order_by("started_on")
    for pk, *values in placements.values_list("person_id", *Placed._fields).iterator(5_000):
        found[pk].placements.append(Placed(*values))
    return dict(found)


def _answers(year: int, first: date, last: date, person_id: UUID | None) -> dict[UUID, Answers]:
    """What staff answered for this very return stands alone; otherwise everything known of those days counts."""
    found: defaultdict[UUID, Answers] = defaultdict(Answers)
    told = list(in_touch_said(year, first, last, person_id=person_id))
    for said in told:
        if said.year == year and said.source == Source.STAFF:
            found[said.person_id].by_staff = True
            found[said.person_id].in_touch = [Observed(said.observed_on, said.code)]

    def counts(pk: UUID, of_year: int | None, source: str) -> bool:
        return not found[pk].by_staff or (of_year == year and source == Source.STAFF)

    for said in told:
        if said.code == InTouch.DIED and said.year < year:
            found[said.person_id].died_by = said.observed_on  # DfE rule 348: reported as having died, for good
        elif not found[said.person_id].by_staff:
            found[said.person_id].in_touch.append(Observed(said.observed_on, said.code))
    for pk, day in reached_between(first, last, person_id=person_id):
        if not found[pk].by_staff:
            found[pk].in_touch.append(Observed(day, "YES"))
    for activity in activities_said(year, first, last, person_id=person_id):
        if counts(activity.person_id, activity.year, activity.source):
            found[activity.person_id].activity.append(Observed(activity.observed_on, activity.code))
    for home in homes_said(year, first, last, person_id=person_id):
        code = write_code(HomeKind(home.kind), Suitability(home.suitability))
        if code and counts(home.person_id, home.year, home.source):
            found[home.person_id].accommodation.append(Observed(home.observed_on, code))
    return dict(found)


def _reported(
    year: int, given: Mapping[int, frozenset[str]], joined: dict[UUID, UUID], person_id: UUID | None
) -> dict[str, list[Reported]]:
    """Rows brought in for the year, in the order of the files. A table that nobody gave is absent."""
    # For one person the year is asked about below: here it would send SQLite through everybody's rows of that year.
    which = Q(year=year, table__in=OURS) if person_id is None else Q(person__in=[person_id, *joined])
    rows = ReportedRow.objects.known().filter(which)
    found: dict[str, list[Reported]] = {table: [] for table in OURS if table in given.get(year, ())}
    layouts: dict[tuple[str, ...], Layout] = {}
    fields = ("year", "table", "file", "line", "columns", "person_id", "person__child_id")
    for of_year, table, file, line, columns, pk, own_child in (
        rows.order_by("table", "file", "line", "id").values_list(*fields).iterator(5_000)
    ):
        if of_year != year or table not in OURS:
            continue
        key = (table, file, *columns)
        layout = layouts.get(key)
        if layout is None:
            layout = layouts[key] = Layout(TABLES[table], file, tuple(columns))
        row = Row(layout, line, tuple(columns.values()))
        found[table].append(Reported(joined.get(pk, pk), own_child or "", row))
    return found


def _needs(
    reported: dict[str, list[Reported]],
    year: int,
    given: Mapping[int, frozenset[str]],
    joined: dict[UUID, UUID],
    person_id: UUID | None,
) -> dict[UUID, dict[str, str]]:
    rows = reported.get("episodes")
    if rows is None:
        rows = _reported(year - 1, given, joined, person_id).get("episodes", [])
    found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for each in rows:
        if each.person_id is not None:
            found[each.person_id][each.row.text("DECOM").strip()] = each.row.text("CIN")
    return dict(found)


def _born_by_staff(year: int, person_id: UUID | None) -> dict[UUID, date]:
    rows = DateOfBirth.objects.known().filter(in_force=True).exclude(source=Source.RETURN)
    if person_id is not None:
        rows = rows.filter(person=person_id)
    return dict(rows.values_list("person_id", "born_on"))


def _care_by_staff(person_id: UUID | None) -> set[UUID]:
    """People whose care history differs from what returns say: staff added to it, or took back what a return gave."""
    moments = Import.objects.filter(state=ImportState.APPLIED).values("applied_at")
    found: set[UUID] = set()
    kinds: Iterable[type[Fact]] = (CarePeriod, LegalStatusSpell, Placement)
    for model in kinds:
        added = Q(withdrawn_at=None) & ~Q(source=Source.RETURN)
        taken_back = Q(withdrawn_at__isnull=False, source=Source.RETURN) & ~Q(withdrawn_at__in=moments)
        rows = model.objects.filter(added | taken_back)
        if person_id is not None:
            rows = rows.filter(person=person_id)
        found |= set(rows.values_list("person_id", flat=True))
    return found


def _history_from(year: int, given: Mapping[int, frozenset[str]]) -> date | None:
    """The first day of the unbroken run of years, up to this one, whose Episodes were brought in; None without any."""
    years = {each for each, tables in given.items() if "episodes" in tables and each <= year}
    if not years:
        return None
    first = max(years)
    while first - 1 in years:
        first -= 1
    return for_year(first).start
