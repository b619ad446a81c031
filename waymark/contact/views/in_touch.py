"""Keeping in touch as two figures side by side, and who is not in them."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.audit import actions as audit
from waymark.contact.facts.in_touch import Missing, missing, read
from waymark.contact.forms.in_touch import InTouchForm
from waymark.contact.rules.in_touch import WHO_COUNTS, Band, By, Figure, figures
from waymark.core.wording import in_words, number

SHOWN = 50


@requires(Permission.SEE_SERVICE_DAY)
@require_safe
def in_touch(request: HttpRequest) -> HttpResponse:
    """Both figures of each band. `?band=` and `?by=` open the list of people not in one, `?on=` asks about another day."""
    today = timezone.localdate()
    user = signed_in(request)
    form = InTouchForm(request.GET, today=today)
    form.is_valid()
    asked = form.cleaned_data
    on: date = asked.get("on") or today
    given = read(user, on=on, today=today)
    found = figures(given.people, given.contacts)
    opened = (Band(asked["band"]), By(asked["by"])) if asked.get("band") and asked.get("by") else None
    first = asked.get("first") or 0
    listed: list[Missing] = []
    total = 0
    if opened is not None:
        band, by = opened
        listed, total = missing(user, given, band=band, by=by, today=today, first=first, most=SHOWN)
        if listed:
            audit.looked(
                by=user,
                person_ids=[one.person.pk for one in listed],
                what="Who was not reached",
                path=request.path,
            )
    here = {"on": on.isoformat()} if on != today else {}

    def address(band: Band, by: By, first: int = 0) -> str:
        query = {**here, "band": band.value, "by": by.value} | ({"first": first} if first else {})
        return f"{reverse('contact:in_touch')}?{urlencode(query)}#opened"

    return render(
        request,
        "contact/in_touch.html",
        {
            "form": form,
            "on": on,
            "today": today,
            "since": given.since,
            "months": in_words(given.months),
            "everyone": found[None],
            "bands": [
                (band, [_side(by, found[band][by], address(band, by), opened == (band, by), band) for by in By])
                for band in Band
            ],
            "opened": opened,
            "rows": listed,
            "total": total,
            "first": first,
            "newer": address(*opened, max(0, first - SHOWN)) if opened and first else "",
            "older": address(*opened, first + SHOWN) if opened and first + SHOWN < total else "",
            "who_counts": WHO_COUNTS,
            "everyone_reached": user.standing(on=today).everyone,
        },
    )


def _side(by: By, figure: Figure, href: str, current: bool, band: Band) -> dict[str, Any]:
    """One half of a cell, as parts/figures.html `pair` takes it."""
    parts = [
        words
        for count, words in (
            (figure.unknown, f"{number(figure.unknown)} not known"),
            (figure.tried, f"{number(figure.tried)} tried"),
            (figure.nobody, f"nobody tried for {number(figure.nobody)}"),
        )
        if count
    ]
    likely = figure.likely
    return {
        "name": by.label,
        "value": f"{figure.share:.1f}%" if figure.of else "–",
        "share": figure.share,
        "unknown": 100 * figure.unknown / figure.of if figure.of else 0,
        "of": f"{number(figure.reached)} of {number(figure.of)}." if figure.of else "Nobody of this age.",
        "missing": f"{number(figure.missing)} not in it" if figure.missing else "",
        "more": f"{', '.join(parts)}.".capitalize() if parts else "",
        "interval": f"So few people: {likely[0]}% to {likely[1]}% would be no surprise." if likely else "",
        "href": href if figure.missing else "",
        "current": current,
        "id": f"{band.value}-{by.value}",
    }
