"""The table of clocks, and each clock with its limits and whom it is running for."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import User
from waymark.audit import actions as audit
from waymark.duties.facts import counts_of_duties, counts_of_duty, duties_of
from waymark.duties.facts.answers import explained
from waymark.duties.facts.derived import DutyCounts, People
from waymark.duties.facts.lists import people_owed
from waymark.duties.rules import CLOCKS, OF_RISK, Clock, DutyId, Kind, Stage, State
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.policy import facts as policy
from waymark.policy.rules import Value, label
from waymark.policy.rules import setting as setting_named

SHOWN = 50
# Settings that are no limit of their own but belong to how a clock runs.
BESIDE: dict[DutyId, tuple[str, ...]] = {
    DutyId.D07: ("no_contact_weeks", "keep_in_touch_counts"),
    DutyId.D14: ("keep_in_touch_counts", "no_contact_weeks"),
}
LISTS = {State.OVERDUE: "Overdue", State.DUE: "Due", State.NOT_YET: "Not yet due", State.EXCEPTED: "Excepted"}
# What a duty rests on, as a sentence.
RESTS_ON = {
    Kind.STATUTE: "The law. Nobody can waive it; the council can only make the time shorter.",
    Kind.GUIDANCE: "Statutory guidance. The council follows it, and can only make the time shorter.",
    Kind.LOCAL: "The council’s own practice. A manager can except somebody, with a reason and a name.",
}


@requires(Permission.SEE_DAY)
@require_safe
def clocks(request: HttpRequest) -> HttpResponse:
    """Every clock, in the order of a life, with how it stands for the people this user reaches."""
    today = timezone.localdate()
    values = policy.settings_on(today)
    user = signed_in(request)
    counts = counts_of_duties(on=today, people=_reach(user, today))
    if not user.may(Permission.SEE_RISK, on=today):
        counts = {duty: count for duty, count in counts.items() if duty not in OF_RISK}
    stages = {
        stage: [
            (clock, _limits(clock, values), counts.get(clock.id.value, DutyCounts()))
            for clock in CLOCKS.values()
            if clock.stage is stage
        ]
        for stage in Stage
    }
    return render(
        request,
        "duties/clocks.html",
        {
            "stages": {stage: lines for stage, lines in stages.items() if lines},
            "total": len(CLOCKS),
            "working": sum(clock.works for clock in CLOCKS.values()),
            "everyone": user.standing(on=today).everyone,
        },
    )


@requires(Permission.SEE_DAY)
@require_safe
def clock(request: HttpRequest, duty: str) -> HttpResponse:
    """One clock: whom it is owed to, its limits over time, and, with `?show=`, the people for whom it stands so."""
    today = timezone.localdate()
    user = signed_in(request)
    found = named(duty)
    reach = _reach(user, today)
    counted = found.works and (found.id not in OF_RISK or user.may(Permission.SEE_RISK, on=today))
    counts = counts_of_duty(found.id.value, on=today, people=reach) if counted else DutyCounts()
    show = next((state for state in LISTS if state.value == request.GET.get("show")), None) if counted else None
    rows, more = _people(user, found, show, reach, _uuid(request.GET.get("after", "")), today) if show else ([], None)
    here = reverse("duties:clock", args=[found.id.value])
    values = policy.settings_on(today)
    return render(
        request,
        "duties/clock.html",
        {
            "clock": found,
            "owner": AllocationRole(found.owner).label,
            "owner_in_care": AllocationRole(found.owner_in_care).label if found.owner_in_care else "",
            "limits": _limits(found, values),
            "rests_on": RESTS_ON[found.kind],
            "settings": [_setting(key, values, today) for key in _keys(found)],
            "may_see_settings": user.may(Permission.SEE_SETTINGS, on=today),
            "counts": counts,
            "show": show,
            "filters": [
                {"text": words, "href": f"{here}?show={state.value}#people", "current": state is show, "count": number}
                for state, words in LISTS.items()
                for number in [getattr(counts, state.value)]
                if number or state is State.OVERDUE
            ],
            "rows": rows,
            "older": f"{here}?{urlencode({'show': show.value, 'after': more})}#people" if show and more else "",
            "first": f"{here}?show={show.value}#people" if show and request.GET.get("after") else "",
            "everyone": user.standing(on=today).everyone,
            "today": today,
        },
    )


def named(duty: str) -> Clock:
    """The clock of that number; 404 where there is none."""
    try:
        return CLOCKS[DutyId(duty)]
    except ValueError:
        raise Http404 from None


def _reach(user: User, today: date) -> People:
    if user.standing(on=today).everyone:
        return None
    return YoungPerson.objects.visible_to(user, on=today).values_list("pk", flat=True)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _limits(clock: Clock, values: dict[str, Value]) -> list[str]:
    """“8 weeks between contacts”, as in force."""
    return [f"{limit.words(values)} {limit.what}".strip() for limit in clock.limits]


def _keys(clock: Clock) -> list[str]:
    keys = [limit.key for limit in clock.limits if limit.key] + list(BESIDE.get(clock.id, ()))
    return keys + (["exception_months"] if clock.may_except and clock.works else [])


def _setting(key: str, values: dict[str, Value], today: date) -> dict[str, Any]:
    """One setting of a clock with every decision about it, the latest first."""
    decisions = [(row, label(key, policy.value_of(row))) for row in policy.decisions(key)]
    return {
        "setting": setting_named(key),
        "value": label(key, values[key]),
        "decisions": [(row, words) for row, words in decisions if row.withdrawn_at is None],
        "asked": not setting_named(key).confirmed and not decisions,
    }


def _people(
    user: User, clock: Clock, show: State, reach: People, after: UUID | None, today: date
) -> tuple[list[dict[str, Any]], UUID | None]:
    """The rows of a list, and the id after which it goes on; the look is noted."""
    found = people_owed(clock.id.value, show, on=today, people=reach, after=after, most=SHOWN + 1)
    rows, more = found[:SHOWN], found[SHOWN - 1].person_id if len(found) > SHOWN else None
    ids = [row.person_id for row in rows]
    if ids:
        audit.looked(
            by=user, person_ids=ids, what=f"Duty {clock.id.value}", path=reverse("duties:clock", args=[clock.id])
        )
    live = {
        person_id: duty
        for person_id, duties in duties_of(ids, on=today).items()
        for duty in duties
        if duty.duty == clock.id
    }
    said = explained(ids)
    return [
        {
            "person": row.person,
            "due_on": row.due_on,
            "late": (today - row.due_on).days if row.due_on and row.due_on < today else 0,
            "reason": live[row.person_id].reason if row.person_id in live else "",
            "explained": (row.person_id, row.duty, row.due_on) in said,
        }
        for row in rows
    ], more
