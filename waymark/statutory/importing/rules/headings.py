"""The columns of a caseload spreadsheet: what each means, how to fill it in, and which heading it probably is. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waymark.core.vocab import Vocabulary


class Answer(Vocabulary):
    """What a column holds, and so how its cells are read."""

    TEXT = "text", "Text"
    NAME = "name", "A name"
    DATE = "date", "A date, day/month/year"
    PHONE = "phone", "A telephone number"
    EMAIL = "email", "An e-mail address"
    MADE = "made", "“reached” or “tried”"
    BY_ROLE = "by_role", "“adviser”, “social worker” or “other”"
    HOME = "home", "A letter or code of the return (U, U1), or its words"
    SUITABLE = "suitable", "“yes” or “no”"
    ACTIVITY = "activity", "A code of the return (F2, G5), or its words"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be brought in. `also` are other headings councils give it; `guidance` says how to fill it in."""

    key: str
    title: str
    answer: Answer
    guidance: str
    example: str
    also: tuple[str, ...] = ()
    longest: int = 100


COLUMNS: tuple[Column, ...] = (
    Column(
        "child_id",
        "Child id",
        Answer.TEXT,
        "The number of the SSDA903 return. Needed unless name and date of birth are given.",
        "100010",
        ("child", "child number", "903 id", "ssda903 id", "case id", "person id", "child unique id", "id", "mosaic id"),
        20,
    ),
    Column(
        "upn", "UPN", Answer.TEXT, "Unique pupil number, 13 characters.", "A301200000000", ("unique pupil number",), 13
    ),
    Column(
        "first_name",
        "First name",
        Answer.NAME,
        "Legal first name.",
        "Samira",
        ("forename", "given name", "first names"),
    ),
    Column("last_name", "Last name", Answer.NAME, "Legal last name.", "Whitlock", ("surname", "family name")),
    Column(
        "preferred_name",
        "Preferred name",
        Answer.NAME,
        "What they like to be called.",
        "Sam",
        ("known as", "preferred first name"),
    ),
    Column("pronouns", "Pronouns", Answer.TEXT, "As they say them.", "she/her", (), 40),
    Column("born_on", "Date of birth", Answer.DATE, "Day/month/year.", "14/05/2007", ("dob", "birth date", "d.o.b.")),
    Column(
        "mobile",
        "Mobile",
        Answer.PHONE,
        "Theirs, not a carer's.",
        "07700 900123",
        ("phone", "telephone", "mobile phone", "phone number", "mobile number", "contact number"),
        30,
    ),
    Column(
        "email", "E-mail", Answer.EMAIL, "Theirs.", "sam@example.org", ("email address", "email", "e-mail address"), 254
    ),
    Column(
        "adviser",
        "Personal adviser",
        Answer.NAME,
        "Name as in Waymark. A name that has no account is kept as a name.",
        "Alex Merrin",
        (
            "pa",
            "adviser",
            "advisor",
            "personal advisor",
            "allocated personal advisor",
            "pa name",
            "allocated worker",
            "worker",
        ),
        120,
    ),
    Column(
        "adviser_email",
        "Adviser's e-mail",
        Answer.EMAIL,
        "Tells two people of one name apart.",
        "alex.merrin@example.org",
        ("pa email", "adviser email", "advisor email", "worker email"),
        254,
    ),
    Column(
        "adviser_since",
        "Adviser since",
        Answer.DATE,
        "Day/month/year.",
        "01/09/2025",
        ("allocated on", "allocation date"),
    ),
    Column(
        "social_worker",
        "Social worker",
        Answer.NAME,
        "Name as in Waymark.",
        "Cy Okafor",
        ("sw", "allocated social worker"),
        120,
    ),
    Column(
        "team", "Team", Answer.TEXT, "Name of the team as in Waymark.", "North", ("allocated team", "team name"), 120
    ),
    Column(
        "contact_on",
        "Last contact",
        Answer.DATE,
        "Day of the latest contact, or of the latest try.",
        "02/03/2026",
        ("latest date of contact", "last contact date", "date of last contact", "last visit", "last seen"),
    ),
    Column(
        "contact_made",
        "Reached or tried",
        Answer.MADE,
        "“reached” if they answered, “tried” if not.",
        "reached",
        ("contact made", "contact outcome", "successful"),
        20,
    ),
    Column(
        "contact_by",
        "Contact by",
        Answer.BY_ROLE,
        "“adviser”, “social worker” or “other”.",
        "adviser",
        ("contacted by",),
        30,
    ),
    Column(
        "plan_started_on",
        "Plan started",
        Answer.DATE,
        "Day the pathway plan began.",
        "14/06/2025",
        ("pathway plan date", "pathway plan started", "plan start date", "pathway plan start date"),
    ),
    Column(
        "plan_reviewed_on",
        "Plan last reviewed",
        Answer.DATE,
        "Day of the latest review of the pathway plan.",
        "10/12/2025",
        ("latest pathway plan review date", "last review", "pathway plan review date", "last review date"),
    ),
    Column(
        "plan_review_due_on",
        "Next plan review",
        Answer.DATE,
        "Day the next review is due.",
        "10/06/2026",
        ("next review", "next review date", "review due", "next pathway plan review"),
    ),
    Column(
        "home",
        "Home",
        Answer.HOME,
        "Letter or code of the return (U, U1), or its words.",
        "U1",
        ("accommodation", "accom", "type of accommodation", "accommodation type"),
    ),
    Column(
        "suitable",
        "Home suitable",
        Answer.SUITABLE,
        "“yes” or “no”.",
        "yes",
        ("suitability", "suitability of accommodation", "suitable accommodation", "suitable"),
        30,
    ),
    Column(
        "activity",
        "Activity",
        Answer.ACTIVITY,
        "Code of the return (F2, G5), or its words.",
        "F2",
        ("activ", "activity status", "eet status", "eet", "education employment training"),
    ),
    Column(
        "as_of",
        "Home and activity as of",
        Answer.DATE,
        "Day on which home and activity were so. Empty: the day of the import.",
        "01/03/2026",
        ("as at", "as of", "snapshot date"),
    ),
)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}

_NOT_LETTER = re.compile(r"[^a-z0-9]+")


def _plain(heading: str) -> str:
    return _NOT_LETTER.sub(" ", heading.casefold()).strip()


_HEADINGS = {_plain(words): column.key for column in reversed(COLUMNS) for words in (*column.also, column.title)}


def guess(headings: Iterable[str]) -> dict[str, str]:
    """Column key → the heading it probably is. Each heading is used once; the first that fits wins."""
    found: dict[str, str] = {}
    for heading in headings:
        if (key := _HEADINGS.get(_plain(heading))) and key not in found:
            found[key] = heading
    return found


def fingerprint(headings: Sequence[str]) -> str:
    """What a mapping is remembered by: the same headings in the same order."""
    return hashlib.sha256("\n".join(_plain(heading) for heading in headings).encode()).hexdigest()


def missing(mapping: Mapping[str, str]) -> str:
    """What a mapping lacks to tell who a row is about, in words; empty when nothing."""
    if "child_id" in mapping or {"first_name", "last_name", "born_on"} <= mapping.keys():
        return ""
    return "Choose the column of the child id, or those of first name, last name and date of birth."
