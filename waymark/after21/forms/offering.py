"""The conversation at 21, an offer of support, and a course that goes on or ended."""

from typing import Any

from django import forms

from waymark.after21.forms.parts import AboutSomebody, WithReasons, day, how, past_day, words
from waymark.after21.rules.words import Answer, StartedBy, Way, Wish


class ConversationForm(AboutSomebody):
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    wish = forms.ChoiceField(label="What does {name} want from 21?", choices=Wish.choices(), widget=forms.RadioSelect)
    programme = forms.CharField(label="On what course?", max_length=200, required=False)
    course_ends_on = day("When does it end?", hint="Leave empty if not known.", required=False)
    their_words = words("In {name}’s own words", hint="As {name} said it.")
    explained = words(
        "What did you explain, and how?",
        hint="Such as: you can come back any day until 25; call me or the duty desk. Said it, and left a card.",
    )
    how = how("How did you talk?")
    held_on = day("When?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        past_day(self, "held_on", today=self.today)
        if cleaned.get("wish") == Wish.EDUCATION and not (cleaned.get("programme") or "").strip():
            self.add_error("programme", "Name the course or training")
        if cleaned.get("wish") not in ("", None, Wish.UNDECIDED) and not (cleaned.get("their_words") or "").strip():
            self.add_error(
                "their_words", f"Write down what {self.called} said; without it this is our view, not theirs"
            )
        return cleaned

    def as_kept(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return values | {"wish": Wish(values["wish"]), "how": Way(values["how"])}


class OfferForm(WithReasons):
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reached = forms.ChoiceField(
        label="Did you reach {name}?",
        choices=[("yes", "Yes"), ("no", "No, or no answer yet")],
        widget=forms.RadioSelect,
    )
    how = how("How?")
    answer = forms.ChoiceField(
        label="What did {name} say?",
        choices=Answer.choices(),
        widget=forms.RadioSelect,
        initial=Answer.NONE,
        required=False,
    )
    their_words = words("In {name}’s own words", rows=2)
    started_by = forms.ChoiceField(
        label="Who got in touch?",
        choices=[(StartedBy.US, "We did"), (StartedBy.THEM, "{name} did")],
        widget=forms.RadioSelect,
        initial=StartedBy.US,
        help_text="A call we make is not a request for help. The two are counted apart.",
    )
    offered_on = day("When?")
    field_order = ("reached", "how", "answer", "their_words", "primary", "secondary", "started_by", "offered_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_by"].choices = [  # type: ignore[attr-defined]
            (value, label.replace("{name}", self.called))
            for value, label in self.fields["started_by"].choices  # type: ignore[attr-defined]
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        past_day(self, "offered_on", today=self.today)
        reached, answer = cleaned.get("reached"), cleaned.get("answer") or Answer.NONE
        if reached == "no":
            if answer != Answer.NONE or (cleaned.get("their_words") or "").strip():
                self.add_error("reached", f"Choose “Yes” if {self.called} answered. Silence is no answer")
            if cleaned.get("started_by") == StartedBy.THEM:
                self.add_error("started_by", f"Choose “We did”, or “Yes” above if {self.called} got in touch")
        return cleaned

    def as_kept(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return values | {
            "reached": values["reached"] == "yes",
            "how": Way(values["how"]),
            "answer": Answer(values["answer"] or Answer.NONE),
            "started_by": StartedBy(values["started_by"]),
        }


class CourseForm(AboutSomebody):
    going = forms.ChoiceField(
        label="Is {name} still going?",
        choices=[("yes", "Yes, still going"), ("no", "No, finished or left")],
        widget=forms.RadioSelect,
    )
    ends_on = day("Until when?", hint="Leave empty if no end is known.", required=False)
    ended_on = day("When did it end?", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("going") == "no" and "ended_on" not in self.errors:
            if cleaned.get("ended_on") is None:
                self.add_error("ended_on", "Give the day it ended, such as 21 May 2026")
            past_day(self, "ended_on", today=self.today)
        return cleaned
