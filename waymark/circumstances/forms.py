"""What is asked about leave to remain. Field names are those of the model."""

from typing import Any

from django import forms

from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import LeaveKind, title
from waymark.core.forms import DateBox, DateField, Form
from waymark.people.forms.kinds import Kind


class LeaveForm(Form):
    kind = forms.ChoiceField(
        label="What do the papers say?",
        choices=LeaveKind.choices(),
        widget=forms.RadioSelect,
        help_text="Only what you have seen or been told. “Not known” is an answer too.",
    )
    started_on = DateField(label="From", required=False, widget=DateBox, help_text="Leave empty if not known.")
    expires_on = DateField(
        label="Ends on", required=False, widget=DateBox, help_text="As the papers say. Leave empty if it has no end."
    )
    applied_on = DateField(
        label="The next was applied for on", required=False, widget=DateBox, help_text="Leave empty until it was."
    )
    note = forms.CharField(
        label="What else to know",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as: who gives legal advice, what it does not allow.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        started_on, expires_on = cleaned.get("started_on"), cleaned.get("expires_on")
        if started_on and expires_on and expires_on < started_on:
            self.add_error("expires_on", "Check the end: it lies before the start")
        return cleaned


LEAVE = Kind(
    "leave",
    LeaveToRemain,
    LeaveForm,
    "leave to remain",
    title,
    title="Leave to remain",
    effect="The day to apply for the next follows from the day this one ends. Legal status does not change.",
)
