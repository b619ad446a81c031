"""One young person's record on one page."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.circumstances.rules import LeaveKind, that_counts
from waymark.contact.rules import PromiseState, Whose
from waymark.core.dates import age_on
from waymark.core.wording import capital, full_date, ordinal
from waymark.duties.rules import Duty, State, told
from waymark.people.access import open_record, reached_beyond_emergency
from waymark.people.models import DateOfBirth, YoungPerson
from waymark.people.rules.words import AllocationRole, BirthBasis, Relation, YesNo
from waymark.statutory.ssda903.codes import ETHNIC
from waymark.workspace.facts import record as facts
from waymark.workspace.facts.record import Seeing
from waymark.workspace.rules.history import FILTERS, ONE, OWN_WORDS, Kind, Line, lasting
from waymark.workspace.rules.known import Area, days_since, unknown_count
from waymark.workspace.rules.register import TASKS, Attention, change_in_words, in_words
from waymark.workspace.rules.today import FIRST, Doing, doing, figure_of, in_order
from waymark.workspace.views.today import ways

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
        Permission.SEE_CONTACTS,
        Permission.RECORD_CONTACT,
        Permission.SEE_RISK,
        Permission.HAND_OVER,
        Permission.ARRANGE_AFTER_21,
    )
}
# Where each area of the record is opened, and what its page needs.
AREAS: dict[Area, tuple[str, Permission]] = {
    Area.CONTACT: ("contact:contacts", Permission.SEE_CONTACTS),
    Area.HOME: ("people:reach", Permission.SEE_CONTACT_DETAILS),
    Area.AFTER_21: ("after21:person", Permission.ARRANGE_AFTER_21),
    Area.PAPERS: ("circumstances:papers", Permission.SEE_RISK),
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
    seeing = Seeing(
        special=may["see_special"],
        where=may["see_contact_details"],
        contacts=may["see_contacts"],
        risk=may["see_risk"],
    )
    found = facts.record(person, on=today, seeing=seeing)
    due = _due(told(found.duties, risk=seeing.risk), today)
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
            "tasks": [TASKS[attention] for attention in _not_said_twice(found.attention, due)],
            "due": [
                {
                    "figure": (figure := figure_of(duty, on=today)).figure,
                    "unit": figure.unit,
                    "state": figure.state,
                    "name": duty.name,
                    "why": duty.reason,
                    "actions": ways(duty, standing, quiet=figure.state != "over"),
                }
                for duty in due[:FIRST]
            ],
            "due_more": len(due) - FIRST,
            "promises": _promises(found.life.promises, person, today),
            "promises_kept": _kept(found.life.promises),
            "going_on": found.life.going_on[0] if found.life.going_on else None,
            "handover_owed": found.handover,
            "advisers": _advisers(found),
            "leave": leave_words(found, today),
            "areas": [
                {
                    "fact": fact,
                    "ago": days_since(fact.on, today) if fact.on else "",
                    "href": reverse(AREAS[fact.area][0], args=[person.pk])
                    if fact.area in AREAS and standing.may(AREAS[fact.area][1])
                    else "",
                }
                for fact in found.known
            ],
            "unknown": unknown_count(found.known),
            "status": _status(found, today),
            "special": _special(person) if may["see_special"] else [],
            "role_label": AllocationRole.label_of,
            "relation_label": Relation.label_of,
            **_shown_timeline(request, found.lines, person, today),
        },
    )


def _due(duties: list[Duty], today: date) -> list[Duty]:
    """Open duties, the most pressing first; those not yet due after them, the soonest first."""
    pressing = in_order((d for d in duties if d.state in (State.DUE, State.OVERDUE)), today)
    later = [d for d in duties if d.state == State.NOT_YET and d.due_on is not None]
    return pressing + sorted(later, key=lambda d: (d.due_on or today, d.duty))


def _not_said_twice(attention: tuple[Attention, ...], due: list[Duty]) -> list[Attention]:
    """Without the missing adviser, where a duty says so with its day and its law."""
    said = any(doing(duty) is Doing.ADVISER and duty.state != State.NOT_YET for duty in due)
    return [item for item in attention if not (item is Attention.NO_ADVISER and said)]


def _promises(rows: list[Any], person: YoungPerson, today: date) -> list[dict[str, Any]]:
    """Open promises, the most late first, what the young person promised among them."""
    return [
        {
            "row": row,
            "owner": person.called if row.whose == Whose.YOUNG_PERSON else row.shown_owner,
            "when": f"was due {full_date(row.by_when)}"
            if row.by_when < today
            else "by today"
            if row.by_when == today
            else f"by {full_date(row.by_when)}",
            "state": "late" if row.by_when < today else "soon" if row.by_when == today else "muted",
        }
        for row in rows
        if row.state == PromiseState.OPEN
    ]


def _kept(rows: list[Any]) -> str:
    """“11 promises kept, 1 not kept since 2024.” Nothing where none was ever closed."""
    kept = sum(row.state == PromiseState.KEPT for row in rows)
    broken = sum(row.state == PromiseState.BROKEN for row in rows)
    if not kept + broken:
        return ""
    since = min(row.made_on.year for row in rows)
    parts = [f"{kept} {'promise' if kept == 1 else 'promises'} kept"] + ([f"{broken} not kept"] if broken else [])
    return f"{', '.join(parts)} since {since}."


def _advisers(found: facts.Record) -> str:
    """“Alex is their 4th personal adviser.” Nothing where there was one or none."""
    now = next((row for row in found.workers if row.role == AllocationRole.PERSONAL_ADVISER), None)
    if found.advisers < 2:
        return ""
    if now is None:
        return f"They have had {found.advisers} personal advisers."
    return f"{now.shown_worker} is their {ordinal(found.advisers)} personal adviser."


def leave_words(found: facts.Record, today: date) -> dict[str, str] | None:
    """Leave to remain as the aside shows it; None where nothing is kept or the reader may not see it."""
    leave = that_counts([row for row in found.life.leaves if row.ended_on is None or row.ended_on > today], on=today)
    if leave is None:
        return None
    ends = ""
    if leave.expires_on is not None:
        ends = f"{'ran out' if leave.expires_on < today else 'ends'} {full_date(leave.expires_on)}"
    return {"kind": LeaveKind.label_of(leave.kind), "ends": ends}


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


def _shown_timeline(request: HttpRequest, lines: list[Line], person: YoungPerson, today: date) -> dict[str, Any]:
    """One page of the timeline with its filters; a year is named where it changes."""
    asked = request.GET.get("show", "")
    kind = Kind(asked) if asked in Kind.values() else None
    words = asked == OWN_WORDS
    chosen = [line for line in lines if (line.said if words else kind is None or line.kind is kind)]
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
    present = [k for k in FILTERS if any(line.kind is k for line in lines)]
    own = [{"text": f"{person.called}’s words", "href": _here(OWN_WORDS, 0), "current": words}]
    return {
        "entries": entries,
        "filters": [
            {"text": "Everything", "href": _here("", 0), "current": kind is None and not words},
            *(own if any(line.said for line in lines) else []),
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
        "kind": "yp" if line.all_theirs else "made" if line.made else "",
        "when": f"{full_date(line.on)}, {line.how or ONE[line.kind]}",
        "text": line.text,
        "said": line.said,
        "more": capital(" ".join(more)),
    }


def _here(show: str, start: int) -> str:
    query = urlencode({name: value for name, value in (("show", show), ("from", start)) if value})
    return f"?{query}#all"
