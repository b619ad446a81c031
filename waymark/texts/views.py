"""Texts with one young person, who waits for an answer, texts from unknown numbers, and the door they come in by."""

import secrets
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from waymark.accounts.access import Permission, public, requires, signed_in
from waymark.accounts.actions import drop_draft
from waymark.audit import actions as audit
from waymark.core.sent import read_json
from waymark.core.wording import near_moment, phone
from waymark.people.access import open_record
from waymark.people.actions.facts import AlreadyWithdrawn
from waymark.people.facts import search
from waymark.people.models import YoungPerson
from waymark.texts import actions, facts
from waymark.texts.forms import AsideForm, FindForm, NotTheirsForm, SettleForm, TextForm, WhoseForm
from waymark.texts.models import UnknownText
from waymark.texts.rules import WhyUnknown, parts

either = require_http_methods(["GET", "HEAD", "POST"])
MOST_FOUND = 10
MOST_UNKNOWN = 50
LONGEST_BODY = 20_000
FIRST_TEXTS = datetime(2000, 1, 1, tzinfo=UTC)  # what is said to be older never came by phone to anybody here


@requires(Permission.SEE_CONTACTS)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer, the longest waiting first."""
    today = timezone.localdate()
    user = signed_in(request)
    threads = facts.waiting(user, on=today)
    audit.looked(by=user, person_ids=[t.person.pk for t in threads], what="Texts to answer", path=request.path)
    may_sort = user.may(Permission.SORT_TEXTS, on=today)
    return render(
        request,
        "texts/inbox.html",
        {"threads": threads, "unknown": facts.unknown_count() if may_sort else 0, "may_sort": may_sort},
    )


@requires(Permission.SEE_CONTACTS)
@either
def thread(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every text to and from one person, and a form to write the next one."""
    today, now = timezone.localdate(), timezone.now()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what="Texts")
    if person.pk != person_id:
        return redirect("texts:thread", person.pk)
    may_write = user.may(Permission.RECORD_CONTACT, on=today) and user.may(Permission.SEE_CONTACT_DETAILS, on=today)
    texts = facts.texts_of(person.pk)
    numbers = facts.numbers_of(person.pk, on=today)
    asked = next((said.text.number for said in texts if said.theirs), "")
    numbers.sort(key=lambda known: known.e164 != asked)  # answered where they wrote from, if that is not unsafe
    form = TextForm(
        request.POST if request.method == "POST" else None,
        numbers=numbers,
        called=person.called,
        initial={"client_key": uuid4()},
    )
    if request.method == "POST":
        if not may_write:
            raise Http404
        if form.is_valid():
            try:
                sent = actions.send_text(person=person, **form.cleaned_data, by=user, today=today, now=now)
            except actions.SentOtherwise:
                # Back in the browser, changed and sent again: the first has gone, so this is another text.
                given = request.POST.copy()
                given["client_key"] = str(uuid4())
                form.data = given
                form.add_error("body", "Your first text from this page has gone. Send this one too if you mean to")
            except actions.NotTheirNumber:
                form.add_error("number", "Choose the number again: the one you had is no longer theirs, or is not safe")
            else:
                drop_draft(user=user, about=f"text:{person.pk}")
                number = parts(sent.body)
                messages.success(
                    request,
                    "The text is on its way." if number == 1 else f"The text is on its way, as {number} messages.",
                )
                return redirect("texts:thread", person.pk)
    return render(
        request,
        "texts/thread.html",
        {
            "person": person,
            "texts": texts,
            "waiting": [said for said in texts if said.unanswered],
            "last_at": near_moment(texts[0].text.happened_at, today=today) if texts else "",
            "form": form,
            "settle": SettleForm(),
            "numbers": numbers,
            "may_write": may_write,
            "may_see_numbers": user.may(Permission.SEE_CONTACT_DETAILS, on=today),
            "may_edit": user.may(Permission.EDIT_PERSON, on=today),
        },
        status=422 if form.errors else 200,
    )


