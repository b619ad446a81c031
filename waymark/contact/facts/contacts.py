"""The contacts of one young person, and whom a worker was last in contact with."""

from datetime import date
from uuid import UUID

from waymark.contact.models import ContactMade
from waymark.people.facts.reported import known


def contacts_of(person_id: UUID, *, up_to: date) -> list[ContactMade]:
    """Every known contact with one person by that day, latest first; the worker is read too."""
    rows = known(ContactMade).filter(person=person_id, happened_on__lte=up_to).select_related("worker")
    return sorted(rows, key=lambda c: (c.happened_on, str(c.happened_at or ""), c.recorded_at), reverse=True)


def contact_by_key(person_id: UUID, client_key: UUID) -> ContactMade | None:
    """The contact that a form with this key already made, corrected since or not."""
    return ContactMade.objects.filter(person=person_id, client_key=client_key).first()


def recently_contacted(worker_id: UUID, *, limit: int) -> list[UUID]:
    """Whom a worker was last in contact with or tried to reach, the latest first."""
    rows = known(ContactMade).filter(worker=worker_id).order_by("-happened_on", "-recorded_at")
    found: dict[UUID, None] = dict.fromkeys(rows.values_list("person_id", flat=True)[: limit * 5])
    return list(found)[:limit]


def contact_of(person_id: UUID, contact_id: UUID) -> ContactMade | None:
    """One contact of this person, known or not; the worker is read too."""
    return ContactMade.objects.filter(pk=contact_id, person=person_id).select_related("worker", "person").first()


def as_it_stands(contact: ContactMade) -> ContactMade | None:
    """What a contact has become through corrections; None where it was taken back."""
    rows = ContactMade.objects.select_related("worker", "person")
    now = rows.filter(pk=contact.pk).first()  # read again: somebody may have corrected it since
    while now is not None and not now.known:
        now = rows.filter(replaces=now).first()
    return now


def on_visit(contact: ContactMade) -> set[UUID]:
    """Whoever else has a contact of the same visit."""
    if contact.visit_key is None:
        return set()
    rows = known(ContactMade).filter(visit_key=contact.visit_key).exclude(person=contact.person_id)
    return set(rows.values_list("person_id", flat=True))
