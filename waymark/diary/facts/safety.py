"""Who is out, who is late home, and who must be told."""

from datetime import datetime, timedelta

from django.db.models import Q

from waymark.accounts.models import RoleGrant, User, open_on
from waymark.accounts.rules import Permission
from waymark.core.wording import local
from waymark.diary.models import HomeSafe
from waymark.policy.facts import setting_on


def overdue_home_safe(user: User, *, now: datetime) -> list[HomeSafe]:
    """Workers this user watches over who have not said they are home safe, the longest late first; whoever may not
    watch has none. `worker`, `visit` and `person` are read too. Computed from the clock: no job need have run.
    """
    on = local(now).date()
    standing = user.standing(on=on)
    if not standing.may(Permission.WATCH_SAFETY):
        return []
    late = timedelta(minutes=int(setting_on("home_safe_worker_minutes", on)))
    rows = HomeSafe.objects.out().filter(expected_at__lte=now - late)  # type: ignore[attr-defined]
    if not standing.everyone:
        colleagues = RoleGrant.objects.filter(open_on(on), team__in=standing.teams).values("user")
        rows = rows.filter(Q(worker__in=colleagues) | Q(worker__in=standing.workers))
    return list(rows.select_related("worker", "person", "visit").order_by("expected_at", "id"))
