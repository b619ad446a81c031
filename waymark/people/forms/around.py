"""How to reach a young person, who matters to them and who works for them."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from waymark.accounts.models import Team, User
from waymark.core.forms import DateBox, DateField, Form
from waymark.people.rules.names import phone_digits
from waymark.people.rules.words import AddressKind, AllocationRole, ContactKind, Relation, YesNo

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")


def _words(label: str, *, hint: str = "", rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=2000, help_text=hint, widget=area)


class AddressForm(Form):
    kind = forms.ChoiceField(label="What kind of address?", choices=AddressKind.choices(), widget=forms.RadioSelect)
    lines = _words("Address", hint="Street, town, one line each.")
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    started_on = DateField(label="Since", required=False, widget=DateBox, help_text="Leave empty if not known.")
    safe_to_write = forms.ChoiceField(
        label="Is it safe to write there?", choices=YesNo.choices(), initial=YesNo.UNKNOWN, widget=forms.RadioSelect
    )
    safe_note = _words("What to know about it", hint="Such as: plain envelope, somebody else opens the post.")

    def clean_postcode(self) -> str:
        postcode = " ".join(str(self.cleaned_data["postcode"]).upper().split())
        if postcode and not POSTCODE.fullmatch(postcode):
            raise forms.ValidationError("Check the postcode: it should look like NE1 4LP")
        return postcode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("lines") and not cleaned.get("postcode") and "postcode" not in self.errors:
            self.add_error("lines", "Give the address, or at least the postcode")
        return cleaned


class ContactPointForm(Form):
    kind = forms.ChoiceField(label="What is it?", choices=ContactKind.choices(), widget=forms.RadioSelect)
    value = forms.CharField(label="Number or address", max_length=254)
    safe_to_use = forms.ChoiceField(
        label="Is it safe to use?",
        choices=YesNo.choices(),
        initial=YesNo.UNKNOWN,
        widget=forms.RadioSelect,
        help_text="The record shows no call button until somebody has said yes.",
    )
    safe_note = _words("What to know before using it", hint="Such as: text first, or a partner reads the messages.")
    preferred = forms.BooleanField(label="This is what they like best", required=False)
    say = {"value": {"required": "Give the number or the address"}}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, value = cleaned.get("kind"), (cleaned.get("value") or "").strip()
        if value and kind in (ContactKind.MOBILE, ContactKind.PHONE) and not phone_digits(value):
            self.add_error("value", "Give a telephone number, such as 07700 900123")
        if value and kind == ContactKind.EMAIL and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            self.add_error("value", "Give an e-mail address, such as name@example.org")
        return cleaned


class NetworkForm(Form):
    name = forms.CharField(label="Name", max_length=120)
    relation = forms.ChoiceField(label="Who is it to them?", choices=Relation.choices(), widget=forms.RadioSelect)
    relation_words = forms.CharField(
        label="In the young person’s words",
        max_length=120,
        required=False,
        help_text="Such as: my nan, my mate from college.",
    )
    matters = forms.BooleanField(label="They say this person matters to them", required=False)
    in_their_words = _words("What they say about this person")
    organisation = forms.CharField(label="Organisation", max_length=120, required=False, help_text="For professionals.")
    phone = forms.CharField(label="Telephone", max_length=30, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    has_parental_responsibility = forms.ChoiceField(
        label="Do they have parental responsibility?",
        choices=YesNo.choices(),
        initial=YesNo.UNKNOWN,
        widget=forms.RadioSelect,
    )
    ask_first = _words("Before getting in touch", hint="Such as: ask the young person first, or do not ring.")
    started_on = DateField(label="Since", required=False, widget=DateBox, help_text="Leave empty if not known.")
    say = {"name": {"required": "Give their name, or what the young person calls them"}}


class AllocateForm(Form):
    """Give a young person a worker: one of the council's users, or a name for somebody without an account."""

    role = forms.ChoiceField(label="What for?", choices=AllocationRole.choices())
    worker = forms.ModelChoiceField(
        label="Worker", queryset=User.objects.none(), required=False, empty_label="Somebody without an account"
    )
    worker_name = forms.CharField(
        label="Their name, if they have no account",
        max_length=120,
        required=False,
        help_text="Such as an advocate from a charity.",
    )
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="No team",
        help_text="The managers of this team then see the record.",
    )  # fmt: skip
    started_on = DateField(label="From", widget=DateBox)
    reason = _words(
        "Why this worker now?", hint="If somebody else had this part before, the young person may ask why it changed."
    )

    def __init__(self, *args: Any, staff: QuerySet[User], teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = staff  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("worker") and not (cleaned.get("worker_name") or "").strip() and "worker" not in self.errors:
            self.add_error("worker", "Choose the worker, or write the name of somebody without an account")
        return cleaned


class EndForm(Form):
    ended_on = DateField(label="When did it end?", widget=DateBox)
    reason = _words("Why?", hint="If there is something others should know.")


class WithdrawForm(Form):
    reason = _words("Why was it never true?")
    say = {"reason": {"required": "Say why, so that others can follow it later"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
