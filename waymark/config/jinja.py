"""The Jinja environment: where templates lie, and the words and addresses every template may use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup

from waymark.accounts.facts import demo_sign_ins
from waymark.core import forms, wording


def drawing(svg: str) -> Markup:
    """A drawing our own code made (a QR square), as part of the page: a `data:` picture would need a weaker policy."""
    return Markup(svg[svg.index("<svg") :])


FILTERS = {
    "full_date": wording.full_date,
    "short_date": wording.short_date,
    "weekday_date": wording.weekday_date,
    "long_date": wording.long_date,
    "month_year": wording.month_year,
    "clock": wording.clock,
    "date_and_time": wording.date_and_time,
    "number": wording.number,
    "in_words": wording.in_words,
    "counted": wording.counted,
    "plural": wording.plural,
    "listed": wording.listed,
    "initials": wording.initials,
    "capital": wording.capital,
    "phone": wording.phone,
    "tel": wording.tel,
    "json_script": json_script,
    "drawing": drawing,
}


def environment(**options: Any) -> Environment:
    """The environment Django asks for.

    Naming a loader switches Django's own app folders off, so ours are listed. Only Waymark's apps are: a template of
    another package would be Django's language, not Jinja's.
    """
    folders = [str(Path(app.path) / "templates") for app in apps.get_app_configs() if app.name.startswith("waymark.")]
    options |= {
        "loader": ChoiceLoader(
            [
                FileSystemLoader(folders),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        "undefined": Undefined,  # the macros of govuk-frontend-jinja leave most of their parameters out
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(autoescape=True, **{name: value for name, value in options.items() if name != "autoescape"})
    made.filters.update(FILTERS)
    made.globals.update(
        static=static,
        demo_sign_ins=demo_sign_ins,
        url=url,
        council=settings.COUNCIL,
        error_links=forms.error_links,
        control_id=forms.control_id,
        control_attributes=forms.control_attributes,
        control_kind=forms.control_kind,
        choice_items=forms.choice_items,
    )
    return made


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named view: `url("people:record", person.id)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
