"""A read return as typed rows, with what is known of each child at hand; what was written stays in `row`."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from waymark.core.dates import Period
from waymark.statutory.reading.result import ReadReturn, Row
from waymark.statutory.reading.values import DateCells


class HeaderRow(NamedTuple):
    """One child's identity."""

    child: str
    sex: str
    born: date | None
    mother: str
    row: Row


class Episode(NamedTuple):
    """One episode of care. `dec` is None both when the episode is open and when its end cannot be read; see `open`."""

    child: str
    decom: date | None
    rne: str
    ls: str
    place: str
    dec: date | None
    open: bool
    rec: str
    year: int  # of the return it stands in
    row: Row

    def covers(self, on: date) -> bool:
        """Whether the child was looked after under this episode that day (the day it ended does not count)."""
        if self.decom is None or self.decom > on:
            return False
        return self.open or (self.dec is not None and on < self.dec)

    def touches(self, start: date, end: date) -> bool:
        """Whether any day of the episode, the day it ended included, lies from `start` to `end` inclusive."""
        if self.decom is None or self.decom > end:
            return False
        return self.open or (self.dec is not None and self.dec >= start)


class Oc3Row(NamedTuple):
    """One care leaver's row."""

    child: str
    born: date | None
    in_touch: str
    activ: str
    accom: str
    row: Row

    @property
    def given(self) -> bool:
        """Whether any of the three care-leaver items is filled in."""
        return bool(self.in_touch or self.activ or self.accom)


class UascRow(NamedTuple):
    """One unaccompanied child's row; `duc` is the day that status ceased."""

    child: str
    born: date | None
    duc: date | None
    row: Row


_ITEMS_OF_OC2 = (
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)
_ITEMS_OF_AD1 = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")


class ItemsRow(NamedTuple):
    """A row of OC2 or AD1: which of its items are filled in, and for OC2 which strengths-and-difficulties items."""

    child: str
    born: date | None
    items: tuple[str, ...]
    sdq: tuple[str, ...]
    row: Row


@dataclass(slots=True)
class Return:
    """One collection year's return. A table that nobody gave is None; one given without rows is empty."""

    year: int
    header: list[HeaderRow] | None = None
    episodes: list[Episode] | None = None
    oc3: list[Oc3Row] | None = None
    uasc: list[UascRow] | None = None
    oc2: list[ItemsRow] | None = None
    ad1: list[ItemsRow] | None = None
    others: dict[str, list[Row]] = field(default_factory=dict)
    header_of: dict[str, HeaderRow] = field(default_factory=dict)
    oc3_of: dict[str, Oc3Row] = field(default_factory=dict)
    episodes_of: dict[str, list[Episode]] = field(default_factory=dict)

    def has(self, table: str) -> bool:
        """Whether a file for this table was given."""
        return (getattr(self, table) if table in _TYPED else self.others.get(table)) is not None

    @property
    def start(self) -> date:
        return date(self.year - 1, 4, 1)

    @property
    def end(self) -> date:
        return date(self.year, 3, 31)


_TYPED = frozenset({"header", "episodes", "oc3", "uasc", "oc2", "ad1"})


