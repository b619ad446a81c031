"""Settings on visits and coming home safe. Pure."""

from waymark.policy.rules.kinds import Setting

DIARY = "Diary and safety"

SETTINGS: tuple[Setting, ...] = ()
