"""Who stepped down, what is proposed, and the letters that went with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.after21.models import GoodbyeLetter, LetterGiven, StepDown, StepDownCheck, StepDownDecision
from waymark.after21.rules.words import Outcome
from waymark.people.models import SupportRequest


@dataclass(frozen=True, slots=True)
class Step:
    """One proposal to step down, what became of it (None: not decided yet), and what the manager checked."""

    proposal: StepDown
    decision: StepDownDecision | None
    checks: tuple[StepDownCheck, ...]

    @property
    def open(self) -> bool:
        return self.decision is None


@dataclass(frozen=True, slots=True)
class Letter:
    """One version of a goodbye letter, counted from 1, and when it was given."""

    row: GoodbyeLetter
    number: int
    given: tuple[LetterGiven, ...]


def agreed_on(ids: Iterable[UUID], *, on: date) -> dict[UUID, StepDownDecision]:
    """Person → the latest step-down agreed by that day and not undone, whatever they said since; its proposal is read."""
    rows = StepDownDecision.objects.known().filter(person__in=set(ids), outcome=Outcome.AGREED, decided_on__lte=on)
    return {row.person_id: row for row in rows.select_related("step_down").order_by("decided_on", "recorded_at")}


def stepped_down(ids: Iterable[UUID], *, on: date) -> dict[UUID, date]:
    """Person → since when their support is stepped down; who asked for support since is not in the answer. Two queries."""
    agreed = agreed_on(ids, on=on)
    asked = SupportRequest.objects.known().filter(person__in=list(agreed), asked_on__lte=on, wants=True)
    back: dict[UUID, date] = {}
    for person_id, day in asked.values_list("person_id", "asked_on"):
        back[person_id] = max(day, back.get(person_id, day))
    return {
        person_id: row.decided_on
        for person_id, row in agreed.items()
        if person_id not in back or back[person_id] < row.decided_on
    }


def steps_of(ids: Iterable[UUID]) -> dict[UUID, list[Step]]:
    """Person → their proposals to step down, latest first. Three queries."""
    proposals = list(
        StepDown.objects.known()
        .filter(person__in=set(ids))
        .select_related("worker")
        .order_by("-proposed_on", "-recorded_at")
    )
    kept = [row.pk for row in proposals]
    decisions = {
        row.step_down_id: row
        for row in StepDownDecision.objects.known().filter(step_down__in=kept).select_related("worker", "step_down")
    }
    checks: dict[UUID, list[StepDownCheck]] = defaultdict(list)
    for check in StepDownCheck.objects.known().filter(decision__in=[row.pk for row in decisions.values()]):
        checks[check.decision_id].append(check)
    found: dict[UUID, list[Step]] = defaultdict(list)
    for proposal in proposals:
        decision = decisions.get(proposal.pk)
        found[proposal.person_id].append(
            Step(proposal, decision, tuple(checks[decision.pk]) if decision is not None else ())
        )
    return dict(found)


def steps_waiting(people: Iterable[UUID]) -> list[StepDown]:
    """Proposals of these people that nobody has decided about, the oldest first; person and worker are read."""
    decided = StepDownDecision.objects.known().values("step_down")
    rows = StepDown.objects.known().filter(person__in=people).exclude(pk__in=decided)
    return list(rows.select_related("person", "worker").order_by("proposed_on", "recorded_at"))


def letters_of(ids: Iterable[UUID]) -> dict[UUID, list[Letter]]:
    """Person → every version of their goodbye letter, latest first. Two queries."""
    rows = list(GoodbyeLetter.objects.known().filter(person__in=set(ids)).order_by("recorded_at", "pk"))
    given: dict[UUID, list[LetterGiven]] = defaultdict(list)
    for row in LetterGiven.objects.known().filter(letter__in=[letter.pk for letter in rows]).order_by("given_on"):
        given[row.letter_id].append(row)
    found: dict[UUID, list[Letter]] = defaultdict(list)
    for letter in rows:
        number = len(found[letter.person_id]) + 1
        found[letter.person_id].insert(0, Letter(letter, number, tuple(given[letter.pk])))
    return dict(found)


def step_of(person_id: UUID, step_id: UUID) -> Step | None:
    """One proposal of one person, decided or not."""
    return next((step for step in steps_of([person_id]).get(person_id, []) if step.proposal.pk == step_id), None)


def letter_of(person_id: UUID, letter_id: UUID) -> Letter | None:
    """One version of one person's letter."""
    return next((letter for letter in letters_of([person_id]).get(person_id, []) if letter.row.pk == letter_id), None)
