"""`waymark rebuild-derived`: derives everyone's status periods and duties afresh, after a changed setting or a repair."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.duties.actions import rebuild_all as rebuild_duties
from waymark.eligibility.actions import rebuild_all as rebuild_statuses


class Command(BaseCommand):
    help = "Work out everyone's legal status periods and duties afresh. Changes nothing that is right already."

    def add_arguments(self, parser: CommandParser) -> None:
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        actor = command_actor(options, permission=Permission.CHANGE_SETTINGS, today=today)
        rebuild_statuses(by=actor, today=today)
        self.stdout.write(f"Statuses and duties of {rebuild_duties(by=actor, today=today):,} people are right.")
