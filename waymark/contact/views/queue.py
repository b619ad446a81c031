"""Contacts that were written without signal and come when there is one: once each, and only from whoever wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import User
from waymark.audit.actions import looked
from waymark.contact import facts
from waymark.contact.forms.recording import ContactForm, written
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, next_try
from waymark.contact.views.recording import contact_form, keep, says_the_same, what_was_saved
from waymark.core.sent import read_json
from waymark.core.wording import local
from waymark.diary.facts import visit_of
from waymark.people.access import open_record
from waymark.people.facts import held_by
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.policy.facts import settings_on

AS_WHAT = {AllocationRole.PERSONAL_ADVISER: ByRole.ADVISER, AllocationRole.SOCIAL_WORKER: ByRole.SOCIAL_WORKER}
SAVED_ALREADY = "This contact is saved already, with other words"
MOST_NAMES = 100  # of one worker's own young people; nobody works with more
OLDEST = timedelta(days=90)  # a phone whose clock says longer ago is not believed about what “Friday” meant


@requires(Permission.RECORD_CONTACT, from_script=True)
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """What a phone asks before it sends, and what it sends.

    GET: `{user, token}`: who is signed in, and the proof of origin a POST needs; with `?people=yes` also
    `people: [{id, name, by_role}]`, the first names of their own young people, to choose from without signal.

    POST `{user, client_key, person, fields, written_at, where, at_the_form}`: 201 kept now, 200 kept before under the
    same key, both `{contact, next, others}`; 400 no such message, 401 signed out, 404 out of reach, 409 written by somebody else, 422
    `{errors: {field: [words]}}`.
    """
    user, today = signed_in(request), timezone.localdate()
    if request.method == "GET":
        here: dict[str, object] = {"user": str(user.pk), "token": get_token(request)}
        if request.GET.get("people") == "yes":
            here["people"] = _people(request, user, today)
        return JsonResponse(here)
    return _take(request, user, today)


def _people(request: HttpRequest, user: User, today: date) -> list[dict[str, str]]:
    """Their own young people: first name (two of the same get the first letter of the last), and as what they see them."""
    held = held_by(user.standing(on=today).workers, on=today)
    people = list(
        YoungPerson.objects.visible_to(user, on=today, emergency=False)
        .filter(pk__in={row.person_id for row in held})
        .order_by("sort_name")[:MOST_NAMES]
    )
    looked(by=user, person_ids=[one.pk for one in people], what="Names kept on a phone", path=request.path)
    shown = [one.called for one in people]
    roles: dict[UUID, ByRole] = {}
    for row in sorted(held, key=lambda row: row.worker_id != user.pk):  # their own first, then those they cover for
        roles.setdefault(row.person_id, AS_WHAT.get(AllocationRole(row.role), ByRole.OTHER))
    return [
        {
            "id": str(one.pk),
            "name": f"{name} {one.last_name[:1]}".strip() if shown.count(name) > 1 else name,
            "by_role": roles[one.pk],
        }
        for one, name in zip(people, shown, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of a phone."""

    user: str
    client_key: UUID
    person: UUID
    fields: QueryDict
    written_at: datetime | None
    where: QueryDict  # what stood after “?” in the address of the form: a planned visit, where to go afterwards
    at_the_form: bool  # somebody waits at the form for the answer


def _read(request: HttpRequest) -> Sent | None:
    """The message of a POST; None when it is none."""
    try:
        said = read_json(request.body)
    except ValueError:
        return None
    if not isinstance(said, Mapping) or not isinstance(said.get("fields"), Mapping):
        return None
    fields = QueryDict(mutable=True)
    for name, value in said["fields"].items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in values):
            return None
        fields.setlist(str(name), values)
    try:
        key, person = UUID(str(said.get("client_key"))), UUID(str(said.get("person")))
        written_at = parse_datetime(str(said.get("written_at", "")))
    except ValueError:
        return None
    fields["client_key"] = str(key)
    where = QueryDict(str(said.get("where", "")).lstrip("?"))
    return Sent(str(said.get("user")), key, person, fields, written_at, where, said.get("at_the_form") is True)


def _moment_written(sent: Sent, now: datetime) -> datetime:
    """When it was written, by the phone's clock as far as that can be believed: “Friday” meant the Friday after that."""
    at = sent.written_at
    if at is None or at.tzinfo is None or at > now or at < now - OLDEST:
        return now
    return at


def _take(request: HttpRequest, user: User, today: date) -> HttpResponse:
    sent, now = _read(request), timezone.now()
    if sent is None:
        return JsonResponse({"problem": "not a contact"}, status=400)
    if sent.user != str(user.pk):
        return JsonResponse({"problem": "written by somebody else"}, status=409)
    # Before reach is asked: the answer to the first try may have been lost, and the person given to somebody else since.
    kept = facts.contact_by_key(sent.person, sent.client_key)
    if kept is not None and kept.recorded_by_id == user.pk:
        form = _form(sent, kept.person, user, now)
        if form.is_valid() and not says_the_same(kept, form):
            return JsonResponse({"errors": {"__all__": [SAVED_ALREADY]}}, status=422)
        return _answer(request, kept, sent, form, status=200)
    person = open_record(request, sent.person, on=today, what="A contact recorded on a phone")
    form = _form(sent, person, user, now)
    if form.is_valid():
        visit_id = written(sent.where, "visit")
        visit = visit_of(visit_id) if visit_id else None
        if visit is not None and visit.person_id != person.pk:
            visit = None
        several = bool(form.cleaned_data.get("also"))
        contact = keep(form, person=person, user=user, visit=visit, several=several, today=today, now=now)
        if contact is not None:
            return _answer(request, contact, sent, form, status=201)
    return JsonResponse({"errors": form.errors}, status=422)


def _form(sent: Sent, person: YoungPerson, user: User, now: datetime) -> ContactForm:
    """The form as it was filled in: by the day it was written, so that “Friday” stays the Friday that was meant."""
    at = _moment_written(sent, now)
    written_on = local(at).date()
    others = facts.companions_of(person, user, on=local(now).date()) if sent.fields.getlist("also") else []
    return contact_form(
        sent.fields,
        person=person,
        today=written_on,
        now=at,
        next_try_on=next_try(written_on, int(settings_on(written_on)["next_try_days"])),
        also=[(str(other.pk), other.shown_name) for other in others],
    )


def _answer(request: HttpRequest, contact: ContactMade, sent: Sent, form: ContactForm, *, status: int) -> JsonResponse:
    """`next` is where somebody who waits for the answer goes on; `others` where they write what it was for others."""
    said: dict[str, object] = {"contact": str(contact.pk)}
    together = (form.cleaned_data.get("also") or []) if form.is_valid() else []
    record = reverse("workspace:record", args=[contact.person_id])
    if together:
        query = "&".join(f"with={other}" for other in together)
        said["others"] = f"{reverse('contact:several', args=[contact.person_id, contact.pk])}?{query}"
    asked = sent.where.get("next", "")
    said["next"] = said.get("others") or (
        asked if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else record
    )
    if sent.at_the_form and form.is_valid():
        today = timezone.localdate()
        messages.success(request, what_was_saved(contact, form, contact.person, again=status == 200, today=today))
    return JsonResponse(said, status=status)
