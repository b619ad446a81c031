"""`waymark data-map`: every field with how long it is kept and how sensitive it is."""

import csv
import json
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser

from waymark.core.privacy import privacy_of


class Command(BaseCommand):
    help = "Print every field of every table with its retention and sensitivity class"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON instead of CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            {
                "table": model._meta.label,
                "field": field.name,
                "retention": privacy.retention.label,
                "sensitivity": privacy.sensitivity[field.name].label,
            }
            for model in apps.get_models()
            if (privacy := privacy_of(model))
            for field in model._meta.get_fields()
            if field.concrete
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=1))
            return
        writer = csv.DictWriter(self.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
