"""Sign-in, and the pages on which an administrator keeps users and teams."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from allauth.urls import urlpatterns as sign_in_patterns
from django.urls import URLPattern, URLResolver, include, path

from waymark.accounts import views
from waymark.accounts.access import closed, public, requires_sign_in

# Pages of the sign-in library that are open to someone who is not signed in. Nobody can sign up.
OPEN = frozenset(
    {
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
        *("mfa_authenticate", "mfa_login_webauthn"),
    }
)
SIGNED_IN = frozenset(
    {
        *("account_change_password", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index"),
        *("mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
        "usersessions_list",
    }
)


def each_pattern(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from each_pattern(pattern.url_patterns)
        else:
            yield pattern


def guarded(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The sign-in library's own pages behind our guards; what is in neither list above answers 404 to everyone."""
    for pattern in each_pattern(patterns):
        if hasattr(pattern.callback, "access"):
            continue
        guard: Callable[..., Any] = closed
        if pattern.name in OPEN:
            guard = public
        elif pattern.name in SIGNED_IN:
            guard = requires_sign_in
        pattern.callback = guard(pattern.callback)
    return patterns


app_name = "accounts"
urlpatterns = [
    path("users/", views.users, name="users"),
    path("users/new/", views.new_user, name="new_user"),
    path("users/<uuid:user_id>/", views.user, name="user"),
    path("users/<uuid:user_id>/roles/<uuid:grant_id>/end/", views.end_role, name="end_role"),
    path("teams/", views.teams, name="teams"),
    path("cover/", views.cover, name="cover"),
    path("duty/", views.duty, name="duty"),
]
sign_in = [path("accounts/", include(guarded(sign_in_patterns)))]
