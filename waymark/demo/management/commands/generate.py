"""`waymark generate`: an invented council in the database."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import date
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.demo.actions import InventedAlready, NotInvented, NumbersTaken, OnlyOutsideProduction, generate
from waymark.demo.rules.council import Council
from waymark.demo.rules.profile import LANCASHIRE_2024, PROFILES

MOST_PEOPLE = 800_000  # child numbers have six figures


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PEOPLE:
        raise ArgumentTypeError(f"“{text}” is not a number from 1 to {MOST_PEOPLE:,}")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a date like 2026-11-22") from None
    if not 2015 <= day.year <= 2100:
        raise ArgumentTypeError(f"{text} is not between 2015 and 2100")
    return day


class Command(BaseCommand):
    """`waymark generate --people N --seed S [--profile NAME] [--on DATE] [--add] [--json] [--as USER]`

    The same people, seed, profile and date give the same young people with the same ids. Exit 2 when nothing was made.
    """

    help = "Fill an empty database with an invented council: young people, their lives, staff and demo sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=_number, default=LANCASHIRE_2024.people, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed is another council")
        parser.add_argument("--profile", choices=sorted(PROFILES), default=LANCASHIRE_2024.name)
        parser.add_argument("--on", type=_day, metavar="DATE", help="the day the ages are right on; today if left out")
        parser.add_argument("--add", action="store_true", help="put them beside the people who are there already")
        parser.add_argument("--json", action="store_true", help="say what was made as JSON")
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        began = monotonic()
        now = timezone.now()
        by = command_actor(options, permission=Permission.MANAGE_USERS, today=timezone.localdate(now))
        council = Council(
            people=options["people"],
            seed=options["seed"],
            on=options["on"] or timezone.localdate(now),
            profile=PROFILES[options["profile"]],
        )
        try:
            made = generate(council, add=options["add"], by=by, now=now, progress=_progress(council.people))
        except OnlyOutsideProduction:
            raise CommandError("This is a production system: no invented people here.", returncode=2) from None
        except NotInvented as problem:
            raise CommandError(
                f"Nothing made: the database holds {problem.people:,} people who are not invented. Use another database "
                "(WAYMARK_DATA_DIR or WAYMARK_DATABASE_URL), or --add to put the invented ones beside them.",
                returncode=2,
            ) from None
        except InventedAlready as problem:
            raise CommandError(
                f"Nothing made: the database holds an invented council of {problem.people:,} already. Use another "
                "database, or --add with another --seed.",
                returncode=2,
            ) from None
        except NumbersTaken:
            raise CommandError(
                "Nothing made: people here have these child numbers. Choose another --seed.", returncode=2
            ) from None
        bands = _bands(council)
        seconds = round(monotonic() - began, 1)
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "people": made.people,
                        "ages": bands,
                        "staff": made.staff,
                        "teams": made.teams,
                        "seed": council.seed,
                        "profile": council.profile.name,
                        "on": council.on.isoformat(),
                        "seconds": seconds,
                    }
                )
            )
            return
        self.stdout.write(
            f"An invented council of {made.people:,} young people on {council.on:%-d %B %Y} (seed {council.seed}):\n"
            f"{bands['16-17']:,} aged 16 and 17, {bands['18-20']:,} aged 18 to 20, {bands['21+']:,} aged 21 and older.\n"
            f"{made.staff:,} staff in {made.teams} teams. Made in {seconds} seconds."
        )


def _bands(council: Council) -> dict[str, int]:
    ages = council.profile.ages_of(council.people)
    return {
        "16-17": sum(number for age, number in ages.items() if age < 18),
        "18-20": sum(number for age, number in ages.items() if 18 <= age < 21),
        "21+": sum(number for age, number in ages.items() if age >= 21),
    }


def _progress(people: int) -> Any:
    """Says how far it is on stderr, on one line, where somebody is watching."""

    def written(number: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number:,} of {people:,} young people" + ("\n" if number >= people else ""))
            sys.stderr.flush()

    return written
