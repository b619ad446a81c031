"""Questions that several forms ask in the same words."""

from datetime import date
from typing import Any

from django import forms

from waymark.after21.rules.words import Reason, Way
from waymark.core.forms import DateBox, DateField, Form


def words(label: str, *, hint: str = "", rows: int = 3, required: bool = False, limit: int = 4000) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=limit, help_text=hint, widget=area)


def how(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Way.choices(), widget=forms.RadioSelect)


def day(label: str, *, hint: str = "", required: bool = True) -> DateField:
    return DateField(label=label, widget=DateBox, help_text=hint, required=required)


def past_day(form: Form, name: str, *, today: date) -> None:
    """Refuse a day after today; it is said to have happened."""
    given = form.cleaned_data.get(name)
    if given is not None and given > today:
        form.add_error(name, "Give today or an earlier day")


class AboutSomebody(Form):
    """A form whose questions name the young person: `{name}` in a label or hint becomes what they like to be called."""

    def __init__(self, *args: Any, called: str, today: date, **kwargs: Any) -> None:
        self.today = today
        self.called = called
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label or "").replace("{name}", called)
            field.help_text = str(field.help_text).replace("{name}", called)
            for code, message in field.error_messages.items():
                field.error_messages[code] = str(message).replace("{name}", called)


class WithReasons(AboutSomebody):
    """Why somebody is in contact: one primary reason, perhaps a secondary one."""

    primary = forms.ChoiceField(
        label="What was it mainly about?", choices=[("", "Nothing in particular"), *Reason.choices()], required=False
    )
    secondary = forms.ChoiceField(
        label="And what else?", choices=[("", "Nothing else"), *Reason.choices()], required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        primary, secondary = cleaned.get("primary"), cleaned.get("secondary")
        if secondary and not primary:
            self.add_error("primary", "Choose the main reason first")
        elif secondary and secondary == primary:
            self.add_error("secondary", "Choose a different second reason, or “Nothing else”")
        for name in ("primary", "secondary"):
            if cleaned.get(name):
                cleaned[name] = Reason(cleaned[name])
            elif name in cleaned:
                cleaned[name] = None
        return cleaned
