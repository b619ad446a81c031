"""The main menu: what a user may open, in the order of a working day."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.rules import Permission

# (words, view, permission, icon, also current below these paths)
MENU: tuple[tuple[str, str, Permission, str, tuple[str, ...]], ...] = (
    ("Young people", "workspace:register", Permission.SEE_REGISTER, "people", ("/people/",)),
    (
        "Emergency access",
        "people:emergency_checks",
        Permission.CHECK_EMERGENCY_ACCESS,
        "glass",
        ("/people/emergency/",),
    ),
    ("Import", "statutory:imports", Permission.IMPORT_FILES, "upload", ("/import/",)),
    ("Return", "statutory:returns", Permission.SEE_RETURN, "return", ("/returns/",)),
    ("Staff", "accounts:users", Permission.MANAGE_USERS, "staff", ("/users/", "/teams/")),
    ("Cover", "accounts:cover", Permission.ARRANGE_COVER, "today", ("/cover/", "/duty/", "/attachments/")),
    ("Settings", "workspace:settings", Permission.SEE_SETTINGS, "settings", ("/settings/",)),
)

# Words that fit below an icon on a phone, where those of the menu would break.
ON_A_PHONE = {"Young people": "People", "Emergency access": "Emergency"}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: `navigation`, a list of {text, short, url, icon, current}; empty when signed out."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    standing = user.standing(on=timezone.localdate())
    items = [
        {"text": words, "short": ON_A_PHONE.get(words, words), "url": reverse(view), "icon": icon, "below": below}
        for words, view, permission, icon, below in MENU
        if standing.may(permission)
    ]
    here = max(
        (path for item in items for path in item["below"] if request.path.startswith(path)), key=len, default=None
    )
    for item in items:
        item["current"] = here in item["below"]
    return {"navigation": items}
