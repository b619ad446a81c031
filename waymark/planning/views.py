"""What is going on in somebody's life, written in a few sentences. Pages that also show what is due are in workspace."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.people.access import open_record
from waymark.planning import actions, facts
from waymark.planning.forms import GoingOnForm


@requires(Permission.RECORD_CONTACT)
def going_on(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write the paragraph anew, beginning from the last one; the ones before stand beside it."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="What is going on")
    if person.pk != person_id:
        return redirect("planning:going_on", person.pk)
    earlier = facts.all_going_on(person.pk)
    form = GoingOnForm(request.POST or None, initial={"text": earlier[0].text if earlier else ""})
    if form.is_bound and form.is_valid():
        try:
            actions.write_going_on(person=person, **form.cleaned_data, by=signed_in(request), today=today)
        except actions.ReadInTheFuture:
            form.add_error("read_with_them_on", "Give a day that has been: today or before")
        else:
            messages.success(request, f"What is going on for {person.called} is saved.")
            return redirect("workspace:record", person.pk)
    return render(
        request,
        "planning/going_on.html",
        {"person": person, "form": form, "earlier": earlier[:12]},
        status=422 if form.errors else 200,
    )
