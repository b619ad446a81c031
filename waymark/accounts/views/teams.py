"""Teams and who is in them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from waymark.accounts import actions, facts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.forms import ChangeTeamForm, TeamForm
from waymark.accounts.models import Team, TeamKind
from waymark.accounts.views.users import either, refused


@requires(Permission.MANAGE_USERS)
@either
def teams(request: HttpRequest) -> HttpResponse:
    """Every open team with its people, and a form for a new one."""
    today = timezone.localdate()
    form = TeamForm(request.POST or None, initial={"kind": TeamKind.LEAVING_CARE})
    if form.is_bound and form.is_valid():
        name, kind = form.cleaned_data["name"], TeamKind(form.cleaned_data["kind"])
        try:
            made = actions.add_team(name=name, kind=kind, by=signed_in(request), today=today)
        except actions.Refused as problem:
            refused(form, problem)
        else:
            messages.success(request, f"The team {made} exists. Give people their roles in it.")
            return redirect("accounts:teams")
    listed = list(facts.open_teams(today))
    members = facts.members_of([team.pk for team in listed], on=today)
    shown = [(team, TeamKind(team.kind).label, members.get(team.pk, [])) for team in listed]
    return render(request, "accounts/teams.html", {"form": form, "teams": shown})


@requires(Permission.MANAGE_USERS)
@either
def change_team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    team = get_object_or_404(Team, pk=team_id)
    initial = {"name": team.name, "kind": team.kind, "closed_on": team.closed_on}
    form = ChangeTeamForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data | {"kind": TeamKind(form.cleaned_data["kind"])}
        try:
            actions.change_team(team=team, **asked, by=signed_in(request), today=timezone.localdate())
        except actions.Refused as problem:
            refused(form, problem)
        else:
            messages.success(request, f"The team {team} is changed.")
            return redirect("accounts:teams")
    return render(request, "accounts/change_team.html", {"form": form, "team": team})
