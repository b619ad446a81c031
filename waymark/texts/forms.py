"""What staff type about texts: an answer, how they answered otherwise, whose text it is."""

from typing import Any

from django import forms

from waymark.core.forms import Form
from waymark.core.wording import phone
from waymark.people.models import YoungPerson
from waymark.texts.facts import Number
from waymark.texts.rules import LONGEST


class TextForm(Form):
    """One text to somebody. `numbers` are those they may be texted on, the best first."""

    number = forms.ChoiceField(label="To which number?", widget=forms.RadioSelect)
    body = forms.CharField(
        label="Your text",
        widget=forms.Textarea,
        max_length=LONGEST,
        help_text="160 characters fit in one text, 306 in two; with emoji it is less. Say who you are",
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    say = {
        "body": {
            "required": "Write the text",
            "max_length": "Shorten this to %(limit_value)d characters: it is too long",
        },
        "number": {
            "required": "Choose the number",
            "invalid_choice": "Choose the number again: the one you had is no longer theirs, or is not safe",
        },
    }

    def __init__(self, *args: Any, numbers: list[Number], called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        field = self.fields["number"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (n.e164, f"{phone(n.e164)}, {'safe to use' if n.safe else 'not known whether it is safe'}") for n in numbers
        ]
        if numbers:
            field.initial = numbers[0].e164
        self.fields["body"].label = f"Your text to {called}"


class SettleForm(Form):
    """How their texts were answered otherwise."""

    note = forms.CharField(
        label="How was it answered, or why does it need no answer?",
        max_length=400,
        help_text="For example: rang back at noon",
    )
    say = {"note": {"required": "Say how it was answered, or why it needs no answer"}}


class WhoseForm(Form):
    """Whose text this is, of those who may be meant; `person` becomes one of `people`."""

    person = forms.ChoiceField(label="Whose text is it?", widget=forms.RadioSelect)
    keep_number = forms.BooleanField(label="Keep this number as theirs", required=False)
    say = {"person": {"required": "Choose whose text it is", "invalid_choice": "Choose somebody on the list"}}

    def __init__(self, *args: Any, people: list[YoungPerson], number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, person.shown_name) for key, person in self.people.items()]
        self.fields["keep_number"].label = f"Keep {phone(number)} as their number"
        self.fields["keep_number"].help_text = "It is kept as not yet known to be safe. Ask them"

    def clean_person(self) -> YoungPerson:
        return self.people[self.cleaned_data["person"]]


class FindForm(Form):
    """Looking for the person a text may be from."""

    text = forms.CharField(label="Find a young person", max_length=200, help_text="By name, number or e-mail address")
    say = {"text": {"required": "Type a name or a number"}}


class AsideForm(Form):
    """Why a text belongs to no record."""

    note = forms.CharField(label="Who is it from, as far as you know?", max_length=400)
    say = {"note": {"required": "Say who it is from, or that it is advertising"}}


class NotTheirsForm(Form):
    """Why a text is not from the person it was filed with."""

    why = forms.CharField(
        label="How do you know?",
        max_length=400,
        help_text="For example: the number was sold on, and its new owner wrote",
    )
    say = {"why": {"required": "Say how you know, so that somebody reading this later can follow it"}}
