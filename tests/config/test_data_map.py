import csv
import io
import json

import pytest
from django.apps import apps
from django.core.management import call_command


def test_the_data_map_names_every_field_of_every_table_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("data_map")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    ours = [m for m in apps.get_models() if m.__module__.startswith("waymark.")]
    assert {(r["table"], r["field"]) for r in rows} == {
        (m._meta.label, f.name) for m in ours for f in m._meta.get_fields() if f.concrete
    }
    assert all(r["retention"] and r["sensitivity"] for r in rows)
    call_command("data_map", "--json")
    assert json.loads(capsys.readouterr().out) == rows
