"""The main menu: what a user may open, in the order of a working day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.models import User
from waymark.accounts.rules import Permission
from waymark.core.vocab import Vocabulary
from waymark.people.facts import emergencies_to_check
from waymark.texts.facts import waiting_count

ON_A_BAR = 7
"""Entries that fit beside each other on a desk; the rest are behind “More”."""
ON_A_PHONE = 5


class Group(Vocabulary):
    """What an entry is for, on the page that lists them all."""

    DAY = "day", "Every day"
    WATCH = "watch", "Watching over the service"
    RETURN = "return", "The yearly return"
    RUN = "run", "Running Waymark"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu. It is current below `paths`; `short` is the word under a phone's icon."""

    text: str
    view: str
    permission: Permission
    icon: str
    paths: tuple[str, ...]
    group: Group
    line: str
    short: str = ""
    do: bool = False
    count: Callable[[User, date], int] | None = None


def _emergencies(user: User, on: date) -> int:
    """Records opened in an emergency that this manager has not checked yet."""
    return emergencies_to_check(user, on=on).filter(checked_at=None).count()


def _messages(user: User, on: date) -> int:
    """People who wrote and wait for an answer."""
    return waiting_count(user, on=on)


P = Permission
TODAY = Entry(
    "Today", "workspace:home", P.SEE_DAY, "today", ("/today/",), Group.DAY, "Who needs you, most urgent first"
)
PEOPLE = Entry(
    "Young people", "workspace:register", P.SEE_REGISTER, "people", ("/people/",), Group.DAY, "Find somebody", "People"
)
RECORD = Entry(
    "Record",
    "contact:choose",
    P.RECORD_CONTACT,
    "add",
    ("/contact/new/",),
    Group.DAY,
    "A visit, a call, a try",
    do=True,
)
MESSAGES = Entry(
    "Messages", "texts:inbox", P.SEE_CONTACTS, "message", ("/texts/",), Group.DAY, "Texts that wait", count=_messages
)
MENU: tuple[Entry, ...] = (
    TODAY,
    PEOPLE,
    RECORD,
    MESSAGES,
    Entry("Diary", "diary:diary", P.KEEP_DIARY, "today", ("/diary/",), Group.DAY, "Visits, and coming home safe"),
    Entry(
        *("Emergency access", "people:emergency_checks", P.CHECK_EMERGENCY_ACCESS, "glass", ("/people/emergency/",)),
        *(Group.WATCH, "Records opened without reach, to check", "Emergency"),
        count=_emergencies,
    ),
    Entry(
        *("Lost contact", "contact:lost_list", P.OVERSEE_CONTACT, "search", ("/contact/lost/",)),
        *(Group.WATCH, "Who cannot be reached, and what was tried"),
    ),
    Entry(
        *("21 and over", "after21:campaign", P.SEE_CAMPAIGN, "message", ("/after-21/",)),
        *(Group.WATCH, "The yearly offer, who came back", "21+"),
    ),
    Entry(
        *("In touch", "contact:in_touch", P.SEE_SERVICE_DAY, "phone", ("/contact/in-touch/",)),
        *(Group.WATCH, "Two figures: advisers only, and all workers"),
    ),
    Entry(
        *("Duties", "duties:clocks", P.SEE_DAY, "paper", ("/duties/",), Group.WATCH),
        "Every clock, its law, and who is late",
    ),
    Entry(
        *("Import", "statutory:imports", P.IMPORT_FILES, "upload", ("/import/",), Group.RETURN),
        "Returns and caseload lists brought in",
    ),
    Entry(
        *("Return", "statutory:returns", P.SEE_RETURN, "return", ("/returns/",), Group.RETURN),
        "Checked, corrected, handed in",
    ),
    Entry(
        *("Staff", "accounts:users", P.MANAGE_USERS, "staff", ("/users/", "/teams/"), Group.RUN),
        "Accounts, roles and teams",
    ),
    Entry(
        *("Cover", "accounts:cover", P.ARRANGE_COVER, "today", ("/cover/", "/duty/", "/attachments/"), Group.RUN),
        "Who stands in for whom, who is on duty",
    ),
    Entry(
        *("Settings", "workspace:settings", P.SEE_SETTINGS, "settings", ("/settings/",), Group.RUN),
        "The council's own limits and the law behind them",
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: `navigation` for the bar and the tabs, `everything` for the page that lists all of it.

    Each entry of `navigation` is {text, short, url, icon, current, count, do, phone_only}; the first five are a phone's
    tabs, and those not `phone_only` the bar of a desk. Both are empty when signed out.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "everything": []}
    today = timezone.localdate()
    standing = user.standing(on=today)
    mine = [entry for entry in MENU if standing.may(entry.permission)]
    here = _here(mine, request.path)
    items = [_item(entry, user, today, current=entry is here) for entry in mine]
    shown = [item for item in items if not item["phone_only"]]
    folded = shown[ON_A_BAR:]
    bar = [item for item in items if item not in folded]
    at_more = request.path == reverse("workspace:more")
    if len(items) > ON_A_PHONE:
        tabs = [item for item, entry in zip(items, mine, strict=True) if entry in (TODAY, PEOPLE, RECORD, MESSAGES)]
        tabs = (tabs or bar)[: ON_A_PHONE - 1]
        inside = at_more or not any(item["current"] for item in tabs)
        rest = [item for item in bar if item not in tabs]
        bar = [*tabs, _more(current=inside, phone_only=True), *rest]
    if folded:
        bar.append(_more(current=at_more or any(item["current"] for item in folded)))
    return {"navigation": bar, "everything": _groups(mine, items)}


def _here(entries: Iterable[Entry], path: str) -> Entry | None:
    """The entry whose pages this is one of: the longest path wins, and the start page is Today's."""
    if path == "/":
        return TODAY
    below = [(len(start), entry) for entry in entries for start in entry.paths if path.startswith(start)]
    return max(below, key=lambda found: found[0])[1] if below else None


def _item(entry: Entry, user: User, today: date, *, current: bool) -> dict[str, Any]:
    return {
        "text": entry.text,
        "short": entry.short or entry.text,
        "url": reverse(entry.view),
        "icon": entry.icon,
        "current": current,
        "count": entry.count(user, today) if entry.count is not None else 0,
        "do": entry.do,
        "phone_only": entry.do,
        "line": entry.line,
    }


def _more(*, current: bool, phone_only: bool = False) -> dict[str, Any]:
    return {
        "text": "More",
        "short": "More",
        "url": reverse("workspace:more"),
        "icon": "more",
        "current": current,
        "count": 0,
        "do": False,
        "phone_only": phone_only,
    }


def _groups(entries: Iterable[Entry], items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    pairs = list(zip(entries, items, strict=True))
    found = [
        {"title": group.label, "items": [item for entry, item in pairs if entry.group is group]} for group in Group
    ]
    return [group for group in found if group["items"]]
