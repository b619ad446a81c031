"""What a phone keeps of Waymark itself, so that it opens without signal: files anybody may have, and one page about nobody.

Pages of staff are never kept. What that one page shows of people it reads from the phone's own sealed store.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from waymark.accounts.access import public
from waymark.contact.forms.recording import ContactForm
from waymark.contact.rules import ByRole, Place, StartedBy

SHEETS = ("tokens", "base", "layout", "parts", "voices", "figures", "forms", "young", "media")
SCRIPTS = ("enhance", "app", "offline", "queue", "drafts", "store")
FILES = (
    *("vendor/govuk-frontend.css", "vendor/govuk-frontend.min.js", "vendor/htmx.min.js"),
    *(f"waymark/{name}.css" for name in SHEETS),
    *(f"waymark/{name}.js" for name in SCRIPTS),
    *("waymark/sign.svg", "waymark/icon-180.png", "waymark/icon-192.png", "waymark/icon-512.png"),
)
# The questions of the form, where it does not know yet whom it is about.
ABOUT_ANYBODY = {
    "note": ("What happened?", "They can read this. Write it to be read by them."),
    "their_words": ("In their own words", "One thing they said, as they said it."),
    "saw_where_sleeps": ("I saw where they sleep", ""),
    "worried": ("I am worried about their safety", ""),
}
DARK, GROUND = "#0a3531", "#ffffff"  # --brand-dark and --ground of tokens.css


@public
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It changes whenever a file or the page changes, and a phone then fetches all of them again."""
    logo = [reverse("workspace:logo")] if settings.COUNCIL.get("logo") else []
    script = render_to_string(
        "workspace/sw.js",
        {
            "version": _version(),
            "files": [*(static(name) for name in FILES), reverse("workspace:brand"), *logo],
            "page": reverse("workspace:offline"),
        },
    )
    answer = HttpResponse(script, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@cache_control(public=True, max_age=60 * 60)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone shows of the installed app."""
    icons: list[dict[str, str]] = [
        {"src": static(f"waymark/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
        for size in (192, 512)
    ]
    icons.append(icons[-1] | {"src": static("waymark/icon-512-maskable.png"), "purpose": "maskable"})
    return JsonResponse(
        {
            "name": f"Waymark, {settings.COUNCIL['name']}",
            "short_name": "Waymark",
            "lang": "en-GB",
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": GROUND,
            "theme_color": DARK,
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@public
def offline(request: HttpRequest) -> HttpResponse:
    """The page a phone shows when there is no network. The same for everybody, signed in or not: it is kept."""
    return HttpResponse(_page(), headers={"Cache-Control": "no-cache"})


def _page() -> str:
    """Rendered without the request: nothing of a session, such as its messages, may get into what is kept."""
    now = timezone.now()  # needed to read a form; nothing of it is shown
    today = timezone.localdate()
    known = {"place": Place.UNKNOWN, "started_by": StartedBy.WORKER, "by_role": ByRole.UNKNOWN}
    form = ContactForm(called="them", today=today, now=now, next_try_on=today, initial=known)
    form.fields["started_by"].choices = StartedBy.choices()  # type: ignore[attr-defined]
    for name, (label, hint) in ABOUT_ANYBODY.items():
        form.fields[name].label, form.fields[name].help_text = label, hint
    return render_to_string("workspace/offline.html", {"title": "Without signal", "form": form})


@cache
def _version() -> str:
    """A digest of all that is kept. Files do not change while the site runs."""
    kept = hashlib.sha256(_page().encode())
    for name in FILES:
        found = finders.find(name) or Path(settings.STATIC_ROOT) / name
        kept.update(Path(str(found)).read_bytes())
    return kept.hexdigest()[:16]
