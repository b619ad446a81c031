"""Settings on support after 21. Pure."""

from waymark.policy.rules.kinds import Setting

AFTER_21 = "21 and over"

SETTINGS: tuple[Setting, ...] = ()
