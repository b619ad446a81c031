"""Settings on how the yearly return is made. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

RETURN = "The yearly return"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "oc3_before_months",
        RETURN,
        "Months before the birthday that still count",
        "A contact, home or activity this long before the birthday may be reported as on the birthday.",
        3,
        Kind.WHOLE_NUMBER,
        "The collection guide's section was not readable",
        confirmed=False,
        least=0,
        most=12,
    ),
    Setting(
        "oc3_after_months",
        RETURN,
        "Months after the birthday that still count",
        "A contact, home or activity this long after the birthday may be reported as on the birthday.",
        1,
        Kind.WHOLE_NUMBER,
        "The collection guide's section was not readable",
        confirmed=False,
        least=0,
        most=12,
    ),
    Setting(
        "oc3_oldest_age",
        RETURN,
        "Oldest age in the return's cohort",
        "The yearly return asks about 17 to 21; the latest methodology goes to 25.",
        21,
        Kind.WHOLE_NUMBER,
        "DfE methodology, children looked after in England, 2024",
        least=21,
        most=25,
    ),
)
