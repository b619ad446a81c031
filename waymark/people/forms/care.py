"""What is asked about each kind of fact of a care history. Field names are those of the model."""

from typing import Any

from django import forms

from waymark.core.forms import DateBox, DateField, Form
from waymark.people.rules.codes import ENDED, LEGAL_STATUS, PARTICIPATION, PLACE, PROVIDER, choices
from waymark.people.rules.words import (
    AwayKind,
    CareKind,
    MissingKind,
    OrderKind,
    OtherPlaceKind,
    WithWhom,
    YesNo,
)


def _first(label: str = "First day", *, required: bool = True) -> DateField:
    return DateField(label=label, widget=DateBox, required=required)


def _last(label: str, hint: str = "Leave empty while it has not ended.") -> DateField:
    return DateField(label=label, widget=DateBox, required=False, help_text=hint)


def _one_of(label: str, listed: list[tuple[str, str]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=listed, widget=forms.RadioSelect, **more)


def _code(label: str, listed: list[tuple[str, str]], *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=listed, required=required)


class CarePeriodForm(Form):
    kind = _one_of("How were they looked after?", CareKind.choices(), initial=CareKind.LOOKED_AFTER)
    started_on = _first("First day looked after")
    ended_on = _last(
        "First day no longer looked after", "The day care ended. Leave empty while they are still looked after."
    )
    ended_reason = _code("Why did it end?", choices(ENDED, empty="Not ended, or not known"), required=False)
    care_order_at_end = _one_of(
        "Was a care order in force when it ended?",
        YesNo.choices(),
        initial=YesNo.UNKNOWN,
        help_text="An interim or full care order, or a placement order.",
    )
    authority_code = forms.CharField(
        label="Other authority’s code",
        max_length=9,
        required=False,
        help_text="Only if another council looked after them.",
    )


class LegalStatusForm(Form):
    code = _code("Legal basis", choices(LEGAL_STATUS))
    started_on = _first()
    ended_on = _last("First day it no longer applied")


class PlacementForm(Form):
    place = _code("Kind of placement", choices(PLACE))
    provider = _code("Who provided it?", choices(PROVIDER, empty="Not known"), required=False)
    started_on = _first("Moved in on")
    ended_on = _last("Moved out on", "Leave empty while they still live there.")
    placement_postcode = forms.CharField(label="Postcode of the placement", max_length=10, required=False)
    urn = forms.CharField(label="Ofsted number of the home", max_length=10, required=False)


class HomeSpellForm(Form):
    with_whom = _one_of("Who did they live with?", WithWhom.choices())
    started_on = _first("Moved in on")
    ended_on = _last("Moved out on", "Leave empty while they still live there.")


class AwaySpellForm(Form):
    kind = _one_of("Where were they?", AwayKind.choices())
    started_on = _first()
    expected_end_on = _last("Expected out on", "As last heard. Leave empty if nobody knows.")
    ended_on = _last("Came out on")
    under_care_order = forms.BooleanField(
        label="A care order was in force", required=False, help_text="Then they stayed looked after throughout."
    )


class OtherAccommodationForm(Form):
    kind = _one_of("What kind?", OtherPlaceKind.choices())
    started_on = _first("Moved in on")
    ended_on = _last("Moved out on", "Leave empty while they still live there.")


class FamilyOrderForm(Form):
    kind = _one_of("Which order?", OrderKind.choices())
    made_on = _first("Made on")
    ended_on = _last("Ended on", "Leave empty while it is in force.")


class SupportRequestForm(Form):
    asked_on = _first("When did they say so?")
    wants = forms.TypedChoiceField(
        label="What did they say?",
        choices=[("yes", "They would like support"), ("no", "They do not want support now")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="They can ask again at any time up to 25.",
    )
    words = forms.CharField(label="In their own words", max_length=2000, required=False, widget=forms.Textarea)


class StudySpellForm(Form):
    programme = forms.CharField(label="Course or training", max_length=200, required=False)
    started_on = _first("Started on")
    ended_on = _last("Ended on", "Leave empty while it goes on.")


class ReviewForm(Form):
    held_on = _first("Held on")
    participation = _code("How did they take part?", choices(PARTICIPATION, empty="Not known"), required=False)


class MissingForm(Form):
    kind = _one_of("What was it?", MissingKind.choices())
    started_on = _first("Went missing on")
    ended_on = _last("Was found on", "Leave empty while they are missing.")


class UnaccompaniedForm(Form):
    started_on = _first("Since", required=False)
    ended_on = _last("Until", "The day they were no longer an unaccompanied child seeking asylum.")
