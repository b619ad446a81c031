"""Contact as reported by files and returns, for many young people at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from waymark.contact.models import ContactMade, InTouchReport
from waymark.contact.rules import InTouch, Made
from waymark.people.facts.reported import Held, facts_held, known
from waymark.people.rules.words import Source

IN_TOUCH = ("year", "observed_on", "code")
"""What a return says about being in touch, column by column."""
CONTACT = ("happened_on", "made", "by_role")
"""A contact that a caseload list reports, column by column."""


def in_touch_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[InTouchReport]]:
    """Person → what the returns said about being in touch, latest year first."""
    found: dict[UUID, list[InTouchReport]] = {}
    rows = known(InTouchReport).filter(person__in=set(person_ids)).order_by("-year", "-observed_on")
    for report in rows:
        found.setdefault(report.person_id, []).append(report)
    return found


def last_reached(person_ids: Iterable[UUID], *, up_to: date) -> dict[UUID, ContactMade]:
    """Person → the latest contact by that day in which they were reached; who was never reached is left out."""
    rows = known(ContactMade).filter(person__in=set(person_ids), happened_on__lte=up_to, made=Made.MADE)
    return {row.person_id: row for row in rows.order_by("happened_on", "recorded_at")}


class InTouchSaid(NamedTuple):
    """One answer about being in touch: of which day, for which return, and who gave it."""

    person_id: UUID
    observed_on: date
    code: str
    year: int
    source: str


def in_touch_said(year: int, first: date, last: date, *, person_id: UUID | None = None) -> Iterator[InTouchSaid]:
    """Everyone's answers of those days, what staff answered for the return of that year, and who had died before.

    One query.
    """
    rows = known(InTouchReport).filter(
        Q(observed_on__gte=first, observed_on__lte=last)
        | Q(year=year, source=Source.STAFF)
        | Q(code=InTouch.DIED, year__lt=year)
    )
    if person_id is not None:
        rows = rows.filter(person=person_id)
    for values in rows.values_list(*InTouchSaid._fields).iterator(5_000):
        yield InTouchSaid(*values)


def reached_between(first: date, last: date, *, person_id: UUID | None = None) -> Iterator[tuple[UUID, date]]:
    """(person, day) of every contact in which somebody was reached on those days; one query."""
    rows = known(ContactMade).filter(happened_on__gte=first, happened_on__lte=last, made=Made.MADE)
    if person_id is not None:
        rows = rows.filter(person=person_id)
    yield from rows.values_list("person_id", "happened_on").iterator(5_000)


def in_touch_answers(person_id: UUID, year: int) -> list[InTouchReport]:
    """What is known of being in touch for the return of one year, from whatever source."""
    return list(known(InTouchReport).filter(person=person_id, year=year).order_by("recorded_at"))


def in_touch_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `IN_TOUCH`."""
    return facts_held(InTouchReport, IN_TOUCH, person_ids, source=source)


def contact_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `CONTACT`."""
    return facts_held(ContactMade, CONTACT, person_ids, source=source)
