"""The council's own settings: what each one means, its default, and whether the law behind it is confirmed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
    says so beside it. `least` and `most` bound whole numbers; `choices` are (value, label).
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


class NotASetting(KeyError):
    """No setting has this key."""


class NotAllowed(ValueError):
    """The value is not one that this setting can take; the message says what to give."""


STATUS = "Legal status"
RETURN = "The yearly return"
ACCESS = "Access"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "leap_day",
        STATUS,
        "Birthday of someone born on 29 February",
        "Which day counts as their birthday in a year without 29 February.",
        "MAR1",
        Kind.CHOICE,
        "No English statute was found",
        confirmed=False,
        choices=(("MAR1", "1 March"), ("FEB28", "28 February")),
    ),
    Setting(
        "threshold_nights",
        STATUS,
        "Nights looked after since 14",
        "How many nights make the prescribed 13 weeks.",
        91,
        Kind.WHOLE_NUMBER,
        "Children Act 1989 Sch 2 para 19B; Care Planning Regulations 2010 reg 40",
        least=1,
        most=366,
    ),
    Setting(
        "inclusive_counting",
        STATUS,
        "Count the last day of each period as a night",
        "Some local reports add one day a period. The return's own arithmetic does not.",
        False,
        Kind.YES_NO,
        "SSDA903 arithmetic counts nights",
    ),
    Setting(
        "end_on_16th_birthday_counts",
        STATUS,
        "Care that ended on the 16th birthday reached past 16",
        "Off: at least one night after the birthday is needed, as in the return. On: the literal reading.",
        False,
        Kind.YES_NO,
        "Children Act 1989 Sch 2 para 19B(2)(b)",
        confirmed=False,
    ),
    Setting(
        "family_months",
        STATUS,
        "Months at home before someone stops being relevant",
        "Months lived continuously with a parent or someone with parental responsibility.",
        6,
        Kind.WHOLE_NUMBER,
        "Care Leavers (England) Regulations 2010 reg 3(5)–(7)",
        confirmed=False,
        least=1,
        most=24,
    ),
    Setting(
        "other_accommodation_months",
        STATUS,
        "Months in hospital, education or care home accommodation",
        "The stretch that makes someone qualifying under s24(2)(d).",
        3,
        Kind.WHOLE_NUMBER,
        "Children Act 1989 s24(2)(d), s24(3)",
        least=1,
        most=24,
    ),
    Setting(
        "short_break_days_each",
        STATUS,
        "Longest single short break, in days",
        "A longer one is no longer a short break pattern.",
        17,
        Kind.WHOLE_NUMBER,
        "Care Planning Regulations 2010 reg 48",
        least=1,
        most=60,
    ),
    Setting(
        "short_break_days_year",
        STATUS,
        "Most short-break days in 12 months",
        "More than this is no longer a short break pattern.",
        75,
        Kind.WHOLE_NUMBER,
        "Care Planning Regulations 2010 reg 48",
        least=1,
        most=366,
    ),
    Setting(
        "oc3_before_months",
        RETURN,
        "Months before the birthday that still count",
        "A contact, home or activity this long before the birthday may be reported as on the birthday.",
        3,
        Kind.WHOLE_NUMBER,
        "The collection guide's section was not readable",
        confirmed=False,
        least=0,
        most=12,
    ),
    Setting(
        "oc3_after_months",
        RETURN,
        "Months after the birthday that still count",
        "A contact, home or activity this long after the birthday may be reported as on the birthday.",
        1,
        Kind.WHOLE_NUMBER,
        "The collection guide's section was not readable",
        confirmed=False,
        least=0,
        most=12,
    ),
    Setting(
        "oc3_oldest_age",
        RETURN,
        "Oldest age in the return's cohort",
        "The yearly return asks about 17 to 21; the latest methodology goes to 25.",
        21,
        Kind.WHOLE_NUMBER,
        "DfE methodology, children looked after in England, 2024",
        least=21,
        most=25,
    ),
    Setting(
        "emergency_access_hours",
        ACCESS,
        "Hours that emergency access lasts",
        "After someone gives a reason and opens a record that is not theirs.",
        24,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=72,
    ),
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
