"""A diary as other calendars read it, and what bringing one in would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waymark.accounts.models import User
from waymark.core.wording import local
from waymark.diary.facts.days import in_diaries_of, midnight
from waymark.diary.models import CalendarFeed, Visit
from waymark.diary.rules.calendars import Entry, Reading, Told, told_about
from waymark.diary.rules.words import VisitKind, VisitSource, VisitState
from waymark.policy.facts import setting_on

DAYS_BACK, DAYS_AHEAD = 56, 366


def feed_of(user: User) -> CalendarFeed | None:
    """The feed that works now; None where there is none."""
    return CalendarFeed.objects.filter(user=user, ended_at=None).first()


def whose_feed(token_hash: str) -> User | None:
    """Whose diary an address with this digest shows; None for one that does not work or whose owner has left."""
    feed = CalendarFeed.objects.filter(token_hash=token_hash, ended_at=None, user__is_active=True)
    found = feed.select_related("user").first()
    return found.user if found else None


def told_of(user: User, *, on: date) -> list[Told]:
    """What a calendar outside may know of this user's diary, some weeks back and a year ahead, by time.

    Entries that came from another calendar are left out: they stand there already. What was cancelled is told as such,
    so that the other calendar takes it away.
    """
    first, last = midnight(on - timedelta(days=DAYS_BACK)), midnight(on + timedelta(days=DAYS_AHEAD))
    rows = in_diaries_of([user.pk]).filter(source=VisitSource.WAYMARK).between(first, last)
    return [as_told(visit) for visit in rows.order_by("starts_at", "id")]


def as_told(visit: Visit) -> Told:
    """One entry without anybody's name."""
    name = visit.person.shown_name if visit.person else ""
    summary, place = told_about(VisitKind.label_of(visit.kind), name, visit.place, visit.title)
    cancelled = visit.state == VisitState.CANCELLED
    return Told(visit.uid, visit.sequence, visit.starts_at, visit.ends_at, summary, place, cancelled, visit.changed_at)


def window(on: date) -> tuple[date, date]:
    """The days that bringing in a calendar reads: from today, as many weeks as the council has set."""
    return on, on + timedelta(weeks=int(setting_on("calendar_weeks_ahead", on)))


@dataclass(frozen=True, slots=True)
class Effect:
    """What bringing in a calendar would do."""

    new: list[Entry]
    changed: list[tuple[Visit, Entry]]
    same: int
    cancelled: list[Visit]


def effect_of(user: User, reading: Reading, *, first: datetime, last: datetime) -> Effect:
    """What this reading would add, change and cancel in a diary; two queries. Writes nothing."""
    held = {
        (visit.uid, visit.occurrence): visit
        for visit in Visit.objects.filter(worker=user, source=VisitSource.CALENDAR, uid__in=reading.uids)
    }
    wanted = {entry.key: entry for entry in reading.entries}
    new = [entry for key, entry in wanted.items() if key not in held and not entry.cancelled]
    both = [(held[key], entry) for key, entry in wanted.items() if key in held and not entry.cancelled]
    changed = [(visit, entry) for visit, entry in both if _differs(visit, entry)]
    ended = [
        visit
        for key, visit in held.items()
        if visit.state != VisitState.CANCELLED
        and (wanted[key].cancelled if key in wanted else first <= visit.starts_at < last)
    ]
    return Effect(new, changed, len(both) - len(changed), sorted(ended, key=lambda visit: visit.starts_at))


def _differs(visit: Visit, entry: Entry) -> bool:
    """Whether another calendar says something else of an entry than the diary does."""
    said = (entry.title, entry.starts_at, entry.ends_at, entry.place, VisitState.PLANNED.value)
    return (visit.title, visit.starts_at, visit.ends_at, visit.place, visit.state) != said


def by_day(visits: Iterable[Visit]) -> dict[date, list[Visit]]:
    """Entries under the English day on which they start, in the order given."""
    found: dict[date, list[Visit]] = {}
    for visit in visits:
        found.setdefault(local(visit.starts_at).date(), []).append(visit)
    return found
