"""Code lists that rules, models and forms share."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A StrEnum whose members carry a label: `MET = "met", "Met in person"`.

    A member equals its stored value, so it can be compared with what a database or a file holds.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:  # a default, so that `Role("x")` reads as a look-up
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """`(value, label)` pairs in the order they are written, for a model field or a form."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def values(cls) -> list[str]:
        """Every stored value, for the check constraint behind a field's choices."""
        return [member.value for member in cls]

    @classmethod
    def label_of(cls, value: str) -> str:
        """The label of a stored value, or the value itself where it is not (or no longer) on the list."""
        try:
            return cls(value).label
        except ValueError:
            return value
