"""Settings on support after 21. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

AFTER_21 = "21 and over"
GUIDANCE = "DfE guidance on extending personal adviser support to 25, 2018"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "after21_talk_months",
        AFTER_21,
        "Months before 21 in which the conversation begins",
        "From this long before the 21st birthday a worker is asked to talk about what comes after it.",
        3,
        Kind.WHOLE_NUMBER,
        "Local practice; Children Act 1989 s.23C(6) and s.23CZB say only what changes at 21",
        least=1,
        most=12,
    ),
    Setting(
        "after21_written_counts",
        AFTER_21,
        "Whether a letter or text without a reply counts as an offer made",
        "Yes: it was offered, and shows apart as not answered. No: only an offer that reached them counts.",
        True,
        Kind.YES_NO,
        GUIDANCE,
        confirmed=False,
    ),
    Setting(
        "after21_return_days",
        AFTER_21,
        "Working days to answer someone who wants support again",
        "Counted Monday to Friday from the day they asked. The duty itself begins on that day.",
        5,
        Kind.WHOLE_NUMBER,
        "Local practice; Children Act 1989 s.23CZB(2) gives no number of days",
        least=1,
        most=10,
    ),
    Setting(
        "after21_course_months",
        AFTER_21,
        "Months before a course ends in which to ask what comes next",
        "From this long before the end a course stands on the list, with “still going?”.",
        3,
        Kind.WHOLE_NUMBER,
        "Local practice; Children Act 1989 s.23C(7) and s.23CA last as long as the programme",
        least=1,
        most=12,
    ),
)
