"""The only door to a young person's record: scoped to whom the user reaches, and every look is noted."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from waymark.accounts.access import Permission
from waymark.audit import actions as audit
from waymark.core.lists import CONTENT_TYPES, Cell, FileKind, as_file
from waymark.people.models import EmergencyAccess, YoungPerson

__all__ = ["FileKind", "Permission", "asked_as", "open_record", "reached_beyond_emergency", "take_list"]


def open_record(request: HttpRequest, person_id: UUID, *, on: date, what: str = "Record") -> YoungPerson:
    """The person, if this user may see records and reaches this one on that day; else 404, as if there were none.

    `what` says in words which page is looked at. A record that was joined to another answers with the one that was
    kept, so `person.pk != person_id` tells a view to redirect. A look at a record opened in an emergency is marked.
    """
    user = request.user
    if not user.is_authenticated or not user.may(Permission.SEE_RECORD, on=on):
        raise Http404
    opened = EmergencyAccess.objects.filter(user=user, person=OuterRef("pk"), ends_at__gt=Now()).order_by("-started_at")
    people = YoungPerson.objects.annotate(emergency_reason=Subquery(opened.values("reason")[:1]))
    person = people.visible_to(user, on=on).filter(pk=person_id).first()
    if person is None or person.merged_into_id is not None:
        kept_id = YoungPerson.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
        if kept_id is None:
            raise Http404
        return open_record(request, kept_id, on=on, what=what)
    audit.looked(
        by=user,
        person_ids=[person.pk],
        what=what,
        path=request.path,
        reason=person.emergency_reason or "",
        marked=person.emergency_reason is not None,
    )
    return person


def reached_beyond_emergency(request: HttpRequest, person: YoungPerson, *, on: date) -> bool:
    """Whether this user reaches someone whom `open_record` gave by more than an emergency.

    An emergency opens a record for some hours. Whoever could give out workers meanwhile, or join records, would make
    their own reach a lasting one.
    """
    user = request.user
    if not user.is_authenticated:
        return False
    if getattr(person, "emergency_reason", None) is None:
        return True
    return YoungPerson.objects.visible_to(user, on=on, emergency=False).filter(pk=person.pk).exists()


def asked_as(request: HttpRequest, *, on: date) -> FileKind | None:
    """What a list is asked for as (`?as=csv`, `?as=xlsx`); None for the page itself. 404 for whoever may not take lists."""
    kind = request.GET.get("as", "")
    if not kind:
        return None
    user = request.user
    if kind not in FileKind.values() or not user.is_authenticated or not user.may(Permission.EXPORT_LISTS, on=on):
        raise Http404
    return FileKind(kind)


def take_list(
    request: HttpRequest,
    kind: FileKind,
    *,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    person_ids: Iterable[UUID],
    on: date,
) -> HttpResponse:
    """A list of people as a file that `asked_as` allowed; that it was taken, and whom it was about, is kept.

    `person_ids` are all the people in the rows. The file is called by the title and the day.
    """
    user = request.user
    assert user.is_authenticated
    people = list(dict.fromkeys(person_ids))
    made = as_file(kind, columns, rows, title=title)
    audit.record(
        "people.list_exported",
        by=user,
        subject=None,
        detail={"list": title, "kind": kind.value, "people": len(people)},
    )
    audit.looked(by=user, person_ids=people, what=f"Took a list away: {title}"[:120], path=request.path)
    response = HttpResponse(made, content_type=CONTENT_TYPES[kind])
    name = f"{slugify(title)}-{on.isoformat()}.{kind.value}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
