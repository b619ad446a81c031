"""Promises: made, kept, not kept, no longer needed, and handed to another worker."""

from datetime import date

from django.db import transaction
from django.db.models import F

from waymark.accounts.models import User
from waymark.audit.actions import Entry, record, record_many
from waymark.audit.rules import Actor
from waymark.contact.models import ContactMade, Promise
from waymark.contact.rules import PromiseState, Whose
from waymark.people.actions import facts_changed
from waymark.people.actions.facts import ReasonMissing
from waymark.people.models import YoungPerson


class PromiseChangedMeanwhile(Exception):
    """Somebody else has closed or changed this promise. Read it again."""


class NothingPromised(Exception):
    """A promise says what was promised."""


class PromiseDueInThePast(Exception):
    """A promise is made for today or later."""


@transaction.atomic
def make_promise(
    *,
    person: YoungPerson,
    what: str,
    by_when: date,
    owner: User | None,
    by: Actor,
    today: date,
    contact: ContactMade | None = None,
    whose: Whose = Whose.WORKER,
    owner_name: str = "",
) -> Promise:
    """Keep a promise made today, on `owner`'s list until it is closed."""
    if by_when < today:
        raise PromiseDueInThePast
    promise = store_promise(
        person=person,
        what=what,
        by_when=by_when,
        made_on=today,
        whose=whose,
        owner=owner,
        owner_name=owner_name,
        contact=contact,
        by=by,
    )
    facts_changed([person.pk], by=by, today=today)
    return promise


def store_promise(
    *,
    person: YoungPerson,
    what: str,
    by_when: date,
    made_on: date,
    whose: Whose,
    owner: User | None,
    owner_name: str,
    contact: ContactMade | None,
    by: Actor,
) -> Promise:
    """A part of making a promise and of recording a contact; whoever calls it says that facts changed."""
    if not what.strip():
        raise NothingPromised
    promise = Promise.objects.create(
        person=person,
        what=what.strip(),
        by_when=by_when,
        made_on=made_on,
        whose=whose,
        owner=owner,
        owner_name=owner_name,
        contact=contact,
        recorded_by_id=by.actor_id,
    )
    changes = {"what": ("", promise.what), "by_when": ("", by_when), "whose": ("", whose)}
    changes["owner"] = ("", owner.pk if owner else owner_name)
    record("contact.promise_made", by=by, subject=promise, person_id=person.pk, changes=changes)
    return promise


@transaction.atomic
def keep_promise(promise: Promise, *, by: Actor, today: date) -> Promise:
    """It was done."""
    return _close(promise, PromiseState.KEPT, note="", by=by, today=today)


@transaction.atomic
def break_promise(promise: Promise, *, reason: str, by: Actor, today: date) -> Promise:
    """It was not and will not be done; the reason stands in the record."""
    if not reason.strip():
        raise ReasonMissing
    return _close(promise, PromiseState.BROKEN, note=reason.strip(), by=by, today=today)


@transaction.atomic
def drop_promise(promise: Promise, *, reason: str, by: Actor, today: date) -> Promise:
    """It is no longer wanted."""
    if not reason.strip():
        raise ReasonMissing
    return _close(promise, PromiseState.DROPPED, note=reason.strip(), by=by, today=today)


@transaction.atomic
def hand_over_promises(
    *, person: YoungPerson, from_worker: User | None, to_worker: User, by: Actor, today: date
) -> int:
    """Everything a worker still owes one person becomes another worker's to keep; the number of promises.

    `from_worker` None means promises whose owner has no account here.
    """
    rows = Promise.objects.select_for_update().filter(
        person=person, owner=from_worker, whose=Whose.WORKER, state=PromiseState.OPEN
    )
    entries = []
    for promise in rows:
        changes = {"owner": (promise.owner_id or promise.owner_name, to_worker.pk)}
        promise.owner, promise.owner_name = to_worker, ""
        promise.version += 1
        promise.save(update_fields=["owner", "owner_name", "version"])
        entries.append(Entry("contact.promise_handed_over", promise, person_id=person.pk, changes=changes))
    if entries:
        record_many(entries, by=by)
        facts_changed([person.pk], by=by, today=today)
    return len(entries)


def _close(promise: Promise, state: PromiseState, *, note: str, by: Actor, today: date) -> Promise:
    same = Promise.objects.filter(pk=promise.pk, version=promise.version, state=PromiseState.OPEN)
    if not same.update(state=state, closed_on=today, closed_note=note, version=F("version") + 1):
        raise PromiseChangedMeanwhile
    promise.refresh_from_db(fields=["state", "closed_on", "closed_note", "version"])
    changes = {"state": (PromiseState.OPEN, state), "closed_note": ("", note)}
    record(
        f"contact.promise_{state}", by=by, subject=promise, person_id=promise.person_id, changes=changes, reason=note
    )
    facts_changed([promise.person_id], by=by, today=today)
    return promise
