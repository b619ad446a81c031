"""“I want support again”, and how that was answered."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.after21.forms.parts import AboutSomebody, WithReasons, day, how, past_day, words
from waymark.after21.rules.words import Taken, Way


class ReturnForm(WithReasons):
    how = how("How did {name} ask?")
    their_words = words("In {name}’s own words", hint="{name} need not give a reason.", rows=2)
    asked_on = day("When?")
    field_order = ("how", "their_words", "primary", "secondary", "asked_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        past_day(self, "asked_on", today=self.today)
        return cleaned

    def as_kept(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"how": Way(self.cleaned_data["how"])}


class AnswerForm(AboutSomebody):
    """How a request is answered. Who may give out workers chooses one; anybody else takes it on themselves."""

    taken = forms.ChoiceField(
        label="How do you answer {name}?",
        choices=[
            (Taken.ALLOCATED, "{name} has a personal adviser from today"),
            (Taken.INSTEAD, "{name} wanted something else, and it was done"),
        ],
        widget=forms.RadioSelect,
    )
    worker = forms.ModelChoiceField(label="Who?", queryset=User.objects.none(), required=False, empty_label=None)
    review_on = day(
        "For a time? Then when do you look again?",
        hint="Leave empty if it is not for a time. Nothing ends by itself on that day.",
        required=False,
    )
    what = words("What was done?", rows=2)
    their_words = words("What did {name} say about it?", hint="In {name}’s own words.", rows=2)

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]
        field = self.fields["taken"]
        field.choices = [(value, str(label).replace("{name}", self.called)) for value, label in field.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("taken") == Taken.ALLOCATED:
            if not cleaned.get("worker") and "worker" not in self.errors:
                self.add_error("worker", "Choose the adviser")
            if cleaned.get("review_on") and cleaned["review_on"] <= self.today:
                self.add_error("review_on", "Give a day after today, or leave this empty")
        elif cleaned.get("taken") == Taken.INSTEAD:
            if not (cleaned.get("what") or "").strip():
                self.add_error("what", f"Say what was done for {self.called}")
            if not (cleaned.get("their_words") or "").strip():
                self.add_error(
                    "their_words", f"Write down what {self.called} said: only {self.called} can say it was enough"
                )
        return cleaned


class ReviewForm(AboutSomebody):
    on_going = forms.ChoiceField(
        label="What now?",
        choices=[("until", "On for a time, then look again"), ("open", "On, with no end set")],
        widget=forms.RadioSelect,
    )
    review_on = day("When do you look again?", required=False)
    reason = words("What did you talk about?", hint="What {name} wants now, in a sentence or two.", required=True)
    say = {"reason": {"required": "Say what you and {name} talked about"}}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("on_going") == "open":
            cleaned["review_on"] = None
        elif "review_on" not in self.errors and (
            cleaned.get("review_on") is None or cleaned["review_on"] <= self.today
        ):
            self.add_error("review_on", "Give a day after today, such as 21 May 2027")
        return cleaned
