"""Settings as they were in force on a day."""

from collections import defaultdict
from datetime import date

from waymark.policy.models import SettingDecision
from waymark.policy.rules import SETTINGS, Value, in_force, parse, setting


def setting_on(key: str, on: date) -> Value:
    """One setting as in force on a day. Raises NotASetting for an unknown key."""
    rows = SettingDecision.objects.filter(key=setting(key).key, withdrawn_at=None, in_force_from__lte=on)
    decided = [(start, parse(key, value)) for start, value in rows.values_list("in_force_from", "value")]
    return in_force(decided, default=setting(key).default, on=on)


def settings_on(on: date) -> dict[str, Value]:
    """Every setting as in force on a day, in one query."""
    decided: dict[str, list[tuple[date, Value]]] = defaultdict(list)
    rows = SettingDecision.objects.filter(withdrawn_at=None, in_force_from__lte=on)
    for key, start, value in rows.values_list("key", "in_force_from", "value"):
        if any(known.key == key for known in SETTINGS):  # a key of a newer or older version is left alone
            decided[key].append((start, parse(key, value)))
    return {known.key: in_force(decided[known.key], default=known.default, on=on) for known in SETTINGS}


def decisions(key: str) -> list[SettingDecision]:
    """All decisions about one setting, latest first, withdrawn ones too."""
    return list(SettingDecision.objects.filter(key=setting(key).key).order_by("-in_force_from", "-recorded_at"))
