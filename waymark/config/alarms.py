"""What every page of a manager shows until it is dealt with: colleagues who are late home."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.models import User
from waymark.diary.facts import overdue_home_safe
from waymark.diary.rules.lateness import lateness_in_words


def alarms(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: `late_home`, called by the layout of staff pages only; costs one query, and none for others."""
    user = getattr(request, "user", None)

    def late_home() -> list[dict[str, str]]:
        if not isinstance(user, User):
            return []
        now = timezone.now()
        return [
            {
                "name": str(check.worker),
                "lateness": lateness_in_words(check.expected_at, now=now),
                "href": reverse("diary:home_safe", args=[check.pk]),
            }
            for check in overdue_home_safe(user, now=now)
        ]

    return {"late_home": late_home}
