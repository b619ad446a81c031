"""Rules of the house that import-linter and ruff cannot see. Each is a function over source text, so each can fail."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from waymark.core.privacy import Privacy, Retention, Sensitivity

HOUSE = Path(__file__).parent.parent
ROOT = HOUSE / "waymark"
WRITES = {
    *("save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete", "update"),
    *("acreate", "asave", "adelete", "aupdate", "raw_delete"),
}
BULK = {"insert_rows"}  # the fast lane for many rows: waymark/core/rows.py
# `.update(...)` and `.delete(...)` are also words of dictionaries, sets and hashes; only calls on a query count.
AMBIGUOUS = {"update", "delete", "create", "save"}
PARTS = ("insert_people", "insert_facts", "insert_births", "withdraw_facts", "change_people")
MAY_WRITE = {"actions", "migrations"}
ORDINARY = {"utils", "helpers", "manager", "managers", "base", "common", "misc", "services", "signals"}


def source_files() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py"))


def parts_of(path: Path) -> set[str]:
    """The path's parts without endings, so that a package `actions/` is held to the same rule as `actions.py`."""
    return {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}


def is_query(node: ast.expr) -> bool:
    """Whether an expression reads like a query or a row: it mentions `.objects` or a chain of query words."""
    text = ast.unparse(node)
    return ".objects" in text or bool(
        re.search(r"\.(filter|exclude|all|select_for_update|known|open_on|order_by)\(", text)
    )


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BULK:
            yield node.lineno, node.func.id
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        if node.func.attr in AMBIGUOUS and not is_query(node.func.value):
            continue
        yield node.lineno, node.func.attr


def test_only_actions_write() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} .{name}()"
        for path in source_files()
        if not parts_of(path) & MAY_WRITE
        for line, name in writes(ast.parse(path.read_text()))
    ]
    assert not found


def test_a_write_outside_actions_is_seen() -> None:
    text = "Contact.objects.filter(a=1).update(b=2)\n{}.update(c=3)\nX.objects.create()\ninsert_rows(X, [])"
    assert [name for _, name in writes(ast.parse(text))] == ["update", "create", "insert_rows"]


def ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("waymark.")]


def test_links_between_apps_point_one_way() -> None:
    """A reverse accessor would let a lower app reach up, unseen by import-linter."""
    assert not [
        f"{m._meta.label}.{f.name}"
        for m in ours()
        for f in m._meta.get_fields()
        if f.is_relation
        and f.concrete
        and f.related_model in ours()
        and f.related_model._meta.app_label != m._meta.app_label
        and not f.remote_field.hidden
    ]


def test_history_is_protected() -> None:
    """Nothing that people's history hangs on is deleted along with something else."""
    assert not [
        f"{m._meta.label}.{f.name}"
        for m in ours()
        for f in m._meta.get_fields()
        if isinstance(f, models.ForeignKey)
        and f.model is m
        and f.related_model in ours()
        and f.remote_field.on_delete is not models.PROTECT
        and not m.__name__.startswith("Derived")
    ]


def test_every_choice_has_a_constraint() -> None:
    """`choices` bind forms only, and an import is not a form."""
    missing = []
    for model in ours():
        conditions = " ".join(
            str(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)
        )
        missing += [
            f"{model._meta.label}.{f.name}"
            for f in model._meta.get_fields()
            if getattr(f, "choices", None) and f"{f.name}__in" not in conditions
        ]
    assert not missing


def test_every_field_has_a_retention_and_a_sensitivity_class() -> None:
    missing = []
    for model in ours():
        privacy = getattr(model, "Privacy", None)
        if privacy is None or not issubclass(privacy, Privacy) or not isinstance(privacy.retention, Retention):
            missing.append(f"{model._meta.label}: no Privacy")
            continue
        for f in model._meta.get_fields():
            if f.concrete and not isinstance(privacy.sensitivity.get(f.name), Sensitivity):
                missing.append(f"{model._meta.label}.{f.name}")
    assert not missing


def test_privacy_names_no_field_that_is_gone() -> None:
    assert not [
        f"{model._meta.label}.{name}"
        for model in ours()
        for name in model.Privacy.sensitivity
        if name not in {f.name for f in model._meta.get_fields()}
    ]


