"""Turns a care history back into episodes, as the return counts them. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from waymark.core.dates import Period


class Stay(NamedTuple):
    """A period of care; `ended_on` is the first day not looked after, `reason` a REC code."""

    started_on: date
    ended_on: date | None
    reason: str = ""
    short_breaks: bool = False


class Legal(NamedTuple):
    started_on: date
    ended_on: date | None
    code: str


class Placed(NamedTuple):
    started_on: date
    ended_on: date | None
    place: str
    provider: str = ""
    reason_change: str = ""
    home_postcode: str = ""
    placement_postcode: str = ""
    urn: str = ""


class Episode(NamedTuple):
    """One row of Episodes, for the whole of its life: `in_year` says how much of it a year's return knows."""

    decom: date
    rne: str
    legal: str
    placed: Placed | None
    dec: date | None
    rec: str
    reason_change: str


def episodes(stays: Iterable[Stay], legal: Iterable[Legal], placements: Iterable[Placed]) -> list[Episode]:
    """Every episode of one child, by the day it began: a new one wherever legal status or placement changes.

    RNE tells the first of a period of care (S) from a change of legal status (L), of placement and carer (P), of
    placement with the same carer (T) and of both (B, U). The same carer is one whose URN or postcode is the same. An
    episode that another follows at once ceases with X1.
    """
    statuses, places = list(legal), list(placements)
    found: list[Episode] = []
    for stay in sorted(stays):
        if stay.ended_on is not None and stay.ended_on <= stay.started_on:
            continue
        found += _of_stay(stay, statuses, places)
    return found


def _of_stay(stay: Stay, legal: list[Legal], placements: list[Placed]) -> Iterator[Episode]:
    whole = Period(stay.started_on, stay.ended_on)
    changes = {stay.started_on}
    ends = [day for spell in legal for day in (spell.started_on, spell.ended_on)]
    ends += [day for spell in placements for day in (spell.started_on, spell.ended_on)]
    changes |= {day for day in ends if day is not None and whole.contains(day)}
    days = sorted(changes)
    before: tuple[str, Placed | None] | None = None
    for position, start in enumerate(days):
        last = position + 1 == len(days)
        end = stay.ended_on if last else days[position + 1]
        status = next((spell.code for spell in legal if _holds(spell, start)), "")
        placed = next((spell for spell in placements if _holds(spell, start)), None)
        moves = placed is not None and not last and placed.ended_on == end
        yield Episode(
            start,
            _why(before, status, placed),
            status,
            placed,
            end,
            "" if end is None else stay.reason if last else "X1",
            placed.reason_change if placed is not None and moves else "",
        )
        before = (status, placed)


def _holds(spell: Legal | Placed, day: date) -> bool:
    return spell.started_on <= day and (spell.ended_on is None or day < spell.ended_on)


def _why(before: tuple[str, Placed | None] | None, status: str, placed: Placed | None) -> str:
    if before is None:
        return "S"
    legal_changed, moved = before[0] != status, before[1] != placed
    if not moved:
        return "L"
    same_carer = _same_carer(before[1], placed)
    if legal_changed:
        return "U" if same_carer else "B"
    return "T" if same_carer else "P"


def _same_carer(one: Placed | None, other: Placed | None) -> bool:
    if one is None or other is None:
        return False
    if one.urn or other.urn:
        return one.urn == other.urn
    return bool(one.placement_postcode) and one.placement_postcode == other.placement_postcode


def in_year(episode: Episode, year: Period) -> Episode | None:
    """The episode as the return of a year has it, or None when no day of it is in the year.

    The day an episode ended belongs to it here, as it does for the DfE; what ends after the year is still open in it.
    """
    end = year.end
    if end is not None and episode.decom >= end:
        return None
    if episode.dec is not None and episode.dec < year.start:
        return None
    if end is not None and episode.dec is not None and episode.dec >= end:
        return episode._replace(dec=None, rec="", reason_change="")
    return episode


def cells(child: str, episode: Episode, cin: str = "") -> dict[str, str | date | None]:
    """The row of Episodes. Why a child is in need (CIN) is not in the record, so it is given or stays blank."""
    placed = episode.placed
    return {
        "CHILD": child,
        "DECOM": episode.decom,
        "RNE": episode.rne,
        "LS": episode.legal,
        "CIN": cin,
        "PLACE": placed.place if placed else "",
        "PLACE_PROVIDER": placed.provider if placed else "",
        "DEC": episode.dec,
        "REC": episode.rec,
        "REASON_PLACE_CHANGE": episode.reason_change,
        "HOME_POST": placed.home_postcode if placed else "",
        "PL_POST": placed.placement_postcode if placed else "",
        "URN": placed.urn if placed else "",
    }
