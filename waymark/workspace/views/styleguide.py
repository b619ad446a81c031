"""Every part of the look in every state, on one page a side: staff, young people, public. Not there in production."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import public
from waymark.core.forms import DateBox, DateField, Form

SIDES = {
    "staff": "workspace/styleguide.html",
    "app": "workspace/styleguide_app.html",
    "public": "workspace/styleguide_public.html",
}

NAVIGATION: list[dict[str, Any]] = [
    {"text": "Today", "url": "#today", "icon": "today", "current": True},
    {"text": "Young people", "short": "People", "url": "#people", "icon": "people"},
    {"text": "Record", "url": "#forms", "icon": "add", "do": True, "phone_only": True},
    {"text": "Messages", "url": "#voices", "icon": "message", "count": 3},
    {"text": "Homes", "url": "#watch", "icon": "home"},
    {"text": "Figures", "url": "#figures", "icon": "paper"},
]
APP_NAVIGATION: list[dict[str, Any]] = [
    {"text": "Home", "url": "#main", "icon": "home", "current": True},
    {"text": "My plan", "url": "#plan", "icon": "paper"},
    {"text": "Money", "url": "#money", "icon": "money"},
    {"text": "Messages", "url": "#messages", "icon": "message", "count": 1},
    {"text": "More", "url": "#more", "icon": "more"},
]
HELP_LINES = [
    {"text": "Danger: 999", "href": "tel:999"},
    {"text": "Samaritans: 116\u00a0123", "href": "tel:116123"},
    {"text": "Our duty team, all night: 01632\u00a0960\u00a0018", "href": "tel:01632960018"},
]


@dataclass
class SampleMessage:
    """What the messages framework hands to a page, made up so that every level is seen."""

    text: str
    level_tag: str

    def __str__(self) -> str:
        return self.text


class SampleForm(Form):
    """One control of each kind."""

    reached = forms.ChoiceField(
        label="Did you reach Sam?", choices=[("yes", "Yes"), ("tried", "Tried, no answer")], widget=forms.RadioSelect
    )
    how = forms.ChoiceField(
        label="How?",
        choices=[
            ("met", "Face to face"),
            ("call", "Call"),
            ("text", "Text"),
            ("app", "App"),
            ("letter", "Letter"),
            ("video", "Video"),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What happened?",
        help_text="Sam can read this. Write it to be read by Sam.",
        widget=forms.Textarea,
        max_length=4000,
    )
    own_words = forms.CharField(
        label="In Sam’s own words",
        help_text="One thing Sam said, as Sam said it.",
        widget=forms.Textarea,
        required=False,
    )
    promise = forms.CharField(label="What", required=False)
    by = DateField(label="By when", widget=DateBox)
    born = DateField(label="Date of birth")
    team = forms.ChoiceField(
        label="Team", choices=[("", "Choose a team"), ("north", "North"), ("south", "South"), ("moorside", "Moorside")]
    )
    also = forms.MultipleChoiceField(
        label="Also",
        choices=[("saw", "I saw where Sam sleeps"), ("worried", "I am worried about Sam’s safety")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    phone = forms.CharField(label="Phone", widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
    rent = forms.DecimalField(label="Rent each week", required=False)
    paper = forms.FileField(label="The landlord’s letter", help_text="A PDF or a photograph, up to 10 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="I have told Sam that this is written down")
    interpreter = forms.ChoiceField(
        label="Was an interpreter there?",
        choices=[("no", "No"), ("person", "Yes, in the room"), ("line", "Yes, on the phone")],
        widget=forms.RadioSelect,
    )
    interpreter_name = forms.CharField(label="Their name", required=False)


class SampleSearch(Form):
    """What stands above a long list."""

    name = forms.CharField(label="Name, 903 id or phone")


FILLED = {
    "reached": "yes",
    "how": "met",
    "words": "Flat is clean and warm, two rings on the cooker are dead. Sam has met the neighbours and slept well.",
    "own_words": "First place that’s mine. Quiet though.",
    "promise": "Look at cooker with landlord",
    "by": "21 May 2026",
    "born": "11 February 2008",
    "team": "north",
    "also": ["saw"],
    "phone": "01632 960018",
    "rent": "92.50",
    "interpreter": "person",
    "interpreter_name": "H. Abraha",
}
WRONG = {
    "reached": "yes",
    "promise": "Look at cooker with landlord",
    "by": "next week",
    "born-day": "31",
    "born-month": "June",
    "born-year": "2008",
    "rent": "ninety",
}


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The parts of one side, `?side=staff` (the default), `app` or `public`; 404 in production."""
    side = request.GET.get("side", "staff")
    if settings.WAYMARK_ENV == "production" or side not in SIDES:
        raise Http404
    context = {
        "title": "Every part of the look",
        "navigation": APP_NAVIGATION if side == "app" else NAVIGATION,
        "help_url": "#help",
        "help_lines": HELP_LINES,
        "leave_url": "https://www.bbc.co.uk/weather",
        "sign_in_url": "/accounts/login/",
        "messages": [],
        "samples": [
            SampleMessage("The contact with Sam is saved. The next visit is due by 14 July.", "success"),
            SampleMessage("Two rows were left out. They are listed below.", "warning"),
            SampleMessage("Nothing was changed: the file was imported before.", "info"),
            SampleMessage("The import stopped at row 412. Nothing was kept. Try it again.", "error"),
        ],
        "find": SampleSearch(),
        "filled": SampleForm(initial=FILLED, auto_id="filled_%s"),
        "wrong": SampleForm(WRONG, {}, auto_id="wrong_%s"),
    }
    return render(request, SIDES[side], context)
