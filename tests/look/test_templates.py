"""Every template of ours compiles, imports only what there is, and keeps to the content security policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment, nodes

import waymark

ROOT = Path(waymark.__file__).parent
TEMPLATES = sorted(
    (path for path in ROOT.glob("*/templates/**/*") if path.suffix in {".html", ".txt"}), key=lambda path: str(path)
)
STATIC = ROOT / "core" / "static" / "waymark"


def name_of(path: Path) -> str:
    return path.as_posix().split("/templates/", 1)[1]


@pytest.fixture(scope="module")
def environment() -> Environment:
    env: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return env


def imports(environment: Environment, source: str) -> Iterator[tuple[str, str]]:
    """(template, name) for every `{% from template import name %}`."""
    for node in environment.parse(source).find_all(nodes.FromImport):
        assert isinstance(node.template, nodes.Const)
        for imported in node.names:
            yield node.template.value, imported if isinstance(imported, str) else imported[0]


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 40


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_compiles_and_imports_what_there_is(path: Path, environment: Environment) -> None:
    environment.get_template(name_of(path))
    for template, name in imports(environment, path.read_text()):
        # A macro that a template has only imported itself is not handed on.
        assert hasattr(environment.get_template(template).module, name), f"{template} has no macro {name}"


def test_an_import_that_is_not_there_is_noticed(environment: Environment) -> None:
    found = list(imports(environment, '{% from "parts/facts.html" import section, nothing_such %}'))
    assert found == [("parts/facts.html", "section"), ("parts/facts.html", "nothing_such")]
    assert not hasattr(environment.get_template("parts/facts.html").module, "nothing_such")


FORBIDDEN = {
    "a style of its own": re.compile(r"\sstyle\s*="),
    "a handler in the page": re.compile(r"\son(click|load|submit|change|input)\s*="),
    "a script in the page": re.compile(r"<script(?![^>]*(src=|type=\"application/json\"))"),
    "another host": re.compile(r"(src|href)=\"(https?:)?//"),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_keeps_to_the_policy(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    "text", ['<p style="color: red">', '<a onclick="x()">', "<script>x()</script>", '<img src="https://x.example/y">']
)
def test_what_the_policy_forbids_is_noticed(text: str) -> None:
    assert any(pattern.search(text) for pattern in FORBIDDEN.values())


def test_styles_load_nothing_from_elsewhere() -> None:
    sheets = [path.read_text() for path in STATIC.glob("*.css")]
    assert sheets
    assert not any("url(" in sheet or "@import" in sheet or "@font-face" in sheet for sheet in sheets)


def test_every_sheet_is_linked() -> None:
    page = (ROOT / "core" / "templates" / "layouts" / "page.html").read_text()
    assert {f'"waymark/{path.stem}"' for path in STATIC.glob("*.css")} <= set(re.findall(r'"waymark/\w+"', page))


def test_new_rules_work_right_to_left() -> None:
    """Physical sides are written as start and end, so that a page in Arabic mirrors."""
    physical = re.compile(
        r"^\s+(left|right|(margin|padding|border)-(left|right)[\w-]*|(text-align|float): (left|right))\b", re.MULTILINE
    )
    wrong = {path.name: physical.findall(path.read_text()) for path in STATIC.glob("*.css")}
    assert {name: found for name, found in wrong.items() if found} == {}
