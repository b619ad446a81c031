"""The page of every part, on its three sides."""

import re

import pytest
from django import forms
from django.template import engines
from django.test import Client
from pytest_django import Settings

from tests.look.markup import Markup
from tests.look.test_templates import ROOT
from waymark.core.forms import Form

pytestmark = pytest.mark.django_db
SIDES = ["staff", "app", "public"]


@pytest.mark.parametrize("side", SIDES)
def test_every_side_is_sound_html(client: Client, side: str) -> None:
    page = client.get("/styleguide/", {"side": side})
    assert page.status_code == 200
    assert Markup(page.content.decode()).problems == []


def test_it_is_not_there_in_production(client: Client, settings: Settings) -> None:
    settings.WAYMARK_ENV = "production"
    assert client.get("/styleguide/").status_code == 404


def test_a_side_there_is_not(client: Client) -> None:
    assert client.get("/styleguide/", {"side": "moon"}).status_code == 404


def test_every_part_is_shown() -> None:
    """A macro that the style guide does not show is one nobody can look at."""
    shown = "".join(path.read_text() for path in ROOT.glob("workspace/templates/workspace/styleguide*.html"))
    shown += "".join(path.read_text() for path in ROOT.glob("core/templates/*/*.html"))
    macros = {
        name
        for path in ROOT.glob("core/templates/parts/*.html")
        for name in re.findall(r"{% macro ([a-z]\w*)\(", path.read_text())
    }
    assert len(macros) > 50
    assert {name for name in macros if not re.search(rf"(?<!macro ){name}\(", shown)} == set()


def test_what_people_type_is_escaped(client: Client) -> None:
    class Nasty(Form):
        name = forms.CharField(label="<script>x</script>", help_text="<b>y</b>", max_length=1)
        kind = forms.ChoiceField(choices=[('"><script>', "<script>z</script>")], widget=forms.RadioSelect)

    drawn = engines["jinja2"].from_string(
        '{% from "parts/form.html" import any_field, error_summary %}'
        '{% from "parts/due.html" import due_line %}{% from "parts/facts.html" import fact, table %}'
        '{{ error_summary(form) }}{{ any_field(form["name"]) }}{{ any_field(form["kind"]) }}'
        "{{ due_line(bad, bad, bad, bad, bad, bad, bad) }}{{ fact(bad, bad, bad) }}{{ table(bad, [bad, bad], [[bad, bad]]) }}"
    )
    bad = '<script>"x"</script>'
    html = drawn.render({"form": Nasty({"name": bad}), "bad": bad})
    assert "<script" not in html
    assert "<b>y" not in html
    assert html.count("&lt;script") > 10
