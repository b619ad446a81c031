"""Brings in SSDA903 returns of one or several years: everything or nothing."""

import gc
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.statutory.actions.returns import bring_in_return, preview_return, problems_of
from waymark.statutory.importing.hashing import described
from waymark.statutory.importing.rules.sifting import GivenYear
from waymark.statutory.importing.saying import as_json, as_text, where
from waymark.statutory.reading import read
from waymark.statutory.ssda903.years import YearNotSupported, for_year


class Command(BaseCommand):
    """`waymark import-903 --year 2026 PATH [--year 2025 PATH]… [--dry-run] [--json] [--as USER]`

    PATH is a folder, a CSV or an XML. Ends with 0 whatever problems were found, with 2 when nothing could be read.
    A file that cannot be read refuses the whole import: then nothing is changed, and the problems say why.
    """

    help = "Bring in SSDA903 returns (CSV or XML), one or several years at once: everything or nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--year",
            dest="years",
            nargs=2,
            action="append",
            required=True,
            metavar=("YEAR", "PATH"),
            help="a collection year (2026 is 1 April 2025 to 31 March 2026) and its folder, CSV or XML; may be repeated",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--json", action="store_true", help="counts and problems as JSON, for scripts")
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        gc.disable()  # rows hold no cycles, and looking for some in millions of them takes a fifth of the time
        try:
            self._import(options)
        finally:
            gc.enable()

    def _import(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        by = command_actor(options, permission=Permission.IMPORT_FILES, today=today)
        paths = _by_year(options["years"])
        given = []
        for year, sources in paths.items():
            self._progress(5, f"Reading {year}")
            given.append(GivenYear(year, read(sources)))
        problems = problems_of(given)
        if not any(each.read.files for each in given):
            raise CommandError("\n".join(where(each) + each.problem.message for each in problems), returncode=2)
        if options["dry_run"]:
            outcome = preview_return(given, problems, today=today, progress=self._progress)
        else:
            files = [dict(year=year, **each) for year, sources in paths.items() for each in described(sources)]
            outcome = bring_in_return(given, problems, files, by=by, today=today, at=now, progress=self._progress)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(outcome.counts, outcome.problems), ensure_ascii=False))
        else:
            self.stdout.write(as_text(outcome.counts, outcome.problems, outcome.people, dry_run=options["dry_run"]))

    def _progress(self, percent: int, words: str) -> None:
        self.stderr.write(f"{percent:3d}%  {words}")


def _by_year(pairs: list[list[str]]) -> dict[int, list[Path]]:
    """Year → its paths, in the order given. Raises CommandError."""
    paths: dict[int, list[Path]] = {}
    for year, path in pairs:
        try:
            paths.setdefault(for_year(int(year)).year, []).append(Path(path))
        except ValueError as error:
            words = str(error) if isinstance(error, YearNotSupported) else f"“{year}” is not a year, such as 2026."
            raise CommandError(words, returncode=2) from None
    return paths
