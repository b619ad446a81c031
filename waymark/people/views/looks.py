"""Who has looked at a record, and what was changed in it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.audit.facts import changes_to, looks_at, people_who_looked
from waymark.people.access import open_record
from waymark.people.rules.events import told


@requires(Permission.SEE_LOOKS)
def looks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = open_record(request, person_id, on=timezone.localdate(), what="Who has looked at this record")
    if person.pk != person_id:
        return redirect("people:looks", person.pk)
    before = request.GET.get("before", "")
    paged = before.isdecimal() and len(before) < 19  # a longer one is the number of no row
    found, older = looks_at(person.pk, before=int(before) if paged else None)
    context = {
        "person": person,
        "looks": found,
        "older": older,
        "first_page": not paged,
        "who": people_who_looked(person.pk),
        "changes": [(change, told(change.name, change.fields)) for change in changes_to(person.pk, limit=20)],
    }
    return render(request, "people/looks.html", context)
