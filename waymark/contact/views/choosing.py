"""Whom the contact was with: asked first, where a page does not know it already."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.audit import actions as audit
from waymark.contact import facts
from waymark.contact.actions import record_visit_for_several
from waymark.contact.actions.recording import OneOfSeveral
from waymark.contact.facts.choosing import Choice
from waymark.contact.forms.choosing import FindForm, SeveralWordsForm
from waymark.contact.forms.refusals import REFUSALS, WORDS
from waymark.contact.rules.telling import ago, scene
from waymark.core.dates import age_on
from waymark.core.wording import clock, listed
from waymark.people.access import open_record
from waymark.people.models import YoungPerson


@requires(Permission.RECORD_CONTACT)
def choose(request: HttpRequest) -> HttpResponse:
    """The user's own young people, the likeliest first; a post searches everyone within reach."""
    today = timezone.localdate()
    user = signed_in(request)
    form = FindForm(request.POST if request.method == "POST" else None)
    searched = form.is_bound and form.is_valid()
    choices = facts.found(user, form.cleaned_data["text"], on=today) if searched else facts.likely(user, on=today)
    _note_look(request, [choice.person for choice in choices])
    groups = [
        ("Today", [_line(choice, today) for choice in choices if choice.visit]),
        ("Lately", [_line(choice, today) for choice in choices if choice.lately and not choice.visit]),
        ("Your young people", [_line(choice, today) for choice in choices if not choice.lately and not choice.visit]),
    ]
    context = {
        "form": form,
        "searched": searched,
        "number": len(choices),
        "groups": [(title, lines) for title, lines in groups if lines],
    }
    return render(request, "contact/choose.html", context, status=422 if form.errors else 200)


@requires(Permission.RECORD_CONTACT)
def several(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """One visit to several people: the others' own text. `with` names them; a post with `find` looks for more people, one
    with `add` adds one, and neither saves anything or loses what was typed.
    """
    today, now = timezone.localdate(), timezone.now()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what="Record a contact")
    contact = facts.contact_of(person.pk, contact_id)
    if contact is None or not contact.known:
        raise Http404
    data = request.POST if request.method == "POST" else None
    there = facts.on_visit(contact)
    sent = data if data is not None else request.GET
    asked = [pk for pk in _ids(sent.getlist("with") + sent.getlist("add")) if pk != person.pk and pk not in there]
    others = facts.within_reach(user, asked, on=today)
    finding, adding = "find" in sent, "add" in sent
    filled = data if not finding and not adding else None
    forms = [
        SeveralWordsForm(filled, prefix=str(other.pk), called=other.called, today=today, initial=_typed(sent, other))
        for other in others
    ]
    find = FindForm(sent if finding else None)
    results = facts.found(user, find.cleaned_data["text"], on=today) if finding and find.is_valid() else []
    results = [choice for choice in results if choice.person.pk not in {person.pk, *there, *(o.pk for o in others)}]
    _note_look(request, [*others, *(choice.person for choice in results)])
    valid = [form.is_valid() for form in forms]  # each is asked, so that every page error is shown at once
    if valid and all(valid):
        each = [OneOfSeveral(person=other, **form.words()) for other, form in zip(others, forms, strict=True)]
        try:
            record_visit_for_several(contact=contact, each=each, by=user, today=today, now=now)
        except REFUSALS as problem:
            forms[0].add_error(None, WORDS[type(problem)][1])
        else:
            return _saved(request, person, others)
    context = {
        "person": person,
        "contact": contact,
        "scene": scene(
            on=contact.happened_on,
            at=contact.happened_at,
            place=contact.place,
            place_words=contact.place_words,
            called=person.called,
            present=contact.present,
            channel=contact.channel,
            today=today,
        ),
        "pairs": list(zip(others, forms, strict=True)),
        "forms": forms,
        "form": forms[0] if forms else find,
        "names": listed(other.called for other in others),
        "find": find,
        "finding": finding,
        "results": [_line(choice, today) for choice in results],
    }
    return render(request, "contact/several.html", context, status=422 if any(f.errors for f in forms) else 200)


def _saved(request: HttpRequest, person: YoungPerson, others: list[YoungPerson]) -> HttpResponse:
    messages.success(request, f"The visit is saved for {listed(o.called for o in [person, *others])}.")
    return redirect(reverse("workspace:record", args=[person.pk]))


def _typed(data: Any, other: YoungPerson) -> dict[str, Any]:
    """What was typed about somebody before more people were looked for."""
    start = f"{other.pk}-"
    return {name.removeprefix(start): data[name] for name in data if name.startswith(start)}


def _ids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _note_look(request: HttpRequest, people: list[YoungPerson]) -> None:
    if people:
        ids = [person.pk for person in people]
        audit.looked(by=signed_in(request), person_ids=ids, what="Whom to record a contact with", path=request.path)


def _line(choice: Choice, today: date) -> dict[str, Any]:
    """One person to choose: their age, and what there is to know in one line."""
    person, touch = choice.person, choice.touch
    href = reverse("contact:record", args=[person.pk])
    if choice.visit:
        text, href = f"Visit planned today at {clock(choice.visit.starts_at)}", f"{href}?visit={choice.visit.pk}"
    elif touch.reached_on:
        text = f"Last reached {ago(touch.reached_on, today=today)}"
    else:
        text = "Tried, never reached" if touch.tried_on else "No contact recorded yet"
    age = str(age_on(person.born_on, today)) if person.born_on else ""
    return {"person": person, "href": href, "text": text, "age": age}
