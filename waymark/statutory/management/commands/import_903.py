"""Brings in SSDA903 returns of one or several years: everything or nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.statutory.actions.returns import Outcome, bring_in, bring_in_at_once, problems_of
from waymark.statutory.facts.plans import Located
from waymark.statutory.importing.hashing import described
from waymark.statutory.importing.rules.sifting import GivenYear
from waymark.statutory.reading import read
from waymark.statutory.ssda903.years import YearNotSupported, for_year


class Command(BaseCommand):
    """`waymark import-903 --year 2026 PATH [--year 2025 PATH]… [--dry-run] [--json] [--as USER]`

    PATH is a folder, a CSV or an XML. Ends with 0 whatever problems were found, with 2 when nothing could be read.
    A file that cannot be read refuses the whole import: then nothing is changed, and the problems say why.
    """

    help = "Bring in SSDA903 returns (CSV or XML), one or several years at once: everything or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
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
            raise CommandError("\n".join(_where(each) + each.problem.message for each in problems), returncode=2)
        if options["dry_run"]:
            outcome = bring_in(given, problems, of=None, by=by, today=today, at=now, progress=self._progress)
        else:
            files = [dict(year=year, **each) for year, sources in paths.items() for each in described(sources)]
            outcome = bring_in_at_once(given, problems, files, by=by, today=today, at=now, progress=self._progress)
        self.stdout.write(_as_json(outcome) if options["json"] else _as_text(outcome, dry_run=options["dry_run"]))

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


def _where(located: Located) -> str:
    problem = located.problem
    parts = [problem.file, f"row {problem.row}" if problem.row else "", problem.column]
    return ", ".join(part for part in parts if part) + ": " if any(parts) else ""


def _as_json(outcome: Outcome) -> str:
    tables = {
        table: {name: count for name, count in counts._asdict().items() if name != "withdrawn"}
        for table, counts in outcome.counts.items()
    }
    problems = [
        {
            "file": located.problem.file,
            "row": located.problem.row,
            "column": located.problem.column,
            "message": located.problem.message,
        }
        for located in outcome.problems
    ]
    return json.dumps({"tables": tables, "problems": problems}, ensure_ascii=False)


def _as_text(outcome: Outcome, *, dry_run: bool) -> str:
    lines = [_where(located) + located.problem.message for located in outcome.problems]
    lines.append("")
    lines.append(f"{'':22}{'new':>9}{'changed':>9}{'as it was':>11}{'rejected':>10}{'rows in':>9}")
    for table, counts in outcome.counts.items():
        rows_in = counts.created + counts.updated + counts.unchanged + counts.rejected
        lines.append(
            f"{table:22}{counts.created:>9,}{counts.updated:>9,}{counts.unchanged:>11,}{counts.rejected:>10,}{rows_in:>9,}"
        )
        if counts.withdrawn:
            lines.append(f"{'':22}{counts.withdrawn:,} kept from earlier are not in the files any more")
    if outcome.refused:
        lines.append("Nothing was imported: mend the files that could not be read, or leave them out.")
        return "\n".join(lines)
    people = outcome.people
    would = "would be " if dry_run else ""
    lines.append(
        f"Young people: {people['created']:,} {would}added, {people['changed']:,} {would}changed, {people['left']:,} "
        f"left as they were. {people['care_history_missing']:,} of those touched have no care history in these years."
    )
    return "\n".join(lines)
