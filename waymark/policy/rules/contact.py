"""Settings on what counts as keeping in touch, and when to try again. Pure."""

from waymark.policy.rules.kinds import Setting

CONTACT = "Keeping in touch"

SETTINGS: tuple[Setting, ...] = ()
