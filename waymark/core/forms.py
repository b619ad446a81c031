"""How every form behaves: dates as people type them, and errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

from waymark.core.wording import MONTHS, listed

DATE_PARTS: Final = ("day", "month", "year")
EXAMPLE: Final = "such as 21 May 2026"
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

# The full name, and the letters people shorten it to.
MONTH_NUMBERS: Final = {
    short: number for number, name in enumerate(MONTHS, 1) for short in (name.lower(), name[:3].lower())
} | {"sept": 9}

WEEKDAY = re.compile(r"^(mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?\.?\s+", re.IGNORECASE)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


class WrittenDate(NamedTuple):
    """A date as it was typed, in three pieces of text."""

    day: str
    month: str
    year: str


def read_date(written: str | WrittenDate) -> date | None:
    """The date that was typed in one box (“21 May 2026”, “21/5/2026”, “2026-05-21”) or in three; None when nothing was.

    Raises ValidationError saying what to do. Its code is the part at fault (day, month, year) when one part is.
    """
    if isinstance(written, str):
        if not written.strip():
            return None
        written = _split(written)
    parts = WrittenDate(*(part.strip() for part in written))
    if not any(parts):
        return None
    missing = [name for name, part in zip(DATE_PARTS, parts, strict=True) if not part]
    if missing:
        words = listed(f"the {name}" for name in missing)
        raise ValidationError(f"Add {words} to the date, {EXAMPLE}", code=missing[0])
    day = _number(parts.day)
    if day is None or not 1 <= day <= 31:
        raise ValidationError("Give the day as a number from 1 to 31", code="day")
    month = MONTH_NUMBERS.get(parts.month.lower().rstrip(".")) or _number(parts.month)
    if month is None or not 1 <= month <= 12:
        raise ValidationError("Give the month as a number from 1 to 12, or as a word such as May", code="month")
    year = _number(parts.year)
    if year is None or len(parts.year) != 4:
        raise ValidationError("Give the year as four figures, such as 2026", code="year")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(f"Check the year: it must be between {FIRST_YEAR} and {LAST_YEAR}", code="year")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(
            f"There is no {day} {MONTHS[month - 1]} in {year}: check the day and the month", code="day"
        ) from None


def _split(text: str) -> WrittenDate:
    text = ORDINAL.sub("", WEEKDAY.sub("", text.strip()).replace(",", " "))
    pieces = [piece for piece in re.split(r"[\s/.\-]+", text) if piece]
    if len(pieces) == 3 and len(pieces[0]) == 4 and pieces[0].isdecimal():  # ISO: the year stands first
        pieces.reverse()
    if len(pieces) == 2 and pieces[0].isdecimal():  # “21 May”: only the year is missing
        pieces.append("")
    if len(pieces) != 3:
        raise ValidationError(f"Give a date, {EXAMPLE}", code="invalid")
    return WrittenDate(*pieces)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None


class DateBoxes(forms.TextInput):
    """Day, month and year in three boxes: for a date people know by heart, such as a date of birth.

    A post that carries the whole date under the field's own name is read as well.
    """

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> str | WrittenDate | None:
        if name in data:
            return data.get(name)
        if self.value_omitted_from_data(data, files, name):
            return None
        return WrittenDate(*(str(data.get(f"{name}-{part}", "")) for part in DATE_PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return name not in data and not any(f"{name}-{part}" in data for part in DATE_PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-day" if id_ else ""

    def written(self, value: object) -> WrittenDate:
        """What stands in the three boxes, whatever was there before: a date, what was typed, or nothing."""
        if isinstance(value, WrittenDate):
            return value
        if isinstance(value, date):
            return WrittenDate(str(value.day), str(value.month), str(value.year))
        try:
            return _split(str(value or ""))
        except ValidationError:
            return WrittenDate(str(value or ""), "", "")  # kept where it can be seen and mended

    def format_value(self, value: object) -> str | None:
        return " ".join(self.written(value)) if value else None


class DateBox(forms.TextInput):
    """One box for a whole date: for a date people read off a calendar or a paper."""

    def format_value(self, value: object) -> str | None:
        if isinstance(value, datetime | date):
            return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
        return str(value) if value else None


class DateField(forms.Field):
    """A day. `widget=DateBoxes` (the default) asks in three boxes, `widget=DateBox` in one; both read either."""

    widget = DateBoxes

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        return read_date(value)


class PlainWords:
    """Replaces Django's stock messages by what to do; mix in before any form class, ours or a library's.

    A field's own `error_messages` are left alone. `say` on a form gives words for one field and one kind of error:
    `say = {"reason": {"required": "Say why you need to open this record"}}`.
    """

    use_required_attribute = False  # the page says what is missing, in words, not the browser
    say: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name.replace("_", " ").capitalize())
            stock = _stock_messages(field)
            for code, message in (messages_for(field, label) | dict(self.say.get(name, {}))).items():
                if name in self.say and code in self.say[name] or field.error_messages.get(code) == stock.get(code):
                    field.error_messages[code] = message


class Form(PlainWords, forms.Form):
    """A form of Waymark's own."""


def _stock_messages(field: forms.Field) -> dict[str, Any]:
    """The messages Django gives this kind of field; gathered as Django gathers them."""
    found: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        found.update(getattr(kind, "default_error_messages", {}))
    return found


# Labels that begin with one of these read on as they are: “Enter your password”, not “Enter the your password”.
NO_ARTICLE: Final = frozenset(
    ["a", "an", "the", "your", "my", "their", "his", "her", "its", "our"]
    + ["who", "what", "when", "where", "which", "why", "how"]
)


