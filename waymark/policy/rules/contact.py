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
    Setting(
        "lost_after_days",
        CONTACT,
        "Days without contact until touch may be lost",
        "Somebody whom nobody has reached for so long, and who was tried twice since, is suggested as lost.",
        56,
        Kind.WHOLE_NUMBER,
        "Local practice (8 weeks); Children Act 1989 s23B(11), s23C(2)(b) set no number",
        least=7,
        most=182,
    ),
    Setting(
        "lost_to_manager_days",
        CONTACT,
        "Days until a team manager has to know that touch was lost",
        "From the day touch was lost. The manager signs that they have seen what was tried.",
        7,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=56,
    ),
    Setting(
        "lost_to_head_days",
        CONTACT,
        "Days until the head of service has to know that touch was lost",
        "From the day touch was lost.",
        28,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=182,
    ),
    Setting(
        "no_contact_retry_weeks",
        CONTACT,
        "Most weeks until somebody who wants no contact is tried again",
        "To 20 the duty to keep in touch runs on whatever they choose; from 21 they are offered support every year.",
        12,
        Kind.WHOLE_NUMBER,
        "Local practice; the duty is Children Act 1989 s23B(2), s23C(2)",
        least=1,
        most=26,
    ),
    Setting(
        "contact_months",
        CONTACT,
        "Months that the keeping-in-touch figures look back",
        "Who was reached within so many months is in the figure.",
        2,
        Kind.WHOLE_NUMBER,
        "Local practice: contact within the last two months",
        least=1,
        most=12,
    ),
)
