"""`waymark seal-looks`: bring in the local journal and seal what no batch holds yet. Run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from waymark.audit import actions


class Command(BaseCommand):
    help = "Seal the looks that no batch holds yet"

    def handle(self, *args: Any, **options: Any) -> None:
        brought = actions.bring_in_journal()
        sealed = actions.seal_looks()
        self.stdout.write(f"{sealed} looks sealed, {brought} of them from the local journal.")
