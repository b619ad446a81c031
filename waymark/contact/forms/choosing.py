"""Finding somebody to record a contact with, and what one visit was for one of several people."""

from typing import Any

from django import forms

from waymark.contact.forms.recording import WordsForm
from waymark.core.forms import Form


class FindForm(Form):
    text = forms.CharField(label="A name, a phone number or the child number", max_length=200)
    say = {"text": {"required": "Enter a name, a phone number or the child number"}}


class SeveralWordsForm(WordsForm):
    """The text of one person where a visit was to several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("promise_what_3", "promise_when_3"):
            del self.fields[name]

    def clean_note(self) -> str:
        note = str(self.cleaned_data["note"])
        if not note.strip():
            raise forms.ValidationError(f"Say what happened for {self.called}, even in one line")
        return note
