"""Joins the episodes of one child, over all years loaded, into periods of care, legal statuses and placements. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from waymark.statutory.reading.result import Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.ssda903 import codes

CARE_ORDERS = frozenset({"C1", "C2"})  # Children Act 1989 s.31(11): an interim care order is a care order
CUSTODY_PLACEMENTS = frozenset({"R5"})
CONTINUES = "X1"
STARTED = "S"


class Stay(NamedTuple):
    """A period of care. `ended_on` is the first day not looked after; `reason` a REC code or nothing.

    `legal` is the legal status at its end (or now), nothing where that was no code.
    """

    started_on: date
    ended_on: date | None
    short_breaks: bool
    reason: str
    legal: str


class LegalStatus(NamedTuple):
    started_on: date
    ended_on: date | None
    code: str


class Placed(NamedTuple):
    """`reason_change` is why the placement ended, as reported with its last episode."""

    started_on: date
    ended_on: date | None
    place: str
    provider: str
    reason_change: str
    home_postcode: str
    placement_postcode: str
    urn: str


class Held(NamedTuple):
    """In custody while looked after."""

    started_on: date
    ended_on: date | None
    care_order: bool


class Ordered(NamedTuple):
    """An order by which care ended; `reason` is its REC code."""

    made_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class CareHistory:
    """What the episodes of one child come to. `doubts` say in words what did not fit and how it was taken."""

    stays: tuple[Stay, ...] = ()
    legal: tuple[LegalStatus, ...] = ()
    placements: tuple[Placed, ...] = ()
    held: tuple[Held, ...] = ()
    orders: tuple[Ordered, ...] = ()
    died_on: date | None = None
    doubts: tuple[str, ...] = ()


class Episode(NamedTuple):
    """One row of Episodes, its values read; a code that is on no list is empty."""

    start: date
    end: date | None
    started: str
    legal: str
    place: str
    provider: str
    ceased: str
    reason_change: str
    home_postcode: str
    placement_postcode: str
    urn: str

    @property
    def empty(self) -> bool:
        return self.end is not None and self.end <= self.start

    @property
    def short_breaks(self) -> bool:
        return self.legal in codes.SHORT_BREAKS


def care_history(rows: Iterable[tuple[int, Row]], dates: DateCells) -> CareHistory:
    """Join rows of Episodes, `(collection year, row)` in any order, of one child.

    The same episode reported in two years (same start, same reason for starting) counts once, as the later year has
    it: first open, then closed. Periods are half-open: DEC is the first day the episode no longer holds.
    """
    doubts: list[str] = []
    episodes = _closed_by_the_next(_latest(rows, dates, doubts), doubts)
    if not episodes:
        return CareHistory(doubts=tuple(doubts))
    stays = _stays(episodes)
    last = episodes[-1]
    if last.ceased == CONTINUES and last.end is not None:
        doubts.append(
            f"The episode that ended on {_day(last.end)} says a new one began that day (X1), and no file has it. "
            "Care is taken to have ended then: load the year that follows, or enter what happened."
        )
    real = [episode for episode in episodes if not episode.empty]
    ended = [(e.end, e.ceased) for e in episodes if e.end is not None]
    return CareHistory(
        stays=tuple(stays),
        legal=tuple(_legal(real)),
        placements=tuple(_placements(real)),
        held=tuple(_held(real)),
        orders=tuple(
            Ordered(day, reason)
            for day, reason in dict.fromkeys(ended)
            if reason in codes.SPECIAL_GUARDIANSHIP or reason in codes.ADOPTED or reason == "E41"
        ),
        died_on=next((day for day, reason in ended if reason == "E2"), None),
        doubts=tuple(doubts),
    )


def _latest(rows: Iterable[tuple[int, Row]], dates: DateCells, doubts: list[str]) -> list[Episode]:
    newest: dict[tuple[date, str], tuple[int, Episode]] = {}
    for year, row in rows:
        start = dates.day(row.text("DECOM"))
        if start is None:
            continue  # the row has its own problem; without a start nothing can be placed in time
        episode = _episode(row, start, dates)
        if episode.end is not None and episode.end < start:
            doubts.append(
                f"An episode from {_day(start)} ends before it starts ({_day(episode.end)}) and was not used. "
                "Correct DECOM or DEC."
            )
            continue
        if dates[row.text("DEC")].__class__ is str:
            doubts.append(
                f"The episode from {_day(start)} has an end that cannot be read. It was not used. Correct DEC."
            )
            continue
        key = (start, episode.started)
        if key not in newest or newest[key][0] < year:
            newest[key] = (year, episode)
    return sorted((e for _, e in newest.values()), key=lambda e: (e.start, e.end or date.max))


def _episode(row: Row, start: date, dates: DateCells) -> Episode:
    value = row.value

    def code(column: str) -> str:
        given = value(column)
        return given if given in codes.MEANINGS[column] else ""

    return Episode(
        start,
        dates.day(row.text("DEC")),
        code("RNE"),
        code("LS"),
        code("PLACE"),
        code("PLACE_PROVIDER"),
        code("REC"),
        code("REASON_PLACE_CHANGE"),
        _short(value("HOME_POST"), 10),
        _short(value("PL_POST"), 10),
        _short(value("URN"), 10),
    )


def _short(text: str, most: int) -> str:
    """The text, or nothing where it is longer than any such value can be."""
    return text if len(text) <= most else ""


def _closed_by_the_next(episodes: list[Episode], doubts: list[str]) -> list[Episode]:
    """An open episode that another follows ended, at the latest, when that one began."""
    result = []
    for position, episode in enumerate(episodes):
        after = episodes[position + 1] if position + 1 < len(episodes) else None
        if after is not None and episode.end is None:
            doubts.append(
                f"The episode from {_day(episode.start)} was never closed, and another began on {_day(after.start)}. "
                "It is taken to have ended then: correct DEC and REC."
            )
            result.append(episode._replace(end=after.start))
        else:
            result.append(episode)
    return result


def _stays(episodes: list[Episode]) -> list[Stay]:
    stays: list[Stay] = []
    for episode in episodes:
        last = stays[-1] if stays else None
        if last is not None and _continues(last, episode):
            later = last.ended_on is None or episode.end is None or episode.end >= last.ended_on
            if later:  # an episode inside another adds nothing to the period
                stays[-1] = last._replace(ended_on=episode.end, reason=_reason(episode), legal=episode.legal)
        elif not episode.empty:
            stays.append(Stay(episode.start, episode.end, episode.short_breaks, _reason(episode), episode.legal))
    return stays


def _continues(stay: Stay, episode: Episode) -> bool:
    if stay.ended_on is not None and episode.start > stay.ended_on:
        return False
    if stay.short_breaks != episode.short_breaks:
        return False
    # RNE S starts a period of care, also on the very day the one before it ended.
    return not (episode.started == STARTED and not episode.empty and episode.start == stay.ended_on)


def _reason(episode: Episode) -> str:
    return "" if episode.ceased == CONTINUES or episode.end is None else episode.ceased


def _legal(episodes: list[Episode]) -> list[LegalStatus]:
    spells: list[LegalStatus] = []
    for episode in episodes:
        if not episode.legal:
            continue
        last = spells[-1] if spells else None
        if last is not None and last.code == episode.legal and last.ended_on == episode.start:
            spells[-1] = last._replace(ended_on=episode.end)
        else:
            spells.append(LegalStatus(episode.start, episode.end, episode.legal))
    return spells


def _placements(episodes: list[Episode]) -> list[Placed]:
    """Episodes that differ only in legal status (RNE L) are one placement."""
    placements: list[Placed] = []
    for episode in episodes:
        if not episode.place:
            continue
        placed = Placed(
            episode.start,
            episode.end,
            episode.place,
            episode.provider,
            episode.reason_change,
            episode.home_postcode,
            episode.placement_postcode,
            episode.urn,
        )
        last = placements[-1] if placements else None
        if last is not None and last.ended_on == episode.start and episode.started == "L" and _same_place(last, placed):
            placements[-1] = placed._replace(started_on=last.started_on)
        else:
            placements.append(placed)
    return placements


def _same_place(one: Placed, other: Placed) -> bool:
    return (one.place, one.provider, one.placement_postcode, one.urn) == (
        other.place,
        other.provider,
        other.placement_postcode,
        other.urn,
    )


def _held(episodes: list[Episode]) -> list[Held]:
    spells: list[Held] = []
    for episode in episodes:
        if episode.place not in CUSTODY_PLACEMENTS:
            continue
        order = episode.legal in CARE_ORDERS
        last = spells[-1] if spells else None
        if last is not None and last.ended_on == episode.start and last.care_order == order:
            spells[-1] = last._replace(ended_on=episode.end)
        else:
            spells.append(Held(episode.start, episode.end, order))
    return spells


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
