"""Contact as recorded and as reported, for many young people at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from waymark.contact.models import ContactMade, InTouchReport
from waymark.contact.rules import Made
from waymark.people.facts.reported import Held, facts_held
from waymark.people.rules.words import Source

IN_TOUCH = ("year", "observed_on", "code")
"""What a return says about being in touch, column by column."""
CONTACT = ("happened_on", "made", "by_role")
"""A contact that a caseload list reports, column by column."""


def in_touch_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[InTouchReport]]:
    """Person → what the returns said about being in touch, latest year first."""
    found: dict[UUID, list[InTouchReport]] = {}
    rows = InTouchReport.objects.known().filter(person__in=set(person_ids)).order_by("-year", "-observed_on")
    for report in rows:
        found.setdefault(report.person_id, []).append(report)
    return found


def last_reached(person_ids: Iterable[UUID], *, up_to: date) -> dict[UUID, ContactMade]:
    """Person → the latest contact by that day in which they were reached; who was never reached is left out."""
    rows = ContactMade.objects.known().filter(person__in=set(person_ids), happened_on__lte=up_to, made=Made.MADE)
    return {row.person_id: row for row in rows.order_by("happened_on", "recorded_at")}


def in_touch_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `IN_TOUCH`."""
    return facts_held(InTouchReport, IN_TOUCH, person_ids, source=source)


def contact_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `CONTACT`."""
    return facts_held(ContactMade, CONTACT, person_ids, source=source)
