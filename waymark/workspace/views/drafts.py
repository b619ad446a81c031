"""What somebody has begun to write and not saved."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from waymark.accounts import facts as accounts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.facts import DraftKept
from waymark.audit.actions import looked
from waymark.core.wording import near_moment
from waymark.people.models import YoungPerson

# What the form behind the first half of a draft's `about` is called in the list; another is a form about somebody.
FORMS = {
    "contact": "A contact with {name}",
    "going-on": "What is going on for {name}",
    "handover": "The handover of {name}",
    "lost": "Lost touch with {name}",
    "effort": "Looking for {name}",
    "no-contact": "{name} chose no contact",
    "text": "A text to {name}",
}
OTHERWISE = "A form about {name}"
PERSON_IN_PATH = re.compile(r"/people/([0-9a-f-]{36})/")


@dataclass(frozen=True, slots=True)
class Line:
    """One draft of the list. Without `words` nothing of it is shown: the person is no longer within reach."""

    draft: DraftKept
    title: str
    begun: str
    words: str = ""
    href: str = ""


@requires(Permission.SIGN_IN)
def drafts(request: HttpRequest) -> HttpResponse:
    """One's own drafts, latest first. Of somebody who is no longer within reach only that there is one."""
    user, today = signed_in(request), timezone.localdate()
    kept = accounts.drafts_of(user)
    ids = {person_id for draft in kept if (person_id := _person_id(draft)) is not None}
    people = {one.pk: one for one in YoungPerson.objects.visible_to(user, on=today).filter(pk__in=ids)} if ids else {}
    if people:
        looked(by=user, person_ids=list(people), what="Drafts", path=request.path)
    lines = [_line(draft, people, begun=near_moment(draft.begun_at, today=today)) for draft in kept]
    return render(request, "workspace/drafts.html", {"title": "Drafts", "lines": lines})


def _person_id(draft: DraftKept) -> UUID | None:
    """Whom it is about: said by the address of the form, or by `about`, which may name a row instead."""
    found = PERSON_IN_PATH.search(_path(draft))
    try:
        return UUID(found[1] if found else draft.about.partition(":")[2])
    except ValueError:
        return None


def _path(draft: DraftKept) -> str:
    """The page the form was on, as the script that kept the draft said; nothing without script."""
    path = draft.fields.get("draft_at", "")
    return path if isinstance(path, str) and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _line(draft: DraftKept, people: dict[UUID, YoungPerson], *, begun: str) -> Line:
    person_id = _person_id(draft)
    person = people.get(person_id) if person_id else None
    if person is None:
        return Line(draft, "About somebody you do not reach", begun)
    kind = draft.about.partition(":")[0]
    path = reverse("contact:record", args=[person.pk]) if kind == "contact" else _path(draft)
    return Line(
        draft,
        FORMS.get(kind, OTHERWISE).format(name=person.shown_name),
        begun,
        words=_longest(draft),
        href=f"{path}?draft={draft.client_key}" if kind == "contact" else path,
    )


def _longest(draft: DraftKept) -> str:
    """The longest text in it, to know it again by."""
    texts = (value for name, value in draft.fields.items() if isinstance(value, str) and name != "draft_at")
    said = max(texts, key=len, default="")
    return said if len(said) <= 160 else f"{said[:158].rstrip()}…"
