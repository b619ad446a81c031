"""`waymark watch-home-safe`: calls whoever must be called about workers who are late home; run it every minute."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from waymark.audit.rules import NamedActor
from waymark.diary.actions import raise_alarms


class Command(BaseCommand):
    help = "Ask workers who are late home whether they are safe, and call their managers. Run it every minute."

    def handle(self, *args: object, **options: object) -> None:
        alarms = raise_alarms(by=NamedActor("Home-safe watch"), now=timezone.now())
        self.stdout.write(f"{alarms.asked} asked, {alarms.called} called about")
