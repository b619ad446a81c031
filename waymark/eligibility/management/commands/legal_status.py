"""`waymark legal-status CASES.json`: the legal status of described cases, as JSON; touches no database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.eligibility.rules.cases import CaseUnreadable, answer_case, read_cases


class Command(BaseCommand):
    """Prints a list of {id, status, basis, nights_since_14, changes_on, flags, reasons}; exit 2 when unreadable."""

    help = "Work out the legal status of the cases in a JSON file and print the answers as JSON."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cases", metavar="CASES.json", help="a file with a list of cases")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["cases"])
        try:
            cases = read_cases(json.loads(path.read_text(encoding="utf-8-sig")))
        except OSError as problem:
            raise CommandError(f"{path} cannot be opened: {problem.strerror}.", returncode=2) from None
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
            raise CommandError(f"{path} is not JSON in UTF-8: {problem}.", returncode=2) from None
        except CaseUnreadable as problem:
            raise CommandError(str(problem), returncode=2) from None
        answers = [answer_case(case) for case in cases]
        self.stdout.write(json.dumps(answers, indent=1, ensure_ascii=False))
