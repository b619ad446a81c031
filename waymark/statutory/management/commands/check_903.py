"""Checks an SSDA903 return against the DfE's rules on care leavers, without a database."""

import gc
import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from waymark.statutory.reading import read
from waymark.statutory.ssda903.checking import check_read, folders
from waymark.statutory.ssda903.years import YearNotSupported


class Command(BaseCommand):
    """`waymark check-903 PATH --year 2026 [--prev PATH] [--json]`

    Ends with 0 whatever the checks found, with 2 when nothing could be read or a file could not be.
    """

    help = "Check an SSDA903 return (CSV or XML): every problem with rule, child, table, row, column, what to do."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, help="a folder, a CSV or an XML; or a folder with `this` and `prev` in it"
        )
        parser.add_argument("--year", type=int, required=True, help="2026 means 1 April 2025 to 31 March 2026")
        parser.add_argument("--prev", type=Path, help="the return of the year before, for rules that compare")
        parser.add_argument("--json", action="store_true", help="a JSON list, for scripts")

    def handle(self, *, path: Path, year: int, prev: Path | None, json: bool, **options: object) -> None:
        gc.disable()  # rows hold no cycles, and looking for some in all of them takes a seventh of the time
        try:
            self._check(path, year, prev, as_json=json)
        finally:
            gc.enable()

    def _check(self, path: Path, year: int, prev: Path | None, *, as_json: bool) -> None:
        this, found_prev = folders(path)
        previous = prev or found_prev
        reads = {year: read(this)}
        if previous is not None:
            reads[year - 1] = read(previous)
        refused = [problem for each in reads.values() for problem in each.problems if problem.refuses]
        if refused or not any(kept or rejected for kept, rejected in reads[year].counts().values()):
            words = [f"{problem.file}: {problem.message}" for problem in refused] or [f"{this}: nothing to check."]
            raise CommandError("\n".join(words), returncode=2)
        try:
            problems = check_read(reads.pop(year), year, reads)
        except YearNotSupported as error:
            raise CommandError(str(error), returncode=2) from error
        if as_json:
            self.stdout.write(_as_json([problem.as_json() for problem in problems]))
            return
        for problem in problems:
            where = " ".join(str(part) for part in (problem.table, f"row {problem.row}" if problem.row else "") if part)
            who = f"child {problem.child}" if problem.child else ""
            head = ", ".join(part for part in (where, problem.column, who) if part)
            self.stdout.write(f"{problem.rule}: {head + ': ' if head else ''}{problem.message}")
        self.stdout.write(f"{len(problems)} found." if problems else "Nothing found.")


def _as_json(problems: list[dict[str, str | int | None]]) -> str:
    return json.dumps(problems, ensure_ascii=False, indent=1)
