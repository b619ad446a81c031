"""Other calendars: the secret address they read a diary by, and their files brought in."""

import hashlib
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waymark.accounts.access import Permission, public, requires, signed_in
from waymark.accounts.models import User
from waymark.core.wording import counted, listed
from waymark.diary import actions, facts
from waymark.diary.forms import CalendarForm
from waymark.diary.rules.calendars import Entry, LeftOut, NotACalendar, Reading, TooMuch, read_calendar, written

SALT = "waymark.diary.calendar"
HOURS = 2  # a preview that was left open is read again after this


@requires(Permission.KEEP_DIARY)
@require_http_methods(["GET", "POST"])
@sensitive_variables("address")
def calendars(request: HttpRequest) -> HttpResponse:
    """Make, renew or end the secret address. It is shown once, in the answer to making it: it is kept nowhere."""
    now = timezone.now()
    user = signed_in(request)
    address = ""
    if request.method == "POST" and request.POST.get("do") == "end":
        actions.end_feed(user, now=now)
        messages.success(request, "The address no longer works. Take the calendar out of your phone too.")
        return redirect("diary:calendars")
    if request.method == "POST":
        token = actions.make_feed(user, now=now)
        address = request.build_absolute_uri(reverse("diary:feed", args=[token]))
    return _page(request, user, CalendarForm(), address=address)


@public
@require_safe
@sensitive_variables("feed_token")
def feed(request: HttpRequest, feed_token: str) -> HttpResponse:
    """The diary of whoever made this address, as a phone reads it. An address that does not work says nothing more."""
    today = timezone.localdate()
    user = facts.whose_feed(actions.digest_of(feed_token))
    if user is None or not user.may(Permission.KEEP_DIARY, on=today):
        raise Http404
    made = written(facts.told_of(user, on=today), name="Waymark")
    tag = f'"{hashlib.sha256(made).hexdigest()[:32]}"'
    response: HttpResponse
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["ETag"] = tag
    response["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, no_store=True, private=True)
    return response


@requires(Permission.KEEP_DIARY)
@require_POST
def calendar_read(request: HttpRequest) -> HttpResponse:
    """What a calendar file would change; nothing is written."""
    today = timezone.localdate()
    user = signed_in(request)
    form = CalendarForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, user, form)
    first, last = facts.window(today)
    try:
        reading = read_calendar(
            form.cleaned_data["calendar"].read(), first=first, last=last, titles=form.cleaned_data["titles"]
        )
    except NotACalendar:
        form.add_error("calendar", "Choose a file your calendar made, ending in .ics: this one cannot be read")
        return _page(request, user, form)
    except TooMuch:
        form.add_error("calendar", "Choose a smaller file: this one holds more than a diary does")
        return _page(request, user, form)
    start, end = facts.midnight(first), facts.midnight(last + timedelta(days=1))
    effect = facts.effect_of(user, reading, first=start, last=end)
    context = {
        "effect": effect,
        "heading": _heading(effect),
        "last": last,
        "left_out": listed(
            f"{counted(number, 'entry', 'entries')} {LeftOut(why).label}" for why, number in reading.left_out.items()
        ),
        "nothing": not (effect.new or effect.changed or effect.cancelled),
        "kept": signing.dumps(_packed(user, reading, start, end), salt=SALT, compress=True),
    }
    return render(request, "diary/calendar_read.html", context)


@requires(Permission.KEEP_DIARY)
@require_POST
def calendar_keep(request: HttpRequest) -> HttpResponse:
    """Bring in what the preview showed. What is sent is signed for this user, and read against the diary as it is now."""
    user = signed_in(request)
    try:
        packed = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=timedelta(hours=HOURS))
    except signing.BadSignature:
        packed = {}
    if packed.get("user") != str(user.pk):
        messages.error(request, "Choose the file again: the preview is too old.")
        return redirect("diary:calendars")
    reading, first, last = _unpacked(packed)
    brought = actions.bring_in(user, reading, first=first, last=last)
    done = [
        f"{counted(number, 'entry', 'entries')} {what}"
        for number, what in ((brought.added, "added"), (brought.changed, "changed"), (brought.cancelled, "cancelled"))
        if number
    ]
    messages.success(request, f"{listed(done)}." if done else "Nothing had changed.")
    return redirect("diary:diary")


def _page(request: HttpRequest, user: User, form: CalendarForm, *, address: str = "") -> HttpResponse:
    context = {
        "form": form,
        "feed": facts.feed_of(user),
        "address": address,
        "window": facts.window(timezone.localdate()),
    }
    return render(request, "diary/calendars.html", context, status=422 if form.errors else 200)


def _heading(effect: facts.Effect) -> str:
    done = [
        counted(number, one, many)
        for number, one, many in (
            (len(effect.new), "new entry", "new entries"),
            (len(effect.changed), "changed entry", "changed entries"),
            (len(effect.cancelled), "cancelled entry", "cancelled entries"),
        )
        if number
    ]
    return f"{listed(done)} in this file" if done else "Everything in this file is in your diary already"


def _packed(user: User, reading: Reading, first: datetime, last: datetime) -> dict[str, Any]:
    entries = [
        asdict(entry) | {"starts_at": entry.starts_at.isoformat(), "ends_at": entry.ends_at.isoformat()}
        for entry in reading.entries
    ]
    return {
        "user": str(user.pk),
        "entries": entries,
        "uids": sorted(reading.uids),
        "first": first.isoformat(),
        "last": last.isoformat(),
    }


def _unpacked(packed: dict[str, Any]) -> tuple[Reading, datetime, datetime]:
    entries = tuple(
        Entry(**entry | {name: datetime.fromisoformat(entry[name]) for name in ("starts_at", "ends_at")})
        for entry in packed["entries"]
    )
    reading = Reading(entries, frozenset(packed["uids"]), {})
    return reading, datetime.fromisoformat(packed["first"]), datetime.fromisoformat(packed["last"])
