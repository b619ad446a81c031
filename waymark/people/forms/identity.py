"""Who a young person is: what is asked when a record is started or corrected."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from waymark.accounts.models import Team, User
from waymark.core.forms import DateBox, DateField, Form
from waymark.people.models import YoungPerson
from waymark.people.rules.codes import ETHNICITY
from waymark.people.rules.photos import MOST_BYTES
from waymark.people.rules.words import ONE_AT_A_TIME, AllocationRole, BirthBasis, Sex, YesNo

UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z\d]")
# The parts of the page on which somebody's own facts are corrected.
GROUPS = (
    ("What they are called", ("preferred_name", "pronouns", "first_name", "last_name")),
    ("Being safe and understood", ("visiting_safety_note", "first_language", "interpreter_needed", "reading_note")),
    ("What matters", ("what_matters", "what_matters_on")),
    ("About them", ("sex", "gender_identity", "ethnicity", "religion", "disability", "disability_note")),
    ("Numbers", ("child_id", "upn")),
    ("If they have died", ("died_on",)),
)
# Only shown and saved for those who may see special-category facts.
SPECIAL = ("gender_identity", "ethnicity", "religion", "disability", "disability_note")


def _text(label: str, length: int, *, hint: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint, **more)


def _words(label: str, *, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, help_text=hint, widget=forms.Textarea)


def _yes_no(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YesNo.choices(), initial=YesNo.UNKNOWN, widget=forms.RadioSelect)


class NamesForm(Form):
    """The names and numbers both pages ask for."""

    first_name = _text("First name", 100, hint="As on official papers.")
    last_name = _text("Last name", 100)
    preferred_name = _text("Likes to be called", 100, hint="If this is not the first name.")
    pronouns = _text("Pronouns", 40, hint="As they say them, such as she/her, he/him or they/them.")
    child_id = _text("Child number", 20, hint="The number used in the yearly return of children looked after.")
    upn = _text("Unique pupil number", 13)

    def clean_child_id(self) -> str | None:
        return self.cleaned_data["child_id"].strip() or None

    def clean_upn(self) -> str:
        upn: str = self.cleaned_data["upn"].strip().upper()
        if upn and not UPN.fullmatch(upn) and not re.fullmatch(r"UN[0-9]", upn):
            raise forms.ValidationError(
                "Check the pupil number: it is a letter, eleven figures and a last figure or letter"
            )
        return upn


class NewPersonForm(NamesForm):
    born_on = DateField(label="Date of birth", required=False)
    birth_basis = forms.ChoiceField(
        label="Where does the date of birth come from?",
        choices=[c for c in BirthBasis.choices() if c[0] != BirthBasis.REPORTED],
        initial=BirthBasis.STATED,
        widget=forms.RadioSelect,
    )
    sex = forms.ChoiceField(
        label="Sex",
        choices=Sex.choices(),
        initial=Sex.UNKNOWN,
        widget=forms.RadioSelect,
        help_text="As the return asks.",
    )

    role = forms.ChoiceField(
        label="As what?",
        choices=[(role.value, role.label) for role in ONE_AT_A_TIME],
        initial=AllocationRole.PERSONAL_ADVISER,
        widget=forms.RadioSelect,
    )
    worker = forms.ModelChoiceField(
        label="Who works with them?", queryset=User.objects.none(), empty_label="Choose a worker"
    )
    team = forms.ModelChoiceField(
        label="In which team?",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        help_text="The managers of this team see the record.",
    )

    def __init__(self, *args: Any, staff: QuerySet[User] | None, teams: QuerySet[Team], **kwargs: Any) -> None:
        """`staff` are those to choose a worker from; None where whoever starts the record is the worker."""
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        if staff is None:
            del self.fields["worker"]
        else:
            self.fields["worker"].queryset = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("first_name", "last_name", "preferred_name", "child_id")):
            self.add_error("first_name", "Give a name or the child number, so that the record can be found again")
        return cleaned


class IdentityForm(NamesForm):
    """Corrects who somebody is. `version` is the version the editor saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sex = forms.ChoiceField(
        label="Sex",
        choices=[*Sex.choices()],
        required=False,
        widget=forms.RadioSelect,
        help_text="As the return asks.",
    )
    gender_identity = _text("Gender identity", 60, hint="In their own words.")
    ethnicity = forms.ChoiceField(
        label="Ethnicity",
        choices=[("", "Not known"), *ETHNICITY.items()],
        required=False,
        help_text="As they describe it.",
    )
    religion = _text("Religion or belief", 60)
    first_language = _text("First language", 60)
    interpreter_needed = _yes_no("Is an interpreter needed?")
    reading_note = _words(
        "How they like to get written things", hint="Such as large print, voice notes, or read together."
    )
    disability = _yes_no("Do they have a disability?")
    disability_note = _words("What helps")
    visiting_safety_note = _words(
        "What to know before visiting or ringing",
        hint="For their safety and yours. It stands at the top of the record.",
    )
    what_matters = _words("What matters to them", hint="In their own words, as they said it.")
    what_matters_on = DateField(label="When did they say that?", required=False, widget=DateBox)
    died_on = DateField(label="Date of death", required=False, widget=DateBox, help_text="Only if they have died.")

    def __init__(self, *args: Any, person: YoungPerson, may_see_special: bool, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "version"]
        initial = {name: getattr(person, name) for name in names} | {"version": person.version}
        super().__init__(*args, initial=initial, **kwargs)
        if not may_see_special:
            for name in SPECIAL:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what_matters_on") and not cleaned.get("what_matters"):
            self.add_error("what_matters", "Write down what they said, or leave the date empty")
        return cleaned


class BirthForm(Form):
    born_on = DateField(label="Date of birth")
    basis = forms.ChoiceField(
        label="Why is this date believed?",
        choices=BirthBasis.choices(),
        widget=forms.RadioSelect,
        initial=BirthBasis.DOCUMENT,
    )
    decided_on = DateField(label="When was that decided or seen?", required=False, widget=DateBox)
    note = _words("What it rests on", hint="Such as which document, who assessed, what the young person says.")
    in_force = forms.ChoiceField(
        label="Is this the date to go by?",
        choices=[("yes", "Yes, go by this one"), ("no", "No, keep it beside the other while that is open")],
        initial="yes",
        widget=forms.RadioSelect,
    )

    def clean_in_force(self) -> bool:
        return bool(self.cleaned_data["in_force"] == "yes")


class PhotoForm(Form):
    photo = forms.FileField(label="Photograph", help_text="A JPEG or PNG of at most 5 MB. Ask the young person first.")

    def clean_photo(self) -> bytes:
        file = self.cleaned_data["photo"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Choose a smaller picture: it may have at most 5 MB")
        content: bytes = file.read()
        return content
