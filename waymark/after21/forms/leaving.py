"""Proposing to step down, checking that it is safe, and the goodbye letter."""

from typing import Any

from django import forms

from waymark.after21.forms.parts import AboutSomebody, day, how, past_day, words
from waymark.after21.rules.words import Check, Finding, Way

ASKED: dict[Check, str] = {
    Check.HOME: "A safe home, and nothing that puts it at risk",
    Check.MONEY: "Money to live on, no debt that grows",
    Check.HEALTH: "Health and mental health, and who looks after it",
    Check.SAFETY: "Safe from harm, also from partners, gangs and family",
    Check.MISSING: "Not going missing",
    Check.RELATIONSHIPS: "People who are good for them",
    Check.TURN_TO: "Knows who to turn to, and how to come back",
}


class ProposeForm(AboutSomebody):
    said_yes = forms.ChoiceField(
        label="Has {name} said yes to stepping down?",
        choices=[("yes", "Yes"), ("no", "No"), ("silent", "{name} has not answered")],
        widget=forms.RadioSelect,
    )
    their_words = words("What did {name} say?", hint="In {name}’s own words.")
    said_how = how("How did {name} say it?")
    said_on = day("On what day?")
    why = words("What should the manager know?", hint="How things are now, and what has been arranged.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["said_yes"]
        field.choices = [(value, str(label).replace("{name}", self.called)) for value, label in field.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        past_day(self, "said_on", today=self.today)
        said = cleaned.get("said_yes")
        if said in ("no", "silent"):
            self.add_error(
                "said_yes",
                f"Keep supporting {self.called}: without a yes nobody steps down"
                + (", and silence is never agreement" if said == "silent" else ""),
            )
        elif said == "yes" and "their_words" in cleaned and not cleaned["their_words"].strip():
            self.add_error("their_words", f"Write down what {self.called} said, as {self.called} said it")
        return cleaned

    def as_kept(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return values | {"said_yes": values["said_yes"] == "yes", "said_how": Way(values["said_how"])}


class CheckForm(AboutSomebody):
    """A finding and a note for each part; `decision` is agree or back."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("agree", "Agree: support steps down today"), ("back", "Send it back: support goes on")],
        widget=forms.RadioSelect,
    )
    reason = words("Why, or what has to be done first?", hint="The adviser reads this, and {name} can.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in Check:
            self.fields[part.value] = forms.ChoiceField(
                label=part.label,
                help_text=ASKED[part],
                choices=Finding.choices(),
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Choose one of the answers on the list"},
            )
            self.fields[f"{part.value}_note"] = words(f"{part.label}: what you found")
        self.order_fields([name for part in Check for name in (part.value, f"{part.value}_note")])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "back":
            if not (cleaned.get("reason") or "").strip():
                self.add_error("reason", "Say what has to be done first, so that the adviser can do it")
            return cleaned
        for part in Check:
            finding, note = cleaned.get(part.value), (cleaned.get(f"{part.value}_note") or "").strip()
            if not finding:
                self.add_error(part.value, f"Answer “{part.label}”")
            elif finding == Finding.WORRY and cleaned.get("decision") == "agree":
                self.add_error(part.value, f"{part.label}: make a plan for the worry first, or send this back")
            elif finding != Finding.FINE and not note:
                self.add_error(f"{part.value}_note", f"{part.label}: say what you found and what is planned")
        return cleaned

    def findings(self) -> dict[Check, tuple[Finding, str]]:
        return {
            part: (Finding(self.cleaned_data[part.value]), self.cleaned_data[f"{part.value}_note"])
            for part in Check
            if self.cleaned_data.get(part.value)
        }


class WhyForm(AboutSomebody):
    reason = words("Why?", hint="What stood here before can still be read, with this reason.", required=True)
    say = {"reason": {"required": "Say why, so that others can follow it later"}}


class LetterForm(AboutSomebody):
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = words(
        "The letter",
        hint="These are only first words. Make them yours: {name} should hear you in them. Leave an empty line between paragraphs.",
        rows=22,
        required=True,
        limit=8000,
    )
    say = {"words": {"required": "Write the letter"}}


GIVEN = {Way.FACE_TO_FACE: "By hand", Way.LETTER: "By post", Way.EMAIL: "By e-mail", Way.APP: "In the app"}


class GivenForm(AboutSomebody):
    how = forms.ChoiceField(
        label="How did you give it?",
        choices=[(way.value, words_for_it) for way, words_for_it in GIVEN.items()],
        widget=forms.RadioSelect,
    )
    given_on = day("When?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        past_day(self, "given_on", today=self.today)
        return cleaned
