"""Forms of the return's pages: answers for a row, a decision about it, freezing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from waymark.accommodation.rules import read_code
from waymark.contact.rules import InTouch
from waymark.core.forms import DateBox, DateField, Form
from waymark.core.wording import full_date
from waymark.eet.rules import Activity
from waymark.statutory.ssda903.codes import ACCOM, ACTIV

NOT_KNOWN = ("", "Not known")


class AnswersForm(Form):
    """The three items of a row of OC3, as one answer, with the day it is true of and why it is given."""

    in_touch = forms.ChoiceField(label="In touch", widget=forms.RadioSelect, choices=InTouch.choices())
    activity = forms.ChoiceField(label="Activity", required=False)
    home = forms.ChoiceField(label="Home", required=False)
    observed_on = DateField(label="On which day this was so", widget=DateBox)
    reason = forms.CharField(
        label="Why you answer so",
        help_text="Whom you asked, or which note says it. It is kept with the answer.",
        widget=forms.Textarea,
        max_length=1000,
    )

    say = {
        "in_touch": {"required": "Say whether somebody was in touch"},
        "reason": {"required": "Say why you answer so"},
    }

    def __init__(
        self, *args: Any, activities: Iterable[str], homes: Iterable[str], first: date, last: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = first, last
        self._offer("activity", ((code, ACTIV[code]) for code in activities))
        self._offer("home", ((code, ACCOM[code]) for code in homes))

    def _offer(self, name: str, codes: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NOT_KNOWN, *((code, f"{code}: {words}") for code, words in sorted(codes) if code != "0")]

    def clean_observed_on(self) -> date:
        day: date = self.cleaned_data["observed_on"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(
                f"Give a day from {full_date(self.first)} to {full_date(self.last)}: the return asks about no other"
            )
        return day

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        # DfE rule 344: nothing is asked about someone who died or returned home.
        if answers.get("in_touch") in (InTouch.DIED, InTouch.RETURNED_HOME):
            for name in ("activity", "home"):
                if answers.get(name):
                    self.add_error(name, "Choose “Not known”: it is not asked about someone who died or returned home")
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        """What the action takes. Only of a valid form."""
        given = self.cleaned_data
        return {
            "in_touch": InTouch(given["in_touch"]),
            "activity": Activity(given["activity"]) if given["activity"] else None,
            "home": read_code(given["home"]) if given["home"] else None,
            "observed_on": given["observed_on"],
            "reason": given["reason"],
        }


class DecisionForm(Form):
    """Whether the young person is in the return at all."""

    IN, OUT, RECORD = "in", "out", "record"

    belongs = forms.ChoiceField(
        label="In this return?",
        widget=forms.RadioSelect,
        choices=[
            (IN, "Yes, put them in"),
            (OUT, "No, leave them out"),
            (RECORD, "As the files and the record say"),
        ],
    )
    why = forms.CharField(label="Why", widget=forms.Textarea, max_length=1000)

    say = {
        "belongs": {"required": "Choose whether they are in this return"},
        "why": {"required": "Say why: it is kept with the decision"},
    }

    @property
    def decision(self) -> bool | None:
        return {self.IN: True, self.OUT: False}.get(self.cleaned_data["belongs"])


class FreezeForm(Form):
    reason = forms.CharField(label="Why it is handed in with problems", widget=forms.Textarea, max_length=2000)

    say = {"reason": {"required": "Say why the return is handed in with these problems"}}

    def __init__(self, *args: Any, problems: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not problems:
            self.fields["reason"].label = "Anything to remember about it"
            self.fields["reason"].required = False
