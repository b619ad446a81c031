"""The staff list and one person's account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from waymark.accounts import actions, facts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.forms import DirectoryForm, EndForm, RoleForm, UserForm
from waymark.accounts.gateways import send_password_link
from waymark.accounts.models import RoleGrant, User
from waymark.accounts.rules import ROLES, Role
from waymark.core.forms import Form
from waymark.core.wording import full_date

either = require_http_methods(["GET", "POST"])


def refused(form: Form, problem: actions.Refused) -> None:
    """Put a refusal where its field is, or over the form."""
    form.add_error(problem.field if problem.field in form.fields else None, str(problem))


@requires(Permission.MANAGE_USERS)
@either
def users(request: HttpRequest) -> HttpResponse:
    """The staff list; a search is a POST, so that no name stands in an address."""
    form = DirectoryForm(request.POST or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    role = Role(asked["role"]) if asked.get("role") else None
    lines, matching = facts.directory(
        timezone.localdate(), text=asked.get("text", ""), role=role, closed=asked.get("closed", False)
    )
    return render(
        request,
        "accounts/users.html",
        {"form": form, "lines": lines, "matching": matching, "searched": bool(asked), "closed": asked.get("closed")},
    )


@requires(Permission.MANAGE_USERS)
@either
def new_user(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_user(**form.cleaned_data, by=signed_in(request), today=timezone.localdate())
        except actions.Refused as problem:
            refused(form, problem)
        else:
            messages.success(request, f"{made} has an account. Give them a role, then a link to set a password.")
            return redirect("accounts:user", made.pk)
    return render(request, "accounts/new_user.html", {"form": form})


@requires(Permission.MANAGE_USERS)
@either
def user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One account: who they are, what they may do and since when, how they sign in."""
    found = get_object_or_404(User, pk=user_id)
    return render(request, "accounts/user.html", _account(request, found))


def _account(request: HttpRequest, found: User) -> dict[str, object]:
    today = timezone.localdate()
    grants = facts.roles_ever(found)
    return {
        "person": found,
        "own": found.pk == signed_in(request).pk,
        "today": today,
        "grants": [(grant, Role(grant.role).label, ROLES[Role(grant.role)]) for grant in grants],
        "may": sorted(found.standing(on=today).permissions, key=list(Permission).index),
        "second_factor": facts.has_second_factor(found),
    }


@requires(Permission.MANAGE_USERS)
@either
def change_user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    names = UserForm.base_fields
    form = UserForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_bound and form.is_valid():
        try:
            actions.change_user(
                user=found, details=form.cleaned_data, by=signed_in(request), today=timezone.localdate()
            )
        except actions.Refused as problem:
            refused(form, problem)
        else:
            messages.success(request, f"{found}’s account is changed.")
            return redirect("accounts:user", found.pk)
    return render(request, "accounts/change_user.html", {"form": form, "person": found})


@requires(Permission.MANAGE_USERS)
@require_POST
def password_link(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A link to set a password, by e-mail, or shown this once where no mail goes out."""
    found = get_object_or_404(User, pk=user_id)
    try:
        path = actions.make_password_link(user=found, by=signed_in(request), today=timezone.localdate())
    except actions.Refused as problem:
        messages.error(request, str(problem))
        return redirect("accounts:user", found.pk)
    link = request.build_absolute_uri(path)
    if send_password_link(found, link):
        messages.success(
            request, f"A link to set a password is on its way to {found.email}. It works once, for three days."
        )
        return redirect("accounts:user", found.pk)
    return render(request, "accounts/password_link.html", {"person": found, "link": link})


@requires(Permission.MANAGE_USERS)
@either
def give_role(request: HttpRequest, user_id: UUID) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    today = timezone.localdate()
    form = RoleForm(request.POST or None, teams=facts.open_teams(today), initial={"started_on": today})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            actions.give_role(user=found, **given, by=signed_in(request), today=today)
        except actions.Refused as problem:
            refused(form, problem)
        else:
            messages.success(request, f"{found} has the role {given['role'].label.lower()}.")
            return redirect("accounts:user", found.pk)
    return render(request, "accounts/give_role.html", {"form": form, "person": found, "roles": ROLES})


@requires(Permission.MANAGE_USERS)
@either
def end_role(request: HttpRequest, user_id: UUID, grant_id: UUID) -> HttpResponse:
    grant = get_object_or_404(RoleGrant.objects.select_related("user", "team"), pk=grant_id, user=user_id)
    today = timezone.localdate()
    form = EndForm(request.POST or None, initial={"ended_on": today})
    if form.is_bound and form.is_valid():
        try:
            actions.end_role(grant=grant, **form.cleaned_data, by=signed_in(request), today=today)
        except actions.Refused as problem:
            refused(form, problem)
        else:
            messages.success(request, f"{grant.user}’s role ends.")
            return redirect("accounts:user", grant.user_id)
    words = Role(grant.role).label + (f", {grant.team}" if grant.team else "")
    return render(
        request,
        "accounts/end.html",
        {
            "form": form,
            "title": f"End a role of {grant.user}",
            "fact": f"{words}, since {full_date(grant.started_on)}",
            "doing": "End the role",
            "back_to": f"{grant.user}’s account",
            "back_name": "accounts:user",
            "back_id": grant.user_id,
        },
    )


@requires(Permission.MANAGE_USERS)
@either
def reset_second_factor(request: HttpRequest, user_id: UUID) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    if request.method == "POST":
        try:
            actions.reset_second_factor(user=found, by=signed_in(request), today=timezone.localdate())
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"{found} sets up a new second factor at the next sign-in.")
        return redirect("accounts:user", found.pk)
    return render(request, "accounts/reset_second_factor.html", {"person": found})


@requires(Permission.MANAGE_USERS)
@either
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    if request.method == "POST":
        try:
            actions.deactivate(user=found, by=signed_in(request), today=timezone.localdate())
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"{found}’s account is closed, and they are signed out everywhere.")
        return redirect("accounts:user", found.pk)
    return render(request, "accounts/close_account.html", {"person": found})


@requires(Permission.MANAGE_USERS)
@require_POST
def open_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    try:
        actions.reactivate(user=found, by=signed_in(request), today=timezone.localdate())
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{found} may sign in again.")
    return redirect("accounts:user", found.pk)
