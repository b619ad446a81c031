"""Who is out, who is late home, and who must be told."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.accounts.models import Cover, DutyTurn, RoleGrant, TeamAttachment, User, open_on
from waymark.accounts.rules import ROLES, Permission, Role
from waymark.core.wording import local
from waymark.diary.facts.days import colleagues_in
from waymark.diary.models import HomeSafe
from waymark.diary.rules.lateness import Minutes
from waymark.policy.facts import settings_on

WATCHES = [role.value for role, terms in ROLES.items() if Permission.WATCH_SAFETY in terms.permissions]


def minutes_on(on: date) -> Minutes:
    """When each level of an alarm begins, as the council has set it."""
    values = settings_on(on)
    return Minutes(int(values["home_safe_worker_minutes"]), int(values["home_safe_manager_minutes"]))


def overdue_home_safe(user: User, *, now: datetime) -> list[HomeSafe]:
    """Workers this user watches over who have not said they are home safe, the longest late first; whoever may not
    watch has none. `worker`, `visit` and `person` are read too. Computed from the clock: no job need have run.
    """
    out = watched_out(user, now=now)
    late = late_after(now) if out else timedelta(0)
    return [check for check in out if check.expected_at <= now - late]


def late_after(now: datetime) -> timedelta:
    """How long after the time they said a worker counts as late."""
    return timedelta(minutes=minutes_on(local(now).date()).worker)


def watched_out(user: User, *, now: datetime) -> list[HomeSafe]:
    """Everyone out now whom this user watches over, whoever is expected first; nobody for whoever may not watch."""
    standing = user.standing(on=local(now).date())
    if not standing.may(Permission.WATCH_SAFETY):
        return []
    rows = HomeSafe.objects.out().filter(out_from__lte=now)
    rows = rows.filter(_watched_by(user, on=local(now).date()))
    return list(rows.select_related("worker", "person", "visit").order_by("expected_at", "id"))


def _watched_by(user: User, *, on: date) -> Q:
    """Checks of workers whom this user watches over: all, or those in the teams they manage or are on duty for."""
    standing = user.standing(on=on)
    if standing.everyone:
        return Q()
    return Q(worker__in=colleagues_in(standing.teams, on=on)) | Q(worker__in=standing.workers)


def check_within_reach(check_id: UUID, user: User, *, on: date) -> HomeSafe | None:
    """A home-safe check that this user may see: their own, one of a visit they go along on, or of somebody they watch
    over. None otherwise.
    """
    seen = Q(worker=user) | Q(visit__companions__worker=user)
    if user.may(Permission.WATCH_SAFETY, on=on):
        seen |= _watched_by(user, on=on) if not user.standing(on=on).everyone else Q(pk=check_id)
    rows = HomeSafe.objects.filter(Q(pk=check_id) & seen).select_related("worker", "person", "visit", "closed_by")
    return rows.first()


def own_checks(user: User, *, now: datetime) -> list[HomeSafe]:
    """What this user is out for now, or was and has not said they are back, whoever is expected first."""
    rows = HomeSafe.objects.out().filter(worker=user, out_from__lte=now)
    return list(rows.select_related("person", "visit").order_by("expected_at", "id"))


def checks_of_visits(visit_ids: Collection[UUID]) -> dict[UUID, HomeSafe]:
    """The home-safe check of each visit that has one: the open one, else the last."""
    found: dict[UUID, HomeSafe] = {}
    rows = HomeSafe.objects.filter(visit__in=visit_ids).select_related("worker")
    for row in sorted(rows, key=lambda check: (check.closed_at is None, check.asked_at)):
        found[row.visit_id] = row  # type: ignore[index]
    return found


def watchers_of(workers: Collection[UUID], *, on: date) -> dict[UUID, list[User]]:
    """Whom to call about each worker: the managers of their teams and whoever stands in for these; with managers' rights,
    whoever is on duty for the team; where there is none of these, whoever watches over the whole service. Never the
    worker themselves. Six queries at most.
    """
    teams: dict[UUID, set[UUID]] = defaultdict(set)
    for model in (RoleGrant, TeamAttachment):
        rows: QuerySet[RoleGrant] | QuerySet[TeamAttachment] = model.objects.filter(
            open_on(on), user__in=workers, team__isnull=False
        )
        for user_id, team_id in rows.values_list("user_id", "team_id"):
            teams[user_id].add(team_id)
    asked = {team for found in teams.values() for team in found}
    grants = RoleGrant.objects.filter(open_on(on), role__in=WATCHES, user__is_active=True).select_related("user")
    of_team: dict[UUID | None, dict[UUID, User]] = defaultdict(dict)
    holders: dict[UUID, User] = {}
    for grant in grants.order_by("user__display_name"):
        holders[grant.user_id] = grant.user
        if grant.team_id in asked or (grant.team_id is None and grant.role != Role.TEAM_MANAGER):
            of_team[grant.team_id][grant.user_id] = grant.user
    turns = DutyTurn.objects.filter(open_on(on), team__in=asked, user__in=list(holders)).values_list(
        "team_id", "user_id"
    )
    for team_id, user_id in turns:
        of_team[team_id][user_id] = holders[user_id]
    covers = Cover.objects.filter(open_on(on), away__in=list(holders), covering__is_active=True)
    standing_in: dict[UUID, list[User]] = defaultdict(list)
    for cover in covers.select_related("covering"):
        standing_in[cover.away_id].append(cover.covering)
    return {pk: _called(pk, teams[pk], of_team, standing_in) for pk in workers}


def _called(
    worker: UUID, teams: set[UUID], of_team: dict[UUID | None, dict[UUID, User]], standing_in: dict[UUID, list[User]]
) -> list[User]:
    first = {pk: user for team in sorted(teams) for pk, user in of_team[team].items()}
    found = _with_cover(first, standing_in, worker) or _with_cover(of_team[None], standing_in, worker)
    return list(found.values())


def _with_cover(users: dict[UUID, User], standing_in: dict[UUID, list[User]], worker: UUID) -> dict[UUID, User]:
    found = {pk: user for pk, user in users.items() if pk != worker}
    for pk in list(users):
        found |= {user.pk: user for user in standing_in[pk] if user.pk != worker}
    return found
