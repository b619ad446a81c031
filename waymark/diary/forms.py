"""What somebody writes into a diary, and what they say about coming home."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.core.forms import DateBox, DateField, Form
from waymark.core.wording import LONDON
from waymark.diary.actions import (
    BackBeforeTheyGo,
    ChangedMeanwhile,
    EndsBeforeItStarts,
    HowMissing,
    NobodyChecksThemselves,
    NothingToMeetAbout,
    NotOut,
    NotPlanned,
    ReasonMissing,
    TooLong,
)
from waymark.diary.rules.words import VisitKind
from waymark.people.models import YoungPerson

AFTERWARDS = timedelta(minutes=30)  # to come home in, where nobody says by when

# exception → (the field it is about, what to do)
WORDS: dict[type[Exception], tuple[str | None, str]] = {
    EndsBeforeItStarts: ("ends", "Give an end that is later than the start"),
    TooLong: ("ends", "Give an end within a month of the start"),
    NothingToMeetAbout: ("title", "Say what it is about, or choose a young person"),
    BackBeforeTheyGo: ("back_by", "Give a time to be back that is later than the start"),
    NotPlanned: (None, "Nothing was saved: this took place or was cancelled meanwhile. Go back to see how it stands"),
    ChangedMeanwhile: (
        None,
        "Nothing was saved yet: somebody else changed this meanwhile. What stands now is below; save again to put yours in its place",
    ),
    ReasonMissing: ("reason", "Say why, so that whoever asks later has an answer"),
    HowMissing: ("how", "Say how you know"),
    NotOut: (None, "Nothing was saved: they have come back or were found meanwhile"),
    NobodyChecksThemselves: (None, "Nothing was saved: only the worker says that they are home, and only others that they were found"),
}  # fmt: skip
REFUSALS = tuple(WORDS)


def refuse(form: Form, problem: Exception) -> None:
    """Put what to do about a refusal onto the form."""
    field, words = WORDS[type(problem)]
    form.add_error(field if field in form.fields else None, words)


def clock_time(label: str, *, required: bool = True, hint: str = "") -> forms.TimeField:
    box = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
    field = forms.TimeField(
        label=label, required=required, help_text=hint, widget=box, input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%H%M"]
    )
    field.error_messages["required"] = f"Give {label[:1].lower()}{label[1:]} as a time, such as 14:30"
    return field


class VisitForm(Form):
    """Something planned. With `person` given it is about them; else one of `people`, or nobody."""

    say = {
        "on": {"required": "Give the day, such as 21 May 2026"},
        "starts": {"required": "Give the start, such as 14:30"},
        "ends": {"required": "Give the end, such as 15:30"},
    }

    kind = forms.ChoiceField(label="What is it?", choices=VisitKind.choices(), widget=forms.RadioSelect)
    about = forms.ModelChoiceField(
        label="With which young person?",
        queryset=YoungPerson.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    title = forms.CharField(
        label="What is it about?", max_length=160, required=False, help_text="Such as: team meeting, training."
    )
    on = DateField(label="Which day?", widget=DateBox)
    starts = clock_time("From")
    ends = clock_time("To")
    place = forms.CharField(label="Where?", max_length=200, required=False)
    companion = forms.ModelChoiceField(
        label="Who goes along?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="It stands in their diary too: they see whom you visit and where.",
    )
    note = forms.CharField(
        label="What to remember", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    check = forms.BooleanField(
        label="Check that I come home safe",
        required=False,
        help_text="If you have not said so in time, you are asked by text, and then your manager is called.",
    )
    back_by = clock_time("Back by", required=False, hint="Left empty: half an hour after the end.")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        colleagues: QuerySet[User],
        people: Iterable[YoungPerson] = (),
        person: YoungPerson | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["companion"].queryset = colleagues  # type: ignore[attr-defined]
        offered = [one.pk for one in people]
        if person is not None or not offered:
            del self.fields["about"]
        else:
            self.fields["about"].queryset = YoungPerson.objects.filter(pk__in=offered).order_by("sort_name", "id")  # type: ignore[attr-defined]
        if person is not None:
            self.fields["title"].help_text = "Only if there is something to say."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, starts, ends = cleaned.get("on"), cleaned.get("starts"), cleaned.get("ends")
        if on and starts and ends:
            cleaned["starts_at"], cleaned["ends_at"] = _moment(on, starts), _moment(on, ends)
            cleaned["back_at"] = self._back_at(on, cleaned["ends_at"]) if cleaned.get("check") else None
        return cleaned

    def _back_at(self, on: date, ends_at: datetime) -> datetime:
        back_by = self.cleaned_data.get("back_by")
        if back_by is None:
            return ends_at + AFTERWARDS
        back_at = _moment(on, back_by)
        # Somebody who visits at eleven at night may be back after midnight.
        return back_at if back_at > ends_at or ends_at - back_at < timedelta(hours=12) else back_at + timedelta(days=1)

    def asked(self) -> dict[str, Any]:
        """The cleaned answers as `plan_visit` and `change_visit` take them."""
        given = self.cleaned_data
        fields = {name: given[name] for name in ("title", "starts_at", "ends_at", "place", "note")}
        companion = given["companion"]
        return fields | {
            "kind": VisitKind(given["kind"]),
            "with_workers": [companion] if companion else [],
            "back_by": given["back_at"],
        }


class ReasonForm(Form):
    """Why something planned does not take place."""

    reason = forms.CharField(label="Why?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class OutForm(Form):
    """Going out without anything planned."""

    say = {
        "where": {"required": "Say where you go, so that somebody could find you"},
        "back_by": {"required": "Give the time you will be back, such as 16:30"},
    }

    where = forms.CharField(label="Where do you go?", max_length=300, help_text="An address somebody else could find.")
    about = forms.ModelChoiceField(
        label="To which young person?",
        queryset=YoungPerson.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    back_by = clock_time("Back by")

    def __init__(self, *args: Any, people: Iterable[YoungPerson], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now.astimezone(LONDON)
        offered = [one.pk for one in people]
        if offered:
            self.fields["about"].queryset = YoungPerson.objects.filter(pk__in=offered).order_by("sort_name", "id")  # type: ignore[attr-defined]
        else:
            del self.fields["about"]

    def clean_back_by(self) -> datetime:
        return soon(self.cleaned_data["back_by"], self.now)


class LaterForm(Form):
    """It takes longer."""

    back_by = clock_time("Now back by")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now.astimezone(LONDON)

    def clean_back_by(self) -> datetime:
        return soon(self.cleaned_data["back_by"], self.now)


class HowForm(Form):
    """How somebody knows that a worker is safe."""

    how = forms.CharField(
        label="How do you know?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CalendarForm(Form):
    """A file of another calendar."""

    say = {"calendar": {"required": "Choose the file your calendar made; its name ends in .ics"}}

    calendar = forms.FileField(label="Calendar file")
    titles = forms.BooleanField(
        label="Keep the titles and places",
        required=False,
        help_text="Otherwise every entry reads “Busy”. Those marked as private always do.",
    )


def soon(at: time, now: datetime) -> datetime:
    """The next time the clock shows this; a time that has passed within the last half day is meant as it is, and refused."""
    moment = _moment(now.date(), at)
    return moment if now - moment < timedelta(hours=12) else moment + timedelta(days=1)


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON)
