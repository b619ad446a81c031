"""What staff type about a legal status: the day they ask about, and a decision."""

from typing import Any

from django import forms

from waymark.core.forms import DateBox, DateField, Form
from waymark.eligibility.rules import Basis, Status
from waymark.eligibility.rules.decisions import BASES

LONGEST_REASON = 4_000


class DayForm(Form):
    """The day whose status is asked for."""

    on = DateField(label="Status on", widget=DateBox, required=False)


class DecisionForm(Form):
    """A status that should hold for a time, and why."""

    status = forms.ChoiceField(label="Status", choices=[("", "Choose a status"), *Status.choices()])
    basis = forms.ChoiceField(
        label="Section of law it rests on",
        required=False,
        choices=[("", "Not stated"), *((basis.value, basis.label) for bases in BASES.values() for basis in bases)],
    )
    in_force_from = DateField(label="From", widget=DateBox)
    in_force_to = DateField(
        label="Until",
        widget=DateBox,
        required=False,
        help_text="The first day on which it no longer holds. Leave empty when it has no end",
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        max_length=LONGEST_REASON,
        help_text="What the law leaves open, what you know, and who was asked",
    )
    say = {
        "reason": {"required": "Say why, so that somebody reading this later can follow it"},
        "in_force_from": {"required": "Give the day it holds from, such as 21 May 2026"},
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "status" in given:
            given["status"], given["basis"] = Status(given["status"]), Basis(given.get("basis", ""))
        return given


class WithdrawForm(Form):
    reason = forms.CharField(label="Why it is taken back", widget=forms.Textarea, max_length=LONGEST_REASON)
    say = {"reason": {"required": "Say why, so that somebody reading this later can follow it"}}
