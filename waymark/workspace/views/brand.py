"""The council's own colour and logo, served as files so that no page needs a style of its own."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from waymark.accounts.access import public
from waymark.core import colour

# The lightest ground that the brand colour stands on as text: --tint in static/waymark/tokens.css.
LIGHT_GROUND = "#f1f5f3"
HOUR = 60 * 60


@public
@cache_control(public=True, max_age=HOUR)
def brand(request: HttpRequest) -> HttpResponse:
    """Two custom properties, darkened where the council's colour would be too pale to read; nothing when none is set."""
    return HttpResponse(
        _rules(settings.COUNCIL.get("colour", ""), settings.COUNCIL.get("colour_dark", "")), content_type="text/css"
    )


def _rules(chosen: str, chosen_dark: str) -> str:
    if not chosen:
        return ""
    try:
        shade = colour.readable(chosen, on=LIGHT_GROUND)
        dark = colour.readable(chosen_dark, on=LIGHT_GROUND) if chosen_dark else colour.darker(shade, 0.3)
    except colour.NotAColour as wrong:
        # Never echo the setting: this is a stylesheet anyone may ask for.
        return f"/* WAYMARK_COUNCIL_COLOUR: {wrong.__doc__ or ''} Waymark's own colours are used. */\n"
    return f":root {{ --brand: {shade}; --brand-dark: {dark}; }}\n"


@public
@cache_control(public=True, max_age=HOUR)
def logo(request: HttpRequest) -> FileResponse:
    """The council's logo, a picture below the data directory; 404 when there is none."""
    home = Path(settings.DATA_DIR).resolve()
    path = (home / settings.COUNCIL.get("logo", "")).resolve()
    kind = mimetypes.guess_type(path.name)[0] or ""
    if not path.is_relative_to(home) or not path.is_file() or not kind.startswith("image/"):
        raise Http404
    return FileResponse(path.open("rb"), content_type=kind)
