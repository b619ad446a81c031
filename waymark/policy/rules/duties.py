"""Settings on how long each duty may take. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

DUTIES = "Duties and their clocks"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "leave_apply_months",
        DUTIES,
        "Months before leave to remain ends to apply for the next",
        "From this day on it stands on the adviser’s list.",
        3,
        Kind.WHOLE_NUMBER,
        "DfE, Care of unaccompanied migrant children, 2017; the number is local practice",
        least=1,
        most=12,
    ),
    Setting(
        "exception_months",
        DUTIES,
        "Longest exception from a local duty, in months",
        "Then it ends by itself, or somebody gives a reason again.",
        6,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=6,
    ),
)
