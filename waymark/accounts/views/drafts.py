"""Drafts as a form sends them: by script every few seconds, or with the button “Keep as a draft”."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import actions, facts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.actions.refusals import DraftTooLong, NotADraft
from waymark.core.sent import read_json

OURS = frozenset(
    {"csrfmiddlewaretoken", "about", "client_key", "draft_about"}
)  # of the form itself, not of what was typed


@requires(Permission.SIGN_IN, from_script=True)
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """A form posts its fields with `about`; a script sends JSON `{about, client_key, fields}` and is answered `{kept, at}`.

    401 signed out, 413 too long, 422 no draft. `kept` is false when the form was saved or thrown away meanwhile.
    """
    by_script = request.content_type == "application/json"
    user, now = signed_in(request), timezone.now()
    try:
        about, client_key, fields = _sent(request) if by_script else _posted(request)
        draft = actions.keep_draft(user=user, about=about, fields=fields, now=now, client_key=client_key)
    except actions.Refused as problem:
        if by_script:
            return JsonResponse({"problem": str(problem)}, status=413 if isinstance(problem, DraftTooLong) else 422)
        messages.error(request, str(problem))
        return redirect("workspace:drafts")
    if by_script:
        return JsonResponse({"kept": draft is not None, "at": now.isoformat()})
    if draft is None:
        messages.warning(request, "That form is saved or thrown away already, so there is no draft of it.")
    else:
        messages.success(request, "Kept as a draft. Only you can see it.")
    return redirect("workspace:drafts")


@requires(Permission.SIGN_IN, from_script=True)
@require_POST
def drop_draft(request: HttpRequest) -> HttpResponse:
    """Throw one draft away: `about` and `client_key`, from a button or as JSON."""
    by_script = request.content_type == "application/json"
    try:
        about, client_key, _ = _sent(request) if by_script else _posted(request)
    except NotADraft as problem:
        if by_script:
            return JsonResponse({"problem": str(problem)}, status=422)
        messages.error(request, str(problem))
        return redirect("workspace:drafts")
    dropped = actions.drop_draft(user=signed_in(request), about=about, client_key=client_key, now=timezone.now())
    if by_script:
        return JsonResponse({"dropped": dropped})
    messages.success(request, "The draft is thrown away.")
    return redirect("workspace:drafts")


@requires(Permission.SIGN_IN, from_script=True)
@require_POST
def find_draft(request: HttpRequest) -> HttpResponse:
    """For a form that is opened: `{draft: {client_key, fields, begun_at} or null, done}`.

    `done` says of the key asked about, of a draft that only the phone has, whether its form was saved meanwhile.
    """
    user = signed_in(request)
    try:
        about, client_key, _ = _sent(request)
    except NotADraft as problem:
        return JsonResponse({"problem": str(problem)}, status=422)
    draft = facts.draft_of(user, about)
    kept = draft and {"client_key": draft.client_key, "fields": draft.fields, "begun_at": draft.begun_at.isoformat()}
    return JsonResponse({"draft": kept, "done": facts.draft_is_done(user, client_key)})


def _sent(request: HttpRequest) -> tuple[str, UUID, dict[str, Any]]:
    try:
        said = read_json(request.body)
    except ValueError:
        raise NotADraft from None
    if not isinstance(said, Mapping):
        raise NotADraft
    fields = said.get("fields", {})
    if not isinstance(fields, Mapping) or not all(_is_field(value) for value in fields.values()):
        raise NotADraft
    return str(said.get("about", "")), _key(said.get("client_key")), {k: v for k, v in fields.items() if k not in OURS}


def _is_field(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _posted(request: HttpRequest) -> tuple[str, UUID, dict[str, Any]]:
    fields = {
        name: values[0] if len(values) == 1 else list(values)
        for name, values in request.POST.lists()
        if name not in OURS
    }
    return request.POST.get("about", ""), _key(request.POST.get("client_key")), fields


def _key(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise NotADraft from None
