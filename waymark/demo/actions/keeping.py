"""Writes invented contacts and promises, with who made each."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from waymark.audit.rules import Actor
from waymark.contact.models import ContactMade, Promise
from waymark.core.rows import insert_rows
from waymark.demo.actions.workers import Workers
from waymark.demo.rules import happenings as told
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.people.actions.reported import insert_facts
from waymark.people.rules.words import Source

CONTACTED = tuple(field.name for field in fields(told.Contacted))
PROMISED = tuple(field.name for field in fields(told.Promised))


def write_contacts(
    lives: Sequence[InventedLife], workers: Workers, *, dice: Mapping[UUID, Dice], by: Actor, at: datetime
) -> None:
    rows = []
    for life in lives:
        for contact in life.contacts:
            worker = workers.on(life.id, contact.by_role, contact.happened_on)
            values = [getattr(contact, name) for name in CONTACTED]
            rows.append((life.id, dice[life.id].identifier(), *values, worker.id, worker.name))
    insert_facts(ContactMade, ("id", *CONTACTED, "worker_id", "worker_name"), rows, source=Source.DEMO, by=by, at=at)


def write_promises(
    lives: Sequence[InventedLife], workers: Workers, *, dice: Mapping[UUID, Dice], by: Actor, at: datetime
) -> None:
    """What is still open is owed by whoever is their adviser now."""
    rows = []
    for life in lives:
        for promise in life.promises:
            owed = at.date() if promise.state == "open" else promise.made_on
            owner = workers.on(life.id, "adviser", owed)
            values = [getattr(promise, name) for name in PROMISED]
            rows.append((dice[life.id].identifier(), life.id, *values, owner.id, owner.name))
    names = ("id", "person_id", *PROMISED, "owner_id", "owner_name")
    insert_rows(Promise, names, rows, same={"recorded_at": at, "recorded_by_id": by.actor_id})
