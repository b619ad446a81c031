"""Reads status cases (JSON) into facts, for `waymark legal-status` and for the worked cases that are tests."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from waymark.core.dates import LeapDay, Period, birthday
from waymark.eligibility.rules.inputs import (
    USUAL,
    Accommodation,
    CareFacts,
    CareStay,
    Conventions,
    Held,
    HeldStay,
    OtherStay,
    SupportRequest,
)
from waymark.eligibility.rules.statuses import Flag, Status
from waymark.eligibility.rules.words import explain

T = TypeVar("T")


class CaseUnreadable(ValueError):
    """A case cannot be read; the message names the case, the field and what to write there."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    on: date
    facts: CareFacts


# The short notes that say which limb of s.24(2) other accommodation falls under.
_NOTES: dict[str, Accommodation] = {
    "pf": Accommodation.PRIVATE_FOSTERING,
    "private fostering": Accommodation.PRIVATE_FOSTERING,
    "3m": Accommodation.HEALTH_OR_EDUCATION,
    "hospital": Accommodation.HEALTH_OR_EDUCATION,
    "education": Accommodation.HEALTH_OR_EDUCATION,
    "care home": Accommodation.HEALTH_OR_EDUCATION,
    "vol": Accommodation.VOLUNTARY,
    "voluntary organisation": Accommodation.VOLUNTARY,
    "pch": Accommodation.PRIVATE_HOME,
    "private children's home": Accommodation.PRIVATE_HOME,
}
# A case has no field for these two facts; where its description names one, the matter is flagged, not decided.
_NAMED_IN_WORDS: tuple[tuple[Flag, str, re.Pattern[str]], ...] = (
    (Flag.J17, "section_17", re.compile(r"\b(?:s\.? ?|section )17 accommodation\b", re.IGNORECASE)),
    (Flag.JFAM, "child_arrangements", re.compile(r"\bCAO\b|\bchild arrangements order\b")),
)


def read_cases(document: object) -> list[Case]:
    """The cases of a parsed JSON document, a list of objects. CaseUnreadable says what to mend."""
    if not isinstance(document, list):
        raise CaseUnreadable("The file must hold a list of cases: [ {...}, {...} ].")
    return [_read_case(number, item) for number, item in enumerate(document, start=1)]


def answer_case(case: Case, conventions: Conventions = USUAL) -> dict[str, Any]:
    """The answer as the command prints it."""
    explanation = explain(case.facts, case.on, conventions)
    answer = explanation.answer
    return {
        "id": case.id,
        "status": answer.status.value,
        "basis": answer.basis.value,
        "nights_since_14": answer.nights_since_14,
        "changes_on": answer.changes_on.isoformat() if answer.changes_on else None,
        "flags": [flag.value for flag in answer.flags],
        "reasons": [*explanation.reasons, *(f"To decide ({flag}): {words}" for flag, words in explanation.to_decide)],
    }


def _read_case(number: int, item: object) -> Case:
    if not isinstance(item, Mapping):
        raise CaseUnreadable(f"Case {number} is not an object with fields.")
    name = str(item.get("id", number))
    reader = _Reader(name, item)
    born = reader.day("date_of_birth")
    on = reader.day("as_of")
    care_order = reader.yes("care_order")
    facts = CareFacts(
        date_of_birth=born,
        looked_after=reader.each(
            "looked_after", lambda p, note, _: CareStay(p, authority=note if len(note) == 1 else "")
        ),
        short_breaks=reader.periods("short_breaks"),
        with_parent=reader.periods("with_parent"),
        held=reader.each("detained_or_hospital", lambda p, note, _: HeldStay(p, _held(note), care_order)),
        other_accommodation=reader.each("other_accommodation", lambda p, note, at: OtherStay(p, reader.kind(note, at))),
        special_guardianship=reader.periods("special_guardianship"),
        child_arrangements=reader.periods("child_arrangements"),
        section_17=reader.periods("section_17"),
        adopted_on=reader.day_or_none("adopted_on"),
        died_on=reader.day_or_none("died_on"),
        requests=(SupportRequest(on),) if reader.yes("requested_support_21_plus") else (),
        programmes=(Period(_programme_start(born, on)),) if reader.yes("in_education_21_plus") else (),
        short_breaks_under_care_order=care_order,
        history_complete=not reader.yes("history_missing"),
        reported=reader.status("reported"),
        raised=frozenset(
            flag
            for flag, field, pattern in _NAMED_IN_WORDS
            if not item.get(field) and pattern.search(str(item.get("case", "")))
        ),
    )
    return Case(name, on, facts)


def _held(note: str) -> Held:
    return Held.HOSPITAL if "hosp" in note.lower() else Held.CUSTODY


def _programme_start(born: date, on: date) -> date:
    """ "In education at 21 or later" says nothing of when it began; before 25, or s.23CA would not reach it."""
    try:
        return min(on, birthday(born, 25, LeapDay.FEB28) - timedelta(days=1))
    except ValueError:
        return on


class _Reader:
    """The fields of one case, each read with an error that names it."""

    def __init__(self, name: str, item: Mapping[str, Any]) -> None:
        self.name = name
        self.item = item

    def error(self, field: str, advice: str) -> CaseUnreadable:
        return CaseUnreadable(f"Case {self.name}, {field}: {advice}")

    def day(self, field: str) -> date:
        return self._date(field, self.item.get(field))

    def day_or_none(self, field: str) -> date | None:
        value = self.item.get(field)
        return None if value is None else self._date(field, value)

    def yes(self, field: str) -> bool:
        value = self.item.get(field, False)
        if not isinstance(value, bool):
            raise self.error(field, "write true or false.")
        return value

    def status(self, field: str) -> Status | None:
        value = self.item.get(field)
        if value is None:
            return None
        try:
            return Status(value)
        except ValueError:
            raise self.error(field, f"write one of {', '.join(Status.values())}.") from None

    def kind(self, note: str, field: str) -> Accommodation:
        try:
            return _NOTES.get(note.lower()) or Accommodation(note.lower())
        except ValueError:
            raise self.error(field, f"say what it was in “note”: one of {', '.join(_NOTES)}.") from None

    def periods(self, field: str) -> tuple[Period, ...]:
        return self.each(field, lambda period, _note, _at: period)

    def each(self, field: str, make: Callable[[Period, str, str], T]) -> tuple[T, ...]:
        value = self.item.get(field)
        if value is None:
            return ()
        rows = [value] if isinstance(value, Mapping) else value
        if not isinstance(rows, list):
            raise self.error(field, "write a list of periods, each with a start and an end.")
        result = []
        for number, row in enumerate(rows, start=1):
            at = f"{field} {number}"
            if not isinstance(row, Mapping):
                raise self.error(at, "write a period with a start and an end.")
            start = self._date(f"{at} start", row.get("start"))
            end = None if row.get("end") is None else self._date(f"{at} end", row["end"])
            if end is not None and end < start:
                raise self.error(at, "the end lies before the start; check both dates.")
            result.append(make(Period(start, end), str(row.get("note") or ""), at))
        return tuple(result)

    def _date(self, field: str, value: object) -> date:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.error(field, "write a date such as 2008-06-15.")
