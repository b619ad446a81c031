"""What the page between two personal advisers holds besides what people write on it, as text that can be frozen. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from waymark.core.wording import full_date
from waymark.duties.rules import Duty, State

Item = dict[str, str]
"""One row of the page: `title`, `text` and `day`, any of the last two empty."""

Snapshot = dict[str, list[Item]]
"""The page by section: `promises`, `due` and `people`."""


def due_items(duties: Iterable[Duty], *, on: date) -> list[Item]:
    """What is owed with its day, the soonest first; what is done, excepted or far off by its nature is left out."""
    open_ones = [d for d in duties if d.state in (State.DUE, State.OVERDUE, State.NOT_YET)]
    in_order = sorted(open_ones, key=lambda d: (d.due_on or date.min, d.duty))
    return [{"title": d.name, "text": d.reason, "day": _when(d, on=on)} for d in in_order]


def _when(duty: Duty, *, on: date) -> str:
    if duty.due_on is None:
        return "now"
    return f"{'was due' if duty.due_on < on else 'by'} {full_date(duty.due_on)}"


def promise_items(promises: Iterable[tuple[str, str, date]], *, on: date) -> list[Item]:
    """Open promises, (what, who owes it, by when), in the order given."""
    return [
        {"title": what, "text": owner, "day": f"{'was due' if by_when < on else 'by'} {full_date(by_when)}"}
        for what, owner, by_when in promises
    ]


def people_items(people: Sequence[tuple[str, str]]) -> list[Item]:
    """Who is around them, (name, who that is)."""
    return [{"title": name, "text": text, "day": ""} for name, text in people]
