"""`waymark verify-audit`: walk the chain of changes and the sealed looks."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from waymark.audit import facts


class Command(BaseCommand):
    help = "Check that no audit event and no sealed look has been changed or taken out"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        broken, seal = facts.chain_break(), facts.broken_seal()
        if options["json"]:
            answer = {"chain_breaks_at": broken.sequence if broken else None, "broken_seal": seal}
            self.stdout.write(json.dumps(answer))
            return
        self.stdout.write(
            "The chain of changes holds." if broken is None else f"The chain breaks at event {broken.sequence}."
        )
        self.stdout.write("Every sealed look is as it was." if seal is None else f"Batch {seal} of looks was changed.")
