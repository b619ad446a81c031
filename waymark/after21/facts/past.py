"""What has happened in one person's support from 21, as lines of a timeline."""

from dataclasses import dataclass
from datetime import date, datetime

from waymark.after21.facts.leaving import Step
from waymark.after21.facts.story import Story
from waymark.after21.models import Conversation, Offer, ReturnAnswer, ReturnRequest
from waymark.after21.rules.words import Answer, Outcome, StartedBy, Taken, Way, Wish


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened: what, the young person's own words with it, more about it, and who of the workers."""

    day: date
    at: datetime
    text: str
    words: str = ""
    more: str = ""
    who: str = ""
    theirs: bool = False


def past_of(story: Story, called: str) -> list[Past]:
    """All of it, the latest first; the words of what is still open stand at the head of the page, not here."""
    found = [_talk(talk) for talk in story.talks] + [_offer(offer, called) for offer in story.offers]
    for step in story.steps:
        found += _step(step)
    for request, answer in story.requests:
        found += _request(request, answer)
    for letter in story.letters:
        found += [Past(given.given_on, given.recorded_at, "Goodbye letter given") for given in letter.given]
    return sorted(found, key=lambda past: (past.day, past.at), reverse=True)


def _talk(talk: Conversation) -> Past:
    text = f"Talked about life after 21: {Wish.label_of(talk.wish)}"
    return Past(
        talk.held_on, talk.recorded_at, text, words=talk.their_words, more=talk.explained, who=str(talk.worker or "")
    )


def _offer(offer: Offer, called: str) -> Past:
    way, answer = Way.label_of(offer.how), Answer.label_of(offer.answer)
    if offer.started_by == StartedBy.THEM:
        text = f"{called} got in touch. {way}: {answer}"
    elif offer.reached:
        text = f"Offered support. {way}: {answer}"
    else:
        text = f"Offered support. {way}: not reached, or no answer yet"
    theirs = offer.started_by == StartedBy.THEM
    return Past(
        offer.offered_on, offer.recorded_at, text, words=offer.their_words, who=str(offer.worker or ""), theirs=theirs
    )


def _step(step: Step) -> list[Past]:
    proposal, decision = step.proposal, step.decision
    text = "Stepping down proposed, at their wish"
    found = [
        Past(
            proposal.proposed_on,
            proposal.recorded_at,
            text,
            words="" if step.open else proposal.their_words,
            who=str(proposal.worker or ""),
        )
    ]
    if decision is not None:
        text = f"Stepping down: {Outcome.label_of(decision.outcome)}"
        found.append(
            Past(decision.decided_on, decision.recorded_at, text, more=decision.reason, who=str(decision.worker or ""))
        )
    return found


def _request(request: ReturnRequest, answer: ReturnAnswer | None) -> list[Past]:
    them = request.started_by == StartedBy.THEM
    text = "Asked for support again" if them else "Said yes to an offer of support"
    found = [
        Past(request.asked_on, request.recorded_at, text, words=request.their_words if answer else "", theirs=True)
    ]
    if answer is not None:
        name = f": {answer.worker}" if answer.worker and answer.taken == Taken.ALLOCATED else ""
        text = f"{Taken.label_of(answer.taken)}{name}"
        found.append(Past(answer.answered_on, answer.recorded_at, text, words=answer.their_words, more=answer.what))
    return found
