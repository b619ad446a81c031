"""Where someone lands after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import facts as accounts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.rules import ROLES, Role

# The first page that someone may open, in this order, is where they start.
STARTS: tuple[tuple[Permission, str], ...] = (
    (Permission.SEE_REGISTER, "workspace:register"),
    (Permission.MANAGE_USERS, "accounts:users"),
    (Permission.IMPORT_FILES, "statutory:imports"),
    (Permission.SEE_RETURN, "statutory:returns"),
    (Permission.SEE_SETTINGS, "workspace:settings"),
)


@requires(Permission.SIGN_IN)
def home(request: HttpRequest) -> HttpResponse:
    """On to the first page they may open; who may open none is told what their role is and whom to ask."""
    today = timezone.localdate()
    standing = signed_in(request).standing(on=today)
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
