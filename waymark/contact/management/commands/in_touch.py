"""Prints both keeping-in-touch figures, the same as the page shows."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.accounts.models import User
from waymark.contact.facts.in_touch import read
from waymark.contact.rules.in_touch import Band, By, figures
from waymark.core.forms import FIRST_YEAR


class Command(BaseCommand):
    """`waymark in-touch [--on 2024-10-31] [--json] [--as USER]`

    With --as it counts those whom the user reaches, otherwise everyone. Ends with 0, with 2 and the reason when the day
    cannot be read or lies ahead.
    """

    help = "Who was reached in the last two months: by their personal adviser, and by any worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="the day to look back from, such as 2024-10-31; else today")
        parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        actor = command_actor(options, permission=Permission.SEE_SERVICE_DAY, today=today)
        on = _day(options["on"], today)
        given = read(actor if isinstance(actor, User) else None, on=on, today=today)
        found = figures(given.people, given.contacts)
        if options["json"]:
            rows = [
                {"band": band.value, "by": by.value, "share": round(figure.share, 1)} | asdict(figure)
                for band in Band
                for by, figure in found[band].items()
            ]
            about = {"on": on.isoformat(), "since": given.since.isoformat()}
            self.stdout.write(json.dumps(about | {"figures": rows}))
            return
        self.stdout.write(f"Reached from {given.since:%Y-%m-%d} to {on:%Y-%m-%d}")
        for band in Band:
            for by in By:
                figure = found[band][by]
                self.stdout.write(
                    f"{band.label:12} {by.label:22} {figure.share:5.1f} %  {figure.reached:,} of {figure.of:,}; "
                    f"{figure.unknown:,} not known, {figure.tried:,} tried, nobody tried {figure.nobody:,}"
                )


def _day(text: str | None, today: date) -> date:
    if text is None:
        return today
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a day. Give one such as 2024-10-31.", returncode=2) from None
    if on.year < FIRST_YEAR:
        raise CommandError(f"Give a day from {FIRST_YEAR} on: nothing is known of {text}.", returncode=2)
    if on > today:
        raise CommandError(f"{on:%Y-%m-%d} lies ahead: nobody knows who will be reached.", returncode=2)
    return on
