"""How a time in care goes: legal basis, placements and moves, reviews and missing episodes, in the codes of the day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from waymark.core.dates import add_months, birthday
from waymark.demo.rules import places
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import Care, InventedLife, Legal, Missing, Placed, Review

# Supported accommodation for 16 and 17 year olds must be registered since 28 October 2023. Until then the return
# knew it as H5, and P2 as living independently; K3 came with registration.
REGISTERED_FROM = date(2023, 10, 28)

YOUNG_PLACES: Mapping[str, float] = {
    "U6": 32, "U4": 26, "U3": 9, "U1": 8, "K2": 13, "P1": 6, "S1": 1, "R1": 0.6, "U5": 0.8, "U2": 0.6, "R3": 0.4, "R2": 0.3,
}  # fmt: skip
OLDER_PLACES: Mapping[str, float] = {"U6": 21, "U4": 24, "U3": 4, "U1": 5, "K2": 14, "K3": 26, "P1": 4, "S1": 0.8, "K1": 0.6, "R1": 0.6}  # fmt: skip
SETTLED_PLACES: Mapping[str, float] = {"U4": 66, "U1": 18, "U6": 8, "K2": 8}
ARRIVAL_PLACES: Mapping[str, float] = {"K3": 45, "U6": 34, "U4": 12, "K2": 5, "U3": 4}
PROVIDERS: Mapping[str, Mapping[str, float]] = {
    "U": {"PR1": 54, "PR4": 42, "PR5": 4},
    "K": {"PR4": 76, "PR1": 18, "PR5": 6},
    "H": {"PR4": 66, "PR5": 26, "PR1": 8},
    "P": {"PR0": 1},
    "R": {"PR3": 80, "PR4": 20},
    "S": {"PR4": 70, "PR3": 30},
}
MOVE_REASONS: Mapping[str, float] = {
    "CARPL": 48, "CREQB": 15, "CREQO": 8, "CHILD": 9, "CLOSE": 4, "ALLEG": 2, "STAND": 2, "LAREQ": 5, "OTHER": 7,
}  # fmt: skip
VIEWS_GIVEN: Mapping[str, float] = {"PN1": 55, "PN2": 5, "PN3": 1, "PN4": 3, "PN5": 7, "PN6": 22, "PN7": 7}


@dataclass(frozen=True, slots=True)
class Stay:
    """How one stretch of care is to go. `basis` is "order", "agreed" (s.20), "remand" or "breaks"."""

    basis: str = "order"
    reason: str = "E8"
    moves: tuple[int, int] = (0, 2)
    places: Mapping[str, float] | None = None
    kind: str = "looked_after"
    authority_code: str = ""


def past(end: date | None, on: date) -> date | None:
    """An end that has come by `on`; None for one still ahead, because nobody knows it yet."""
    return end if end is not None and end <= on else None


def look_after(dice: Dice, life: InventedLife, start: date, end: date, *, on: date, stay: Stay) -> None:
    """Add a stretch of care from `start` up to `end`, as far as it has happened by `on`."""
    if start > on or end <= start:
        return
    ended = past(end, on)
    under_order = stay.basis == "order"
    life.care.append(
        Care(
            started_on=start,
            ended_on=ended,
            kind=stay.kind,
            authority_code=stay.authority_code,
            ended_reason=stay.reason if ended else "",
            care_order_at_end=("yes" if under_order else "no") if ended else "unknown",
        )
    )
    life.legal.extend(_legal_basis(dice, start, end, on=on, stay=stay))
    home_postcode = places.postcode(dice, life.town)
    for placed in _placements(dice, life, start, end, on=on, stay=stay):
        placed.home_postcode = home_postcode
        life.placed.append(placed)
    if stay.kind == "looked_after":
        life.reviews.extend(_reviews(dice, life, start, ended or on, on=on))


def _legal_basis(dice: Dice, start: date, end: date, *, on: date, stay: Stay) -> Iterator[Legal]:
    """The legal statuses of one stretch, one after the other without a gap."""
    if stay.basis == "order":
        steps = [(dice.one(("L2", "L1")), dice.days(2, 8))] if dice.happens(0.3) else []
        if dice.happens(0.25):
            steps.append(("V2", dice.days(20, 120)))
        steps.append(("C1", dice.days(140, 300)))
        last = "C2"
    else:
        steps = []
        last = {"agreed": "V2", "remand": "J1", "breaks": "V4" if dice.happens(0.6) else "V3"}[stay.basis]
    day = start
    for code, length in steps:
        until = day + length
        if until >= end or day > on:
            break
        yield Legal(day, past(until, on), code)
        day = until
    if day <= on:
        yield Legal(day, past(end, on), last)


def _placements(dice: Dice, life: InventedLife, start: date, end: date, *, on: date, stay: Stay) -> Iterator[Placed]:
    """Where they lived, one after the other; a move has its reason, the last one of a finished stretch has none."""
    last_day = min(end, on)
    days = (last_day - start).days
    wanted = dice.randint(*stay.moves)
    cuts = sorted({start + timedelta(days=dice.randint(20, days - 1)) for _ in range(wanted)}) if days > 21 else []
    at16 = birthday(life.born_on, 16)
    if stay.places is None and start < at16 < last_day and dice.happens(0.35):
        cuts = sorted({*cuts, at16 + dice.days(5, 300)})
    starts = [start, *(cut for cut in cuts if cut < last_day)]
    for number, begins in enumerate(starts):
        finishes = starts[number + 1] if number + 1 < len(starts) else past(end, on)
        code = _place(dice, begins, at16=at16, stay=stay)
        moved = number + 1 < len(starts)
        placed = Placed(
            started_on=begins,
            ended_on=finishes,
            place=code,
            provider=dice.weighted(PROVIDERS[code[0]]),
            reason_change=dice.weighted(MOVE_REASONS) if moved else "",
            placement_postcode=places.postcode(dice, _where_placed(dice, life.town)),
            urn="" if code[0] == "P" else f"SC{dice.randint(900000, 999999)}",
        )
        if placed.place in ("H5", "P2") and (finishes is None or finishes > REGISTERED_FROM):
            # The home was registered while they lived there: same place, new code.
            yield replace(placed, ended_on=REGISTERED_FROM, reason_change="PLACE")
            placed = replace(placed, started_on=REGISTERED_FROM, place="K3")
        yield from _with_time_away(dice, placed, until=min(placed.ended_on or on, on))


def _with_time_away(dice: Dice, placed: Placed, *, until: date) -> Iterator[Placed]:
    """The placement, now and then with some days in hospital, on holiday or with another carer in the middle."""
    days = (until - placed.started_on).days
    if days < 90 or placed.place in ("R5", "K1") or not dice.happens(0.06):
        yield placed
        return
    left = placed.started_on + timedelta(days=dice.randint(30, days - 30))
    back = left + dice.days(2, 7)
    yield replace(placed, ended_on=left, reason_change="OTHER")
    away = dice.weighted({"T4": 45, "T1": 20, "T3": 20, "T2": 10, "T0": 5})
    yield replace(placed, started_on=left, ended_on=back, place=away, provider="", reason_change="OTHER", urn="")
    yield replace(placed, started_on=back)


def _place(dice: Dice, begins: date, *, at16: date, stay: Stay) -> str:
    if stay.basis == "remand":
        return dice.weighted({"R5": 55, "K1": 25, "K2": 20})
    if stay.basis == "breaks":
        return dice.weighted({"U6": 60, "K2": 40})
    older = begins >= at16
    code = dice.weighted(stay.places or (OLDER_PLACES if older else YOUNG_PLACES))
    if code != "K3":
        return code
    if not older:
        return "U6"
    if begins < REGISTERED_FROM:
        return "P2" if dice.happens(0.2) else "H5"
    return "K3"


def _where_placed(dice: Dice, town: str) -> str:
    if dice.happens(0.16):
        return dice.one(tuple(places.OUT_OF_COUNTY))
    return town if dice.happens(0.5) else places.town(dice)


def _reviews(dice: Dice, life: InventedLife, start: date, until: date, *, on: date) -> Iterator[Review]:
    """Within 20 working days, then after three months, then every six; only those since 12 are kept here."""
    day = start + dice.days(18, 28)
    from_12 = birthday(life.born_on, 12)
    first = True
    while day < until and day <= on:
        if day >= from_12:
            yield Review(day, dice.weighted(VIEWS_GIVEN))
        day = add_months(day, 3 if first else 6) - dice.days(0, 12)
        first = False


def go_missing(dice: Dice, life: InventedLife, *, on: date) -> None:
    """Some go missing for some days while looked after, a few of them often."""
    stretches = [care for care in life.care if care.kind == "looked_after"]
    if not stretches or not dice.happens(0.14):
        return
    care = stretches[-1]
    latest = (care.ended_on or on) - timedelta(days=8)
    earliest = max(care.started_on, birthday(life.born_on, 12))
    if latest <= earliest:
        return
    starts = sorted({dice.day_between(earliest, latest) for _ in range(dice.weighted({1: 50, 2: 24, 4: 16, 9: 10}))})
    for number, began in enumerate(starts):
        back = began + dice.days(0, 6)
        if number + 1 < len(starts):
            back = min(back, starts[number + 1])
        life.missing.append(Missing(began, back, dice.weighted({"M": 85, "A": 15})))
