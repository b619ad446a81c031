"""Lists what everyone is owed on a day: with the reason and the source, for people and for scripts."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.accounts.models import User
from waymark.audit.rules import Actor
from waymark.core.forms import FIRST_YEAR, LAST_YEAR
from waymark.duties.actions import note_export
from waymark.duties.facts import duties_of
from waymark.duties.rules import Duty, DutyId
from waymark.people.models import YoungPerson

BATCH = 2_000


class _Row(NamedTuple):
    """What is said of one duty; the names are those of the JSON."""

    person: str
    child_id: str | None
    duty: str
    due_on: str | None
    state: str
    reason: str
    source: str


class Command(BaseCommand):
    """`waymark duties --on DATE [--json] [--person CHILD_ID] [--duty D14] [--as USER]`

    One row a person and duty. With --json a list of {person, child_id, duty, due_on, state, reason, source}: ISO dates,
    `state` one of done, due, overdue, not_yet, excepted. Ends with 0, or with 2 and the reason when asked for something
    that is not there.
    """

    help = "List what everyone is owed on a day, with the reason and the source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-23; today without it")
        parser.add_argument("--person", metavar="CHILD_ID", help="only the young person with this 903 id")
        parser.add_argument("--duty", metavar="D14", help="only this duty")
        parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        by = command_actor(options, permission=Permission.EXPORT_LISTS, today=today)
        on, duty = _day(options["on"], today), _duty(options["duty"])
        people = _people(by, options["person"], today)
        with transaction.atomic():  # one state of the database for all batches
            told = list(self._told(people, on, duty))
            note_export(on=on, people=list(people), rows=len(told), by=by)
        if options["json"]:
            self.stdout.write(json.dumps([row._asdict() for row in told], ensure_ascii=False))
            return
        for row in told:
            due = row.due_on or "-"
            self.stdout.write(f"{row.child_id or row.person:<37}{row.duty:<5}{due:<12}{row.state:<10}{row.reason}")
        self.stdout.write(f"{len(told):,} duties of {len(people):,} people on {on:%Y-%m-%d}.")

    def _told(self, people: dict[UUID, str | None], on: date, wanted: DutyId | None) -> Iterator[_Row]:
        rest = iter(people)
        while batch := list(islice(rest, BATCH)):
            for person_id, duties in duties_of(batch, on=on).items():
                for duty in sorted(duties, key=lambda one: one.duty):
                    if wanted is None or duty.duty is wanted:
                        yield _row(duty, person_id, people[person_id])


def _row(duty: Duty, person_id: UUID, child_id: str | None) -> _Row:
    due_on = duty.due_on.isoformat() if duty.due_on else None
    reason = duty.reason.replace("\xa0", " ")
    return _Row(str(person_id), child_id, duty.duty.value, due_on, duty.state.value, reason, duty.source)


def _day(text: str | None, today: date) -> date:
    try:
        on = date.fromisoformat(text) if text else today
    except ValueError:
        raise CommandError(f"“{text}” is no date. Give one such as 2026-11-23.", returncode=2) from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise CommandError(f"Give a day from {FIRST_YEAR} to {LAST_YEAR}, not {text}.", returncode=2)
    return on


def _duty(text: str | None) -> DutyId | None:
    try:
        return DutyId(text.upper()) if text else None
    except ValueError:
        raise CommandError(f"There is no duty “{text}”. Give one from D01 to D37.", returncode=2) from None


def _people(by: Actor, child_id: str | None, today: date) -> dict[UUID, str | None]:
    """Everyone whom the actor reaches, by name: their id and 903 id."""
    people = YoungPerson.objects.current()
    if isinstance(by, User):
        people = people.visible_to(by, on=today)
    if child_id is not None:
        people = people.filter(child_id=child_id)
    found = dict(people.order_by("sort_name", "id").values_list("id", "child_id"))
    if child_id is not None and not found:
        raise CommandError(f"Nobody within reach has the 903 id “{child_id}”.", returncode=2)
    return found
