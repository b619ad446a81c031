"""Correcting a contact: the same questions, filled in, and why."""

from typing import Any

from django import forms

from waymark.contact.forms.recording import PROMISES, REACHED, WAYS, ContactForm
from waymark.contact.models import ContactMade
from waymark.contact.rules import Channel, Made
from waymark.core.forms import Form

_NOT_ASKED = ("also", "client_key", *(f"promise_{part}_{n}" for n in PROMISES for part in ("what", "when")))
_WORRIES = ("worried", "worried_note")


class CorrectForm(ContactForm):
    """Promises have a page of their own; everything else can be put right here."""

    reason = forms.CharField(
        label="Why is it corrected?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What stood here before can still be read, with this reason.",
    )

    def __init__(self, *args: Any, stands: ContactMade, see_risk: bool, **kwargs: Any) -> None:
        """`stands` is the contact as it stands; `see_risk` False leaves worries as they stand: not everybody who may correct a contact may read them."""
        super().__init__(*args, **kwargs)
        for name in _NOT_ASKED if see_risk else (*_NOT_ASKED, *_WORRIES):
            self.fields.pop(name, None)
        if stands.made == Made.UNKNOWN:
            self.fields["made"].choices = [*REACHED, (Made.UNKNOWN, "Not known")]  # type: ignore[attr-defined]
        if stands.channel == Channel.UNKNOWN:
            self.fields["how"].choices = [*WAYS, (Channel.UNKNOWN, "Not known")]  # type: ignore[attr-defined]
        self.fields["reason"].error_messages["required"] = "Say why, so that others can follow it later"

    def as_kept(self) -> dict[str, Any]:
        """The fields of a contact that the form asks about, as `correct_contact` takes them."""
        left_out = {"promises", "client_key", *(name for name in _WORRIES if name not in self.fields)}
        return {name: value for name, value in super().as_kept().items() if name not in left_out}


def as_asked(contact: ContactMade) -> dict[str, Any]:
    """What a contact says, as the form takes it."""
    same = ("made", "happened_on", "place", "place_words", "present", "started_by", "by_role", "note", "their_words")
    return {name: getattr(contact, name) for name in same} | {
        "how": contact.channel,
        "happened_at": f"{contact.happened_at:%H:%M}" if contact.happened_at else "",
        "worker_name": contact.worker_name,
        "saw_where_sleeps": bool(contact.saw_where_sleeps),
        "worried": contact.worried,
        "worried_note": contact.worried_note,
        "next_try_on": contact.next_try_on,
    }


class TakeBackForm(Form):
    """Why a contact never was."""

    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: kept for the wrong person.",
    )
    say = {"reason": {"required": "Say why, so that others can follow it later"}}
