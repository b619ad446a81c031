"""What one row of a caseload spreadsheet says. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from waymark.accommodation.rules import NEVER_SUITABLE, HomeKind, Suitability, read_code
from waymark.contact.rules import ByRole, Made
from waymark.eet.rules import Activity
from waymark.people.rules.names import phone_digits
from waymark.planning.rules import PlanEvent
from waymark.statutory.importing.rules.headings import BY_KEY, Answer, Column
from waymark.statutory.reading.result import Problem, ProblemKind
from waymark.statutory.reading.values import date_or_sentence

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_YES = frozenset({"yes", "y", "1", "true", "suitable", "a) suitable"})
_NO = frozenset({"no", "n", "2", "false", "unsuitable", "not suitable", "b) unsuitable"})
_MADE = {"reached": Made.MADE, "made": Made.MADE, "yes": Made.MADE, "y": Made.MADE, "successful": Made.MADE}
_TRIED = {"tried": Made.TRIED, "no": Made.TRIED, "n": Made.TRIED, "attempted": Made.TRIED, "unsuccessful": Made.TRIED}
_BY = {
    **dict.fromkeys(("adviser", "advisor", "pa", "personal adviser", "personal advisor"), ByRole.ADVISER),
    **dict.fromkeys(("social worker", "sw"), ByRole.SOCIAL_WORKER),
    **dict.fromkeys(("other", "someone else"), ByRole.OTHER),
}
_HOME_WORDS = {kind.label.casefold(): kind for kind in HomeKind}
_ACTIVITY_WORDS = {code.label.casefold(): code for code in Activity}
_EVENTS = {
    "plan_started_on": PlanEvent.STARTED,
    "plan_reviewed_on": PlanEvent.REVIEWED,
    "plan_review_due_on": PlanEvent.REVIEW_DUE,
}
_HAPPENED = ("born_on", "contact_on", "plan_started_on", "plan_reviewed_on", "adviser_since", "as_of")


class NotUnderstood(ValueError):
    """A cell that cannot be read; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet shows it, and heading → cell as text."""

    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Case:
    """What a row says, cell by cell; what could not be read is left out and in `problems`.

    `values` hold the readable ones by column key: text, dates, codes.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def text(self, key: str) -> str:
        return str(self.values.get(key, ""))

    def day(self, key: str) -> date | None:
        return self.values.get(key)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.text("first_name"), self.text("last_name")) if part)

    @property
    def who(self) -> str:
        return self.text("child_id") or self.name

    @property
    def home(self) -> tuple[HomeKind, Suitability] | None:
        return self.values.get("home")

    @property
    def plan_dates(self) -> dict[PlanEvent, date]:
        return {event: self.values[key] for key, event in _EVENTS.items() if key in self.values}

    @property
    def told(self) -> bool:
        """Whether the row says who it is about: a child id, a UPN, or a whole name with a date of birth."""
        named = self.text("first_name") and self.text("last_name") and self.day("born_on")
        return bool(self.text("child_id") or self.text("upn") or named)


def read_case(line: Line, mapping: Mapping[str, str], *, file: str, today: date) -> Case:
    """Read one row. `mapping` is column key → heading. `today` bounds what can have happened."""
    case = Case(line.number)
    for key, heading in mapping.items():
        cell = line.cells.get(heading, "").strip()
        if not cell or key not in BY_KEY:
            continue
        try:
            case.values[key] = _read(BY_KEY[key], cell)
            if key in _HAPPENED and case.values[key] > today:
                day = case.values.pop(key)
                raise NotUnderstood(f"{day:%d/%m/%Y} is in the future. Correct it; it was left out.")
        except NotUnderstood as error:
            case.problems.append(Problem(file, line.number, heading, str(error), ProblemKind.ROW, "people", case.who))
    _suit(case, mapping, file)
    return case


def _read(column: Column, cell: str) -> Any:
    if cell[0] in "=@" or (cell[0] in "+-" and column.answer is not Answer.PHONE):
        raise NotUnderstood(
            f"“{cell[:40]}” is or looks like a spreadsheet formula. It was left out: put the value itself in the cell."
        )
    if len(cell) > column.longest:
        raise NotUnderstood(
            f"This has {len(cell):,} characters, more than {column.longest}. Shorten it; it was left out."
        )
    if any(not letter.isprintable() for letter in cell):
        raise NotUnderstood("This holds a character that cannot be seen. Type it again; it was left out.")
    return _READERS[column.answer](cell)


