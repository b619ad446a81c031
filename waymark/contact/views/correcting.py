"""Correcting a contact, and what to do when two people did so at once: both versions are shown, no word is lost."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.contact import facts
from waymark.contact.actions import correct_contact, withdraw_contact
from waymark.contact.forms.correcting import CorrectForm, TakeBackForm, as_asked
from waymark.contact.forms.recording import ContactForm
from waymark.contact.forms.refusals import REFUSALS, refuse
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, Place, StartedBy, next_try
from waymark.contact.rules.telling import BY, entry_words
from waymark.core.wording import full_date
from waymark.people.access import open_record
from waymark.people.actions.facts import AlreadyWithdrawn
from waymark.people.models import YoungPerson
from waymark.policy.facts import setting_on

LABELS = {
    "made": "Reached",
    "channel": "How",
    "happened_on": "Day",
    "happened_at": "Time",
    "place": "Where",
    "place_words": "Place in words",
    "present": "Who else was there",
    "started_by": "Who started it",
    "by_role": "By whom",
    "worker_name": "Worker",
    "note": "What happened",
    "their_words": "Own words",
    "saw_where_sleeps": "Saw where they sleep",
    "worried": "Worried",
    "worried_note": "What worries",
    "next_try_on": "Try again on",
}


class Apart(NamedTuple):
    """One thing on which two versions of a contact differ."""

    label: str
    stands: str
    typed: str


@requires(Permission.RECORD_CONTACT)
def correct(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    person = open_record(request, person_id, on=today, what="Correct a contact")
    asked = facts.contact_of(person.pk, contact_id)
    if asked is None:
        raise Http404
    contact = facts.as_it_stands(asked)
    if contact is None:
        messages.warning(request, "This contact was taken back meanwhile.")
        return redirect("contact:contacts", person.pk)
    if request.method != "POST":
        if contact.pk != contact_id:
            return redirect("contact:correct", person.pk, contact.pk)
        form = correct_form(request, None, contact, today=today, now=now, initial=as_asked(contact))
        return _page(request, person, contact, form)
    form = correct_form(request, request.POST, contact, today=today, now=now)
    if not form.is_valid():
        return _page(request, person, contact, form, apart=contact.pk != contact_id)
    if contact.pk != contact_id:
        return _page(request, person, contact, form, apart=True)
    fields, reason = form.as_kept(), form.cleaned_data["reason"]
    if fields["worker_name"]:
        fields["worker"] = None
    try:
        correct_contact(contact, reason=reason, by=signed_in(request), today=today, now=now, **fields)
    except AlreadyWithdrawn:  # in the moment between reading it and writing
        return _page(request, person, facts.as_it_stands(contact) or contact, form, apart=True)
    except REFUSALS as problem:
        refuse(form, problem)
        return _page(request, person, contact, form)
    messages.success(request, "The correction is kept. What stood here before can still be read.")
    return redirect("contact:contacts", person.pk)


@requires(Permission.RECORD_CONTACT)
def take_back(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """A contact that never was, such as one kept for the wrong person."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Take a contact back")
    contact = facts.contact_of(person.pk, contact_id)
    if contact is None:
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            withdraw_contact(contact, reason=form.cleaned_data["reason"], by=signed_in(request), today=today)
        except AlreadyWithdrawn:
            messages.warning(request, "Somebody else has corrected or taken back this contact meanwhile.")
        else:
            messages.success(request, "It is taken back. The history still shows that it was once believed.")
        return redirect("contact:contacts", person.pk)
    context = {"person": person, "contact": contact, "form": form}
    return render(request, "contact/take_back.html", context, status=422 if form.errors else 200)


def saved_before_page(
    request: HttpRequest,
    person: YoungPerson,
    contact: ContactMade,
    typed: ContactForm,
    *,
    today: date,
    now: datetime,
) -> HttpResponse:
    """The form was saved before and says something else now: it becomes a correction, with every word still in it."""
    standing = facts.as_it_stands(contact)
    if standing is None:
        messages.warning(request, "This contact was saved and taken back meanwhile. Nothing new was saved.")
        return redirect("contact:contacts", person.pk)
    form = correct_form(request, request.POST, standing, today=today, now=now)
    form.is_valid()
    form.errors.pop("reason", None)
    return _page(request, person, standing, form, apart=True, twice=True, promised=[p.what for p in typed.promised()])


def correct_form(
    request: HttpRequest,
    data: Any,
    contact: ContactMade,
    *,
    today: date,
    now: datetime,
    initial: dict[str, Any] | None = None,
) -> CorrectForm:
    suggested = next_try(today, int(setting_on("next_try_days", today)))
    return CorrectForm(
        data,
        called=contact.person.called,
        today=today,
        now=now,
        next_try_on=suggested,
        initial=initial,
        stands=contact,
        see_risk=signed_in(request).may(Permission.SEE_RISK, on=today),
    )


def _page(
    request: HttpRequest,
    person: YoungPerson,
    contact: ContactMade,
    form: CorrectForm,
    *,
    apart: bool = False,
    twice: bool = False,
    promised: list[str] | None = None,
) -> HttpResponse:
    return render(
        request,
        "contact/correct.html",
        {
            "person": person,
            "contact": contact,
            "form": form,
            "scene": _scene(contact),
            "action": reverse("contact:correct", args=[person.pk, contact.pk]),
            "apart": _apart(contact, form) if apart else [],
            "changed": apart and not twice,
            "twice": twice,
            "promised": promised or [],
        },
        status=409 if apart else 422 if form.errors else 200,
    )


def _scene(contact: ContactMade) -> str:
    """When, where and who, as one sentence: “14 May 2026 at 11:00, visit by Alex Merrin, at home.”"""
    when = full_date(contact.happened_on) + (f" at {contact.happened_at:%H:%M}" if contact.happened_at else "")
    words = entry_words(
        made=contact.made,
        channel=contact.channel,
        by=contact.shown_worker or BY[ByRole(contact.by_role)],
        called=contact.person.called,
        started_by=contact.started_by,
        place=contact.place,
        place_words=contact.place_words,
    )
    return f"{when}, {words}{f', with {contact.present}' if contact.present else ''}."


def _apart(contact: ContactMade, form: CorrectForm) -> list[Apart]:
    """On what the contact as it stands and what was typed differ, in words."""
    if not form.is_valid() and "made" not in form.cleaned_data:
        return []
    typed = {name: form.cleaned_data.get("how" if name == "channel" else name) for name in LABELS}
    found = []
    for name, label in LABELS.items():
        if name.startswith("worried") and name not in form.fields:
            continue
        stands, mine = shown(name, getattr(contact, name)), shown(name, typed[name])
        if stands != mine:
            found.append(Apart(label, stands or "nothing", mine or "nothing"))
    return found


_WORDS = {"made": Made, "channel": Channel, "place": Place, "started_by": StartedBy, "by_role": ByRole}


def shown(name: str, value: Any) -> str:
    """A value of a contact in words."""
    if name in _WORDS:
        return _WORDS[name].label_of(str(value or "unknown"))
    if name in {"saw_where_sleeps", "worried"}:
        return "yes" if value else ""
    if isinstance(value, date):
        return full_date(value)
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value or "").strip()
