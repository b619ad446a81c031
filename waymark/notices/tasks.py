"""Sending in the background, as soon as a message was put into the outbox."""

from datetime import datetime

from django_tasks import task

from waymark.notices.actions import send_waiting


@task()
def send_notices(at: str) -> int:
    """Send what is due at that moment. What cannot go yet is tried again by `waymark send-notices`."""
    return send_waiting(now=datetime.fromisoformat(at))