def each_url(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from each_url(pattern.url_patterns)
        else:
            yield pattern


def test_every_view_is_guarded() -> None:
    urls = list(each_url(get_resolver().url_patterns))
    assert urls
    assert not [str(p.pattern) for p in urls if not hasattr(p.callback, "access")]


def test_urls_of_people_and_rows_carry_uuids() -> None:
    assert not [
        str(p.pattern)
        for p in each_url(get_resolver().url_patterns)
        if "<int:" in str(p.pattern) and "id>" in str(p.pattern)
    ]


def test_nothing_happens_behind_your_back() -> None:
    """No save() override, no signal receiver, no clock as a default argument."""
    found = []
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and "models" in parts_of(path):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} overrides {node.name}()")
            if isinstance(node, ast.Name) and node.id in {
                "receiver",
                "post_save",
                "pre_save",
                "post_delete",
                "pre_delete",
            }:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.id}")
    assert not found


def test_no_room_without_a_name() -> None:
    assert not [str(p.relative_to(ROOT)) for p in source_files() if parts_of(p) & ORDINARY]


@pytest.mark.parametrize(
    "path", [p for p in source_files() if "migrations" not in p.parts], ids=lambda p: str(p.relative_to(ROOT))
)
def test_files_stay_readable(path: Path) -> None:
    """About 400 lines; then a module becomes a package of the same name."""
    assert len(path.read_text().splitlines()) <= 450


def test_every_module_says_what_it_is() -> None:
    found = []
    for path in source_files():
        tree = ast.parse(path.read_text())
        if tree.body and "migrations" not in path.parts and not ast.get_docstring(tree):
            found.append(str(path.relative_to(ROOT)))
    assert not found


def facts_models() -> set[str]:
    """Names of the models whose rows statuses and search are derived from."""
    module = apps.get_app_config("people").module.__name__
    return {m.__name__ for m in ours() if m.__module__.startswith(module) and not m.__name__.startswith("Derived")}


def test_actions_that_change_facts_say_so() -> None:
    """An action of people that writes facts ends, itself or through a function it calls there, with facts_changed."""
    exempt = {
        # They write no fact that a status, a search or the register is derived from.
        *("open_in_emergency", "check_emergency_access", "rederive_search", "facts_changed"),
        # Parts of bringing in many people: whoever calls them says so once, for all (see the next test).
        *PARTS,
    }
    folder = ROOT / "people" / "actions"
    files = sorted(folder.glob("*.py")) if folder.is_dir() else [ROOT / "people" / "actions.py"]
    functions = {
        node.name: node
        for path in files
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }

    def calls(name: str, seen: set[str]) -> set[str]:
        """Every function name that this one calls, followed through this package."""
        if name in seen or name not in functions:
            return set()
        seen.add(name)
        direct = {
            n.func.attr if isinstance(n.func, ast.Attribute) else getattr(n.func, "id", "")
            for n in ast.walk(functions[name])
            if isinstance(n, ast.Call)
        }
        return direct | {c for d in direct for c in calls(d, seen)}

    public = [name for name in functions if not name.startswith("_") and name not in exempt]
    assert public
    forgetful = [
        name
        for name in public
        if any(kw.arg == "by" for kw in functions[name].args.kwonlyargs)
        and any(True for _ in writes(functions[name]))
        and "facts_changed" not in calls(name, set())
    ]
    assert not forgetful


def test_whoever_inserts_many_facts_says_so_once() -> None:
    callers = [
        p
        for p in source_files()
        # Homes, contacts, activities and plans are read by no status and no search.
        if "statutory" in parts_of(p) and re.search(rf"\b({'|'.join(PARTS)})\(", p.read_text())
    ]
    assert callers
    assert not [str(p.relative_to(ROOT)) for p in callers if "facts_changed(" not in p.read_text()]


def test_rederive_names_functions_that_exist() -> None:
    from django.utils.module_loading import import_string

    assert settings.REDERIVE
    assert all(callable(import_string(name)) for name in settings.REDERIVE)


def test_the_repository_names_nothing_of_the_workshop() -> None:
    """No path of the machine it was written on, no package-registry host."""
    words = ["/wo" + "rk/", "../sh" + "ared", "pythonho" + "sted", "npm" + "js.org", "py" + "pi.org"]
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    found = []
    for name in filter(None, tracked):
        path = HOUSE / name
        if not path.is_file() or path.suffix in {".png", ".woff2", ".ico", ".xlsx"}:
            continue
        text = path.read_text(errors="replace")
        found += [f"{name}: {word}" for word in words if word in text]
    assert not found
