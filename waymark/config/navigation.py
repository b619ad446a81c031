"""The main menu: what a user may open, in the order of a working day."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.models import User
from waymark.accounts.rules import Permission
from waymark.people.facts import emergencies_to_check

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
    """Context for every page: `navigation`, a list of {text, short, url, icon, current, count}; empty when signed out."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    today = timezone.localdate()
    standing = user.standing(on=today)
    mine = [entry for entry in MENU if standing.may(entry[2])]
    paths = [path for *_, below in mine for path in below if request.path.startswith(path)]
    here = max(paths, key=len, default=None)
    items = [
        {
            "text": words,
            "short": ON_A_PHONE.get(words, words),
            "url": reverse(view),
            "icon": icon,
            "current": here in below,
            "count": _waiting(user, today) if permission is Permission.CHECK_EMERGENCY_ACCESS else 0,
        }
        for words, view, permission, icon, below in mine
    ]
    return {"navigation": items}


def _waiting(user: User, today: date) -> int:
    """Records opened in an emergency that this manager has not checked yet: told on every page until they have."""
    return emergencies_to_check(user, on=today).filter(checked_at=None).count()
