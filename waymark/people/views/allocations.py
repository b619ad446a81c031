"""Who works for a young person, now and before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.accounts.facts import open_teams, staff_on
from waymark.people import actions
from waymark.people.access import open_record, reached_beyond_emergency
from waymark.people.facts import allocations_of
from waymark.people.forms.around import AllocateForm, EndForm
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.people.views.fact_pages import Back, posted, saved


@requires(Permission.SEE_RECORD)
def allocations(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Their workers")
    if person.pk != person_id:
        return redirect("people:allocations", person.pk)
    rows = allocations_of([person.pk]).get(person.pk, [])
    present = [row for row in rows if row.ended_on is None or row.ended_on > today]
    advisers = [row for row in rows if row.role == AllocationRole.PERSONAL_ADVISER]
    return render(
        request,
        "people/allocations.html",
        {
            "person": person,
            "present": present,
            "past": [row for row in rows if row not in present],
            "roles": dict(AllocationRole.choices()),
            "adviser": next((row for row in advisers if row in present), None),
            "advisers": len({row.worker_id or row.worker_name for row in advisers}),
            "may_allocate": request.user.may(Permission.ALLOCATE, on=today)  # type: ignore[union-attr]
            and reached_beyond_emergency(request, person, on=today),
        },
    )


@requires(Permission.ALLOCATE)
def allocation_add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Their workers")
    if not reached_beyond_emergency(request, person, on=today):
        raise Http404
    initial = {"started_on": today, "role": request.GET.get("role", AllocationRole.PERSONAL_ADVISER)}
    form = AllocateForm(posted(request), initial=initial, staff=staff_on(today), teams=open_teams(today))

    def allocate(**asked: Any) -> None:
        fields = form.cleaned_data | {"role": AllocationRole(form.cleaned_data["role"])}
        actions.allocate(person, **fields, **asked)

    if saved(request, form, allocate, today=today):
        messages.success(
            request, f"{person.called} has a new {AllocationRole.label_of(form.cleaned_data['role']).lower()}."
        )
        return redirect("people:allocations", person.pk)
    context = {"person": person, "form": form, "back": _back(person)}
    return render(request, "people/allocation_add.html", context, status=422 if form.errors else 200)


@requires(Permission.ALLOCATE)
def allocation_end(request: HttpRequest, person_id: UUID, allocation_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Their workers")
    if not reached_beyond_emergency(request, person, on=today):
        raise Http404
    row = (
        Allocation.objects.known()
        .filter(pk=allocation_id, person=person, ended_on=None)
        .select_related("worker", "team")
        .first()
    )
    if row is None:
        raise Http404
    form = EndForm(posted(request), initial={"ended_on": today})

    def end(**asked: Any) -> None:
        actions.end_allocation(row, **form.cleaned_data, **asked)

    if saved(request, form, end, today=today):
        messages.success(request, f"{row.shown_worker} is no longer there for {person.called}.")
        return redirect("people:allocations", person.pk)
    role = AllocationRole.label_of(row.role).lower()
    context = {
        "person": person,
        "form": form,
        "title": f"{row.shown_worker} is no longer {person.called}’s {role}",
        "doing": "Keep the end",
        "stop": False,
        "back": _back(person),
        "effect": f"{person.called} then has nobody as {role}. To hand over, give them the next worker instead.",
    }
    return render(request, "people/fact_form.html", context, status=422 if form.errors else 200)


def _back(person: YoungPerson) -> Back:
    return Back(f"Back to {person.called}’s workers", reverse("people:allocations", args=[person.pk]))
