"""How often one young person is to be reached: more often by whoever works with them, less often by a manager."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.contact import facts
from waymark.contact.actions import end_rhythm, set_rhythm
from waymark.contact.forms.refusals import REFUSALS, refuse
from waymark.contact.forms.rhythms import EndRhythmForm, RhythmForm
from waymark.contact.rules.rhythm import needs_manager
from waymark.contact.rules.telling import rhythm_words
from waymark.people.access import open_record

ASK = "Ask a manager: reaching somebody less often is theirs to decide"


@requires(Permission.RECORD_CONTACT)
def rhythm(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A post with `end` ends the rhythm, any other sets one."""
    today = timezone.localdate()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what="How often they are reached")
    if person.pk != person_id:
        return redirect("contact:rhythm", person.pk)
    held = facts.rhythms_of([person.pk], on=today).get(person.pk)
    oversees = user.may(Permission.OVERSEE_CONTACT, on=today)
    ending = request.method == "POST" and "end" in request.POST
    form = RhythmForm(request.POST if request.method == "POST" and not ending else None, today=today)
    end_form = EndRhythmForm(request.POST if ending else None, prefix="end")
    asked = end_form if ending else form
    if asked.is_bound and asked.is_valid():
        wanted = None if ending else int(form.cleaned_data["every_days"])
        if not oversees and needs_manager(now_every=held.every_days if held else None, wanted_every=wanted):
            asked.add_error(None, ASK)
        else:
            try:
                if wanted is not None:
                    set_rhythm(
                        person=person,
                        every_days=wanted,
                        reason=form.cleaned_data["reason"],
                        until=form.cleaned_data["until"],
                        by=user,
                        today=today,
                    )
                elif held is not None:
                    end_rhythm(held, reason=end_form.cleaned_data["reason"], by=user, today=today)
            except REFUSALS as problem:
                refuse(asked, problem)
            else:
                said = (
                    f"{person.called} is to be reached {rhythm_words(wanted)}."
                    if wanted
                    else "The usual clock counts again."
                )
                messages.success(request, said)
                return redirect("contact:contacts", person.pk)
    context = {
        "person": person,
        "held": held,
        "every": rhythm_words(held.every_days) if held else "",
        "past": facts.rhythms_before(person.pk, on=today),
        "form": form,
        "end_form": end_form,
        "oversees": oversees,
        "rhythm_words": rhythm_words,
    }
    return render(request, "contact/rhythm.html", context, status=422 if asked.errors else 200)
