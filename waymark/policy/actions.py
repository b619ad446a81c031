"""Change a setting from a day on."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from waymark.audit import actions as audit
from waymark.audit.rules import Actor
from waymark.policy.facts import setting_on
from waymark.policy.models import SettingDecision
from waymark.policy.rules import parse, setting


class ReasonMissing(ValueError):
    """A setting is changed only with a reason."""


class StartsInThePast(ValueError):
    """Figures of days gone by rest on this setting, so it changes from today at the earliest."""


@transaction.atomic
def change_setting(*, key: str, text: str, in_force_from: date, reason: str, by: Actor, today: date) -> SettingDecision:
    """From `in_force_from` on the setting has the value that `text` means.

    A decision already made for the same day is withdrawn, not overwritten. Raises NotASetting, NotAllowed (with what
    to give instead), StartsInThePast or ReasonMissing. Whoever derives answers from settings queues a rebuild.
    """
    known = setting(key)
    value = parse(key, text)
    if not reason.strip():
        raise ReasonMissing
    if known.figures_stay and in_force_from < today:
        raise StartsInThePast
    before = setting_on(known.key, in_force_from)
    SettingDecision.objects.filter(key=key, in_force_from=in_force_from, withdrawn_at=None).update(withdrawn_at=Now())
    decision = SettingDecision.objects.create(
        key=key,
        value=str(value),
        in_force_from=in_force_from,
        reason=reason.strip(),
        decided_by_id=by.actor_id,
        decided_by_name=by.actor_name,
    )
    audit.record(
        "policy.setting_changed",
        by=by,
        subject=decision,
        changes={"value": (before, value)},
        reason=reason,
        detail={"key": key, "in_force_from": in_force_from.isoformat()},
    )
    return decision
