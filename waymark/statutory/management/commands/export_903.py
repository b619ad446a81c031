"""Writes a year's return as files: produced now, or exactly as it was frozen."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from waymark.accounts.access import Permission, add_actor_argument, command_actor
from waymark.statutory.actions.returns_out import note_export
from waymark.statutory.facts.returning.produced import produce
from waymark.statutory.facts.returning.submissions import TABLE_FILES, frozen_files, people_named
from waymark.statutory.ssda903.writing import CannotBeWritten
from waymark.statutory.ssda903.years import YearNotSupported

TABLES = frozenset(f"{table}.csv" for table in TABLE_FILES)


class Command(BaseCommand):
    """`waymark export-903 --year 2026 OUT_DIR [--xml] [--submission N] [--as USER] [--json]`

    Writes oc3.csv, header.csv and episodes.csv into OUT_DIR, which is made if it is not there. Ends with 0 when they
    were written, with 2 and the reason when there is nothing to export or a file cannot be written.
    """

    help = "Write a year's OC3, Header and Episodes as CSV (and XML): as the record has them now, or as frozen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out_dir", type=Path, help="the folder to write to; files of the same name are replaced")
        parser.add_argument("--year", type=int, required=True, help="2026 means 1 April 2025 to 31 March 2026")
        parser.add_argument("--xml", action="store_true", help="the XML form too, as return.xml")
        parser.add_argument(
            "--submission", type=int, metavar="N", help="exactly the files that were frozen as number N"
        )
        parser.add_argument("--json", action="store_true", help="what was written as JSON, for scripts")
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        by = command_actor(options, permission=Permission.TAKE_RETURN, today=today)
        year, number = options["year"], options["submission"]
        files = self._frozen(year, number) if number is not None else self._produced(year, today, xml=options["xml"])
        folder: Path = options["out_dir"]
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, content in files.items():
                _write(folder / name, content)
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder}: {error.strerror}. Give a folder that can be written.", returncode=2
            ) from None
        tables = {name: content for name, content in files.items() if name in TABLES}
        note_export(year=year, number=number, names=sorted(files), people=people_named(tables, tables), by=by)
        written = [
            {"file": str(folder / name), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"year": year, "submission": number, "files": written}, ensure_ascii=False))
            return
        for each in written:
            self.stdout.write(f"{each['file']}: {each['bytes']:,} bytes, SHA-256 {each['sha256']}")

    def _produced(self, year: int, today: date, *, xml: bool) -> dict[str, bytes]:
        try:
            made = produce(year, today=today)
            if not (made.oc3 or made.header or made.episodes):
                raise CommandError(
                    f"Nobody belongs in the {year} return: bring in a return or add young people.", returncode=2
                )
            return made.files() | ({"return.xml": made.xml()} if xml else {})
        except (YearNotSupported, CannotBeWritten) as error:
            raise CommandError(str(error), returncode=2) from None

    def _frozen(self, year: int, number: int) -> dict[str, bytes]:
        files = frozen_files(year, number)
        if not files:
            raise CommandError(f"No submission {number} of {year} was frozen.", returncode=2)
        return files


def _write(path: Path, content: bytes) -> None:
    """Whoever else works on this machine cannot read it, also where a file of the name is replaced."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
