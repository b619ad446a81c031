"""One young person's record on one page."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.core.dates import age_on
from waymark.core.wording import capital, full_date
from waymark.people.access import open_record, reached_beyond_emergency
from waymark.people.models import DateOfBirth, YoungPerson
from waymark.people.rules.words import AllocationRole, BirthBasis, Relation, YesNo
from waymark.statutory.ssda903.codes import ETHNIC
from waymark.workspace.facts import record as facts
from waymark.workspace.facts.history import timeline
from waymark.workspace.rules.history import ONE, Kind, Line, lasting
from waymark.workspace.rules.known import days_since, unknown_count
from waymark.workspace.rules.register import TASKS, change_in_words, in_words

PAGE = 20
SEEN = {
    permission: permission.value
    for permission in (
        Permission.SEE_SPECIAL,
        Permission.SEE_CONTACT_DETAILS,
        Permission.EDIT_PERSON,
        Permission.EDIT_CARE_HISTORY,
        Permission.EDIT_NETWORK,
        Permission.ALLOCATE,
        Permission.SEE_LOOKS,
    )
}


@requires(Permission.SEE_RECORD)
@require_safe
def record(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who they are, what matters, what is known, the status and why, the people around, and everything that happened."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today)
    if person.pk != person_id:
        return redirect("workspace:record", person.pk)
    standing = signed_in(request).standing(on=today)
    may = {name: standing.may(permission) for permission, name in SEEN.items()}
    may["allocate"] = may["allocate"] and reached_beyond_emergency(request, person, on=today)
    found = facts.record(person, on=today)
    lines = timeline(found.history, found.allocations, special=may["see_special"], where=may["see_contact_details"])
    return render(
        request,
        "workspace/record.html",
        {
            "person": person,
            "record": found,
            "may": may,
            "today": today,
            "line": _first_line(person, found.births, today),
            "lede": _before_ringing(person),
            "call": found.reach.call_first if may["see_contact_details"] else None,
            "tasks": [TASKS[attention] for attention in found.attention],
            "known": [(fact, days_since(fact.on, today) if fact.on else "") for fact in found.known],
            "unknown": unknown_count(found.known),
            "status": _status(found, today),
            "special": _special(person) if may["see_special"] else [],
            "role_label": AllocationRole.label_of,
            "relation_label": Relation.label_of,
            **_shown_timeline(request, lines, today),
        },
    )


def _first_line(person: YoungPerson, births: list[DateOfBirth], today: date) -> str:
    """“21, he/him. Full name Yohannes Tesfay. Born 3 February 2005, date of birth in dispute.”"""
    parts = []
    if person.died_on is not None:
        parts.append(f"Died on {full_date(person.died_on)}.")
    in_force = next((birth for birth in births if birth.in_force), None)
    age = age_on(in_force.born_on, person.died_on or today) if in_force else None
    first = [str(age)] if age is not None else []
    first += [person.pronouns] if person.pronouns else []
    if first:
        parts.append(f"{', '.join(first)}.")
    legal = " ".join(name for name in (person.first_name, person.last_name) if name)
    if person.preferred_name and legal and person.preferred_name != person.first_name:
        parts.append(f"Full name {legal}.")
    if in_force is not None:
        doubt = {
            BirthBasis.DISPUTED: ", in dispute",
            BirthBasis.ASSESSED: ", from an age assessment",
            BirthBasis.STATED: ", as they said",
        }
        parts.append(f"Born {full_date(in_force.born_on)}{doubt.get(BirthBasis(in_force.basis), '')}.")
    return " ".join(parts)


def _before_ringing(person: YoungPerson) -> str:
    """What to know before ringing: languages, interpreter, reading."""
    parts = []
    if person.first_language:
        interpreter = {YesNo.YES: ", needs an interpreter", YesNo.NO: ", needs no interpreter"}
        parts.append(f"Speaks {person.first_language}{interpreter.get(YesNo(person.interpreter_needed), '')}.")
    elif person.interpreter_needed == YesNo.YES:
        parts.append("Needs an interpreter.")
    if person.reading_note:
        parts.append(capital(person.reading_note.rstrip(".")) + ".")
    return " ".join(parts)


def _status(found: facts.Record, today: date) -> dict[str, Any]:
    """The status that duties follow, until when, why, and the decision it rests on, if any."""
    story = found.story
    standing, decision = story.effective.standing, story.effective.decision
    period = next((p for p in story.periods if p.period.contains(today)), None)
    then = next((p for p in story.periods if period and p.period.start == period.changes_on), None)
    born_on = found.person.born_on
    computed = story.effective.computed
    beside = computed.standing if computed is not None and decision is not None else None
    return {
        "words": in_words(standing.status, standing.basis),
        "until": period.changes_on if period else None,
        "then": change_in_words(then.standing.status, then.standing.basis, on=then.period.start, born_on=born_on)
        if then
        else "",
        "reasons": story.explanation.reasons if story.explanation else ("Nobody knows a date of birth.",),
        "law": story.explanation.law if story.explanation else "",
        "to_decide": [text for _, text in story.explanation.to_decide] if story.explanation else [],
        "decision": decision,
        "computed": in_words(beside.status, beside.basis) if beside and beside != standing else "",
    }


def _special(person: YoungPerson) -> list[tuple[str, str]]:
    """Special category facts, name and words; an empty one is not known."""
    disability = "" if person.disability == YesNo.UNKNOWN else YesNo(person.disability).label
    if disability and person.disability_note:
        disability = f"{disability}. {person.disability_note}"
    return [
        ("Ethnicity", ETHNIC.get(person.ethnicity, person.ethnicity)),
        ("Religion", person.religion),
        ("Gender identity", person.gender_identity),
        ("Disability", disability),
    ]


def _shown_timeline(request: HttpRequest, lines: list[Line], today: date) -> dict[str, Any]:
    """One page of the timeline with its filters; a year is named where it changes."""
    asked = request.GET.get("show", "")
    kind = Kind(asked) if asked in Kind.values() else None
    chosen = [line for line in lines if kind is None or line.kind is kind]
    older = request.GET.get("from", "0")
    start = min(int(older), len(chosen)) if older.isdecimal() and len(older) < 6 else 0
    shown = chosen[start : start + PAGE]
    entries: list[dict[str, Any]] = []
    year = today.year
    for line in shown:
        if line.on.year != year:
            year = line.on.year
            entries.append({"kind": "year", "text": str(year)})
        entries.append(_entry(line, today))
    present = [k for k in Kind if any(line.kind is k for line in lines)]
    return {
        "entries": entries,
        "filters": [
            {"text": "Everything", "href": _here("", 0), "current": kind is None},
            *({"text": k.label, "href": _here(k.value, 0), "current": k is kind} for k in present),
        ],
        "all_lines": len(chosen),
        "since": min((line.on for line in chosen), default=None),
        "newer": _here(asked, max(start - PAGE, 0)) if start else "",
        "older": _here(asked, start + PAGE) if start + PAGE < len(chosen) else "",
    }


def _entry(line: Line, today: date) -> dict[str, Any]:
    how_long = lasting(line, today)
    more = [f"{how_long}, until {full_date(line.until)}." if line.until else f"{how_long}."] if how_long else []
    more += [line.more if line.more[-1] in ".”" else f"{line.more}."] if line.more else []
    return {
        "kind": "",
        "when": f"{full_date(line.on)}, {ONE[line.kind]}",
        "text": line.text,
        "more": capital(" ".join(more)),
    }


def _here(show: str, start: int) -> str:
    query = urlencode({name: value for name, value in (("show", show), ("from", start)) if value})
    return f"?{query}#all"
