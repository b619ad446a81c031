"""Touch that was lost: when it looks so, what to try next, who has to know, and when it is over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import TODAY, World, young_person
from waymark.audit.models import Event
from waymark.contact import actions
from waymark.contact.actions.efforts import EffortBeforeItWasLost
from waymark.contact.actions.lost import (
    ChoseAlready,
    ChoseInTheFuture,
    EndsBeforeItWasLost,
    LostAlready,
    LostInTheFuture,
    NotLostAnyMore,
    SeenAlready,
    TryAgainTooLate,
    TryAgainTooSoon,
)
from waymark.contact.actions.recording import ContactInTheFuture
from waymark.contact.facts import lost as facts
from waymark.contact.facts import touches
from waymark.contact.models import ContactMade, Effort, LostContact, NoContactChoice
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.contact.rules.lost import HowEnded, HowSaid, Outcome, SeenBy, Step
from waymark.people.models import YoungPerson

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = timezone.now()


def contact(person: YoungPerson, world: World, days_ago: int, made: Made = Made.MADE, **more: object) -> ContactMade:
    return actions.record_contact(
        **(
            {
                "person": person,
                "happened_on": TODAY - days_ago * DAY,
                "made": made,
                "channel": Channel.CALL,
                "by_role": ByRole.ADVISER,
                "by": world.alex,
                "today": TODAY,
                "now": NOW,
                "started_by": StartedBy.WORKER,
            }
            | more
        )
    )


def lost(world: World, days_ago: int = 10, person: YoungPerson | None = None) -> LostContact:
    return actions.open_lost(
        person=person or world.sam,
        started_on=TODAY - days_ago * DAY,
        reason="No answer on any number since March",
        by=world.alex,
        today=TODAY,
    )


def effort(episode: LostContact, world: World, step: Step, days_ago: int = 0, **more: object) -> Effort:
    given = {"outcome": Outcome.NO_ANSWER, "by": world.alex, "today": TODAY, "now": NOW} | more
    return actions.record_effort(episode, step=step, made_on=TODAY - days_ago * DAY, **given)


def test_opening_is_told_in_touches_from_its_first_day_until_it_ends(world: World) -> None:
    episode = lost(world)
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from == TODAY - 10 * DAY
    assert touches([world.sam.pk], up_to=TODAY - 11 * DAY)[world.sam.pk].lost_from is None
    actions.close_lost(episode, ended_on=TODAY - DAY, how=HowEnded.MISTAKE, note="Wrong Sam", by=world.bea, today=TODAY)
    assert touches([world.sam.pk], up_to=TODAY - DAY)[world.sam.pk].lost_from is None
    assert touches([world.sam.pk], up_to=TODAY - 2 * DAY)[world.sam.pk].lost_from == TODAY - 10 * DAY


def test_touch_is_lost_once_at_a_time_and_not_tomorrow(world: World) -> None:
    with pytest.raises(LostInTheFuture):
        lost(world, -1)
    episode = lost(world)
    with pytest.raises(LostAlready) as known:
        lost(world, 3)
    assert known.value.episode == episode


def test_reaching_them_ends_it_in_the_same_transaction(world: World) -> None:
    episode = lost(world)
    contact(world.sam, world, 2, Made.TRIED)
    episode.refresh_from_db()
    assert episode.ended_on is None
    contact(world.sam, world, 1)
    episode.refresh_from_db()
    assert (episode.ended_on, episode.how_ended) == (TODAY - DAY, HowEnded.REACHED)
    assert Event.objects.filter(name="contact.found_again", person_id=world.sam.pk).count() == 1


def test_a_contact_from_before_it_was_lost_that_is_recorded_late_ends_nothing(world: World) -> None:
    episode = lost(world)
    contact(world.sam, world, 11)
    episode.refresh_from_db()
    assert episode.ended_on is None


def test_a_try_that_turns_out_to_have_reached_them_ends_it(world: World) -> None:
    episode = lost(world)
    tried = contact(world.sam, world, 1, Made.TRIED)
    actions.correct_contact(tried, reason="She rang back", by=world.alex, today=TODAY, now=NOW, made=Made.MADE)
    episode.refresh_from_db()
    assert episode.how_ended == HowEnded.REACHED


def test_ending_by_hand_has_a_day_within_it_and_happens_once(world: World) -> None:
    episode = lost(world)
    ended = {"how": HowEnded.OVER, "note": "", "by": world.bea, "today": TODAY}
    with pytest.raises(EndsBeforeItWasLost):
        actions.close_lost(episode, ended_on=TODAY - 11 * DAY, **ended)
    with pytest.raises(LostInTheFuture):
        actions.close_lost(episode, ended_on=TODAY + DAY, **ended)
    actions.close_lost(episode, ended_on=TODAY, **ended)
    with pytest.raises(NotLostAnyMore):
        actions.close_lost(episode, ended_on=TODAY, **ended)


def test_a_step_that_tries_them_counts_as_a_try_and_one_that_asks_others_does_not(world: World) -> None:
    episode = lost(world)
    key = uuid4()
    first = effort(episode, world, Step.VISIT, 2, client_key=key, by_role=ByRole.ADVISER)
    assert effort(episode, world, Step.VISIT, 2, client_key=key) == first
    effort(episode, world, Step.NETWORK, 1, asked="Nan", outcome=Outcome.NEWS)
    effort(episode, world, Step.OWN_NUMBER, 1, outcome=Outcome.NOT_DONE)
    kept = ContactMade.objects.get(person=world.sam)
    assert (kept.made, kept.channel, kept.pk) == (Made.TRIED, Channel.FACE_TO_FACE, first.contact_id)
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].tries_since == 1
    trail = facts.trails_of([episode])[episode.pk]
    assert [one.step for one in trail.tried] == [Step.NETWORK, Step.VISIT]
    assert trail.last_on == TODAY - DAY


def test_a_step_is_refused_outside_the_time_touch_was_lost(world: World) -> None:
    episode = lost(world)
    with pytest.raises(ContactInTheFuture):
        effort(episode, world, Step.HOUSING, -1)
    with pytest.raises(EffortBeforeItWasLost):
        effort(episode, world, Step.HOUSING, 11)
    actions.close_lost(episode, ended_on=TODAY, how=HowEnded.OVER, note="", by=world.bea, today=TODAY)
    with pytest.raises(NotLostAnyMore):
        effort(episode, world, Step.HOUSING)


def test_tries_kept_as_contacts_are_on_the_trail_once(world: World) -> None:
    contact(world.sam, world, 30, Made.TRIED)
    episode = lost(world)
    contact(world.sam, world, 4, Made.TRIED)
    effort(episode, world, Step.LETTER, 3)
    trail = facts.trails_of([episode])[episode.pk]
    assert sorted(one.step for one in trail.tried) == [Step.LETTER, Step.OWN_NUMBER]


def test_whoever_has_to_know_signs_once(world: World) -> None:
    episode = lost(world, 8)
    days = facts.days_to_know(on=TODAY)
    assert days == {SeenBy.TEAM_MANAGER: 7, SeenBy.HEAD_OF_SERVICE: 28}
    before = facts.trails_of([episode])[episode.pk].knowing(on=TODAY, days=days)
    assert [(k.who, k.state) for k in before] == [(SeenBy.TEAM_MANAGER, "late"), (SeenBy.HEAD_OF_SERVICE, "")]
    actions.sign_seen(episode, who=SeenBy.TEAM_MANAGER, note="Visit tonight", by=world.bea, today=TODAY)
    with pytest.raises(SeenAlready):
        actions.sign_seen(episode, who=SeenBy.TEAM_MANAGER, note="", by=world.bea, today=TODAY)
    after = facts.trails_of([episode])[episode.pk].knowing(on=TODAY, days=days)
    assert after[0].state == "done"
    contact(world.sam, world, 0)
    with pytest.raises(NotLostAnyMore):
        actions.sign_seen(episode, who=SeenBy.HEAD_OF_SERVICE, note="", by=world.head, today=TODAY)


def choose(world: World, person: YoungPerson, days_ago: int = 0, weeks: int = 12, **more: object) -> NoContactChoice:
    said_on = TODAY - days_ago * DAY
    given = {
        "how_said": HowSaid.CALL,
        "their_words": "I’m done with meetings",
        "try_again_on": said_on + weeks * 7 * DAY,
        "try_again_how": "A card on the birthday",
        "most_weeks": 12,
        "by": world.alex,
        "today": TODAY,
    } | more
    return actions.choose_no_contact(person=person, started_on=said_on, **given)


def test_a_choice_is_tried_again_within_twelve_weeks_before_21_and_a_year_after(world: World) -> None:
    with pytest.raises(TryAgainTooLate) as late:
        choose(world, world.sam, try_again_on=TODAY + 85 * DAY)
    assert late.value.latest == TODAY + 84 * DAY
    choose(world, world.sam)
    touch = touches([world.sam.pk], up_to=TODAY)[world.sam.pk]
    assert (touch.chose_none_from, touch.try_again_on) == (TODAY, TODAY + 84 * DAY)
    choose(world, world.jo, try_again_on=TODAY + 365 * DAY)
    with pytest.raises(TryAgainTooLate):
        choose(world, world.jo, try_again_on=TODAY + 366 * DAY)


def test_a_choice_is_refused_ahead_of_time_and_without_a_later_day(world: World) -> None:
    with pytest.raises(ChoseInTheFuture):
        choose(world, world.sam, -1)
    with pytest.raises(TryAgainTooSoon):
        choose(world, world.sam, try_again_on=TODAY)


def test_choosing_ends_what_was_lost_and_an_earlier_choice(world: World) -> None:
    episode = lost(world)
    first = choose(world, world.sam, 5)
    episode.refresh_from_db()
    assert (episode.ended_on, episode.how_ended) == (TODAY - 5 * DAY, HowEnded.CHOSE_NONE)
    with pytest.raises(ChoseAlready):
        choose(world, world.sam, 5)
    second = choose(world, world.sam)
    assert facts.choices_of(world.sam.pk)[0] == second
    assert NoContactChoice.objects.known().get(started_on=first.started_on).ended_on == TODAY


def test_the_contact_in_which_they_said_it_does_not_end_a_choice_and_a_later_one_does(world: World) -> None:
    choose(world, world.sam, 5)
    contact(world.sam, world, 5)
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].chose_none_from == TODAY - 5 * DAY
    contact(world.sam, world, 1)
    touch = touches([world.sam.pk], up_to=TODAY)[world.sam.pk]
    assert (touch.chose_none_from, touch.try_again_on) == (None, None)
    assert touches([world.sam.pk], up_to=TODAY - 2 * DAY)[world.sam.pk].chose_none_from == TODAY - 5 * DAY


def test_somebody_may_change_their_mind(world: World) -> None:
    choice = choose(world, world.sam, 5)
    actions.end_no_contact(choice, ended_on=TODAY, reason="Rang the hub", by=world.alex, today=TODAY)
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].chose_none_from is None


def test_who_seems_lost_is_suggested_and_who_is_lost_already_is_not(world: World) -> None:
    for person in (world.sam, world.jo, world.kit):
        contact(person, world, 60)
        contact(person, world, 20, Made.TRIED)
    contact(world.sam, world, 10, Made.TRIED)
    contact(world.jo, world, 10, Made.TRIED)
    everyone = YoungPerson.objects.all()
    assert [p for p, _ in facts.seem_lost(everyone, on=TODAY, limit=9)] == [world.sam, world.jo] or [
        p for p, _ in facts.seem_lost(everyone, on=TODAY, limit=9)
    ] == [world.jo, world.sam]
    assert facts.seem_lost(everyone, on=TODAY - 5 * DAY, limit=9) == []  # one try, and 55 days, do not do
    lost(world)
    assert [p for p, _ in facts.seem_lost(everyone, on=TODAY, limit=9)] == [world.jo]
    contact(world.jo, world, 0)
    assert facts.seem_lost(everyone, on=TODAY, limit=9) == []


def test_trails_and_touches_cost_the_same_for_one_and_for_many(world: World) -> None:
    def queries(episodes: list[LostContact]) -> int:
        with CaptureQueriesContext(connection) as caught:
            facts.trails_of(episodes)
            touches([e.person_id for e in episodes], up_to=TODAY)
        return len(caught)

    one = lost(world)
    several = [one]
    for n in range(5):
        person = young_person("Zed", f"N{n}", child_id=f"Z{n}", age=19, in_care_from=12, to=18)
        several.append(lost(world, n, person))
        effort(several[-1], world, Step.HOUSING)
    assert queries([one]) == queries(several)
