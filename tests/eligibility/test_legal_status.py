"""`waymark legal-status CASES.json`: JSON out, exit 2 with the reason when unreadable, no database touched.

These tests have no database: asking one would fail.
"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from waymark.config.cli import main

CASES = Path(__file__).parent / "status_cases.json"


def test_it_prints_an_answer_a_case_in_order():
    call_command("legal_status", str(CASES), stdout=(out := StringIO()))

    cases, answers = json.loads(CASES.read_text()), json.loads(out.getvalue())
    assert [answer["id"] for answer in answers] == [case["id"] for case in cases]
    assert [(answer["status"], answer["basis"]) for answer in answers] == [
        (case["expect"]["status"], case["expect"]["basis"]) for case in cases
    ]
    assert set(answers[0]) == {"id", "status", "basis", "nights_since_14", "changes_on", "flags", "reasons"}
    assert all(isinstance(answer["reasons"], list) and answer["reasons"] for answer in answers)


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "cases.json").write_bytes(b"\xef\xbb\xbf[]")

    call_command("legal_status", str(tmp_path / "cases.json"), stdout=(out := StringIO()))

    assert json.loads(out.getvalue()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be opened: No such file or directory."),
        (b"{", "is not JSON in UTF-8"),
        (b"\xff\xfe", "is not JSON in UTF-8"),
        (b"[" * 100_000, "is not JSON in UTF-8"),
        (b"{}", "The file must hold a list of cases"),
        (b'[{"id": "X1", "date_of_birth": "soon"}]', "Case X1, date_of_birth: write a date such as 2008-06-15."),
    ],
)
def test_what_cannot_be_read_is_said_with_exit_code_2(tmp_path, content, says):
    path = tmp_path / "cases.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=says) as refused:
        call_command("legal_status", str(path))
    assert refused.value.returncode == 2


def test_from_the_shell_the_reason_goes_to_standard_error(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["waymark", "legal-status", str(tmp_path / "none.json")])

    said = capsys.readouterr()
    assert ended.value.code == 2
    assert "cannot be opened" in said.err and said.out == ""
