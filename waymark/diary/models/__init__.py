"""Planned visits, who travels along, and whether everybody came home safe."""

from waymark.diary.models.feed import CalendarFeed
from waymark.diary.models.safety import HomeSafe
from waymark.diary.models.visit import Companion, Visit

__all__ = ["CalendarFeed", "Companion", "HomeSafe", "Visit"]
