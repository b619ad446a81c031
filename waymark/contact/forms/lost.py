"""What staff type when touch is lost, about each step that was tried, and when somebody chooses no contact."""

from datetime import date
from typing import Any

from django import forms

from waymark.contact.actions.efforts import EffortBeforeItWasLost
from waymark.contact.actions.lost import (
    ChoseAlready,
    ChoseInTheFuture,
    EndsBeforeItWasLost,
    LostInTheFuture,
    TryAgainTooLate,
    TryAgainTooSoon,
)
from waymark.contact.actions.recording import ContactInTheFuture
from waymark.contact.forms.days import NearDay
from waymark.contact.rules.lost import HowEnded, HowSaid, Outcome, Step
from waymark.core.forms import Form
from waymark.core.wording import full_date
from waymark.people.actions.facts import BeforeBirth, EndsBeforeItStarts

LONGEST = 4_000


class _Dated(Form):
    """A form whose days are near the day it is filled in."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, NearDay):
                field.today = today


class LostForm(_Dated):
    started_on = NearDay(ahead=False, label="Since when can nobody reach them?")
    reason = forms.CharField(
        label="What makes you say so?",
        widget=forms.Textarea,
        max_length=LONGEST,
        help_text="What was tried, and what you fear",
    )
    say = {
        "started_on": {"required": "Give the day, such as 21 May: the day of the last contact will do"},
        "reason": {"required": "Say what makes you say so, in a sentence or two"},
    }


class EffortForm(_Dated):
    step = forms.ChoiceField(label="What was tried?", choices=Step.choices())
    made_on = NearDay(ahead=False, label="On which day?")
    asked = forms.CharField(
        label="Whom did you ask, or where?",
        max_length=200,
        required=False,
        help_text="A name, a service, or an address",
    )
    outcome = forms.ChoiceField(label="What came of it?", widget=forms.RadioSelect, choices=Outcome.choices())
    note = forms.CharField(
        label="What else is worth knowing?", widget=forms.Textarea, max_length=LONGEST, required=False
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    say = {
        "made_on": {"required": "Give the day, such as 21 May"},
        "outcome": {"required": "Choose what came of it"},
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "step" in given:
            given["step"] = Step(given["step"])
        if "outcome" in given:
            given["outcome"] = Outcome(given["outcome"])
            if given["outcome"] in {Outcome.NEWS, Outcome.NOT_DONE} and not given.get("note", "").strip():
                self.add_error(
                    "note",
                    "Say what the news is, and from whom"
                    if given["outcome"] is Outcome.NEWS
                    else "Say why it could not be done",
                )
        return given


class SeenForm(Form):
    note = forms.CharField(
        label="What is to be done next?", widget=forms.Textarea, max_length=LONGEST, help_text="The adviser reads this"
    )
    say = {"note": {"required": "Say what is to be done next, even if that is to carry on"}}


class CloseForm(_Dated):
    """Reached again is not among the answers: recording the contact says that."""

    how = forms.ChoiceField(
        label="Why is it over?",
        widget=forms.RadioSelect,
        choices=[(how.value, how.label) for how in (HowEnded.MISTAKE, HowEnded.OVER)],
    )
    ended_on = NearDay(ahead=False, label="Since which day?")
    note = forms.CharField(label="How do you know?", widget=forms.Textarea, max_length=LONGEST)
    say = {
        "how": {"required": "Choose why it is over"},
        "ended_on": {"required": "Give the day, such as 21 May"},
        "note": {"required": "Say how you know"},
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "how" in given:
            given["how"] = HowEnded(given["how"])
        return given


class NoContactForm(_Dated):
    started_on = NearDay(ahead=False, label="When did they say so?")
    how_said = forms.ChoiceField(label="How did they say it?", widget=forms.RadioSelect, choices=HowSaid.choices())
    their_words = forms.CharField(
        label="In their own words",
        widget=forms.Textarea,
        max_length=LONGEST,
        help_text="As they said it. Not answering is not a choice: that is touch that may be lost",
    )
    try_again_on = NearDay(ahead=True, label="When will it be tried again?")
    try_again_how = forms.CharField(
        label="How will it be tried?", max_length=400, help_text="What they agreed to, such as a card on the birthday"
    )
    say = {
        "started_on": {"required": "Give the day on which they said it, such as 21 May"},
        "how_said": {"required": "Choose how they said it"},
        "their_words": {"required": "Write what they said. If they said nothing, record a try instead"},
        "try_again_on": {"required": "Give the day on which it is tried again, such as 21 May"},
        "try_again_how": {"required": "Say how it will be tried"},
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "how_said" in given:
            given["how_said"] = HowSaid(given["how_said"])
        return given


class EndChoiceForm(_Dated):
    ended_on = NearDay(ahead=False, label="Since which day?")
    reason = forms.CharField(label="How did they say that they want to be in touch?", max_length=400)
    say = {
        "ended_on": {"required": "Give the day, such as 21 May"},
        "reason": {"required": "Say how they told you, or whom they told"},
    }


# exception → (the field it is about, what to do)
WORDS: dict[type[Exception], tuple[str, str]] = {
    LostInTheFuture: ("started_on", "Give today or an earlier day"),
    ContactInTheFuture: ("made_on", "Give today or an earlier day"),
    EffortBeforeItWasLost: ("made_on", "Give a day on which touch was already lost. Earlier tries are contacts"),
    EndsBeforeItWasLost: ("ended_on", "Give the day on which touch was lost, or a later one"),
    EndsBeforeItStarts: ("ended_on", "Give the day on which they chose no contact, or a later one"),
    ChoseInTheFuture: ("started_on", "Give today or an earlier day"),
    ChoseAlready: ("started_on", "Give a later day: their choice of that day or a later one is kept already"),
    TryAgainTooSoon: ("try_again_on", "Give a day after the one on which they said it"),
    BeforeBirth: ("started_on", "Check this day: it lies before the date of birth"),
}
REFUSALS: tuple[type[Exception], ...] = (*WORDS, TryAgainTooLate)


def refuse(form: Form, problem: Exception) -> None:
    """Put what to do about a refusal onto the form."""
    if isinstance(problem, TryAgainTooLate):
        form.add_error(
            "try_again_on", f"Give a day up to {full_date(problem.latest)}: the duty to keep in touch runs on"
        )
        return
    field, words = WORDS[type(problem)]
    form.add_error(next((name for name in (field, "ended_on") if name in form.fields), None), words)
