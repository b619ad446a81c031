"""What is planned and under way in the invented council: diaries, somebody out late, handovers, texts nobody knows."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.core.rows import insert_rows
from waymark.core.wording import LONDON
from waymark.demo.actions.goings_on import Scene
from waymark.demo.rules import sayings
from waymark.demo.rules.dice import Dice
from waymark.diary import actions as diary
from waymark.diary.models import HomeSafe, Visit
from waymark.duties.actions.exceptions import except_duty
from waymark.duties.rules.kinds import DutyId
from waymark.people.models import Address, Allocation
from waymark.people.rules.words import AllocationRole
from waymark.planning import actions as planning
from waymark.planning.models import Handover
from waymark.planning.rules import OWED_FOR, Agreement
from waymark.texts.models import UnknownText

DAYS_AHEAD = 12
HANDOVERS = 40


def make_present(scene: Scene) -> None:
    """In a council too small for a part, that part is left out."""
    _diaries(scene)
    _out_late(scene)
    _handovers(scene)
    _unknown_texts(scene)
    _exceptions(scene)


def _advisers(scene: Scene) -> Iterator[User]:
    return (adviser for pairs in scene.staff.by_area.values() for _, advisers in pairs for adviser in advisers)


def _diaries(scene: Scene) -> None:
    """Each adviser's next fortnight: two or three visits a working day, the team meeting, and today's."""
    held: dict[Any, list[Any]] = {}
    rows = Allocation.objects.known().open_on(scene.today)
    rows = rows.filter(role=AllocationRole.PERSONAL_ADVISER, person__died_on=None)
    for worker_id, person_id in rows.values_list("worker_id", "person_id").order_by("person_id"):
        held.setdefault(worker_id, []).append(person_id)
    # The latest address each person has; one not known leaves the place to be said.
    homes = Address.objects.known().open_on(scene.today).order_by("started_on")
    at = {person_id: lines.replace("\n", ", ") for person_id, lines in homes.values_list("person_id", "lines")}
    visits = []
    for adviser in _advisers(scene):
        dice = scene.dice(f"diary/{adviser.username}")
        people = list(held.get(adviser.pk, ()))
        dice.shuffle(people)
        for day in (scene.today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)):
            if day.weekday() > 4 and day != scene.today:
                continue
            for hour in sorted(dice.sample((9, 11, 13, 15, 16), k=dice.randint(1, 3))):
                if people:
                    person_id = people.pop()
                    kind, place = ("visit", at.get(person_id, "")) if dice.happens(0.8) else ("call", "")
                    visits.append(_entry(dice, adviser, day, hour, person_id, kind, "", place[:200]))
            if day.weekday() == 2:
                visits.append(_entry(dice, adviser, day, 10, None, "meeting", "Team meeting", "Northmoor House"))
    names = ("id", "worker_id", "person_id", "kind", "title", "starts_at", "ends_at", "place", "uid")
    same = {"state": "planned", "source": "waymark", "planned_at": scene.now, "changed_at": scene.now}
    insert_rows(Visit, names, visits, same=same)


def _entry(
    dice: Dice, adviser: User, day: date, hour: int, person_id: Any, kind: str, title: str, place: str
) -> tuple[Any, ...]:
    starts = datetime.combine(day, time(hour, dice.one((0, 15, 30))), LONDON)
    ends = starts + timedelta(minutes=20 if kind == "call" else dice.one((45, 60, 75)))
    visit_id = dice.identifier()
    return (visit_id, adviser.pk, person_id, kind, title, starts, ends, place, f"{visit_id}@waymark.invalid")


def _out_late(scene: Scene) -> None:
    """Two advisers of the first team are out: one is expected in an hour, the other was expected half an hour ago."""
    _, advisers = scene.staff.by_area["North"][0]
    if len(advisers) < 4:
        return
    for adviser, out_for, due_in, where in (
        (advisers[2], 60, 60, "Visits in Eastleigh Road, then the hub"),
        (advisers[3], 150, -40, "Two visits on the Moorside estate"),
    ):
        HomeSafe.objects.create(
            worker=adviser,
            where=where,
            out_from=scene.now - timedelta(minutes=out_for),
            expected_at=scene.now + timedelta(minutes=due_in),
        )
    diary.raise_alarms(by=scene.by, now=scene.now)


def _handovers(scene: Scene) -> None:
    """Where the adviser changed in the last weeks: some pages are taken over, some gone through, some begun, some owed."""
    dice = scene.dice("handovers")
    rows = Allocation.objects.known().open_on(scene.today)
    rows = rows.filter(
        role=AllocationRole.PERSONAL_ADVISER, started_on__gt=scene.today - OWED_FOR, worker__isnull=False
    )
    changed = rows.select_related("worker", "person").order_by("started_on", "person_id")
    for row in changed[:HANDOVERS]:
        earlier = Allocation.objects.known().filter(
            person=row.person, role=AllocationRole.PERSONAL_ADVISER, ended_on__isnull=False, worker__isnull=False
        )
        if row.person.died_on is None and earlier.exists() and not dice.happens(0.3):
            _hand_over(scene, dice, row)


def _hand_over(scene: Scene, dice: Dice, row: Allocation) -> None:
    assert row.worker is not None
    matters = row.person.what_matters or dice.one(sayings.THEIR_WORDS)
    words = {
        "about_me": matters,
        "what_works": dice.one(sayings.WHAT_WORKS),
        "what_to_avoid": dice.one(sayings.WHAT_TO_AVOID),
    }
    page: Handover = planning.write_handover(
        person=row.person, words=words, expected_version=0, by=scene.by, today=scene.today
    )
    if dice.happens(0.25):
        return
    page = planning.settle_handover(
        page,
        agreement=dice.one((Agreement.IN_PERSON, Agreement.CALL)),
        settled_on=scene.today,
        expected_version=page.version,
        snapshot={},
        by=scene.by,
        today=scene.today,
    )
    if dice.happens(0.6):
        planning.acknowledge_handover(page, by=row.worker, today=scene.today)


def _unknown_texts(scene: Scene) -> None:
    """Three texts from numbers that nobody, or more than one person, has."""
    dice = scene.dice("unknown texts")
    for place, (body, why) in enumerate(sayings.UNKNOWN_TEXTS):
        UnknownText.objects.create(
            number=f"+447700900{900 + dice.randint(0, 99)}",
            body=body,
            received_at=scene.now - timedelta(hours=5 + 17 * place),
            provider_id=f"demo-{scene.council.seed}-{place}",
            why=why,
        )


def _exceptions(scene: Scene) -> None:
    """Two of 17 without an adviser, for whom the council's own day for it rests: the law's day does not."""
    waiting = [seat for seat in scene.seats if seat.unadvised and seat.age == 17]
    for seat, reason in zip(waiting, sayings.EXCEPTIONS, strict=False):
        except_duty(
            person=scene.person(seat),
            duty=DutyId("D34"),
            reason=reason,
            from_on=scene.today,
            until_on=scene.today + timedelta(days=60),
            by=scene.staff.sign_ins[Role.TEAM_MANAGER],
            today=scene.today,
        )
