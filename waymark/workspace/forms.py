"""What someone asks of the register, and how a setting is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from waymark.core.forms import DateBox, DateField, Form
from waymark.eligibility.rules import Status
from waymark.policy.rules import Kind, NotAllowed, Setting, parse
from waymark.workspace.rules.register import IN_PLAIN_WORDS, Attention, Band, Order

if TYPE_CHECKING:
    from waymark.workspace.facts.register import Choices


class Member(forms.ChoiceField):
    """One of a list of rows already read, given by id: the row itself is the cleaned value."""

    def __init__(self, *, rows: list[Any], every: str, **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        super().__init__(choices=[("", every), *((key, str(row)) for key, row in self.rows.items())], **kwargs)

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class FilterForm(Form):
    """Which part of the register to show. Read from the address; an answer on no list counts as none."""

    band = forms.ChoiceField(label="Age", choices=Band.choices(), required=False)
    status = forms.ChoiceField(
        label="Legal status",
        choices=[("", "Any status"), *((status.value, IN_PLAIN_WORDS[status]) for status in Status)],
        required=False,
    )
    attention = forms.ChoiceField(
        label="Needs attention", choices=[("", "Everyone"), *Attention.choices()], required=False
    )
    order = forms.ChoiceField(label="Order", choices=Order.choices(), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        if choices.teams:
            self.fields["team"] = Member(label="Team", rows=choices.teams, every="Every team", required=False)
        if choices.advisers:
            self.fields["adviser"] = Member(
                label="Personal adviser", rows=choices.advisers, every="Any adviser", required=False
            )

    def in_address(self) -> dict[str, str]:
        """The filters as the address carries them, without the page."""
        kept = getattr(self, "cleaned_data", {})
        return {name: str(getattr(value, "pk", value)) for name, value in kept.items() if value}

    def filtering(self) -> bool:
        """Whether anything but age and order is asked for, so that the page shows the filters open."""
        return bool(self.in_address().keys() - {"band", "order"})


class SearchForm(Form):
    """Find someone; never more than a name or a number."""

    text = forms.CharField(
        label="Find a young person",
        max_length=100,
        help_text="Name (even misspelt), child number, UPN or telephone",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type part of a name, or a number"},
    )


class SettingForm(Form):
    """The new value of one setting, from which day, and why."""

    say = {
        "in_force_from": {"required": "Give the first day on which it holds, such as 1 April 2027"},
        "reason": {"required": "Say why, so that somebody who reads this later can follow it"},
    }

    value = forms.CharField(label="New value")
    in_force_from = DateField(
        label="From which day", widget=DateBox, help_text="Answers about days before it do not change"
    )
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}), help_text="Who decided, and on what advice"
    )

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        choices = {Kind.YES_NO: [("yes", "Yes"), ("no", "No")], Kind.CHOICE: list(setting.choices)}.get(setting.kind)
        if choices:
            self.fields["value"] = forms.ChoiceField(
                label="New value",
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Choose the new value",
                    "invalid_choice": "Choose one of the answers on the list",
                },
            )
        elif setting.kind is Kind.WHOLE_NUMBER:
            self.fields["value"].widget.attrs["inputmode"] = "numeric"
        else:
            self.fields["value"].required = False

    def clean_value(self) -> str:
        text: str = self.cleaned_data["value"]
        try:
            parse(self.setting.key, text)
        except NotAllowed as problem:
            raise ValidationError(str(problem)) from None
        return text
