"""Where colleagues are now, without saying with whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waymark.accounts.facts import members_of, open_teams
from waymark.accounts.models import Team, User, open_on
from waymark.accounts.rules import ROLES, Permission
from waymark.core.wording import local
from waymark.diary.facts.days import visits_between
from waymark.diary.facts.safety import minutes_on
from waymark.diary.models import HomeSafe
from waymark.diary.rules.availability import Availability, Slot, available
from waymark.diary.rules.lateness import Level, level_of


@dataclass(frozen=True, slots=True)
class Colleague:
    """One worker now. `check` is the home-safe check that runs for them, `late` whether they should have been back."""

    user: User
    now: Availability
    check: HomeSafe | None
    late: bool


@dataclass(frozen=True, slots=True)
class TeamNow:
    team: Team
    colleagues: list[Colleague]


def teams_shared(user: User, *, now: datetime) -> list[Team]:
    """The open teams whose diaries this user may see as free or busy: their own, those they reach, or all."""
    on = local(now).date()
    standing = user.standing(on=on)
    teams = open_teams(on)
    if not standing.everyone:
        own = user.grants.filter(open_on(on), team__isnull=False).values_list("team_id", flat=True)
        teams = teams.filter(pk__in={*standing.teams, *own})
    return list(teams)


def teams_now(teams: list[Team], *, now: datetime) -> list[TeamNow]:
    """Who of these teams is out, busy or free; whoever is late home first, then who is out, then by name. Six queries."""
    on = local(now).date()
    members = members_of([team.pk for team in teams], on=on)
    keeps = {role for role, terms in ROLES.items() if Permission.KEEP_DIARY in terms.permissions}
    workers = {user.pk: user for found in members.values() for user, role in found if role in keeps}
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    for visit in visits_between(list(workers), first=on, last=on):
        slot = Slot(visit.kind, visit.starts_at, visit.ends_at)
        for pk in {visit.worker_id, *(companion.pk for companion in visit.with_workers.all())}:
            slots[pk].append(slot)
    checks: dict[UUID, HomeSafe] = {}
    for check in HomeSafe.objects.out().filter(worker__in=workers, out_from__lte=now).order_by("-expected_at"):
        checks[check.worker_id] = check  # the one expected first is written last
    minutes = minutes_on(on)

    def colleague(user: User) -> Colleague:
        check = checks.get(user.pk)
        late = check is not None and level_of(check.expected_at, now=now, minutes=minutes) >= Level.WORKER
        return Colleague(user, available(slots[user.pk], now=now), check, late)

    found = []
    for team in teams:
        users = {user.pk: user for user, _ in members.get(team.pk, []) if user.pk in workers}
        colleagues = [colleague(user) for user in users.values()]
        colleagues.sort(key=lambda c: (not c.late, c.check is None, str(c.user).casefold()))
        found.append(TeamNow(team, colleagues))
    return found
