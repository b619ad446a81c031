"""Settings on how long each duty may take. Pure."""

from waymark.policy.rules.kinds import Setting

DUTIES = "Duties and their clocks"

SETTINGS: tuple[Setting, ...] = ()
