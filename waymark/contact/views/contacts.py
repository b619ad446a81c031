"""All contacts with one young person, the latest first, and two figures: reached by their adviser, and by anyone."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.contact import facts
from waymark.contact.forms.recording import written
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.contact.rules.telling import BY, ago, entry_words, headline, rhythm_words
from waymark.core.wording import full_date, weekday_date
from waymark.people.access import open_record
from waymark.people.models import YoungPerson

PAGE = 50
SHOWN: dict[str, tuple[str, Callable[[ContactMade], bool]]] = {
    "": ("Everything", lambda contact: True),
    "reached": ("Reached", lambda contact: contact.made == Made.MADE),
    "tried": ("Tried", lambda contact: contact.made == Made.TRIED),
    "words": ("Own words", lambda contact: bool(contact.their_words)),
    "adviser": ("By adviser", lambda contact: contact.by_role == ByRole.ADVISER),
}


@requires(Permission.SEE_CONTACTS)
@require_safe
def contacts(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """`?show=` is one of SHOWN, `?before=` the contact above which the page before ended."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Contacts")
    if person.pk != person_id:
        return redirect("contact:contacts", person.pk)
    rows = facts.contacts_of(person.pk, up_to=today)
    show = request.GET.get("show", "")
    wanted = SHOWN.get(show, SHOWN[""])[1]
    listed = [row for row in rows if wanted(row)]
    before = written(request.GET, "before")
    start = next((n for n, row in enumerate(listed) if row.pk == before), -1) + 1
    page = listed[start : start + PAGE]
    touch = facts.touches([person.pk], up_to=today)[person.pk]
    may = signed_in(request).standing(on=today).may
    here = reverse("contact:contacts", args=[person.pk])
    older = f"{here}?show={show}&before={page[-1].pk}" if len(listed) > start + PAGE else ""
    return render(
        request,
        "contact/contacts.html",
        {
            "person": person,
            "heading": headline(touch, called=person.called, today=today),
            "touch": touch,
            "by_adviser": ago(touch.reached_by_adviser_on, today=today) if touch.reached_by_adviser_on else "",
            "by_anyone": ago(touch.reached_on, today=today) if touch.reached_on else "",
            "rhythm": rhythm_words(touch.rhythm_days) if touch.rhythm_days else "",
            "filters": [
                {
                    "text": words,
                    "href": f"{here}?show={key}" if key else here,
                    "current": wanted is SHOWN[key][1],
                    "count": sum(map(counts, rows)),
                }
                for key, (words, counts) in SHOWN.items()
            ],
            "entries": list(_entries(page, person, today=today, where=may(Permission.SEE_CONTACT_DETAILS))),
            "older": older,
            "nothing": not rows,
            "may_record": may(Permission.RECORD_CONTACT),
            "may_see_risk": may(Permission.SEE_RISK),
        },
    )


def _entries(rows: list[ContactMade], person: YoungPerson, *, today: date, where: bool) -> Iterator[dict[str, Any]]:
    """A heading for each year before this one, and what each contact was; the words of a place only where allowed."""
    year = today.year
    for row in rows:
        if row.happened_on.year != year:
            year = row.happened_on.year
            yield {"year": year}
        when = weekday_date(row.happened_on) if year == today.year else full_date(row.happened_on)
        yield {
            "contact": row,
            "when": f"{when} at {row.happened_at:%H:%M}" if row.happened_at else when,
            "words": entry_words(
                made=row.made,
                channel=row.channel,
                by=row.shown_worker or BY[ByRole(row.by_role)],
                called=person.called,
                started_by=row.started_by,
                place=row.place,
                place_words=row.place_words if where else "",
            ),
            "kind": {Made.MADE: "made"}.get(Made(row.made), ""),
        }
