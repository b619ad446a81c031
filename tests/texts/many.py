"""Many texts, unknown texts, stuck messages and people with whom touch is lost, for pages that list them."""

from datetime import timedelta
from itertools import count
from pathlib import Path

from django.utils import timezone

from tests.workspace.people import crowd
from tests.world import TODAY, World
from waymark.contact.models import ContactMade, Effort, LostContact, LostSeen, NoContactChoice
from waymark.notices.models import Notice
from waymark.people.models import ContactPoint, NetworkMember
from waymark.texts.models import Text, UnknownText

NUMBERS = count(1)


def many_texts(world: World, number: int, folder: Path) -> None:
    """Texts that wait for an answer, of Sam and of as many others, and ours to Sam with what became of each."""
    now = timezone.now()
    for person in crowd(number, world.alex, world.team, prefix=f"Text{next(NUMBERS)}"):
        for whose in (world.sam, person):
            Text.objects.create(person=whose, direction="in", body="Hello", number="+447700900018", happened_at=now)
        key = f"text:{person.pk}"
        Text.objects.create(
            person=world.sam, direction="out", body="Hi", number="+447700900018", happened_at=now, notice_key=key
        )
        Notice.objects.create(kind="sms", to="+447700900018", body="Hi", key=key, made_at=now, next_try_at=now)
        UnknownText.objects.create(number="+447700900999", body="Who?", received_at=now, provider_id=key, why="nobody")


def many_stuck(world: World, number: int, folder: Path) -> None:
    """Messages of which half failed and half are tried again."""
    now = timezone.now()
    for n in range(number * 2):
        state = {"state": "failed"} if n % 2 else {"tries": 2}
        Notice.objects.create(
            kind="sms", to="+447700900018", body="Hi", key=f"k{next(NUMBERS)}", made_at=now, next_try_at=now, **state
        )


def many_lost(world: World, number: int, folder: Path) -> None:
    """People with whom touch is lost, others with whom it may be, and others who chose no contact; steps for Sam too."""
    day = TODAY - timedelta(days=9)
    sams = LostContact.objects.get_or_create(
        person=world.sam, ended_on=None, defaults={"started_on": day, "reason": "A", "opened_by_name": "Alex"}
    )[0]
    for n in range(number):
        lost, seeming, chose = crowd(3, world.alex, world.team, prefix=f"Lost{next(NUMBERS)}")
        theirs = LostContact.objects.create(person=lost, started_on=day, reason="A", opened_by_name="Alex")
        LostSeen.objects.create(episode=theirs, who="team_manager", seen_on=TODAY, seen_by_name="Bea")
        for episode in (sams, theirs):
            Effort.objects.create(
                person=episode.person,
                episode=episode,
                step="housing",
                made_on=TODAY,
                outcome="news",
                worker_name="Alex",
            )
            ContactMade.objects.create(person=episode.person, happened_on=TODAY, made="tried", channel="call")
        for days in (60, 70):
            ContactMade.objects.create(
                person=seeming, happened_on=TODAY - timedelta(days=days), made="tried", channel="call"
            )
        NoContactChoice.objects.create(
            person=chose,
            started_on=day,
            how_said="call",
            their_words="No",
            try_again_on=TODAY + timedelta(days=n),
            try_again_how="A card",
            worker_name="Alex",
        )
        ContactPoint.objects.create(person=world.sam, value=f"07700 9{next(NUMBERS):05}")
        NetworkMember.objects.create(person=world.sam, name=f"Friend {next(NUMBERS)}")
