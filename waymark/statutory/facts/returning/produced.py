"""Rows of a year's return: as they were brought in where staff changed nothing, otherwise as the record has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from waymark.core.dates import Period
from waymark.statutory.facts.reported import stored_rows
from waymark.statutory.facts.returning.record import Answers, Care, Person, Record, Reported, read_record, year_of
from waymark.statutory.reading.result import Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.returning.rules.episodes import Episode, cells, episodes, in_year
from waymark.statutory.returning.rules.standing import Basis, Place, place
from waymark.statutory.ssda903.definition import Definition
from waymark.statutory.ssda903.leavers import Membership, membership, row
from waymark.statutory.ssda903.writing import Cell, cell_text, csv_text, xml_text
from waymark.statutory.ssda903.years import for_year

Cells = dict[str, Cell]
ITEMS = ("IN_TOUCH", "ACTIV", "ACCOM")
_BEFORE_2025 = {"M": "1", "F": "2"}


@dataclass(slots=True)
class Leaver:
    """One young person and the return of a year.

    `cells` is their row of OC3, None when left out. `missing` says what could not be filled in, `corrected` which
    columns no longer say what the file said, `as_reported` what the file said of the three items.
    """

    person_id: UUID
    child: str
    born: date | None
    place: Place
    belongs: Membership
    cells: Cells | None = None
    missing: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    as_reported: dict[str, str] | None = None

    def text(self, column: str) -> str:
        return cell_text(self.cells.get(column)) if self.cells else ""


@dataclass(slots=True)
class Produced:
    """A year's return. `leavers` are all young people it may be about, those left out among them.

    `wrong_age` counts those left out for their age alone, who are not in `leavers`. `given` are the tables that were
    brought in, `given_before` those of any year. `only_in_xml` are rows of Header for children whom the Header that
    was brought in leaves out: the XML form holds nobody without one. `without_number` counts children in care whom no
    file can hold. `earlier` are episodes that ended before the year, by collection year, for checks that look back.
    """

    year: int
    header: list[Cells] = field(default_factory=list)
    episodes: list[Cells] = field(default_factory=list)
    oc3: list[Cells] = field(default_factory=list)
    leavers: list[Leaver] = field(default_factory=list)
    wrong_age: int = 0
    only_in_xml: list[Cells] = field(default_factory=list)
    without_number: int = 0
    given: tuple[str, ...] = ()
    given_before: Mapping[int, frozenset[str]] = field(default_factory=dict)
    person_of: dict[str, UUID] = field(default_factory=dict)
    earlier: dict[int, list[Cells]] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """File name → content, as the DfE takes them: CSV in UTF-8 with CR LF."""
        tables = {"oc3": self.oc3, "header": self.header, "episodes": self.episodes}
        return {f"{table}.csv": csv_text(table, rows).encode() for table, rows in tables.items()}

    def xml(self) -> bytes:
        """The same rows as one document. Raises CannotBeWritten."""
        return xml_text([*self.header, *self.only_in_xml], self.episodes, self.oc3).encode()


def produce(year: int, *, today: date, person_id: UUID | None = None) -> Produced:
    """The return of a collection year as the record has it now, for everyone or for one person.

    Raises YearNotSupported.
    """
    return produced_from(read_record(year, today=today, person_id=person_id))


def produced_from(record: Record) -> Produced:
    """The same, from a record that was read already."""
    definition = for_year(record.year)
    made = Produced(record.year, given=tuple(record.reported), given_before=record.given)
    _oc3(record, definition, made)
    _header(record, definition, made)
    _episodes(record, definition, made)
    here = {cell_text(row.get("CHILD")).strip().upper() for row in made.header}
    made.only_in_xml = [
        _identity(child, record.people[pk], record.year)
        for child, pk in made.person_of.items()
        if child not in here and pk in record.people
    ]
    return made


# OC3


def _oc3(record: Record, definition: Definition, made: Produced) -> None:
    """Rows that were brought in come first, in the order of their file; then those the record adds."""
    dates = DateCells()
    reported = record.reported.get("oc3", [])
    has_row = {each.person_id for each in reported}
    places: dict[UUID, Leaver] = {}
    for person in record.people.values():
        leaver = _leaver(person, person.id in has_row, record, definition)
        if leaver.place.basis is Basis.WRONG_AGE:
            made.wrong_age += 1
        elif leaver.place.basis is not Basis.NO_CARE or person.id in record.known_leavers:
            places[person.id] = leaver
    for each in reported:
        leaver_here = places.get(each.person_id) if each.person_id else None
        _give_back(each, leaver_here, record, dates, made)
    for leaver in places.values():
        if leaver.place.basis.included and leaver.cells is None:
            _work_out(leaver, record, definition)
            if leaver.cells is not None:
                made.oc3.append(leaver.cells)
                made.person_of[leaver.child.upper()] = leaver.person_id
    made.leavers = list(places.values())


def standing_of(record: Record, person_id: UUID) -> Leaver:
    """Somebody's place in the return although it is not about them, such as a child of another age in care."""
    return _leaver(record.people[person_id], False, record, for_year(record.year))