def messages_for(field: forms.Field, label: str) -> dict[str, str]:
    """What to do about each kind of error of a field, by Django's error codes."""
    question = label.rstrip().endswith("?")
    name = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if name.split(" ")[0].lower() not in NO_ARTICLE:
        name = f"the {name}"
    match field:
        case DateField() | forms.DateField():
            required = f"Answer “{label}” with a date, {EXAMPLE}" if question else f"Give {name}, {EXAMPLE}"
        case forms.FileField():
            required = "Choose a file"
        case forms.BooleanField():
            required = f"Tick “{label}” to carry on"
        case forms.ChoiceField() | forms.ModelChoiceField():
            required = f"Choose an answer to “{label}”" if question else f"Choose {name}"
        case _:
            required = f"Answer “{label}”" if question else f"Enter {name}"
    invalid = {
        forms.EmailField: "Give an e-mail address, such as name@example.org",
        forms.DecimalField: "Give a number, such as 12.50",
        forms.FloatField: "Give a number, such as 12.5",
        forms.IntegerField: "Give a whole number, such as 12",  # after the two kinds that build on it
        forms.URLField: "Give a web address, such as https://www.example.org",
        forms.TimeField: "Give a time, such as 14:30",
        forms.UUIDField: "Start again from the list: this page was opened with an address that is not complete",
    }
    chosen = next(
        (words for kind, words in invalid.items() if isinstance(field, kind)), f"Check {name}: it cannot be read"
    )
    return {
        "required": required,
        "invalid": chosen,
        "invalid_choice": "Choose one of the answers on the list",
        "invalid_list": "Choose from the answers on the list",
        "invalid_pk_value": "Choose one of the answers on the list",
        "max_length": "Shorten this to %(limit_value)d characters or fewer: it has %(show_value)d",
        "min_length": "Use at least %(limit_value)d characters: this has %(show_value)d",
        "max_value": "Give a number that is %(limit_value)s or less",
        "min_value": "Give a number that is %(limit_value)s or more",
        "max_digits": "Use %(max)s figures or fewer",
        "max_decimal_places": "Use %(max)s decimal places or fewer",
        "max_whole_digits": "Use %(max)s figures or fewer before the decimal point",
        "null_characters_not_allowed": "Type this again: it holds a character that cannot be kept",
        "empty": "Choose another file: this one is empty",
        "missing": "Choose a file",
        "invalid_image": "Choose a picture, such as a JPEG or a PNG: this file is none",
    } | (
        {"max_length": "Rename the file: its name may have %(max)d characters"}
        if isinstance(field, forms.FileField)
        else {}
    )


class ErrorLink(NamedTuple):
    """One line of the summary at the top of a form: the message, and the control it is about (“#id”, or nothing)."""

    text: str
    href: str


def error_links(*shown: forms.BaseForm) -> list[ErrorLink]:
    """Every error of the forms on a page, in the order of their fields; those about a whole form come first."""
    return [link for form in shown for link in _links(form)]


def _links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    for message in form.non_field_errors():
        yield ErrorLink(str(message), "")
    for bound in form:
        for message in bound.errors:
            yield ErrorLink(str(message), "" if bound.is_hidden else f"#{control_id(bound)}")


def control_id(bound: forms.BoundField) -> str:
    """The id of the control that a message about this field should lead to."""
    if isinstance(bound.field.widget, DateBoxes):
        errors = bound.errors
        codes = [error.code for error in errors.as_data()] if isinstance(errors, ErrorList) else []
        part = next((code for code in codes if code in DATE_PARTS), "day")
        return f"{bound.auto_id}-{part}"
    return str(bound.auto_id)


# The macros write these themselves; whatever else a widget carries (data-*, hx-*) goes onto the control.
WRITTEN_BY_MACROS: Final = frozenset(
    ["aria-describedby", "aria-invalid", "autocomplete", "autofocus", "class", "cols", "id", "inputmode", "maxlength"]
    + ["minlength", "name", "placeholder", "required", "rows", "spellcheck", "type", "value"]
)


def control_attributes(bound: forms.BoundField) -> dict[str, object]:
    """The attributes of a control that no macro parameter names."""
    kept = {name: value for name, value in bound.field.widget.attrs.items() if name not in WRITTEN_BY_MACROS}
    return kept | ({"aria-invalid": "true"} if bound.errors else {})


def choice_items(
    bound: forms.BoundField, hints: Mapping[str, str] | None = None, parts: Mapping[str, str] | None = None
) -> list[dict[str, object]]:
    """The answers of a choice field, as the macros take them; groups are written out one after another."""
    items: list[dict[str, object]] = []
    for option in bound.subwidgets:
        value = "" if option.data["value"] is None else str(option.data["value"])
        selected = bool(option.data["selected"])
        item: dict[str, object] = {
            "value": value,
            "text": str(option.data["label"]),
            "checked": selected,
            "selected": selected,
        }
        if hints and value in hints:
            item["hint"] = {"text": hints[value]}
        if parts and value in parts:
            item["conditional"] = {"html": parts[value]}
        items.append(item)
    return items


def control_kind(bound: forms.BoundField) -> str:
    """Which macro of parts/form.html draws this field."""
    match bound.field.widget:
        case forms.HiddenInput() | forms.MultipleHiddenInput():
            return "hidden"
        case DateBoxes() | DateBox():
            return "date"
        case forms.PasswordInput():
            return "password"
        case forms.FileInput():
            return "file"
        case forms.CheckboxSelectMultiple():
            return "checkboxes"
        case forms.RadioSelect():
            return "radios"
        case forms.CheckboxInput():
            return "checkbox"
        case forms.Select():
            return "select"
        case forms.Textarea():
            return "textarea"
        case _:
            return "text"
