"""Promises to a young person and by them: the late ones first, each kept with one tap."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from waymark.accounts.access import Permission, requires, signed_in
from waymark.contact import facts
from waymark.contact.actions import break_promise, drop_promise, keep_promise, make_promise
from waymark.contact.actions.promises import PromiseChangedMeanwhile
from waymark.contact.forms.promises import CloseForm, PromiseForm
from waymark.contact.forms.refusals import REFUSALS, refuse
from waymark.contact.models import Promise
from waymark.contact.rules import PromiseState, Whose
from waymark.contact.rules.telling import promises_heading
from waymark.people.access import open_record
from waymark.people.models import YoungPerson


@requires(Permission.SEE_CONTACTS)
def promises(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what="Promises")
    if person.pk != person_id:
        return redirect("contact:promises", person.pk)
    may_record = user.may(Permission.RECORD_CONTACT, on=today)
    if request.method == "POST" and not may_record:
        raise Http404
    form = PromiseForm(request.POST if request.method == "POST" else None, called=person.called, today=today)
    if form.is_bound and form.is_valid():
        whose = Whose(form.cleaned_data["whose"])
        try:
            make_promise(
                person=person,
                what=form.cleaned_data["what"],
                by_when=form.cleaned_data["by_when"],
                owner=user,
                whose=whose,
                by=user,
                today=today,
            )
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            words = (
                "It is on your day until it is kept." if whose == Whose.WORKER else "It stands here until it is kept."
            )
            messages.success(request, f"The promise is written down. {words}")
            return redirect("contact:promises", person.pk)
    return _page(request, person, form, may_record=may_record, today=today)


def _page(
    request: HttpRequest, person: YoungPerson, form: PromiseForm, *, may_record: bool, today: date
) -> HttpResponse:
    rows = facts.promises_of_person(person.pk)
    ours = [row for row in rows if row.state == PromiseState.OPEN and row.whose != Whose.YOUNG_PERSON]
    closed = [row for row in rows if row.state != PromiseState.OPEN]
    return render(
        request,
        "contact/promises.html",
        {
            "person": person,
            "heading": promises_heading(
                called=person.called, open_ones=len(ours), late=sum(row.by_when < today for row in ours)
            ),
            "ours": ours,
            "theirs": [row for row in rows if row.state == PromiseState.OPEN and row.whose == Whose.YOUNG_PERSON],
            "closed": closed,
            "kept": sum(row.state == PromiseState.KEPT for row in closed),
            "broken": sum(row.state == PromiseState.BROKEN for row in closed),
            "states": dict(PromiseState.choices()),
            "form": form,
            "may_record": may_record,
            "today": today,
        },
        status=422 if form.errors else 200,
    )


@requires(Permission.RECORD_CONTACT)
@require_POST
def promise_keep(request: HttpRequest, person_id: UUID, promise_id: UUID) -> HttpResponse:
    """One tap; `next` in the form is where to go afterwards, on this site."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Promises")
    promise = _promise(person, promise_id)
    try:
        keep_promise(promise, by=signed_in(request), today=today)
    except PromiseChangedMeanwhile:
        messages.info(request, "This promise was closed already.")
    else:
        messages.success(request, f"Kept: {promise.what}")
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return redirect(asked)
    return redirect("contact:promises", person.pk)


@requires(Permission.RECORD_CONTACT)
def promise_close(request: HttpRequest, person_id: UUID, promise_id: UUID) -> HttpResponse:
    """It is not kept, or no longer needed, and why."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Promises")
    promise = _promise(person, promise_id)
    form = CloseForm(request.POST if request.method == "POST" else None, called=person.called)
    if form.is_bound and form.is_valid():
        close = break_promise if form.cleaned_data["state"] == PromiseState.BROKEN else drop_promise
        try:
            close(promise, reason=form.cleaned_data["reason"], by=signed_in(request), today=today)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, "The promise is closed, with the reason.")
            return redirect("contact:promises", person.pk)
    context = {
        "person": person,
        "promise": promise,
        "form": form,
        "back": reverse("contact:promises", args=[person.pk]),
    }
    return render(request, "contact/promise_close.html", context, status=422 if form.errors else 200)


def _promise(person: YoungPerson, promise_id: UUID) -> Promise:
    promise = facts.promise_of(person.pk, promise_id)
    if promise is None:
        raise Http404
    return promise
