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


def settings_to_come(on: date) -> dict[str, list[tuple[date, Value]]]:
    """Values decided already but not in force on that day, by key, the soonest first; in one query."""
    coming: dict[str, list[tuple[date, Value]]] = defaultdict(list)
    rows = SettingDecision.objects.filter(withdrawn_at=None, in_force_from__gt=on).order_by("in_force_from")
    for key, start, value in rows.values_list("key", "in_force_from", "value"):
        if any(known.key == key for known in SETTINGS):
            coming[key].append((start, parse(key, value)))
    return dict(coming)


def decided_keys() -> set[str]:
    """Settings that somebody has decided, whatever they decided: the council has looked at them."""
    return set(SettingDecision.objects.filter(withdrawn_at=None).values_list("key", flat=True))


def value_of(decision: SettingDecision) -> Value:
    """What a decision says, as a value of its setting."""
    return parse(decision.key, decision.value)
