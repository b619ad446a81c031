"""Settings on who may open what, and for how long. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

ACCESS = "Access"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "emergency_access_hours",
        ACCESS,
        "Hours that emergency access lasts",
        "After someone gives a reason and opens a record that is not theirs.",
        24,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=72,
    ),
)
