"""Who stands in for whom, who is on a team's duty desk, who is attached to a second team."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from waymark.accounts.actions.refusals import (
    AccountClosed,
    CoverOverlaps,
    CoversThemselves,
    EndsBeforeStart,
    NotYourTeam,
    TeamClosed,
)
from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, User, open_on
from waymark.accounts.rules import Permission, Role
from waymark.audit import actions as audit
from waymark.audit.rules import Actor

Row = TypeVar("Row", Cover, DutyTurn, TeamAttachment)
Reaching = TypeVar("Reaching", DutyTurn, TeamAttachment)


@transaction.atomic
def arrange_cover(*, away: User, covering: User, started_on: date, ended_on: date, by: Actor, today: date) -> Cover:
    """From `started_on` until the day before `ended_on`, `covering` reaches the young people of `away`.

    Raises CoversThemselves, EndsBeforeStart, AccountClosed, CoverOverlaps or NotYourTeam.
    """
    if away.pk == covering.pk:
        raise CoversThemselves
    if ended_on <= started_on:
        raise EndsBeforeStart
    if not covering.is_active:
        raise AccountClosed
    _refuse_strangers(by, teams=_teams_of(away, on=today), today=today)
    if Cover.objects.filter(away=away, covering=covering, started_on__lt=ended_on, ended_on__gt=started_on).exists():
        raise CoverOverlaps
    cover = Cover.objects.create(away=away, covering=covering, started_on=started_on, ended_on=ended_on)
    audit.record(
        "accounts.cover_arranged",
        by=by,
        subject=cover,
        changes={"started_on": (None, started_on), "ended_on": (None, ended_on)},
        detail={"away": str(away.pk), "covering": str(covering.pk)},
    )
    return cover


@transaction.atomic
def end_cover(*, cover: Cover, ended_on: date, by: Actor, today: date) -> Cover:
    """The colleague is back sooner or later than planned. Raises EndsBeforeStart or NotYourTeam."""
    _refuse_strangers(by, teams=_teams_of(cover.away, on=today), today=today)
    if ended_on <= cover.started_on:
        raise EndsBeforeStart
    return _end(cover, ended_on, "accounts.cover_ended", by=by)


@transaction.atomic
def add_duty_turn(*, user: User, team: Team, started_on: date, ended_on: date, by: Actor, today: date) -> DutyTurn:
    """On these days `user` sits at the team's duty desk and reaches everyone in the team.

    Raises EndsBeforeStart, AccountClosed, TeamClosed or NotYourTeam.
    """
    given = DutyTurn(user=user, team=team, started_on=started_on, ended_on=ended_on)
    return _reach_team(given, "accounts.duty_turn_added", by=by, today=today)


@transaction.atomic
def end_duty_turn(*, turn: DutyTurn, ended_on: date, by: Actor, today: date) -> DutyTurn:
    """Raises EndsBeforeStart or NotYourTeam."""
    _refuse_strangers(by, teams={turn.team_id}, today=today)
    if ended_on <= turn.started_on:
        raise EndsBeforeStart
    return _end(turn, ended_on, "accounts.duty_turn_ended", by=by)


@transaction.atomic
def attach_to_team(
    *, user: User, team: Team, started_on: date, ended_on: date | None, by: Actor, today: date
) -> TeamAttachment:
    """`user` also reaches the young people of `team`, such as a children-in-care team they are attached to.

    Raises EndsBeforeStart, AccountClosed, TeamClosed or NotYourTeam.
    """
    given = TeamAttachment(user=user, team=team, started_on=started_on, ended_on=ended_on)
    return _reach_team(given, "accounts.attached_to_team", by=by, today=today)


@transaction.atomic
def end_attachment(*, attachment: TeamAttachment, ended_on: date, by: Actor, today: date) -> TeamAttachment:
    """Raises EndsBeforeStart or NotYourTeam."""
    _refuse_strangers(by, teams={attachment.team_id}, today=today)
    if ended_on <= attachment.started_on:
        raise EndsBeforeStart
    return _end(attachment, ended_on, "accounts.attachment_ended", by=by)


def _reach_team(row: Reaching, event: str, *, by: Actor, today: date) -> Reaching:
    """Keep a row by which somebody reaches everyone in a team for a time."""
    _refuse_strangers(by, teams={row.team_id}, today=today)
    if row.ended_on is not None and row.ended_on <= row.started_on:
        raise EndsBeforeStart
    if not row.user.is_active:
        raise AccountClosed
    if row.team.closed_on is not None and row.team.closed_on <= row.started_on:
        raise TeamClosed
    row.save(force_insert=True)
    audit.record(
        event,
        by=by,
        subject=row,
        changes={"started_on": (None, row.started_on), "ended_on": (None, row.ended_on)},
        detail={"user": str(row.user_id), "team": str(row.team_id)},
    )
    return row


def _end(row: Row, ended_on: date, event: str, *, by: Actor) -> Row:
    before = row.ended_on
    row.ended_on = ended_on
    row.save(update_fields=["ended_on"])
    audit.record(event, by=by, subject=row, changes={"ended_on": (before, ended_on)})
    return row


def _teams_of(user: User, *, on: date) -> set[UUID]:
    """The teams in which they have a role on that day or later."""
    grants = RoleGrant.objects.filter(open_on(on) | Q(started_on__gt=on), user=user, team__isnull=False)
    return set(grants.values_list("team_id", flat=True))


def _refuse_strangers(by: Actor, *, teams: set[UUID], today: date) -> None:
    """Cover, duty and attachments let someone reach more records, so a manager arranges them in their own teams only."""
    if not isinstance(by, User):
        return  # the console, where an operator is vouched for by the council
    standing = by.standing(on=today)
    if standing.may(Permission.MANAGE_USERS) or standing.everyone:
        return
    managed = RoleGrant.objects.filter(open_on(today), user=by, team__in=teams, role=Role.TEAM_MANAGER)
    if not managed.exists():
        raise NotYourTeam