def typed(read: ReadReturn, year: int) -> Return:
    """The typed rows of a read return.

    Rows that repeat a child in OC3 are kept beside each other, because a check says so; repeats in other tables were
    set aside in reading and stay there.
    """
    result = Return(year)
    dates = DateCells()
    rows = read.tables
    if "header" in rows:
        result.header = [
            HeaderRow(row.child, row.value("SEX"), dates.day(row.text("DOB")), row.value("MOTHER"), row)
            for row in rows["header"]
        ]
        result.header_of = {each.child: each for each in result.header}
    if "episodes" in rows:
        result.episodes = [_episode(row, dates, year) for row in rows["episodes"]]
        of_child: defaultdict[str, list[Episode]] = defaultdict(list)
        for episode in result.episodes:
            of_child[episode.child].append(episode)
        for episodes in of_child.values():
            episodes.sort(key=_by_decom)
        result.episodes_of = dict(of_child)
    if "oc3" in rows:
        repeats = [row for row in read.rejected.get("oc3", ()) if row.child]
        result.oc3 = [
            Oc3Row(
                row.child,
                dates.day(row.text("DOB")),
                row.value("IN_TOUCH"),
                row.value("ACTIV"),
                row.value("ACCOM"),
                row,
            )
            for row in [*rows["oc3"], *repeats]
        ]
        result.oc3_of = {each.child: each for each in reversed(result.oc3)}
    if "uasc" in rows:
        result.uasc = [
            UascRow(row.child, dates.day(row.text("DOB")), dates.day(row.text("DUC")), row) for row in rows["uasc"]
        ]
    if "oc2" in rows:
        result.oc2 = [_items(row, dates, _ITEMS_OF_OC2, ("SDQ_SCORE", "SDQ_REASON")) for row in rows["oc2"]]
    if "ad1" in rows:
        result.ad1 = [_items(row, dates, _ITEMS_OF_AD1, ()) for row in rows["ad1"]]
    result.others = {key: kept for key, kept in rows.items() if key not in _TYPED}
    return result


def _by_decom(episode: Episode) -> tuple[date, date]:
    return episode.decom or date.min, episode.dec or date.max


def _episode(row: Row, dates: DateCells, year: int) -> Episode:
    dec = row.text("DEC")
    return Episode(
        row.child,
        dates.day(row.text("DECOM")),
        row.value("RNE"),
        row.value("LS"),
        row.value("PLACE"),
        dates.day(dec),
        not dec.strip(),
        row.value("REC"),
        year,
        row,
    )


def _items(row: Row, dates: DateCells, items: tuple[str, ...], sdq: tuple[str, ...]) -> ItemsRow:
    return ItemsRow(
        row.child,
        dates.day(row.text("DOB")),
        tuple([name for name in items if row.text(name).strip()]),
        tuple([name for name in sdq if row.text(name).strip()]),
        row,
    )


@dataclass(slots=True)
class Case:
    """Everything a check may look at: this year's return and those of earlier years that were given, newest first."""

    this: Return
    codes: Mapping[str, frozenset[str]]  # in force this year, by column
    earlier: tuple[Return, ...] = ()
    oldest_leaver: int = 21  # the DfE's return asks for birthdays 17 to 21; its published figures go up to 25
    so_far: date | None = None  # the day a running year has reached; None: the whole year is over

    @property
    def until(self) -> date:
        """The end of what can have happened: of the year, or of the part of it that is over."""
        return self.this.end if self.so_far is None else min(self.this.end, self.so_far)

    @property
    def last(self) -> Return | None:
        """The return of the year before, if it was given."""
        return next((each for each in self.earlier if each.year == self.this.year - 1), None)

    @property
    def known_from(self) -> date | None:
        """The first day of the unbroken run of years whose Episodes were given; None without this year's."""
        if self.this.episodes is None:
            return None
        first = self.this
        for each in self.earlier:
            if each.year != first.year - 1 or each.episodes is None:
                break
            first = each
        return first.start

    def born(self, child: str, otherwise: date | None = None) -> date | None:
        """The date of birth in Header or, where Header has none, the one given."""
        header = self.this.header_of.get(child)
        return header.born if header is not None and header.born is not None else otherwise

    def care_of(self, child: str) -> list[Episode]:
        """The child's episodes in all the years given, each once and as given last, by the day they began."""
        found: dict[tuple[date | None, str], Episode] = {}
        for each in (self.this, *self.earlier):
            for episode in each.episodes_of.get(child, ()):
                found.setdefault((episode.decom, episode.rne), episode)
        return sorted(found.values(), key=_by_decom)

    def spells(self, child: str, without: frozenset[str] = frozenset()) -> list[Period]:
        """The child's care as periods, legal statuses in `without` left out.

        An open episode runs to the last day of the year it stands in, as the DfE counts it; what a later year's file
        does not carry on is not supposed to have gone on.
        """
        spells = []
        for episode in self.care_of(child):
            if episode.decom is None or episode.ls in without:
                continue
            end = date(episode.year, 3, 31) if episode.open else episode.dec
            if end is not None:
                spells.append(Period(episode.decom, end))
        return spells