def _leaver(person: Person, has_row: bool, record: Record, definition: Definition) -> Leaver:
    belongs = membership(record.facts(person), definition, record.conventions)
    answers = record.answers.get(person.id)
    where = place(
        belongs,
        has_number=bool(person.child),
        table_given="oc3" in record.reported,
        reported=has_row,
        answered=answers is not None and answers.by_staff,
        decision=record.decisions.get(person.id),
    )
    return Leaver(person.id, person.child, person.born, where, belongs)


def _give_back(each: Reported, leaver: Leaver | None, record: Record, dates: DateCells, made: Produced) -> None:
    """The row as it was brought in; a column that staff have corrected since says what they say."""
    said: Cells = {**each.row.as_written()}
    now: Cells = {}
    if each.own_child and each.own_child.upper() != each.row.child:
        now["CHILD"] = each.own_child
    if leaver is not None:
        leaver.as_reported = {item: each.row.text(item) for item in ITEMS}
        born = record.born_by_staff.get(leaver.person_id)
        if born is not None and dates[each.row.text("DOB")] != born:
            now["DOB"] = born
        answers = record.answers.get(leaver.person_id)
        if answers is not None and answers.by_staff:
            now |= {item: value for item, value in _staff_items(answers).items() if value != each.row.value(item)}
        if not leaver.place.basis.included:
            return
        leaver.cells, leaver.corrected = said | now, tuple(now)
        made.person_of[cell_text(leaver.cells.get("CHILD")).strip().upper()] = leaver.person_id
    made.oc3.append(said | now)


def _staff_items(answers: Answers) -> dict[str, str]:
    """The three items as staff answered them together; "0" is how the return says that nothing is known."""
    in_touch = answers.in_touch[0].code
    if in_touch in ("DIED", "RHOM"):
        return {"IN_TOUCH": in_touch, "ACTIV": "0", "ACCOM": "0"}  # DfE rule 344
    unknown = "" if in_touch == "YES" else "0"  # DfE rule 345
    return {
        "IN_TOUCH": in_touch,
        "ACTIV": answers.activity[0].code if answers.activity else unknown,
        "ACCOM": answers.accommodation[0].code if answers.accommodation else unknown,
    }


def _work_out(leaver: Leaver, record: Record, definition: Definition) -> None:
    person = record.people[leaver.person_id]
    answers = record.answers.get(person.id)
    if answers is not None and answers.by_staff:
        items = _staff_items(answers)
        leaver.cells = {"CHILD": person.child, "DOB": person.born, **items}
        leaver.missing = tuple(f"{name}: not known." for name, value in items.items() if not value)
    elif person.born is not None:
        worked_out = row(record.facts(person), definition, record.conventions)
        leaver.cells, leaver.missing = {**worked_out.as_cells()}, worked_out.missing
    else:
        leaver.cells = {"CHILD": person.child, "DOB": None, "IN_TOUCH": "", "ACTIV": "", "ACCOM": ""}
        leaver.missing = ("DOB: the date of birth is not known, so no day to ask about.",)


# Header


def _header(record: Record, definition: Definition, made: Produced) -> None:
    """Everyone in care in the year and every care leaver, once."""
    dates = DateCells()
    here: set[str] = set()
    changed: list[tuple[Reported, Cells]] = []
    for each in record.reported.get("header", ()):
        cells_now: Cells = {**each.row.as_written()}
        if each.own_child and each.own_child.upper() != each.row.child:
            cells_now["CHILD"] = each.own_child
        person = record.people.get(each.person_id) if each.person_id else None
        if person is not None:
            born = record.born_by_staff.get(person.id)
            if born is not None and dates[each.row.text("DOB")] != born:
                cells_now["DOB"] = born
            changed.append((each, cells_now))
        child = cell_text(cells_now["CHILD"]).strip().upper()
        here.add(child)
        if each.person_id:
            made.person_of.setdefault(child, each.person_id)
        made.header.append(cells_now)
    _correct_identity(changed, record)
    given = "header" in record.reported
    for person in record.people.values():
        child = person.child.upper()
        leaves = made.person_of.get(child) == person.id and child not in here
        in_care = (
            not given and child and child not in here and _in_care(record.care.get(person.id), year_of(definition))
        )
        if (leaves and not _only_as_reported(person.id, record)) or in_care:
            made.person_of.setdefault(child, person.id)
            here.add(child)
            made.header.append(_identity(person.child, person, record.year))
        elif not given and not child and _in_care(record.care.get(person.id), year_of(definition)):
            made.without_number += 1


