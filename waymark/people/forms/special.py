"""Breaking the glass, checking that somebody did, and joining two records."""

from typing import Any

from django import forms

from waymark.core.forms import DateField, Form
from waymark.people.actions.emergency import LEAST_REASON


class EmergencyForm(Form):
    """Who is meant must be known exactly; nobody browses by guessing."""

    child_id = forms.CharField(label="Child number", max_length=20, required=False)
    name = forms.CharField(
        label="First and last name", max_length=200, required=False, help_text="Spelt exactly as in the record."
    )
    born_on = DateField(label="Date of birth", required=False)
    reason = forms.CharField(
        label="Why can this not wait?",
        min_length=LEAST_REASON,
        max_length=2000,
        widget=forms.Textarea,
        help_text="Their manager reads this and checks it.",
    )
    say = {
        "reason": {
            "required": "Say why this cannot wait: a manager will check it",
            "min_length": "Say why in at least 15 letters: a manager will check it",
        }
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, born_on = (cleaned.get("name") or "").split(), cleaned.get("born_on")
        if cleaned.get("child_id") or "born_on" in self.errors:
            return cleaned
        if not name and not born_on:
            self.add_error("child_id", "Give the child number, or the name and the date of birth")
        elif len(name) < 2:
            self.add_error("name", "Give the first and the last name together with the date of birth")
        elif not born_on:
            self.add_error("born_on", "Give the date of birth as well: a name alone opens no record")
        return cleaned


class CheckForm(Form):
    note = forms.CharField(
        label="What did you find?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Whether it was needed, and what follows if it was not.",
    )
    say = {"note": {"required": "Say what you found"}}


class MergeForm(Form):
    """One choice for each field on which the two records differ, then the reason."""

    reason = forms.CharField(label="How do you know they are one person?", max_length=2000, widget=forms.Textarea)
    say = {"reason": {"required": "Say how you know, so that others can follow it later"}}

    def __init__(self, *args: Any, differing: list[tuple[str, str, str, str]], **kwargs: Any) -> None:
        """`differing` lists (field, label, value kept, value of the other record); an empty value is never the default."""
        super().__init__(*args, **kwargs)
        questions: dict[str, forms.Field] = {}
        for name, label, kept, other in differing:
            questions[name] = forms.ChoiceField(
                label=label,
                choices=[
                    ("kept", f"{kept or 'Nothing'} (kept record)"),
                    ("other", f"{other or 'Nothing'} (other record)"),
                ],
                initial="kept" if kept else "other",
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose which to keep: {label.lower()}"},
            )
        self.fields = questions | self.fields
        self.asked = list(questions)

    @property
    def take(self) -> set[str]:
        """The fields whose value the kept record takes from the other one."""
        return {name for name in self.asked if self.cleaned_data[name] == "other"}


class PartForm(Form):
    reason = forms.CharField(label="Why are they two people after all?", max_length=2000, widget=forms.Textarea)
    say = {"reason": {"required": "Say why, so that others can follow it later"}}
