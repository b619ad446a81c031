"""Whether a colleague can be had now, from what stands in their diary. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from waymark.core.wording import clock

# What a colleague is doing, by the kind of the entry.
DOING = {"visit": "On a visit", "call": "On a call", "meeting": "In a meeting", "other": "Busy"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry as a colleague may know it: its kind and its times, never with whom."""

    kind: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Availability:
    """`busy` is None for somebody who is free."""

    words: str
    busy: Slot | None
    next: Slot | None


def available(slots: Iterable[Slot], *, now: datetime) -> Availability:
    """What somebody is doing now and what is next today, in words. Of several at once, the one that ends last counts."""
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at))
    current = [slot for slot in ordered if slot.starts_at <= now < slot.ends_at]
    coming = next((slot for slot in ordered if slot.starts_at > now), None)
    if current:
        busy = max(current, key=lambda slot: slot.ends_at)
        return Availability(f"{DOING.get(busy.kind, DOING['other'])} until {clock(busy.ends_at)}", busy, coming)
    if coming:
        return Availability(f"Free until {clock(coming.starts_at)}", None, coming)
    return Availability("Nothing more in the diary today", None, None)