@requires(Permission.RECORD_CONTACT)
@either
def settle(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say how their texts were answered otherwise."""
    today, now = timezone.localdate(), timezone.now()
    person = open_record(request, person_id, on=today, what="Texts")
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.settle(person=person, **form.cleaned_data, by=signed_in(request), today=today, now=now)
        except actions.NothingToSettle:
            messages.info(request, "Somebody has answered meanwhile.")
        else:
            messages.success(request, "Kept. It is off the list of texts to answer.")
        return redirect("texts:thread", person.pk)
    waiting = [said for said in facts.texts_of(person.pk) if said.unanswered]
    return render(
        request,
        "texts/settle.html",
        {"person": person, "form": form, "waiting": waiting},
        status=422 if form.errors else 200,
    )


@requires(Permission.RECORD_CONTACT)
@either
def not_theirs(request: HttpRequest, person_id: UUID, text_id: UUID) -> HttpResponse:
    """Take a text out of the record of somebody who did not write it."""
    today, now = timezone.localdate(), timezone.now()
    person = open_record(request, person_id, on=today, what="Texts")
    text = next((s.text for s in facts.texts_of(person.pk) if s.theirs and s.text.pk == text_id), None)
    if text is None:
        raise Http404
    form = NotTheirsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.take_back(text, **form.cleaned_data, by=signed_in(request), today=today, now=now)
        except AlreadyWithdrawn:
            messages.info(request, "Somebody has taken it out meanwhile.")
        else:
            messages.success(request, "It is out of this record, and waits with the texts from unknown numbers.")
        return redirect("texts:thread", person.pk)
    return render(
        request,
        "texts/not_theirs.html",
        {"person": person, "form": form, "text": text},
        status=422 if form.errors else 200,
    )


@requires(Permission.SORT_TEXTS)
@require_safe
def unknown(request: HttpRequest) -> HttpResponse:
    """Texts that belong to no record yet, the oldest first."""
    user = signed_in(request)
    audit.looked(by=user, person_ids=[], what="Texts from unknown numbers", path=request.path)
    rows = facts.unknown_texts(limit=MOST_UNKNOWN)
    return render(
        request,
        "texts/unknown.html",
        {"rows": rows, "number": facts.unknown_count(), "why": dict(WhyUnknown.choices())},
    )


@requires(Permission.SORT_TEXTS)
@either
def sort(request: HttpRequest, unknown_id: UUID) -> HttpResponse:
    """Whose text it is: those who have the number, or somebody found by name; or nobody's."""
    today, now = timezone.localdate(), timezone.now()
    user = signed_in(request)
    text = facts.unknown_text(unknown_id)
    if text is None:
        if request.method == "POST":
            messages.info(request, "Somebody has sorted that text meanwhile.")
            return redirect("texts:unknown")
        raise Http404
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    people = facts.people_with_number(user, text.number, on=today)
    find = FindForm(request.POST if doing in {"find", "file"} else None)
    looked_for = find.is_valid() if doing == "find" or (doing == "file" and request.POST.get("text")) else False
    if looked_for:
        among = YoungPerson.objects.visible_to(user, on=today).current()
        found = search(find.cleaned_data["text"], among=among).people.order_by("sort_name")[:MOST_FOUND]
        people += [person for person in found if person not in people]
    if people:
        audit.looked(by=user, person_ids=[p.pk for p in people], what="Whose text this is", path=request.path)
    may_keep = user.may(Permission.EDIT_PERSON, on=today) and text.why == WhyUnknown.NOBODY
    whose = WhoseForm(
        request.POST if doing == "file" else None,
        people=people,
        number=text.number,
        initial={"person": str(people[0].pk) if len(people) == 1 and text.why != WhyUnknown.UNSAFE else None},
    )
    aside = AsideForm(request.POST if doing == "aside" else None)
    if doing == "file" and whose.is_valid():
        person, keep = whose.cleaned_data["person"], whose.cleaned_data["keep_number"] and may_keep
        return _sorted(request, text, person=person, keep_number=keep)
    if doing == "aside" and aside.is_valid():
        try:
            actions.set_aside(text, **aside.cleaned_data, by=user, now=now)
        except actions.SortedAlready:
            messages.info(request, "Somebody has sorted that text meanwhile.")
        else:
            messages.success(request, "Set aside. It belongs to no record.")
        return redirect("texts:unknown")
    shown = {"find": find, "file": whose, "aside": aside}.get(doing)
    return render(
        request,
        "texts/sort.html",
        {
            "text": text,
            "why": WhyUnknown.label_of(text.why),
            "unsafe": text.why == WhyUnknown.UNSAFE,
            "people": people,
            "find": find,
            "whose": whose,
            "aside": aside,
            "form": shown,
            "looked_for": looked_for,
            "may_keep": may_keep,
        },
        status=422 if shown is not None and shown.errors else 200,
    )


def _sorted(request: HttpRequest, text: UnknownText, *, person: YoungPerson, keep_number: bool) -> HttpResponse:
    user, today, now = signed_in(request), timezone.localdate(), timezone.now()
    try:
        actions.file_unknown(text, person=person, keep_number=keep_number, by=user, today=today, now=now)
    except actions.SortedAlready:
        messages.info(request, "Somebody has sorted that text meanwhile.")
        return redirect("texts:unknown")
    kept = f" {phone(text.number)} is kept as their number; ask whether it is safe." if keep_number else ""
    messages.success(request, f"It is in {person.called}’s record.{kept}")
    if user.may(Permission.SEE_CONTACTS, on=today):
        return redirect("texts:thread", person.pk)
    return redirect("texts:unknown")


class HandedIn(NamedTuple):
    """One text as its provider hands it in."""

    provider_id: str
    number: str
    body: str
    received_at: datetime


@csrf_exempt
@public
def received(request: HttpRequest) -> HttpResponse:
    """A text handed in by GOV.UK Notify, which shows the token we gave it. 404 where none is set up.

    The same text again answers 200 and writes nothing, so that Notify may hand it in until it hears from us.
    """
    if not settings.TEXTS_TOKEN:
        raise Http404
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    shown = request.headers.get("Authorization", "")
    if not secrets.compare_digest(shown.encode(), f"Bearer {settings.TEXTS_TOKEN}".encode()):
        return JsonResponse({"problem": "The token is not the one set up here"}, status=403)
    try:
        given = _read(request)
    except ValueError as problem:
        return JsonResponse({"problem": str(problem)}, status=400)
    try:
        kept = actions.receive(**given._asdict(), today=timezone.localdate(), now=timezone.now())
    except actions.NotANumber:
        return JsonResponse({"problem": "source_number is not a telephone number"}, status=400)
    return JsonResponse({"kept": kept is not None})


def _read(request: HttpRequest) -> HandedIn:
    """What Notify sends: id, source_number, destination_number, message, date_received. ValueError says what is wrong."""
    if len(request.body) > LONGEST_BODY:
        raise ValueError("The text is too long")
    try:
        said = read_json(request.body)
    except ValueError:
        raise ValueError("This is not JSON") from None
    wanted = ("id", "source_number", "message", "date_received")
    one = said if isinstance(said, dict) else {}
    if wrong := [name for name in wanted if not isinstance(one.get(name), str) or "\0" in one[name]]:
        raise ValueError(f"These are missing or not text: {', '.join(wrong)}")
    if not said["id"].strip() or len(said["id"]) > 100:
        raise ValueError("id is empty or too long")
    return HandedIn(said["id"], said["source_number"], said["message"], _moment(said["date_received"]))


def _moment(text: str) -> datetime:
    """Raises ValueError."""
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError("date_received is not a date and time")
    moment = moment if timezone.is_aware(moment) else moment.replace(tzinfo=timezone.get_default_timezone())
    if moment < FIRST_TEXTS:
        raise ValueError("date_received is too long ago")
    return moment
