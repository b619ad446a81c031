"""The form that a contact is recorded with, and what it means for the action that keeps it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from waymark.contact.forms.days import NearDay
from waymark.contact.rules import ByRole, Channel, Made, Place, PromiseMade, StartedBy, Whose
from waymark.core.forms import Form
from waymark.core.wording import local, short_date

PROMISES = (1, 2, 3)
# The ways that are offered, most used first; “not known how” is only for what files report.
WAYS = [
    (Channel.FACE_TO_FACE, "Face to face"),
    (Channel.CALL, "Call"),
    (Channel.TEXT, "Text"),
    (Channel.APP, "App"),
    (Channel.LETTER, "Letter"),
    (Channel.VIDEO, "Video"),
    (Channel.EMAIL, "E-mail"),
]
REACHED = [(Made.MADE, "Yes"), (Made.TRIED, "Tried, no answer")]
AS_WHAT = [
    (ByRole.ADVISER, "Personal adviser"),
    (ByRole.SOCIAL_WORKER, "Social worker"),
    (ByRole.OTHER, "Another worker"),
    (ByRole.UNKNOWN, "Not known"),
]
KNOWN_SCENE = ("happened_on", "happened_at", "place", "place_words", "present", "started_by", "by_role", "worker_name")
"""The fields that one sentence stands for until somebody changes it."""


def _text(label: str, *, rows: int, hint: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=10_000, help_text=hint, widget=area)


class WordsForm(Form):
    """What one contact was for one young person: what happened, their words, promises, worries."""

    def __init__(self, *args: Any, called: str, today: date, **kwargs: Any) -> None:
        self.called, self.today = called, today
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, NearDay):
                field.today = today
        labels = {
            "note": ("What happened?", f"{called} can read this. Write it to be read by {called}."),
            "their_words": (f"In {called}’s own words", f"One thing {called} said, as {called} said it."),
            "saw_where_sleeps": (f"I saw where {called} sleeps", ""),
            "worried": (f"I am worried about {called}’s safety", ""),
        }
        for name, (label, hint) in labels.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint

    note = _text("What happened?", rows=4)
    their_words = _text("In their own words", rows=2)
    promise_what_1 = forms.CharField(label="What", required=False, max_length=300)
    promise_when_1 = NearDay(label="By when", ahead=True, required=False)
    promise_what_2 = forms.CharField(label="What", required=False, max_length=300)
    promise_when_2 = NearDay(label="By when", ahead=True, required=False)
    promise_what_3 = forms.CharField(label="What", required=False, max_length=300)
    promise_when_3 = NearDay(label="By when", ahead=True, required=False)
    saw_where_sleeps = forms.BooleanField(label="I saw where they sleep", required=False)
    worried = forms.BooleanField(label="I am worried about their safety", required=False)
    worried_note = _text("What worries you?", rows=2, hint="Also tell your manager now. A note here rings nobody.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        happened_on = cleaned.get("happened_on") or self.today
        for n in PROMISES:
            self._check_promise(n, happened_on)
        if cleaned.get("worried") and not (cleaned.get("worried_note") or "").strip():
            self.add_error("worried_note", "Say what worries you, even in one line")
        return cleaned

    def _check_promise(self, n: int, happened_on: date) -> None:
        what, when = f"promise_what_{n}", f"promise_when_{n}"
        if what not in self.fields or what in self.errors or when in self.errors:
            return
        said, by_when = (self.cleaned_data.get(what) or "").strip(), self.cleaned_data.get(when)
        if said and by_when is None:
            short = said if len(said) <= 40 else f"{said[:38].rstrip()}…"
            self.add_error(when, f"Give a date for “{short}”, such as 21 May or Friday")
        elif by_when and not said:
            self.add_error(what, f"Say what you promised by {short_date(by_when)}, or empty the date")
        elif by_when and by_when < happened_on:
            self.add_error(when, "Give a day after the promise was made")

    def promised(self) -> list[PromiseMade]:
        """The promises of a valid form."""
        return [
            PromiseMade(what, self.cleaned_data[f"promise_when_{n}"], Whose.WORKER)
            for n in PROMISES
            if (what := (self.cleaned_data.get(f"promise_what_{n}") or "").strip())
        ]

    def promise_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """What and by when of each promise, for the page."""
        return [
            (self[f"promise_what_{n}"], self[f"promise_when_{n}"])
            for n in PROMISES
            if f"promise_what_{n}" in self.fields
        ]

    def words(self) -> dict[str, Any]:
        """What a valid form says of this one person, as `record_contact` takes it."""
        value = self.cleaned_data
        return {
            "note": value["note"],
            "their_words": value["their_words"],
            "saw_where_sleeps": True if value["saw_where_sleeps"] else None,
            "worried": value.get("worried", False),
            "worried_note": value["worried_note"] if value.get("worried") else "",
            "promises": self.promised(),
        }


class ContactForm(WordsForm):
    """One contact, reached or tried. `now` says what lies in the future; `also` offers others who may have been there."""

    made = forms.ChoiceField(label="Did you reach them?", choices=REACHED, widget=forms.RadioSelect)
    how = forms.ChoiceField(label="How?", choices=WAYS, widget=forms.RadioSelect)
    happened_on = NearDay(label="Day", ahead=False)
    happened_at = forms.TimeField(label="Time", required=False, input_formats=["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"])
    place = forms.ChoiceField(label="Where?", choices=Place.choices(), widget=forms.Select, required=False)
    place_words = forms.CharField(label="Place in words", required=False, max_length=200)
    present = forms.CharField(label="Who else was there?", required=False, max_length=300)
    also = forms.MultipleChoiceField(
        label="Also there, with a contact of their own", required=False, widget=forms.CheckboxSelectMultiple
    )
    started_by = forms.ChoiceField(label="Who started it?", choices=StartedBy.choices(), required=False)
    by_role = forms.ChoiceField(label="As what were you there?", choices=ByRole.choices(), required=False)
    worker_name = forms.CharField(
        label="If it was not you, who was it?", required=False, max_length=120, help_text="Name of the worker."
    )
    next_try_on = NearDay(label="Try again on", ahead=True, required=False)
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = (
        *("made", "how", *KNOWN_SCENE[:5], "also", *KNOWN_SCENE[5:], "note", "their_words"),
        *(f"promise_{part}_{n}" for n in PROMISES for part in ("what", "when")),
        *("saw_where_sleeps", "worried", "worried_note", "next_try_on", "client_key"),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        now: datetime,
        next_try_on: date,
        also: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        self.now, self.suggested_try = now, next_try_on
        super().__init__(data, **kwargs)
        self.fields["made"].label = f"Did you reach {self.called}?"
        self.fields["made"].error_messages["required"] = f"Say whether you reached {self.called}"
        self.fields["how"].error_messages["required"] = "Say how: face to face, a call, a text or another way"
        self.fields["happened_on"].error_messages["required"] = "Give the day it happened, such as 21 May or Monday"
        self.fields["started_by"].choices = [  # type: ignore[attr-defined]
            (StartedBy.WORKER, "The worker"),
            (StartedBy.YOUNG_PERSON, self.called),
            (StartedBy.OTHER, "Someone else"),
            (StartedBy.UNKNOWN, "Not known"),
        ]
        self.fields["by_role"].choices = AS_WHAT  # type: ignore[attr-defined]
        self.fields["also"].choices = also  # type: ignore[attr-defined]
        if not also:
            del self.fields["also"]

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise ValidationError("Give today or an earlier day. What is planned belongs in the diary")
        return day

    def clean_next_try_on(self) -> date | None:
        """The day suggested, where the form that was sent did not ask (as one kept on a phone may not)."""
        if "next_try_on" not in self.data:
            return self.suggested_try
        day: date | None = self.cleaned_data["next_try_on"]
        if day and self.data.get("made") == Made.TRIED and day < self.today:
            raise ValidationError("Give today or a later day for the next try")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, at = cleaned.get("happened_on"), cleaned.get("happened_at")
        here = local(self.now)
        if day == here.date() and at and at > here.time() and "happened_at" not in self.errors:
            self.add_error("happened_at", f"Give a time that has passed: it is {here:%H:%M} now")
        if cleaned.get("made") == Made.MADE and "note" not in self.errors and not (cleaned.get("note") or "").strip():
            self.add_error("note", "Say what happened, even in one line")
        if day and day < self.today - timedelta(days=366 * 12):
            self.add_error("happened_on", "Check the year: this lies more than twelve years back")
        return cleaned

    @property
    def scene_open(self) -> bool:
        """Whether the sentence of known facts must lie open, because something in it is to be put right."""
        return any(name in self.errors for name in (*KNOWN_SCENE, "also"))

    def as_kept(self) -> dict[str, Any]:
        """What a valid form says, as `record_contact` takes it; who, by whom and when now are the view's to add."""
        value = self.cleaned_data
        tried = value["made"] == Made.TRIED
        return self.words() | {
            "made": Made(value["made"]),
            "channel": Channel(value["how"]),
            "happened_on": value["happened_on"],
            "happened_at": value["happened_at"],
            "place": Place(value["place"] or Place.UNKNOWN),
            "place_words": value["place_words"],
            "present": value["present"],
            "started_by": StartedBy(value["started_by"] or StartedBy.UNKNOWN),
            "by_role": ByRole(value["by_role"] or ByRole.UNKNOWN),
            "worker_name": value["worker_name"],
            "saw_where_sleeps": None if tried else self.words()["saw_where_sleeps"],
            "next_try_on": value["next_try_on"] if tried else None,
            "client_key": value.get("client_key"),
        }


def written(form_data: Mapping[str, Any], key: str) -> UUID | None:
    """An id from an address or a form; None where it is none."""
    try:
        return UUID(str(form_data.get(key, "")))
    except ValueError:
        return None


def five_minutes_back(moment: datetime) -> time:
    """The time of day on an English wall clock, cut to five minutes: people remember no finer."""
    here = local(moment)
    return time(here.hour, here.minute - here.minute % 5)
