"""Brings in a caseload spreadsheet, CSV or XLSX: everything or nothing."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.statutory.actions.caseloads import bring_in_caseload, preview_caseload
from waymark.statutory.facts.imports import mapping_for
from waymark.statutory.importing.hashing import described
from waymark.statutory.importing.rules.headings import missing
from waymark.statutory.importing.saying import as_json, as_text
from waymark.statutory.importing.sheets import read_sheet
from waymark.statutory.reading.collecting import Unreadable


class Command(BaseCommand):
    """`waymark import-caseload PATH [--dry-run] [--json] [--as USER]`

    Which heading means what is what was last said on the import page for a sheet with these headings, else guessed
    from their words. Ends with 0 whatever problems were found, with 2 when the file could not be read.
    """

    help = "Bring in a caseload spreadsheet (CSV or XLSX): everything or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, nargs="?", help="a CSV or an XLSX")
        parser.add_argument(
            "--template", type=Path, metavar="FILE", help="write an empty workbook to fill in, and stop"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--json", action="store_true", help="counts and problems as JSON, for scripts")
        add_actor_argument(parser)

    def handle(self, *args: Any, path: Path | None, template: Path | None, **options: Any) -> None:
        if template is not None:
            from waymark.statutory.importing.template import workbook

            template.write_bytes(workbook())
            self.stdout.write(f"{template} is ready to be filled in.")
            return
        if path is None:
            raise CommandError("Give the path of a CSV or an XLSX.", returncode=2)
        now = timezone.now()
        today = timezone.localdate(now)
        by = command_actor(options, permission=Permission.IMPORT_FILES, today=today)
        try:
            with path.open("rb") as stream:
                sheet = read_sheet(path.name, stream)
        except OSError as error:
            raise CommandError(f"{path} cannot be opened ({error.strerror}).", returncode=2) from error
        except Unreadable as error:
            raise CommandError(f"{path.name}: {error}", returncode=2) from error
        mapping = mapping_for(sheet.headings)
        if lack := missing(mapping):
            raise CommandError(f"{path.name}: {lack} The headings are {', '.join(sheet.headings)}.", returncode=2)
        if options["dry_run"]:
            outcome = preview_caseload(sheet, mapping, today=today, progress=self._progress)
        else:
            outcome = bring_in_caseload(
                sheet, mapping, described([path]), by=by, today=today, at=now, progress=self._progress
            )
        if options["json"]:
            self.stdout.write(json.dumps(as_json(outcome.counts, outcome.problems), ensure_ascii=False))
        else:
            self.stdout.write(as_text(outcome.counts, outcome.problems, outcome.people, dry_run=options["dry_run"]))

    def _progress(self, percent: int, words: str) -> None:
        self.stderr.write(f"{percent:3d}%  {words}")
