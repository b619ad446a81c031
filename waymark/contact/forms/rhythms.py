"""How often somebody is to be reached, until when, and why."""

from datetime import date
from typing import Any

from django import forms

from waymark.contact.forms.days import NearDay
from waymark.core.forms import Form


class RhythmForm(Form):
    every_days = forms.ChoiceField(
        label="How often?",
        choices=[("1", "Every day"), ("7", "Every week"), ("14", "Every two weeks"), ("28", "Every four weeks")],
        widget=forms.RadioSelect,
    )
    until = NearDay(
        label="Until", ahead=True, required=False, help_text="The first day it no longer holds. Empty: until changed."
    )
    reason = forms.CharField(label="Why?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    say = {
        "every_days": {"required": "Choose how often"},
        "reason": {"required": "Say why, so that others can follow it later"},
    }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].today = today  # type: ignore[attr-defined]


class EndRhythmForm(Form):
    reason = forms.CharField(label="Why does it end?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    say = {"reason": {"required": "Say why, so that others can follow it later"}}