def _identity(child: str, person: Person, year: int) -> Cells:
    """A row of Header from the record, which does not hold whether someone is a mother."""
    return {
        "CHILD": child,
        "SEX": _sex(person.sex, year),
        "DOB": person.born,
        "ETHNIC": person.ethnicity,
        "UPN": person.upn,
        "MOTHER": "",
        "MC_DOB": None,
    }


def _only_as_reported(person_id: UUID, record: Record) -> bool:
    """A care leaver whose row was brought in beside a Header that leaves them out stays out of it: rule INT06 says so."""
    return "header" in record.reported and any(each.person_id == person_id for each in record.reported.get("oc3", ()))


def _sex(sex: str, year: int) -> str:
    return sex if year >= 2025 else _BEFORE_2025.get(sex, "")


def _correct_identity(given: Iterable[tuple[Reported, Cells]], record: Record) -> None:
    """Puts in what staff have corrected: a value of the record that no return of any year ever gave."""
    suspects: list[tuple[Reported, Cells, dict[str, str]]] = []
    for each, cells_now in given:
        person = record.people[each.person_id]  # type: ignore[index]
        wanted = {"SEX": _sex(person.sex, record.year), "ETHNIC": person.ethnicity, "UPN": person.upn}
        differs = {name: value for name, value in wanted.items() if value and value != each.row.value(name)}
        if differs:
            suspects.append((each, cells_now, differs))
    if not suspects:
        return
    said: dict[UUID, list[Row]] = {}
    for stored in stored_rows([each.person_id for each, _, _ in suspects if each.person_id], ["header"]):
        said.setdefault(stored.person_id, []).append(stored.row)
    for each, cells_now, differs in suspects:
        rows = said.get(each.person_id, [])  # type: ignore[arg-type]
        for name, value in differs.items():
            same = {value, next((old for new, old in _BEFORE_2025.items() if name == "SEX" and new == value), value)}
            if not any(one.value(name) in same for one in rows):
                cells_now[name] = value


# Episodes


def _in_care(care: Care | None, year: Period) -> bool:
    return care is not None and any(
        in_year(episode, year) is not None for episode in episodes(care.stays, care.legal, care.placements)
    )


def _episodes(record: Record, definition: Definition, made: Produced) -> None:
    """As brought in, but for children whose care history staff have changed since: theirs are worked out anew."""
    given = record.reported.get("episodes")
    for each in given or ():
        if each.person_id not in record.care_by_staff:
            cells_now: Cells = {**each.row.as_written()}
            if each.own_child and each.own_child.upper() != each.row.child:
                cells_now["CHILD"] = each.own_child
            if each.person_id:
                made.person_of.setdefault(cell_text(cells_now["CHILD"]).strip().upper(), each.person_id)
            made.episodes.append(cells_now)
    for person in record.people.values():
        care = record.care.get(person.id)
        if care is None or not person.child:
            continue
        found = episodes(care.stays, care.legal, care.placements)
        if given is None or person.id in record.care_by_staff:
            of_year = list(_of_the_year(person.child, found, record.needs.get(person.id, {}), year_of(definition)))
            made.episodes += of_year
            if of_year:
                made.person_of.setdefault(person.child.upper(), person.id)
        if given is None and person.id not in record.from_returns:
            _keep_earlier(person.child, found, definition, made)


def _of_the_year(child: str, found: Iterable[Episode], needs: Mapping[str, str], year: Period) -> Iterator[Cells]:
    """An episode that began as a reported one did keeps the need it was for; those that follow it in care share it."""
    latest = ""
    for whole in found:
        episode = in_year(whole, year)
        if episode is not None:
            latest = needs.get(cell_text(episode.decom), "" if episode.rne == "S" else latest)
            yield cells(child, episode, latest)


def _keep_earlier(child: str, found: Iterable[Episode], definition: Definition, made: Produced) -> None:
    """Care of earlier years, so that checks which look back to 14 can judge whoever the record knows all about."""
    for episode in found:
        if episode.dec is not None and episode.dec < definition.start:
            year = episode.dec.year + (episode.dec >= date(episode.dec.year, 4, 1))
            made.earlier.setdefault(year, []).append(cells(child, episode))