def _text(cell: str) -> str:
    return cell


def _date(cell: str) -> date:
    answer = date_or_sentence(cell)
    if isinstance(answer, date):
        return answer
    raise NotUnderstood(f"{answer} It was left out.")


def _phone(cell: str) -> str:
    digits = phone_digits(cell)
    if len(digits) == 10 and digits.startswith("7"):
        digits = f"0{digits}"  # a spreadsheet that took it for a number dropped the nought
    if not digits:
        raise NotUnderstood(f"“{cell[:40]}” is not a telephone number. Write it in figures, such as 07700 900123.")
    return digits


def _email(cell: str) -> str:
    if not _EMAIL.fullmatch(cell):
        raise NotUnderstood(f"“{cell[:40]}” is not an e-mail address, such as name@example.org. It was left out.")
    return cell


def _made(cell: str) -> Made:
    found = (_MADE | _TRIED).get(cell.casefold())
    if found is None:
        raise NotUnderstood(f"“{cell[:40]}” does not say whether they were reached. Write “reached” or “tried”.")
    return found


def _by_role(cell: str) -> ByRole:
    return _BY.get(cell.casefold(), ByRole.OTHER)


def _home(cell: str) -> tuple[HomeKind, Suitability]:
    code = cell.upper()
    if read := read_code(code):
        return read
    letter = code[:1] if len(code) == 1 or code[1:2] in (":", ")", " ") else ""
    kind = _HOME_WORDS.get(cell.casefold()) or (HomeKind(letter) if letter in HomeKind.values() else None)
    if kind is None:
        raise NotUnderstood(
            f"“{cell[:40]}” is not a kind of home. Give a letter or code of the return, such as U or U1."
        )
    return kind, Suitability.UNSUITABLE if kind in NEVER_SUITABLE else Suitability.UNKNOWN


def _suitable(cell: str) -> Suitability:
    words = cell.casefold()
    if words not in _YES | _NO:
        raise NotUnderstood(f"“{cell[:40]}” does not say whether the home is suitable. Write “yes” or “no”.")
    return Suitability.SUITABLE if words in _YES else Suitability.UNSUITABLE


def _activity(cell: str) -> Activity:
    code = cell.upper()[:2]
    if code in Activity.values() and (len(cell) == 2 or not cell[2].isalnum()):
        return Activity(code)
    if found := _ACTIVITY_WORDS.get(cell.casefold()):
        return found
    raise NotUnderstood(f"“{cell[:40]}” is not an activity. Give a code of the return, such as F2 or G5.")


_READERS: Mapping[Answer, Callable[[str], Any]] = {
    Answer.TEXT: _text,
    Answer.NAME: _text,
    Answer.DATE: _date,
    Answer.PHONE: _phone,
    Answer.EMAIL: _email,
    Answer.MADE: _made,
    Answer.BY_ROLE: _by_role,
    Answer.HOME: _home,
    Answer.SUITABLE: _suitable,
    Answer.ACTIVITY: _activity,
}


def _suit(case: Case, mapping: Mapping[str, str], file: str) -> None:
    """Put what the column of suitability says to the home; the return has no suitable S or X."""
    home, suitable = case.home, case.values.pop("suitable", None)
    if home is None or suitable is None:
        return
    if home[0] in NEVER_SUITABLE and suitable is Suitability.SUITABLE:
        message = (
            f"“{home[0].label}” cannot be suitable in the return. It was taken as not suitable: correct one of the two."
        )
        heading = mapping["suitable"]
        case.problems.append(Problem(file, case.number, heading, message, ProblemKind.ROW, "homes", case.who))
        return
    case.values["home"] = (home[0], suitable)


def read_cases(lines: Iterable[Line], mapping: Mapping[str, str], *, file: str, today: date) -> list[Case]:
    """Read every row that is not blank."""
    filled = (line for line in lines if any(line.cells.get(heading, "").strip() for heading in mapping.values()))
    return [read_case(line, mapping, file=file, today=today) for line in filled]
