"""Each guard of the house is seen to fail: the tree is copied, broken in one place, and the guard must say so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
CONTRACTS = [
    ("Apps depend downwards only", "waymark/audit/facts.py", "from waymark.people import facts as _people\n"),
    ("Apps depend downwards only", "waymark/contact/facts.py", "from waymark.eet import facts as _eet\n"),
    ("Inside an app", "waymark/people/models/search.py", "from waymark.people import actions as _actions\n"),
    ("Rules are pure Python", "waymark/eligibility/rules/__init__.py", "import django.utils.timezone as _timezone\n"),
    ("Rules are pure Python", "waymark/statutory/ssda903/__init__.py", "from waymark.people import models as _m\n"),
    ("Upper apps read facts", "waymark/workspace/views/record.py", "from waymark.eet import models as _eet\n"),
    ("The demo makes events", "waymark/demo/rules/__init__.py", "from waymark.eligibility import rules as _rules\n"),
]
MODEL = """

class Careless(models.Model):
    person = models.ForeignKey("people.YoungPerson", models.CASCADE)
    kind = models.CharField(max_length=1, choices=[("a", "A")])
"""
ARCHITECTURE = [
    ("test_only_actions_write", "waymark/people/access.py", "\ndef _bad(q):\n    q.filter(a=1).update(b=2)\n"),
    (
        "test_links_between_apps_point_one_way",
        "waymark/policy/models.py",
        MODEL.replace("people.YoungPerson", "accounts.User"),
    ),
    ("test_history_is_protected", "waymark/policy/models.py", MODEL),
    ("test_every_choice_has_a_constraint", "waymark/policy/models.py", MODEL),
    ("test_every_field_has_a_retention_and_a_sensitivity_class", "waymark/policy/models.py", MODEL),
    (
        "test_every_view_is_guarded",
        "waymark/config/urls.py",
        '\nurlpatterns.append(path("open/", lambda request: None, name="open"))\n',
    ),
    (
        "test_urls_of_people_and_rows_carry_uuids",
        "waymark/config/urls.py",
        '\nurlpatterns.append(path("p/<int:person_id>/", lambda request, person_id: None, name="open"))\n',
    ),
    ("test_nothing_happens_behind_your_back", "waymark/policy/models.py", "\n\ndef save(self):\n    pass\n"),
    (
        "test_actions_that_change_facts_say_so",
        "waymark/people/actions/__init__.py",
        "\n\ndef forget(*, person, by):\n    person.objects.filter(a=1).update(b=2)\n",
    ),
]
RUFF = [
    ("TID251", "waymark/eligibility/rules/late.py", '"""Late."""\nimport datetime\n\nTODAY = datetime.date.today()\n'),
    (
        "TID251",
        "waymark/people/models/late.py",
        '"""Late."""\nfrom django.utils import timezone\n\nNOW = timezone.now()\n',
    ),
    ("TID251", "waymark/people/late.py", '"""Late."""\nfrom django.db.models.signals import post_save as x\n\nx\n'),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("waymark", "tests"):
        shutil.copytree(HOUSE / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    scripts = Path(sys.executable).parent
    return subprocess.run(
        [str(scripts / command[0]), *command[1:]], cwd=copy, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("contract", "file", "line"), CONTRACTS)
def test_each_layer_contract_can_break(contract: str, file: str, line: str, copy: Path) -> None:
    with (copy / file).open("a") as source:
        source.write(line)
    said = run(
        copy,
        "python",
        "-c",
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c(['--no-cache'])",
    )
    broken = [text for text in said.stdout.splitlines() if text.endswith("BROKEN")]
    assert any(text.startswith(contract) for text in broken), said.stdout + said.stderr


@pytest.mark.parametrize(("guard", "file", "text"), ARCHITECTURE)
def test_each_rule_of_the_house_can_break(guard: str, file: str, text: str, copy: Path) -> None:
    with (copy / file).open("a") as source:
        source.write(text)
    said = run(copy, "python", "-m", "pytest", "-q", f"tests/test_architecture.py::{guard}")
    assert said.returncode == 1 and f"FAILED tests/test_architecture.py::{guard}" in said.stdout, (
        said.stdout + said.stderr
    )


@pytest.mark.parametrize(("code", "file", "text"), RUFF)
def test_each_banned_call_is_seen(code: str, file: str, text: str, copy: Path) -> None:
    (copy / file).write_text(text)
    said = run(copy, "ruff", "check", "--no-cache", file)
    assert said.returncode == 1 and code in said.stdout
