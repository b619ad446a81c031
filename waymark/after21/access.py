"""The door to one request to come back: for whoever reaches the person, and for whoever's list it is on."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from waymark.accounts.access import Permission, signed_in
from waymark.after21.facts.returning import request_of, requests_for
from waymark.after21.models import ReturnRequest
from waymark.audit import actions as audit
from waymark.people.access import open_record, reached_beyond_emergency
from waymark.people.models import YoungPerson


class Opened(NamedTuple):
    """`reached` says whether this user reaches the whole record, not only this request."""

    person: YoungPerson
    request: ReturnRequest
    reached: bool


def open_request(request: HttpRequest, person_id: UUID, request_id: UUID, *, on: date) -> Opened:
    """A request to come back, or 404.

    It may be on the list of somebody who no longer reaches the record, such as their last adviser. They see who asks
    and in what words, which is what an answer needs, and nothing else until they have taken it on.
    """
    user = signed_in(request)
    if not user.may(Permission.ARRANGE_AFTER_21, on=on):
        raise Http404
    asked = next(
        (row for row in requests_for(user, on=on) if row.pk == request_id and row.person_id == person_id), None
    )
    if asked is None or YoungPerson.objects.visible_to(user, on=on).filter(pk=person_id).exists():
        person = open_record(request, person_id, on=on, what="Request to come back")
        theirs = request_of(person.pk, request_id)
        if theirs is None:
            raise Http404
        reached = reached_beyond_emergency(request, person, on=on)
        if (
            asked is None and not reached
        ):  # an emergency opens a record for hours, and taking this on would make it lasting
            raise Http404
        return Opened(person, theirs, reached)
    audit.looked(by=user, person_ids=[person_id], what="Request to come back", path=request.path)
    return Opened(asked.person, asked, False)


def on_their_list(request: HttpRequest, person_id: UUID, *, on: date) -> UUID | None:
    """The request that this user may answer without reaching the record; None for whoever reaches it, or has none."""
    user = signed_in(request)
    if YoungPerson.objects.visible_to(user, on=on).filter(pk=person_id).exists():
        return None
    return next((row.pk for row in requests_for(user, on=on) if row.person_id == person_id), None)
