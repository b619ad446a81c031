"""`waymark send-notices`: send what waits in the outbox and is due. Run it every minute."""

import json
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from waymark.notices import actions, facts


class Command(BaseCommand):
    help = "Send the messages that wait and are due"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="say what happened as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        sent = actions.send_waiting(now=now)
        counts = facts.counts(since=now - timedelta(days=1))
        if options["json"]:
            self.stdout.write(json.dumps({"sent": sent} | {f"now_{state}": n for state, n in counts.items()}))
            return
        held = ", ".join(f"{number} {state.label.lower()}" for state, number in counts.items() if number)
        self.stdout.write(f"{sent} sent. In the outbox: {held or 'nothing'}.")
