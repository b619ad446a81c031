"""The council's own settings: what each one means, its default, and whether the law behind it is confirmed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from waymark.policy.rules import access, after21, contact, diary, duties, returning, status
from waymark.policy.rules.kinds import Kind, NotAllowed, NotASetting, Setting, Value

__all__ = [
    "BY_KEY",
    "SETTINGS",
    "Kind",
    "NotASetting",
    "NotAllowed",
    "Setting",
    "Value",
    "in_force",
    "label",
    "parse",
    "setting",
    "unconfirmed",
]

SETTINGS: tuple[Setting, ...] = (
    *status.SETTINGS,
    *(replace(known, figures_stay=True) for group in (contact, duties, after21, diary) for known in group.SETTINGS),
    *returning.SETTINGS,
    *access.SETTINGS,
)

BY_KEY = {setting.key: setting for setting in SETTINGS}


def setting(key: str) -> Setting:
    try:
        return BY_KEY[key]
    except KeyError:
        raise NotASetting(key) from None


def parse(key: str, text: str) -> Value:
    """The value that `text` means for this setting; raises NotAllowed with what to give instead."""
    known = setting(key)
    text = text.strip()
    if known.kind is Kind.WHOLE_NUMBER:
        if not text.isdecimal():
            raise NotAllowed(f"Give {known.name.lower()} as a whole number, such as {known.default}")
        number = int(text)
        if (known.least is not None and number < known.least) or (known.most is not None and number > known.most):
            raise NotAllowed(f"Give a number from {known.least} to {known.most}")
        return number
    if known.kind is Kind.YES_NO:
        if text.lower() not in {"true", "false", "yes", "no"}:
            raise NotAllowed("Answer yes or no")
        return text.lower() in {"true", "yes"}
    if known.kind is Kind.CHOICE:
        if text not in {value for value, _ in known.choices}:
            raise NotAllowed("Choose one of: " + ", ".join(label for _, label in known.choices))
        return text
    if text:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise NotAllowed("Give a date, such as 2026-04-01, or leave it empty") from None
    return text


def label(key: str, value: Value) -> str:
    """A value in words, for pages and the audit trail."""
    known = setting(key)
    if known.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    if known.kind is Kind.CHOICE:
        return dict(known.choices).get(str(value), str(value))
    return str(value) or "Not set"


def in_force(decisions: Iterable[tuple[date, Value]], *, default: Value, on: date) -> Value:
    """The value in force on a day: the latest decision that had started by then, else the default."""
    value, since = default, date.min
    for start, decided in decisions:
        if since <= start <= on:
            value, since = decided, start
    return value


def unconfirmed(settings: Sequence[Setting] = SETTINGS) -> list[Setting]:
    return [s for s in settings if not s.confirmed]
