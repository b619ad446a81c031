"""Staff answer for a row of the return, or decide that it stands or goes."""

from datetime import date, datetime

from django.db import transaction

from waymark.accommodation.actions import replace_home_reports
from waymark.accommodation.facts import home_answers
from waymark.accommodation.rules import HomeKind, Suitability, write_code
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.actions import replace_in_touch_reports
from waymark.contact.facts import in_touch_answers
from waymark.contact.rules import InTouch
from waymark.eet.actions import replace_activity_reports
from waymark.eet.facts import activity_answers
from waymark.eet.rules import Activity
from waymark.people.actions import facts_changed
from waymark.people.models import YoungPerson
from waymark.people.rules.words import Source
from waymark.statutory.actions.working_out import work_out_one
from waymark.statutory.facts.returning.kept import fingerprint
from waymark.statutory.models import RowDecision

Home = tuple[HomeKind, Suitability]
NOT_ASKED = frozenset({InTouch.DIED, InTouch.RETURNED_HOME})


class AskedOfNobody(ValueError):
    """Activity and home are not asked about someone who died or returned home (DfE rule 344)."""


class ReasonMissing(ValueError):
    """A correction says why it is made."""


@transaction.atomic
def answer_row(
    person: YoungPerson,
    *,
    year: int,
    observed_on: date,
    in_touch: InTouch,
    activity: Activity | None,
    home: Home | None,
    reason: str,
    by: Actor,
    today: date,
    at: datetime,
) -> None:
    """Keep what staff say of the three items for a year's return, in place of whatever was said for that year before.

    None is “not known”: in the return a blank for someone in touch, 0 for anyone else. Raises AskedOfNobody,
    ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing("Say why the row is corrected.")
    if in_touch in NOT_ASKED and (activity is not None or home is not None):
        raise AskedOfNobody("Nothing is asked about someone who died or returned home.")
    mark = fingerprint(today)
    touched = in_touch_answers(person.pk, year)
    active = activity_answers(person.pk, year)
    homes = home_answers(person.pk, year)
    before = {
        "IN_TOUCH": ", ".join(each.code for each in touched),
        "ACTIV": ", ".join(each.code for each in active),
        "ACCOM": ", ".join(_home_code(each.kind, each.suitability) for each in homes),
    }
    pk = person.pk
    replace_in_touch_reports(
        added=[(pk, year, observed_on, in_touch)],
        withdrawn=[each.pk for each in touched],
        source=Source.STAFF,
        by=by,
        at=at,
    )
    replace_activity_reports(
        added=[(pk, year, observed_on, activity)] if activity else [],
        withdrawn=[each.pk for each in active],
        source=Source.STAFF,
        by=by,
        at=at,
    )
    replace_home_reports(
        added=[(pk, year, observed_on, *home)] if home else [],
        withdrawn=[each.pk for each in homes],
        source=Source.STAFF,
        by=by,
        at=at,
    )
    after = {"IN_TOUCH": in_touch, "ACTIV": activity or "", "ACCOM": _home_code(*home) if home else ""}
    record(
        "statutory.row_answered",
        by=by,
        subject=person,
        person_id=pk,
        changes={name: (before[name], after[name]) for name in after if before[name] != after[name]},
        reason=reason.strip(),
        detail={"year": year},
    )
    facts_changed([pk], by=by, today=today)
    work_out_one(year, pk, before=mark, today=today, at=at)


def _home_code(kind: str, suitability: str) -> str:
    return write_code(HomeKind(kind), Suitability(suitability)) or f"{kind}?"


@transaction.atomic
def decide_row(
    person: YoungPerson, *, year: int, belongs: bool | None, reason: str, by: Actor, today: date, at: datetime
) -> None:
    """Decide that a young person is in a year's return, or is not; None lets the files and the record decide again.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing("Say why.")
    mark = fingerprint(today)
    standing = RowDecision.objects.filter(year=year, person=person, withdrawn_at=None)
    before = standing.values_list("belongs", flat=True).first()
    standing.update(withdrawn_at=at)
    subject: RowDecision | YoungPerson = person
    if belongs is not None:
        subject = RowDecision.objects.create(
            year=year,
            person=person,
            belongs=belongs,
            reason=reason.strip(),
            decided_at=at,
            decided_by_id=by.actor_id,
            decided_by_name=by.actor_name,
        )
    record(
        "statutory.row_decided",
        by=by,
        subject=subject,
        person_id=person.pk,
        changes={"belongs": (before, belongs)},
        reason=reason.strip(),
        detail={"year": year},
    )
    work_out_one(year, person.pk, before=mark, today=today, at=at)
