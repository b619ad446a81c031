"""Settings on what counts as keeping in touch, and when to try again. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

CONTACT = "Keeping in touch"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "next_try_days",
        CONTACT,
        "Days until the next try is suggested",
        "After someone was tried and not reached. Whoever records the try can choose another day.",
        14,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=56,
    ),
)
