"""Teams."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from waymark.accounts.actions.refusals import TeamInUse, TeamNameTaken
from waymark.accounts.models import RoleGrant, Team, TeamKind
from waymark.audit import actions as audit
from waymark.audit.rules import Actor


@transaction.atomic
def add_team(*, name: str, kind: TeamKind, by: Actor, today: date) -> Team:
    """Raises TeamNameTaken."""
    if Team.objects.filter(name__iexact=name).exists():
        raise TeamNameTaken
    team = Team.objects.create(name=name, kind=kind)
    audit.record("accounts.team_added", by=by, subject=team, changes={"name": ("", name), "kind": ("", kind)})
    return team


@transaction.atomic
def change_team(*, team: Team, name: str, kind: TeamKind, closed_on: date | None, by: Actor, today: date) -> Team:
    """Rename, change the kind, or close from a day on (None: open). Raises TeamNameTaken or TeamInUse."""
    if Team.objects.exclude(pk=team.pk).filter(name__iexact=name).exists():
        raise TeamNameTaken
    if closed_on is not None:
        still = RoleGrant.objects.filter(team=team).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=closed_on))
        if names := sorted({str(grant.user) for grant in still.select_related("user")}):
            raise TeamInUse(f"End these people's roles in the team first: {', '.join(names)}")
    after = {"name": name, "kind": kind, "closed_on": closed_on}
    changes = {field: (getattr(team, field), value) for field, value in after.items() if getattr(team, field) != value}
    if not changes:
        return team
    team.name, team.kind, team.closed_on = name, kind, closed_on
    team.save(update_fields=list(changes))
    audit.record("accounts.team_changed", by=by, subject=team, changes=changes)
    return team
