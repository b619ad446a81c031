"""Recording a contact: choices before typing, what is known as one sentence, and nothing typed is ever lost."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.actions import drop_draft
from waymark.accounts.facts import DraftKept, draft_of
from waymark.accounts.models import User
from waymark.contact import facts
from waymark.contact.actions import record_contact
from waymark.contact.forms.days import NearDay
from waymark.contact.forms.recording import KNOWN_SCENE, ContactForm, five_minutes_back, written
from waymark.contact.forms.refusals import REFUSALS, refuse
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, Place, StartedBy, next_try
from waymark.contact.rules.telling import day_words, effects, scene
from waymark.contact.views.correcting import saved_before_page
from waymark.core.dates import age_on
from waymark.core.wording import clock, counted, listed, local, near_moment, weekday_date
from waymark.diary.facts import visit_of
from waymark.diary.models import Visit
from waymark.people.access import open_record
from waymark.people.facts import reach_of
from waymark.people.models import YoungPerson
from waymark.policy.facts import settings_on


@requires(Permission.RECORD_CONTACT)
def record(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """`?visit=` is a planned visit of theirs, `?how=` a channel, `?next=` where to go afterwards, on this site."""
    today, now = timezone.localdate(), timezone.now()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what="Record a contact")
    if person.pk != person_id:
        return redirect("contact:record", person.pk)
    visit = _visit(request, person)
    settings = settings_on(today)
    suggested = next_try(today, int(settings["next_try_days"]))
    others = facts.companions_of(person, user, on=today)
    about, chosen = f"contact:{person.pk}", written(request.GET, "draft")
    draft = draft_of(user, about, client_key=chosen) if chosen else None
    form = contact_form(
        request.POST if request.method == "POST" else None,
        person=person,
        today=today,
        now=now,
        next_try_on=suggested,
        also=[(str(other.pk), other.shown_name) for other in others],
        initial=_initial(request, user, person, visit, suggested, today=today, now=now) | _begun(draft),
    )
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["client_key"]
        before = facts.contact_by_key(person.pk, key) if key else None
        if before and not says_the_same(before, form):
            return saved_before_page(request, person, before, form, today=today, now=now)
        together = form.cleaned_data.get("also") or []
        contact = keep(form, person=person, user=user, visit=visit, several=bool(together), today=today, now=now)
        if contact is not None:
            messages.success(request, what_was_saved(contact, form, person, again=before is not None, today=today))
            if together:
                query = "&".join(f"with={other}" for other in together)
                return redirect(f"{reverse('contact:several', args=[person.pk, contact.pk])}?{query}")
            return redirect(_next(request) or reverse("workspace:record", args=[person.pk]))
    touch = facts.touches([person.pk], up_to=today)[person.pk]
    role = ByRole(form["by_role"].value() or ByRole.UNKNOWN)
    begun = None if form.is_bound or draft else draft_of(user, about)
    context = {
        "person": person,
        "form": form,
        "draft": begun,
        "begun": near_moment(begun.begun_at, today=today) if begun else "",
        "carry_on": _with_draft(request, begun) if begun else "",
        "scene": _scene(form, person, today=today),
        "back_text": "Back to today" if _next(request) == reverse("workspace:home") else f"Back to {person.called}",
        "back_url": _next(request) or reverse("workspace:record", args=[person.pk]),
        "effects": effects(
            touch=touch,
            called=person.called,
            today=today,
            weeks=_weeks(person, settings, today),
            only_adviser=settings["keep_in_touch_counts"] == "adviser",
            as_adviser=role == ByRole.ADVISER,
            visit=f"{day_words(local(visit.starts_at).date(), today=today)} at {clock(visit.starts_at)}"
            if visit
            else "",
            next_try_on=suggested,
        ),
    }
    return render(request, "contact/record.html", context, status=422 if form.errors else 200)


def contact_form(
    data: Mapping[str, Any] | None,
    *,
    person: YoungPerson,
    today: date,
    now: datetime,
    next_try_on: date,
    also: list[tuple[str, str]] | None = None,
    initial: dict[str, Any] | None = None,
) -> ContactForm:
    """The form about one person; `data` may come from a page or, later, from a phone that had no signal."""
    return ContactForm(
        data, called=person.called, today=today, now=now, next_try_on=next_try_on, also=also or (), initial=initial
    )


def keep(
    form: ContactForm,
    *,
    person: YoungPerson,
    user: User,
    today: date,
    now: datetime,
    visit: Visit | None = None,
    several: bool = False,
) -> ContactMade | None:
    """Keep what a valid form says, and throw its draft away; None where it was refused, and the form says why."""
    values = form.as_kept()
    try:
        contact = record_contact(
            person=person,
            by=user,
            worker=None if values["worker_name"].strip() else user,
            visit_id=visit.pk if visit else None,
            visit_key=(values["client_key"] or uuid4()) if several else None,
            today=today,
            now=now,
            **values,
        )
    except REFUSALS as problem:
        refuse(form, problem)
        return None
    if values["client_key"]:
        drop_draft(user=user, about=f"contact:{person.pk}", client_key=values["client_key"])
    return contact


def says_the_same(contact: ContactMade, form: ContactForm) -> bool:
    """Whether a form sent again says what was kept from it; the white space around words does not count."""
    values = form.as_kept()
    return all(
        getattr(contact, name) == (value.strip() if isinstance(value, str) else value)
        for name, value in values.items()
        if name not in {"promises", "client_key"}
    )


def _initial(
    request: HttpRequest,
    user: User,
    person: YoungPerson,
    visit: Visit | None,
    next_try_on: date,
    *,
    today: date,
    now: datetime,
) -> dict[str, Any]:
    """What is known before anybody types. Reached is only taken as said where a visit to them was planned."""
    how = request.GET.get("how", "")
    initial: dict[str, Any] = {
        "how": how if how in Channel.values() else "",
        "happened_on": today,
        "happened_at": f"{five_minutes_back(now):%H:%M}",
        "place": Place.UNKNOWN,
        "started_by": StartedBy.WORKER,
        "by_role": facts.role_towards(user, person.pk, on=today),
        "next_try_on": next_try_on,
        "client_key": uuid4(),
    }
    if visit is None:
        return initial
    began = local(visit.starts_at)
    if visit.starts_at <= now:
        initial |= {"happened_on": began.date(), "happened_at": f"{began:%H:%M}"}
    colleagues = [str(other) for other in (visit.worker, *visit.with_workers.all()) if other.pk != user.pk]
    homes = reach_of([person.pk], on=today)[person.pk].addresses
    at_home = any(visit.place and home.lines and visit.place.startswith(home.lines.splitlines()[0]) for home in homes)
    return initial | {
        "made": Made.MADE,
        "how": how if how in Channel.values() else Channel.CALL if visit.kind == "call" else Channel.FACE_TO_FACE,
        "place": Place.HOME if at_home else Place.OTHER if visit.place else Place.UNKNOWN,
        "place_words": visit.place,
        "present": listed(colleagues),
    }


def _begun(draft: DraftKept | None) -> dict[str, Any]:
    """What a draft holds, to go on from; a day in words means what it meant on the day it was written."""
    if draft is None:
        return {}
    fields: dict[str, Any] = {**draft.fields, "client_key": draft.client_key}
    day = NearDay(ahead=False, required=False)
    day.today = local(draft.begun_at).date()
    with suppress(ValidationError):
        fields["happened_on"] = day.clean(fields.get("happened_on", "")) or fields.get("happened_on", "")
    return fields


def _with_draft(request: HttpRequest, draft: DraftKept) -> str:
    """The address of this form with the draft in it."""
    query = request.GET.copy()
    query["draft"] = str(draft.client_key)
    return f"{request.path}?{query.urlencode()}"


def _scene(form: ContactForm, person: YoungPerson, *, today: date) -> str:
    """The sentence of what is known, from what stands in the form now."""
    values = {name: form[name].value() for name in KNOWN_SCENE}
    if form.is_bound:
        values |= {name: form.cleaned_data[name] for name in KNOWN_SCENE if name in form.cleaned_data}
    on, at = values["happened_on"], values["happened_at"]
    if isinstance(at, str):
        at = datetime.strptime(at, "%H:%M").time() if len(at) == 5 and ":" in at else None  # noqa: DTZ007
    return scene(
        on=on if isinstance(on, date) else today,
        at=at,
        place=values["place"] or Place.UNKNOWN,
        place_words=values["place_words"] or "",
        called=person.called,
        present=values["present"] or "",
        channel=form["how"].value() or "",
        today=today,
    )


def _visit(request: HttpRequest, person: YoungPerson) -> Visit | None:
    """The planned visit that this is, where the address names one of theirs."""
    visit_id = written(request.GET, "visit")
    visit = visit_of(visit_id) if visit_id else None
    return visit if visit and visit.person_id == person.pk else None


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address on this site, or nothing."""
    asked = request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


def _weeks(person: YoungPerson, settings: Mapping[str, Any], today: date) -> int | None:
    """The council's clock for keeping in touch at this age; none before 16, from 21, or where the age is not known."""
    age = age_on(person.born_on, today) if person.born_on else None
    if age is None or not 16 <= age <= 20:
        return None
    return int(settings["keep_in_touch_weeks" if age >= 18 else "keep_in_touch_relevant_weeks"])


def what_was_saved(contact: ContactMade, form: ContactForm, person: YoungPerson, *, again: bool, today: date) -> str:
    """What saving did, in one sentence or two."""
    if again:
        return f"This contact with {person.called} was saved already, once."
    promised = len(form.promised())
    also = f" {counted(promised, 'promise')} {'is' if promised == 1 else 'are'} on your day." if promised else ""
    if contact.made == Made.TRIED:
        again_on = f" Try again: {weekday_date(contact.next_try_on)}." if contact.next_try_on else ""
        return f"Saved: you tried {person.called} {day_words(contact.happened_on, today=today)}.{again_on}{also}"
    return f"The contact with {person.called} is saved.{also}"
