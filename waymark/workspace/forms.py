"""What someone asks of the register, and how a setting is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from waymark.accounts.models import User
from waymark.core.forms import DateBox, DateField, Form
from waymark.eligibility.rules import Status
from waymark.policy.rules import Kind, NotAllowed, Setting, parse
from waymark.workspace.rules.register import IN_PLAIN_WORDS, Attention, Band, Order

if TYPE_CHECKING:
    from datetime import date

    from waymark.workspace.facts.moving import Held, Taker
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


class MoveForm(Form):
    """Who of a caseload goes to whom, from when and why. Each young person has a tick and, perhaps, a worker of their own;
    whoever has none goes to the worker for all.
    """

    say = {
        "started_on": {"required": "Give the day from which they have the new worker, such as 1 June 2026"},
        "reason": {"required": "Say why, so that the young people can be told"},
    }

    everyone = forms.ChoiceField(label="Who takes them?", required=False)
    started_on = DateField(label="From which day?", widget=DateBox, help_text="Today or earlier.")
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as: Alex leaves on 31 May. The young people may ask.",
    )

    def __init__(self, *args: Any, held: list[Held], takers: list[Taker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.takers = {str(one.user.pk): one for one in takers}
        choices = [("", "Choose a worker"), *((key, str(one)) for key, one in self.takers.items())]
        self.fields["everyone"].choices = choices  # type: ignore[attr-defined]

    def ticked(self, one: Held) -> bool:
        """Whether a young person's tick is set; all are until the page was sent."""
        return not self.is_bound or f"move-{one.allocation.pk}" in self.data

    def own_choice(self, one: Held) -> str:
        """The worker chosen for this young person alone, as it was sent; nothing where the worker for all is meant."""
        sent = self.data.get(f"to-{one.allocation.pk}", "") if self.is_bound else ""
        return sent if sent in self.takers else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.chosen():
            raise ValidationError("Tick at least one young person")
        if "everyone" not in self.errors and not cleaned.get("everyone"):
            without = [one.name for one in self.chosen() if not self.own_choice(one)]
            if without:
                self.add_error("everyone", f"Choose who takes them: {without[0]} has nobody yet")
        return cleaned

    def chosen(self) -> list[Held]:
        return [one for one in self.held if self.ticked(one)]

    def taker_of(self, one: Held) -> Taker:
        """Who takes this young person; for a valid form only."""
        return self.takers[self.own_choice(one) or self.cleaned_data["everyone"]]

    def moves(self) -> dict[UUID, User]:
        """Allocation → its new worker, as the action takes them."""
        return {one.allocation.pk: self.taker_of(one).user for one in self.chosen()}

    def sent(self) -> list[tuple[str, str]]:
        """All that was answered, to be sent again by the button below a preview."""
        kept = [(name, str(self.data.get(name, ""))) for name in ("everyone", "started_on", "reason")]
        for one in self.chosen():
            kept += [(f"move-{one.allocation.pk}", "on"), (f"to-{one.allocation.pk}", self.own_choice(one))]
        return kept


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

    def __init__(self, *args: Any, setting: Setting, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting, self.today = setting, today
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

    def clean_in_force_from(self) -> date:
        day: date = self.cleaned_data["in_force_from"]
        if self.setting.figures_stay and day < self.today:
            raise ValidationError("Give today or a later day: what was late on earlier days does not change")
        return day

    def clean_value(self) -> str:
        text: str = self.cleaned_data["value"]
        try:
            parse(self.setting.key, text)
        except NotAllowed as problem:
            raise ValidationError(str(problem)) from None
        return text
