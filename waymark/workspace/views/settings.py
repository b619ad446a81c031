"""The council's settings: what is in force, since when, why, and what the council still has to confirm."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.core.wording import full_date
from waymark.policy import actions
from waymark.policy import facts as policy
from waymark.policy.models import SettingDecision
from waymark.policy.rules import SETTINGS, Kind, NotASetting, Setting, Value, label
from waymark.policy.rules import setting as setting_named
from waymark.policy.rules.after21 import AFTER_21
from waymark.policy.rules.duties import DUTIES
from waymark.policy.rules.status import STATUS
from waymark.workspace.forms import SettingForm
from waymark.workspace.tasks import rebuild_duties, rebuild_statuses, rebuilding_statuses


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting as the list shows it; `asked` where the council has neither confirmed nor changed a doubtful default."""

    setting: Setting
    value: str
    default: str
    changed: bool
    coming: tuple[tuple[str, date], ...]
    asked: bool


@requires(Permission.SEE_SETTINGS)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Every setting, those the council should confirm first."""
    today = timezone.localdate()
    values, coming, decided = policy.settings_on(today), policy.settings_to_come(today), policy.decided_keys()
    lines = [_line(known, values[known.key], coming.get(known.key, []), known.key in decided) for known in SETTINGS]
    groups: dict[str, list[SettingLine]] = {}
    for line in lines:
        groups.setdefault(line.setting.group, []).append(line)
    return render(
        request,
        "workspace/settings.html",
        {
            "groups": groups,
            "asked": [line for line in lines if line.asked],
            "may_change": signed_in(request).may(Permission.CHANGE_SETTINGS, on=today),
            "rebuilding": rebuilding_statuses(),
        },
    )


def _line(known: Setting, value: Value, coming: list[tuple[date, Value]], decided: bool) -> SettingLine:
    return SettingLine(
        setting=known,
        value=label(known.key, value),
        default=label(known.key, known.default),
        changed=value != known.default,
        coming=tuple((label(known.key, later), start) for start, later in coming),
        asked=not known.confirmed and not decided,
    )


@requires(Permission.SEE_SETTINGS)
@require_http_methods(["GET", "POST"])
def setting(request: HttpRequest, key: str) -> HttpResponse:
    """One setting with everything ever decided about it; who may change it does so here."""
    try:
        known = setting_named(key)
    except NotASetting:
        raise Http404 from None
    today = timezone.localdate()
    may_change = signed_in(request).may(Permission.CHANGE_SETTINGS, on=today)
    if request.method == "POST" and not may_change:
        raise Http404
    value = policy.setting_on(key, today)
    first = label(key, value).lower() if known.kind is Kind.YES_NO else str(value)
    form = SettingForm(
        request.POST or None, setting=known, today=today, initial={"value": first, "in_force_from": today}
    )
    if form.is_bound and form.is_valid():
        return _change(request, known, form, today)
    decisions = policy.decisions(key)
    return render(
        request,
        "workspace/setting.html",
        {
            "form": form,
            "setting": known,
            "value": label(key, value),
            "default": label(key, known.default),
            "since": _since(decisions, today),
            "decisions": [(decision, label(key, policy.value_of(decision))) for decision in decisions],
            "asked": not known.confirmed and not any(decision.withdrawn_at is None for decision in decisions),
            "may_change": may_change,
            "today": today,
            "rebuilding": known.group == STATUS and rebuilding_statuses(),
        },
    )


def _since(decisions: list[SettingDecision], today: date) -> date | None:
    """The day from which the value of today has been in force; None while it is the default."""
    started = [d.in_force_from for d in decisions if d.withdrawn_at is None and d.in_force_from <= today]
    return max(started, default=None)


def _change(request: HttpRequest, known: Setting, form: SettingForm, today: date) -> HttpResponse:
    asked = form.cleaned_data
    actions.change_setting(
        key=known.key,
        text=asked["value"],
        in_force_from=asked["in_force_from"],
        reason=asked["reason"],
        by=signed_in(request),
        today=today,
    )
    done = f"“{known.name}” is kept, from {full_date(asked['in_force_from'])}."
    if known.group == STATUS:
        rebuild_statuses.enqueue(str(signed_in(request).pk), today.isoformat())
        done += " Everyone’s legal status is worked out anew."
    elif known.group in (DUTIES, AFTER_21):
        rebuild_duties.enqueue(str(signed_in(request).pk), today.isoformat())
        done += " What everyone is owed is worked out anew."
    messages.success(request, done)
    return redirect("workspace:setting", known.key)
