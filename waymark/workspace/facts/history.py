"""One young person's care history as lines of a timeline, codes of the return put into words."""

from collections.abc import Iterable, Iterator
from datetime import date

from waymark.people.facts import CareHistory
from waymark.people.models import Allocation
from waymark.people.rules.words import (
    AllocationRole,
    AwayKind,
    CareKind,
    MissingKind,
    OrderKind,
    OtherPlaceKind,
    WithWhom,
)
from waymark.statutory.ssda903.codes import LS, PLACE, PLACE_PROVIDER, REASON_PLACE_CHANGE, REC, REVIEW_CODE
from waymark.workspace.rules.history import Kind, Line, lower_first, newest_first, said

GOES_ON = "X1"  # the return ends an episode and begins the next: nothing ended for the young person


def timeline(history: CareHistory, allocations: Iterable[Allocation], *, special: bool, where: bool) -> list[Line]:
    """Every line, newest first. `special`: may the reader see custody, hospital and asylum; `where`: postcodes."""
    lines = [
        *_care(history),
        *_placements(history, where=where),
        *_legal(history),
        *_reviews(history),
        *_home(history),
        *_support(history),
        *_workers(allocations),
        *_missing(history),
    ]
    if special:
        lines.extend(_special(history))
    return newest_first(lines)


def _care(history: CareHistory) -> Iterator[Line]:
    for period in history.care_periods:
        short = period.kind == CareKind.SHORT_BREAKS
        elsewhere = f"By another authority ({period.authority_code})." if period.authority_code else ""
        began = "Began a series of short breaks" if short else "Came into care"
        yield Line(period.started_on, Kind.CARE, began, period.ended_on, dated_span=True, more=elsewhere)
        if period.ended_on is not None:
            ended = "The series of short breaks ended" if short else "Left care"
            reason = said(REC, period.ended_reason) if period.ended_reason not in ("", GOES_ON) else ""
            yield Line(period.ended_on, Kind.CARE, f"{ended}: {lower_first(reason)}" if reason else ended)
    for other in history.other_accommodation:
        yield Line(other.started_on, Kind.CARE, OtherPlaceKind.label_of(other.kind), other.ended_on, dated_span=True)


def _placements(history: CareHistory, *, where: bool) -> Iterator[Line]:
    for placement in history.placements:
        more = [said(PLACE_PROVIDER, placement.provider)] if placement.provider else []
        if where and placement.placement_postcode:
            more.append(placement.placement_postcode)
        if placement.reason_change and placement.ended_on is not None:
            more.append(f"Ended: {lower_first(said(REASON_PLACE_CHANGE, placement.reason_change))}")
        yield Line(
            placement.started_on,
            Kind.PLACEMENT,
            said(PLACE, placement.place),
            placement.ended_on,
            dated_span=True,
            more=". ".join(more) + "." if more else "",
        )


def _legal(history: CareHistory) -> Iterator[Line]:
    for spell in history.legal_statuses:
        yield Line(spell.started_on, Kind.LEGAL, said(LS, spell.code), spell.ended_on, dated_span=True)
    for order in history.family_orders:
        yield Line(order.made_on, Kind.LEGAL, f"{OrderKind.label_of(order.kind)} made", order.ended_on)


def _reviews(history: CareHistory) -> Iterator[Line]:
    for review in history.reviews:
        more = (
            f"{said(REVIEW_CODE, review.participation)}."
            if review.participation
            else "How they took part is not known."
        )
        yield Line(review.held_on, Kind.REVIEW, "Review of the care plan", more=more)


def _missing(history: CareHistory) -> Iterator[Line]:
    for episode in history.missing:
        yield Line(
            episode.started_on, Kind.MISSING, MissingKind.label_of(episode.kind), episode.ended_on, dated_span=True
        )


def _home(history: CareHistory) -> Iterator[Line]:
    for spell in history.home_spells:
        whom = lower_first(WithWhom.label_of(spell.with_whom))
        yield Line(spell.started_on, Kind.CARE, f"Lived with {whom}", spell.ended_on, dated_span=True)


def _support(history: CareHistory) -> Iterator[Line]:
    for request in history.support_requests:
        text = "Asked for support from 21" if request.wants else "Said no support is wanted for now"
        yield Line(request.asked_on, Kind.CARE, text, more=f"“{request.words}”" if request.words else "")
    for spell in history.study_spells:
        text = f"In education or training: {spell.programme}" if spell.programme else "In education or training"
        yield Line(spell.started_on, Kind.CARE, text, spell.ended_on, dated_span=True)


def _workers(allocations: Iterable[Allocation]) -> Iterator[Line]:
    for row in allocations:
        text = f"{row.shown_worker} became {lower_first(AllocationRole.label_of(row.role))}"
        yield Line(row.started_on, Kind.WORKER, text, row.ended_on, dated_span=True, more=row.reason)


def _special(history: CareHistory) -> Iterator[Line]:
    for spell in history.away_spells:
        yield Line(spell.started_on, Kind.CARE, AwayKind.label_of(spell.kind), spell.ended_on, dated_span=True)
    for asylum in history.unaccompanied:
        started: date | None = asylum.started_on
        if started is not None:
            yield Line(
                started, Kind.CARE, "Known as an unaccompanied child seeking asylum", asylum.ended_on, dated_span=True
            )
        elif asylum.ended_on is not None:
            yield Line(asylum.ended_on, Kind.CARE, "No longer an unaccompanied child seeking asylum")
