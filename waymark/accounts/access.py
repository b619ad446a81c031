"""Guards: every view carries `@requires(...)` or `@public`, and every command has an actor."""

import getpass
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.management.base import CommandError, CommandParser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control

from waymark.accounts.actions import drop_draft
from waymark.accounts.facts import has_second_factor
from waymark.accounts.models import User
from waymark.accounts.rules import Permission
from waymark.audit.rules import Actor, NamedActor

__all__ = [
    "Permission",
    "add_actor_argument",
    "closed",
    "command_actor",
    "public",
    "requires",
    "requires_sign_in",
    "signed_in",
]

View = Callable[..., HttpResponseBase]


def requires(permission: Permission, *, from_script: bool = False) -> Callable[[View], View]:
    """Guard a view: signed out → sign-in; without the permission → 404, as if the page were not there.

    Where the council requires a second factor, someone without one is first sent to set it up. A view that a script
    sends to (`from_script`) answers a signed-out POST of JSON with 401 instead: a script cannot sign anybody in.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                if from_script and request.method == "POST" and request.content_type == "application/json":
                    return JsonResponse({"problem": "signed out"}, status=401)
                return redirect_to_login(request.get_full_path())
            if not user.may(permission, on=timezone.localdate()):
                raise Http404
            if settings.MFA_REQUIRED and not has_second_factor(user):
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Mark a view that anyone may see. A test lists them all, so that each is meant."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    shown.access = "public"  # type: ignore[attr-defined]
    return shown


def requires_sign_in(view: View) -> View:
    """Guard a page about one's own account, such as setting up the second factor itself."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def signed_in(request: HttpRequest) -> User:
    """The user of a guarded view: the guard has let nobody else in."""
    user = request.user
    assert user.is_authenticated
    return user


def closed(view: View) -> View:
    """A page of a library that Waymark does not offer: 404 for everyone."""

    @wraps(view)
    def shut(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Http404

    shut.access = "closed"  # type: ignore[attr-defined]
    return shut


class NoStoreMiddleware:
    """No page of a signed-in user is kept by a browser or proxy: a shared computer shows nothing after sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response


class SavedDraftMiddleware:
    """A form that was saved has no draft any more. It was saved when it is answered with a redirect, not with a page.

    The script that keeps drafts puts `draft_about` and `client_key` into every form it watches.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_form = request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}
        if request.method == "POST" and is_form and response.status_code in {302, 303}:
            about, key = request.POST.get("draft_about", ""), request.POST.get("client_key", "")
            if about and request.user.is_authenticated:
                with suppress(ValueError):
                    drop_draft(user=request.user, about=about, client_key=UUID(key), now=timezone.now())
        return response


def add_actor_argument(parser: CommandParser) -> None:
    parser.add_argument("--as", dest="as_user", metavar="USER", help="do it as this user, with their permissions")


def command_actor(options: dict[str, Any], *, permission: Permission, today: date) -> Actor:
    """Who runs a command: the user named with --as, who needs the permission, or the operating-system user.

    In production the operating-system user must be listed in WAYMARK_CONSOLE_OPERATORS. Raises CommandError (exit 2).
    """
    if name := options.get("as_user"):
        try:
            user = User.objects.get(username=name, is_active=True)
        except User.DoesNotExist:
            raise CommandError(
                f"There is no user “{name}”. Give --as the name they sign in with.", returncode=2
            ) from None
        if not user.may(permission, on=today):
            raise CommandError(f"{user} may not do this: it needs “{permission.label}”.", returncode=2)
        return user
    login = getpass.getuser()
    if settings.PRODUCTION and login not in settings.CONSOLE_OPERATORS:
        raise CommandError(f"{login} is not listed in WAYMARK_CONSOLE_OPERATORS. Use --as USER.", returncode=2)
    return NamedActor(f"{login} at the console")
