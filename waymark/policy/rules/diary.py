"""Settings on visits and coming home safe. Pure."""

from waymark.policy.rules.kinds import Kind, Setting

DIARY = "Diary and safety"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "home_safe_worker_minutes",
        DIARY,
        "Minutes late before a worker is asked whether they are safe",
        "After the time they said they would be back: a text to them and to whoever travels with them, and a red line on managers’ pages.",
        15,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=5,
        most=60,
    ),
    Setting(
        "home_safe_manager_minutes",
        DIARY,
        "Minutes late before a manager is called",
        "After the time they said they would be back: a text and an e-mail to the managers of their team and the duty desk.",
        30,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=10,
        most=120,
    ),
    Setting(
        "home_safe_each_visit",
        DIARY,
        "Ask for a home-safe check with every visit",
        "The box on the form is ticked from the start; whoever plans the visit may take the tick away.",
        False,
        Kind.YES_NO,
        "Local practice",
    ),
    Setting(
        "calendar_weeks_ahead",
        DIARY,
        "Weeks ahead that another calendar is read",
        "Entries that repeat are written out this far when a calendar file is brought in.",
        12,
        Kind.WHOLE_NUMBER,
        "Local practice",
        least=1,
        most=52,
    ),
)
