"""What a setting of the council's is. Pure."""

from dataclasses import dataclass

from waymark.core.vocab import Vocabulary

Value = str | int | bool


class Kind(Vocabulary):
    WHOLE_NUMBER = "whole_number", "A whole number"
    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of a list"
    DAY = "day", "A date, or nothing"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a council decides, or a reading of the law it may have to change.

    `confirmed` is False where the text of the law was not available when the default was chosen: the settings page
    says so beside it. `least` and `most` bound whole numbers; `choices` are (value, label). One with `figures_stay`
    changes from today at the earliest: what was late yesterday, and figures handed in, do not change.
    """

    key: str
    group: str
    name: str
    meaning: str
    default: Value
    kind: Kind
    source: str
    confirmed: bool = True
    least: int | None = None
    most: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    figures_stay: bool = False


class NotASetting(KeyError):
    """No setting has this key."""


class NotAllowed(ValueError):
    """The value is not one that this setting can take; the message says what to give."""
