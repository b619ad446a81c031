"""Settings on how long each duty may take: a statutory number can only be tightened, a local one changed. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

DUTIES = "Duties and their clocks"

LOCAL = "Local practice; the law gives no number"


def _limit(
    key: str, name: str, meaning: str, default: int, source: str, *, most: int, least: int = 1, confirmed: bool = True
) -> Setting:
    return Setting(
        key, DUTIES, name, meaning, default, Kind.WHOLE_NUMBER, source, confirmed=confirmed, least=least, most=most
    )


SETTINGS: tuple[Setting, ...] = (
    _limit(
        "adviser_alert_months",
        "Months before somebody becomes eligible in which to find an adviser",
        "From then on the personal adviser to be appointed (D01) stands on the list.",
        3,
        "Local practice: from 15 years and 9 months",
        least=0,
        most=24,
    ),
    _limit(
        "adviser_before_18_months",
        "Months before 18 by which an adviser works beside the social worker",
        "The day by which an adviser is allocated (D34). The duty to appoint one (D01) begins earlier, on becoming eligible.",
        12,
        LOCAL,
        most=24,
    ),
    _limit(
        "first_visit_days",
        "Days within which a social worker visits a new placement",
        "The first visit in a placement (D05). It can be made sooner, not later.",
        7,
        "Care Planning, Placement and Case Review (England) Regulations 2010 reg.28(2)(a)",
        most=7,
    ),
    _limit(
        "visit_weeks",
        "Weeks between a social worker's visits in care",
        "Visits after the first (D05). Three months, for a placement meant to last to 18, is not applied.",
        6,
        "Care Planning, Placement and Case Review (England) Regulations 2010 reg.28(2)(b)",
        most=6,
    ),
    _limit(
        "keep_in_touch_relevant_weeks",
        "Weeks between contacts with a relevant child",
        "How long keeping in touch at 16 and 17 (D07) may go without reaching them.",
        8,
        LOCAL,
        most=13,
    ),
    _limit(
        "home_first_visit_days",
        "Days within which an adviser visits a relevant child's new home",
        "The first visit in accommodation provided (D11). It can be made sooner, not later.",
        7,
        "Care Leavers (England) Regulations 2010 reg.8(2)(a)",
        most=7,
    ),
    _limit(
        "home_visit_months",
        "Months between an adviser's visits to a relevant child's home",
        "Visits after the first (D11). They can be more often, not less.",
        2,
        "Care Leavers (England) Regulations 2010 reg.8(2)(c)",
        most=2,
    ),
    _limit(
        "keep_in_touch_weeks",
        "Weeks between contacts at 18 to 20",
        "How long keeping in touch (D14) may go without reaching them. The duty itself never stops before 21.",
        8,
        "Local practice: eight weeks, in some councils two months",
        most=13,
    ),
    Setting(
        "keep_in_touch_counts",
        DUTIES,
        "Whose contact keeps in touch",
        "Whether keeping in touch (D07 and D14) is closed by the personal adviser only, or by any worker who reached them.",
        "adviser",
        Kind.CHOICE,
        "Local practice: the published figures count advisers only",
        choices=(("adviser", "Personal adviser only"), ("anyone", "Any worker")),
    ),
    _limit(
        "no_contact_weeks",
        "Weeks between tries after somebody chose no contact",
        "The gentler rhythm of D07 and D14 while a young person has asked to be left alone. The duty goes on.",
        12,
        LOCAL,
        most=26,
    ),
    _limit(
        "offer_months",
        "Months between offers of support at 21 to 24",
        "The yearly offer (D16) to somebody who has not asked for support.",
        12,
        "Guidance on extending personal adviser support to 25",
        most=12,
        confirmed=False,
    ),
    _limit(
        "education_months",
        "Months to help somebody of 21 or over who studies",
        "From when they tell the council that they are or wish to be in education or training (D18).",
        3,
        "Children Act 1989 s.23CA; three months as in councils' published procedures",
        most=3,
        confirmed=False,
    ),
    _limit(
        "leave_alert_months",
        "Months before leave to remain ends in which to apply",
        "From then on the application for the next leave (D32) stands on the list.",
        3,
        "Local practice beside the guidance on unaccompanied children (2017)",
        least=3,
        most=12,
    ),
    _limit(
        "detention_visit_days",
        "Working days within which to visit somebody in custody who used to be in care",
        "Someone under 18 who is in custody, was looked after, and is not relevant (D33).",
        10,
        "Visits to Former Looked After Children in Detention (England) Regulations 2010; the number was not readable",
        most=10,
        confirmed=False,
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
