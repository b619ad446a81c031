"""What is asked when a duty rests for a while, or was missed."""

from django import forms

from waymark.core.forms import DateBox, DateField, Form


def _why(label: str, hint: str, required: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": required},
    )


class ExceptForm(Form):
    from_on = DateField(label="From", widget=DateBox, help_text="Today or later.")
    until_on = DateField(
        label="Until", widget=DateBox, help_text="The first day on which it is owed again, such as 21 August 2026."
    )
    reason = _why("Why can it rest?", "In plain words: the young person may read this.", "Say why it can rest")


class EndForm(Form):
    reason = _why("Why does it run again?", "", "Say why it runs again")


class MissedForm(Form):
    due_on = DateField(widget=forms.HiddenInput)
    reason = _why("Why was it missed?", "What got in the way, and what happens now. No blame.", "Say why it was missed")
