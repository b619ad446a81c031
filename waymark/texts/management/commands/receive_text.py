"""`waymark receive-text`: take in a text as if it had come by phone, for a demo. Not in production."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from waymark.texts import actions
from waymark.texts.models import Text


class Command(BaseCommand):
    help = "Take in a text as if it had come by phone (demo only)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="number", required=True, help="the sender’s number")
        parser.add_argument("--body", required=True, help="what the text says")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("A live service receives texts from GOV.UK Notify only.", returncode=2)
        try:
            kept = actions.receive(
                provider_id=f"demo:{uuid4()}",
                number=options["number"],
                body=options["body"],
                received_at=timezone.now(),
                today=timezone.localdate(),
                now=timezone.now(),
            )
        except actions.NotANumber:
            raise CommandError(
                "--from is not a telephone number. Give one such as 07700 900123.", returncode=2
            ) from None
        where = "in the record of whoever has the number" if isinstance(kept, Text) else "among the unknown numbers"
        self.stdout.write(f"The text is {where}.")
