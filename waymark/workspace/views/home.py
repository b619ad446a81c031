"""Where someone lands after signing in, and everything else they may open."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts import facts as accounts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import User
from waymark.accounts.rules import ROLES, Reach, Role
from waymark.workspace.views.today import own_day

# For those whose work is not a caseload: the first page that they may open, in this order, is where they start.
STARTS: tuple[tuple[Permission, str], ...] = (
    (Permission.SEE_REGISTER, "workspace:register"),
    (Permission.MANAGE_USERS, "accounts:users"),
    (Permission.IMPORT_FILES, "statutory:imports"),
    (Permission.SEE_RETURN, "statutory:returns"),
    (Permission.SEE_SETTINGS, "workspace:settings"),
)


@requires(Permission.SIGN_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today, for whoever has a day; for others the first page they may open; for the rest what their role is and whom to ask."""
    today = timezone.localdate()
    user = signed_in(request)
    standing = user.standing(on=today)
    if standing.may(Permission.SEE_SERVICE_DAY):
        team = _only_team(user)
        return redirect("workspace:team_day", team) if team is not None else redirect("workspace:service_day")
    if standing.may(Permission.SEE_DAY):
        return own_day(request)
    for permission, view in STARTS:
        if standing.may(permission):
            return redirect(view)
    roles = [(role.label, ROLES[role].reach.label) for role in Role if role in standing.roles]
    administrators = [line.user for line in accounts.directory(today, role=Role.ADMINISTRATOR, limit=5)[0]]
    return render(
        request,
        "workspace/home.html",
        {"title": "Nothing to open here", "roles": roles, "administrators": administrators},
    )


def _only_team(user: User) -> UUID | None:
    """The one team that somebody leads, or None: whoever leads several begins with all of them together."""
    on = timezone.localdate()
    standing = user.standing(on=on)
    if any(ROLES[role].reach is Reach.ALL for role in standing.roles):
        return None
    led = [team.pk for team in accounts.teams_led(user, on=on)]
    return led[0] if len(led) == 1 else None


@requires(Permission.SIGN_IN)
@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """Everything this user may open, by what it is for: what a phone's five tabs do not hold."""
    return render(request, "workspace/more.html")
