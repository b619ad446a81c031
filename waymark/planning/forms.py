"""What is written about somebody's life now, and on the page between two personal advisers."""

from typing import Any

from django import forms

from waymark.core.forms import DateBox, DateField, Form
from waymark.planning.rules import Agreement


class GoingOnForm(Form):
    """A short paragraph that the young person may read."""

    say = {"text": {"required": "Write a few sentences: how their life is now and what the worry is, if there is one"}}

    text = forms.CharField(
        label="What is going on",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="How life is now and what worries you, as you would say it to them. They may read it.",
    )
    read_with_them_on = DateField(
        label="Read it with them on", widget=DateBox, required=False, help_text="Leave it empty if you have not yet"
    )


class HandoverForm(Form):
    """The page between two advisers. `version` is what it was when it was opened."""

    about_me = forms.CharField(
        label="About me, in their own words",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What somebody new should know first. Write it as they say it.",
    )
    going_on = forms.CharField(
        label="What is going on", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    what_works = forms.CharField(
        label="What works",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="How to reach them, what helps on a bad day",
    )
    what_to_avoid = forms.CharField(
        label="What to avoid", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SettleForm(Form):
    """How the page was gone through with the young person."""

    say = {
        "agreement": {"required": "Say how they agreed, or that they did not"},
        "settled_on": {"required": "Give the day you went through it together, such as 21 May 2026"},
    }

    agreement = forms.ChoiceField(label="What did they say?", choices=Agreement.choices(), widget=forms.RadioSelect)
    not_agreed_reason = forms.CharField(
        label="Why it is not agreed",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What they did not agree with, or why they could not be asked and when that will be tried",
    )
    settled_on = DateField(label="When you went through it", widget=DateBox)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agreement") == Agreement.NOT_AGREED and not (cleaned.get("not_agreed_reason") or "").strip():
            self.add_error("not_agreed_reason", "Say why it is not agreed, so that the new adviser knows")
        return cleaned
