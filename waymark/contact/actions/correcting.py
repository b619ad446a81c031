"""Correcting a contact: the row is withdrawn and another takes its place; both stay readable."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.actions.lost import close_if_reached, open_again_if_not_reached
from waymark.contact.actions.recording import check_contact, what_is_said
from waymark.contact.models import ContactMade, Promise
from waymark.contact.rules import Made
from waymark.people.actions import facts_changed
from waymark.people.actions.facts import AlreadyWithdrawn, ReasonMissing
from waymark.people.models.facthood import FACT
from waymark.people.rules.words import Source

# What a correction does not change: how the row came here.
_KEPT_APART = frozenset({"client_key", "replaces", *FACT})


@transaction.atomic
def correct_contact(
    contact: ContactMade, *, reason: str, by: Actor, today: date, now: datetime, **fields: Any
) -> ContactMade:
    """Withdraw a contact and keep it again with other values; the row now known, which is the same one where
    nothing differs. Promises made in it go with it.

    Raises ReasonMissing, AlreadyWithdrawn (somebody corrected it meanwhile), and what `check_contact` raises.
    """
    if not reason.strip():
        raise ReasonMissing
    values = {f.name: getattr(contact, f.name) for f in contact._meta.concrete_fields if f.name not in _KEPT_APART}
    if unknown := fields.keys() - values.keys():
        raise TypeError(f"not fields of a contact: {', '.join(sorted(unknown))}")
    changes = {name: (values[name], value) for name, value in fields.items() if values[name] != value}
    if not changes:
        return contact
    _withdraw(contact)
    new = ContactMade(
        person_id=contact.person_id,
        replaces=contact,
        recorded_by_id=by.actor_id,
        source=Source.STAFF,
        **(values | fields),
    )
    check_contact(new, born_on=contact.person.born_on, today=today, now=now)
    new.save(force_insert=True)
    Promise.objects.filter(contact=contact).update(contact=new)
    said = {name: pair if name != "worker" else tuple(_id(user) for user in pair) for name, pair in changes.items()}
    record("contact.contact_corrected", by=by, subject=new, person_id=new.person_id, changes=said, reason=reason)
    if contact.made == Made.MADE:
        open_again_if_not_reached(person_id=new.person_id, reached_on=contact.happened_on, by=by)
    if new.made == Made.MADE:
        close_if_reached(person_id=new.person_id, reached_on=new.happened_on, by=by, today=today)
    facts_changed([new.person_id], by=by, today=today)
    return new


@transaction.atomic
def withdraw_contact(contact: ContactMade, *, reason: str, by: Actor, today: date) -> None:
    """Take back a contact that never was, such as one kept under the wrong name. Promises made in it stay."""
    if not reason.strip():
        raise ReasonMissing
    _withdraw(contact)
    taken = {name: (after, before) for name, (before, after) in what_is_said(contact).items()}
    record(
        "contact.contact_withdrawn", by=by, subject=contact, person_id=contact.person_id, changes=taken, reason=reason
    )
    if contact.made == Made.MADE:
        open_again_if_not_reached(person_id=contact.person_id, reached_on=contact.happened_on, by=by)
    facts_changed([contact.person_id], by=by, today=today)


def _withdraw(contact: ContactMade) -> None:
    if not ContactMade.objects.known().filter(pk=contact.pk).update(withdrawn_at=Now()):
        raise AlreadyWithdrawn


def _id(user: Any) -> Any:
    return None if user is None else user.pk
