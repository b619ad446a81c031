"""Contact in words: when and where it was, who was there, what saving it does, and how a list of it is headed. Pure."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from waymark.contact.rules.touching import Touch
from waymark.contact.rules.words import ByRole, Channel, Made, Place, StartedBy
from waymark.core.wording import (
    WEEKDAYS,
    capital,
    counted,
    full_date,
    in_words,
    listed,
    plural,
    short_date,
    weekday_date,
)

# What one contact of a channel is called.
NOUNS = {
    Channel.FACE_TO_FACE: "visit",
    Channel.VIDEO: "video call",
    Channel.CALL: "call",
    Channel.TEXT: "text",
    Channel.APP: "message in the app",
    Channel.LETTER: "letter",
    Channel.EMAIL: "e-mail",
    Channel.UNKNOWN: "contact",
}
# Where, as it reads in a sentence; the rest are said in the place's own words.
PLACES = {
    Place.HOME: "at home",
    Place.OFFICE: "at our office",
    Place.HUB: "at the hub",
    Place.STUDY_OR_WORK: "where they study or work",
    Place.CUSTODY: "in custody",
    Place.HOSPITAL: "in hospital",
    Place.OUT: "out and about",
}


def day_words(day: date, *, today: date) -> str:
    """“today”, “yesterday”, “Thu 14 May”, “14 May 2025”."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return weekday_date(day) if abs((today - day).days) < 300 else full_date(day)


def ago(day: date, *, today: date) -> str:
    """“today”, “yesterday”, “24 days ago”, “5 months ago”, “2 years ago”."""
    days = (today - day).days
    if days <= 1:
        return day_words(day, today=today)
    if days < 100:
        return f"{counted(days, 'day')} ago"
    if days < 700:
        return f"{counted(days * 12 // 365, 'month')} ago"
    return f"{counted(days // 365, 'year')} ago"


def where_words(place: str, place_words: str) -> str:
    """“at 14 Canal Court”, “at home”, or nothing where it is not known."""
    if place_words:
        return (
            place_words
            if place_words.split(" ")[0].lower() in {"at", "in", "on", "by", "near"}
            else f"at {place_words}"
        )
    return PLACES.get(Place(place), "") if place in Place.values() else ""


def scene(
    *, on: date, at: time | None, place: str, place_words: str, called: str, present: str, channel: str, today: date
) -> str:
    """What is known before anybody types: “Today at 11:00, at 14 Canal Court, you and Sam.”"""
    when = day_words(on, today=today) + (f" at {at:%H:%M}" if at else "")
    met = channel in ("", Channel.FACE_TO_FACE)
    who = listed(["you", called, *([present] if present else [])]) if met or present else f"you to {called}"
    return f"{capital(', '.join(filter(None, [when, where_words(place, place_words), who])))}."


# Who it was, where a name is not known, as it reads after “by”.
BY = {
    ByRole.ADVISER: "a personal adviser",
    ByRole.SOCIAL_WORKER: "a social worker",
    ByRole.OTHER: "someone else",
    ByRole.UNKNOWN: "a worker",
}


def entry_words(*, made: str, channel: str, by: str, called: str, started_by: str, place: str, place_words: str) -> str:
    """One contact of a list after its date: “visit by Alex Merrin, at home”."""
    noun = NOUNS[Channel(channel)]
    words = f"{noun} from {called} to {by}" if started_by == StartedBy.YOUNG_PERSON else f"{noun} by {by}"
    where = where_words(place, place_words) if channel == Channel.FACE_TO_FACE else ""
    tail = ", not reached" if made == Made.TRIED else ", not known whether reached" if made == Made.UNKNOWN else ""
    return f"{words}{tail}{', ' + where if where else ''}"


def headline(touch: Touch, *, called: str, today: date) -> str:
    """The heading of somebody's contacts: when they were last reached, or that they were not."""
    if touch.reached_on is None:
        if touch.tries_since:
            return f"Nobody has reached {called} yet, after {tries(touch.tries_since)}"
        return f"No contact with {called} is recorded yet"
    words = f"{called} was last reached {ago(touch.reached_on, today=today)}"
    return f"{words}, and tried {times(touch.tries_since)} since" if touch.tries_since else words


def tries(count: int) -> str:
    return f"{in_words(count)} {plural(count, 'try', 'tries')}"


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{in_words(count)} times")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that saving will do; `when` is `made`, `tried` or nothing for both."""

    words: str
    when: str = ""


def effects(
    *,
    touch: Touch,
    called: str,
    today: date,
    weeks: int | None,
    only_adviser: bool,
    as_adviser: bool,
    visit: str,
    next_try_on: date,
) -> list[Effect]:
    """What saving a contact does, as far as contact knows. `weeks` is the council's clock at this age, if there is one."""
    found = []
    if touch.reached_on is None:
        found.append(Effect(f"Be the first time anybody is known to have reached {called}", Made.MADE))
    else:
        found.append(
            Effect(f"Count as reaching {called}. The last time was {ago(touch.reached_on, today=today)}", Made.MADE)
        )
    due = next_due(touch, on=today, weeks=weeks)
    if due and (as_adviser or not only_adviser):
        found.append(Effect(f"Set the next contact: by {short_date(due)} at the latest", Made.MADE))
    elif due:
        found.append(
            Effect(
                "Count in the figure for all workers. The adviser’s own clock runs on until they are in touch",
                Made.MADE,
            )
        )
    if visit:
        found.append(Effect(f"Mark the visit planned for {visit} as kept", Made.MADE))
        found.append(Effect(f"Mark the visit planned for {visit} as one that did not take place", Made.TRIED))
    if touch.lost_from:
        found.append(Effect(f"End the search for {called}, lost since {full_date(touch.lost_from)}", Made.MADE))
    found.append(Effect("Count as a try. The clock for keeping in touch runs on", Made.TRIED))
    found.append(
        Effect(
            f"Put “Try {called} again” on the list for {weekday_date(next_try_on)}, unless you choose another day",
            Made.TRIED,
        )
    )
    found.append(Effect("Put what you promise on your day until it is kept"))
    return found


def next_due(touch: Touch, *, on: date, weeks: int | None) -> date | None:
    """When somebody reached on a day is to be reached again at the latest: the council's clock or their own rhythm."""
    days = [weeks * 7] if weeks else []
    if touch.rhythm_days and (touch.rhythm_until is None or touch.rhythm_until > on):
        days.append(touch.rhythm_days)
    return on + timedelta(days=min(days)) if days else None


def promises_heading(*, called: str, open_ones: int, late: int) -> str:
    if not open_ones:
        return f"No promise to {called} is open"
    words = f"{capital(in_words(open_ones))} {plural(open_ones, 'promise')} to {called} {'is' if open_ones == 1 else 'are'} open"
    if not late:
        return words
    return f"{words}, {'and late' if late == open_ones == 1 else 'all late' if late == open_ones else in_words(late) + ' late'}"


def rhythm_words(every_days: int) -> str:
    """“every week”, “every 10 days”."""
    if every_days == 1:
        return "every day"
    if every_days % 7:
        return f"every {every_days} days"
    weeks = every_days // 7
    return "every week" if weeks == 1 else f"every {in_words(weeks)} weeks"


def weekday_of(text: str) -> int | None:
    """0 for “Monday” or “mon”; None for no weekday."""
    word = text.strip().lower().rstrip(".")
    return next((n for n, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.lower().startswith(word)), None)
