"""Making a promise, and saying why one is not kept."""

from datetime import date
from typing import Any

from django import forms

from waymark.contact.forms.days import NearDay
from waymark.contact.rules import PromiseState, Whose
from waymark.core.forms import Form


class PromiseForm(Form):
    whose = forms.ChoiceField(label="Who promises?", widget=forms.RadioSelect, initial=Whose.WORKER)
    what = forms.CharField(label="What?", max_length=300)
    by_when = NearDay(label="By when?", ahead=True)
    say = {
        "what": {"required": "Say what is promised"},
        "by_when": {"required": "Give a date, such as 21 May or Friday"},
    }

    def __init__(self, *args: Any, called: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_when"].today = today  # type: ignore[attr-defined]
        self.fields["whose"].choices = [(Whose.WORKER, "I do"), (Whose.YOUNG_PERSON, f"{called} does")]  # type: ignore[attr-defined]


class CloseForm(Form):
    """A promise ends otherwise than by being kept."""

    state = forms.ChoiceField(label="What became of it?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Write it to be read by the young person.",
    )
    say = {
        "state": {"required": "Say what became of the promise"},
        "reason": {"required": "Say why, so that it can be told"},
    }

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (PromiseState.BROKEN, "It will not be kept"),
            (PromiseState.DROPPED, f"{called} no longer needs it"),
        ]
        self.fields["reason"].help_text = f"{called} can read this. Say it plainly."
