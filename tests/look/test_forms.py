"""Dates as people type them, and errors that say what to do."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from waymark.core.forms import (
    DateBox,
    DateBoxes,
    DateField,
    Form,
    PlainWords,
    WrittenDate,
    choice_items,
    control_attributes,
    control_id,
    control_kind,
    error_links,
    read_date,
)

DAY = date(2026, 5, 21)


@pytest.mark.parametrize(
    "written",
    [
        "21 May 2026",
        "21 may 2026",
        " 21/5/2026 ",
        "21.05.2026",
        "21-5-2026",
        "2026-05-21",
        "21st May, 2026",
        "Thu 21 May 2026",
        "Thursday 21st of May 2026".replace(" of", ""),
        WrittenDate("21", "5", "2026"),
        WrittenDate("21", "May", "2026"),
        WrittenDate(" 21 ", "05", " 2026"),
    ],
)
def test_the_day_is_read(written: str | WrittenDate) -> None:
    assert read_date(written) == DAY


@pytest.mark.parametrize("written", ["", "  ", WrittenDate("", " ", "")])
def test_nothing_typed_is_no_date(written: str | WrittenDate) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("next week sometime soon", "invalid", "Give a date, such as 21 May 2026"),
        ("21 May", "year", "Add the year"),
        ("21/5/26", "year", "four figures"),
        ("21 Mai 2026", "month", "Give the month"),
        ("21/13/2026", "month", "Give the month"),
        ("40/1/2026", "day", "Give the day"),
        ("0/1/2026", "day", "Give the day"),
        ("x/1/2026", "day", "Give the day"),
        ("31 June 2026", "day", "There is no 31 June in 2026"),
        ("29 February 2027", "day", "There is no 29 February in 2027"),
        ("21 May 3024", "year", "between 1900 and 2199"),
        ("1/1/0001", "year", "between 1900 and 2199"),
        (WrittenDate("", "5", "2026"), "day", "Add the day"),
        (WrittenDate("21", "", ""), "month", "Add the month and the year"),
    ],
)
def test_what_to_do_is_said(written: str | WrittenDate, code: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_date(written)
    assert caught.value.code == code
    assert words in caught.value.messages[0]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_shown_is_read_back(day: date) -> None:
    assert read_date(str(DateBox().format_value(day))) == day
    assert read_date(DateBoxes().written(day)) == day
    assert read_date(day.isoformat()) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        assert read_date(text) is None or isinstance(read_date(text), date)
    except ValidationError as error:
        assert error.messages[0]


class BornForm(Form):
    born = DateField(label="Date of birth")
    until = DateField(label="Until", required=False, widget=DateBox)


@pytest.mark.parametrize(
    "data",
    [
        {"born-day": "21", "born-month": "5", "born-year": "2026"},
        {"born": "21 May 2026"},
        {"born": "21 May 2026", "born-day": ""},
    ],
)
def test_three_boxes_and_one_are_both_read(data: dict[str, str]) -> None:
    form = BornForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"born": DAY, "until": None}


def test_what_was_typed_stays_in_the_boxes() -> None:
    widget = DateBoxes()
    assert widget.written(DAY) == ("21", "5", "2026")
    assert widget.written(WrittenDate("31", "June", "")) == ("31", "June", "")
    assert widget.written("21 May 2026") == ("21", "May", "2026")
    assert widget.written("whenever") == ("whenever", "", "")
    assert widget.written(None) == ("", "", "")
    assert widget.format_value(None) is None
    assert widget.format_value(DAY) == "21 5 2026"
    assert DateBox().format_value("next week") == "next week"
    assert DateBox().format_value("") is None


def test_no_boxes_posted_is_a_field_left_out() -> None:
    widget = DateBoxes()
    assert widget.value_from_datadict({}, {}, "born") is None
    assert widget.id_for_label("id_born") == "id_born-day"
    assert widget.id_for_label("") == ""


def test_a_time_of_day_is_dropped() -> None:
    assert DateField().clean(datetime(2026, 5, 21, 12)) == DAY  # noqa: DTZ001
    assert DateField().clean(DAY) == DAY


def test_the_message_leads_to_the_box_at_fault() -> None:
    form = BornForm({"born-day": "21", "born-month": "13", "born-year": "2026"})
    assert error_links(form)[0].href == "#id_born-month"
    assert control_id(BornForm()["born"]) == "id_born-day"
    assert control_id(BornForm()["until"]) == "id_until"
    assert error_links(BornForm({}))[0] == ("Give the date of birth, such as 21 May 2026", "#id_born-day")


class EveryField(Form):
    name = forms.CharField(label="Name", max_length=5, min_length=2)
    why = forms.CharField(label="Why now?")
    your = forms.CharField(label="Your words")
    upn = forms.CharField(label="UPN")
    mail = forms.EmailField(label="E-mail")
    count = forms.IntegerField(label="Count", min_value=1, max_value=9)
    money = forms.DecimalField(label="Money", max_digits=4, decimal_places=2)
    share = forms.FloatField(label="Share")
    site = forms.URLField(label="Site", assume_scheme="https")
    at = forms.TimeField(label="Time")
    day = forms.DateField(label="Day")
    key = forms.UUIDField(label="Key")
    pick = forms.ChoiceField(label="Pick", choices=[("a", "A")])
    which = forms.ChoiceField(label="Which one?", choices=[("a", "A")])
    many = forms.MultipleChoiceField(label="Many", choices=[("a", "A")])
    sure = forms.BooleanField(label="I am sure")
    paper = forms.FileField(label="Paper", max_length=5)
    when = DateField(label="When was it?")


STOCK = (
    "This field is required", "Enter a valid", "Select a valid", "Ensure", "not one of the available", "No file was",
    "submitted file is empty", "Null characters", "invalid",
)  # fmt: skip


def messages(data: dict[str, Any], files: dict[str, Any] | None = None) -> dict[str, str]:
    form = EveryField(data, files or {})
    return {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}


WRONG = {
    "name": "far too long\x00", "mail": "x", "count": "12", "money": "123456.789", "share": "x", "site": "x x", "at": "x",
    "day": "x", "key": "x", "pick": "z", "many": ["z"], "when": "x",
}  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        messages({}),
        messages(WRONG, {"paper": SimpleUploadedFile("long-name.pdf", b"x")}),
        messages({"count": "x", "money": "x", "name": "a"}, {"paper": SimpleUploadedFile("a.pdf", b"")}),
    ],
    ids=["nothing typed", "all wrong", "more wrong"],
)
def test_no_stock_message_is_left(said: dict[str, str]) -> None:
    assert said
    assert [text for text in said.values() if any(stock in text for stock in STOCK)] == []


def test_the_words_fit_the_field() -> None:
    said = messages({})
    assert said["name"] == "Enter the name"
    assert said["why"] == "Answer “Why now?”"
    assert said["your"] == "Enter your words"
    assert said["upn"] == "Enter the UPN"
    assert said["pick"] == "Choose the pick"
    assert said["which"] == "Choose an answer to “Which one?”"
    assert said["sure"] == "Tick “I am sure” to carry on"
    assert said["paper"] == "Choose a file"
    assert said["when"] == "Answer “When was it?” with a date, such as 21 May 2026"
    assert messages({"name": "too long"})["name"] == "Shorten this to 5 characters or fewer: it has 8"
    assert messages({"count": "12"})["count"] == "Give a number that is 9 or less"
    assert messages({"money": "x"})["money"] == "Give a number, such as 12.50"
    assert "Rename the file" in messages({}, {"paper": SimpleUploadedFile("long-name.pdf", b"x")})["paper"]


class OwnWords(Form):
    say = {"name": {"required": "Say who it was"}}
    name = forms.CharField(label="Name", error_messages={"max_length": "Ten letters at most"}, max_length=10)

    def clean(self) -> None:
        if self.data.get("stop"):
            raise ValidationError("Start again from the list")


def test_words_of_the_form_and_of_the_field_are_kept() -> None:
    assert OwnWords({}).errors["name"] == ["Say who it was"]
    assert OwnWords({"name": "x" * 11}).errors["name"] == ["Ten letters at most"]


def test_errors_of_the_whole_form_come_first_and_lead_nowhere() -> None:
    assert error_links(OwnWords({"stop": "1"})) == [("Start again from the list", ""), ("Say who it was", "#id_name")]
    assert len(error_links(OwnWords({}), OwnWords({}))) == 2


def test_a_hidden_field_has_no_place_to_lead_to() -> None:
    class Hidden(Form):
        key = forms.CharField(widget=forms.HiddenInput)

    assert error_links(Hidden({})) == [("Enter the key", "")]


def test_a_form_of_a_library_speaks_plainly_too() -> None:
    class Library(forms.Form):
        code = forms.CharField(label="Code")

    class Plain(PlainWords, Library):
        pass

    assert Plain({}).errors["code"] == ["Enter the code"]
    assert not Plain.use_required_attribute


class Controls(Form):
    hidden = forms.CharField(widget=forms.HiddenInput)
    date = DateField()
    box = DateField(widget=DateBox)
    password = forms.CharField(widget=forms.PasswordInput)
    file = forms.FileField()
    checkboxes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", "A"), ("b", "B")])
    radios = forms.ChoiceField(widget=forms.RadioSelect, choices=[("", "None"), ("a", "A")])
    checkbox = forms.BooleanField()
    select = forms.ChoiceField(choices=[("Group", [("a", "A")]), ("b", "B")])
    textarea = forms.CharField(widget=forms.Textarea)
    text = forms.CharField(widget=forms.TextInput(attrs={"data-x": "1", "placeholder": "Name", "autofocus": True}))


def test_every_control_has_its_macro() -> None:
    kinds = {name: control_kind(Controls()[name]) for name in Controls.base_fields}
    assert kinds == {name: name for name in kinds} | {"box": "date"}


def test_answers_are_handed_to_the_macros() -> None:
    bound = Controls(initial={"checkboxes": ["b"]})["checkboxes"]
    items = choice_items(bound, hints={"a": "First"}, parts={"b": "<p>More</p>"})
    assert [(item["value"], item["checked"]) for item in items] == [("a", False), ("b", True)]
    assert items[0]["hint"] == {"text": "First"}
    assert items[1]["conditional"] == {"html": "<p>More</p>"}
    assert [item["text"] for item in choice_items(Controls()["select"])] == ["A", "B"]


def test_only_attributes_no_macro_writes_are_handed_on() -> None:
    assert control_attributes(Controls()["text"]) == {"data-x": "1"}
    assert control_attributes(Controls({})["text"]) == {"data-x": "1", "aria-invalid": "true"}
