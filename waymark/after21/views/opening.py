"""What the pages about one person have in common."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict

from waymark.accounts.access import signed_in
from waymark.accounts.actions import drop_draft
from waymark.core.forms import Form
from waymark.people.access import open_record
from waymark.people.models import YoungPerson

WHAT = "Support from 21"


def opened(request: HttpRequest, person_id: UUID, *, on: date) -> YoungPerson:
    """The person, through the only door; a record that was joined answers with the one that was kept."""
    return open_record(request, person_id, on=on, what=WHAT)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def doing(request: HttpRequest, *, today: date) -> dict[str, Any]:
    """Who does it, and when, for an action that notes its worker."""
    user = signed_in(request)
    return {"by": user, "worker": user, "today": today}


def let_go(request: HttpRequest, form: str, about: UUID) -> None:
    """What was typed is saved now, so the draft of it goes."""
    drop_draft(user=signed_in(request), about=f"after21-{form}:{about}")


def ready(form: Form) -> bool:
    return form.is_bound and form.is_valid()


def status(form: Form) -> int:
    """422 where the form came back with something to put right."""
    return 422 if form.errors else 200
