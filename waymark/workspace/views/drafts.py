"""What somebody has begun to write and not saved."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts import facts as accounts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.facts import DraftKept
from waymark.audit.actions import looked
from waymark.core.wording import near_moment
from waymark.people.models import YoungPerson

# The form behind the first half of a draft's `about`, and what it is called in the list.
FORMS = {
    "contact": ("contact:record", "Contact with {name}"),
    "after21-talk": ("after21:conversation", "Talk with {name} about life after 21"),
    "after21-offer": ("after21:offer", "Offer of support to {name}"),
    "after21-step": ("after21:step_down", "Proposal that {name} steps down"),
    "after21-check": ("after21:person", "Check before {name} steps down"),
    "after21-return": ("after21:return", "{name} wants support again"),
    "after21-answer": ("after21:person", "Answer to {name}"),
    "after21-letter": ("after21:goodbye", "Goodbye letter to {name}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One draft of the list. Without `href` nothing of it is shown: the person is no longer within reach."""

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
    try:
        return UUID(draft.about.partition(":")[2])
    except ValueError:
        return None


def _line(draft: DraftKept, people: dict[UUID, YoungPerson], *, begun: str) -> Line:
    person_id = _person_id(draft)
    person = people.get(person_id) if person_id else None
    form = FORMS.get(draft.about.partition(":")[0])
    if person is None or form is None:
        return Line(draft, "Somebody you no longer reach", begun)
    view, title = form
    return Line(
        draft,
        title.format(name=person.shown_name),
        begun,
        words=_longest(draft),
        href=f"{reverse(view, args=[person.pk])}?draft={draft.client_key}",
    )


def _longest(draft: DraftKept) -> str:
    """The longest text in it, to know it again by."""
    said = max((value for value in draft.fields.values() if isinstance(value, str)), key=len, default="")
    return said if len(said) <= 160 else f"{said[:158].rstrip()}…"
