"""The first words of a goodbye letter, from what the record knows. The worker makes them their own. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from waymark.core.wording import full_date, listed, phone


@dataclass(frozen=True, slots=True)
class Known:
    """What the letter can say. Nothing that is not known is written as if it were."""

    called: str
    worker: str
    worker_phone: str
    team: str
    council: str
    at_25: date | None
    next_offer: date | None
    matters: Sequence[str]


def first_words(known: Known) -> str:
    """A letter in short sentences, for somebody who reads like a ten-year-old, in paragraphs with blank lines between."""
    paragraphs = [
        f"Dear {known.called},",
        "You told me that you don’t want support from us for now. That’s your choice, and it’s fine.",
        "Thank you for letting me be part of your life. You’ve come a long way, and you did it.",
        _come_back(known),
        _number(known),
        _next_time(known),
        (
            "You have rights that don’t run out when we say goodbye. You can ask to see what is written about you, at any "
            "age. You can ask what we offer care leavers, and we’ll show you. If you’re not happy with us, you can "
            "complain, and an advocate can help you. An advocate is someone who is on your side and doesn’t work for us."
        ),
    ]
    if known.matters:
        paragraphs.append(f"You told us who matters to you: {listed(known.matters)}.")
    paragraphs += ["Look after yourself.", known.worker]
    return "\n\n".join(text for text in paragraphs if text)


def _come_back(known: Known) -> str:
    until = f" You can do that until you’re 25, on {full_date(known.at_25)}." if known.at_25 else ""
    return (
        "You can come back. You don’t need a reason, and nobody will ask you to explain. Just say “I want support again”."
        f"{until} We’ll get back to you within a few days."
    )


def _number(known: Known) -> str:
    team = f"the {known.team} team" if known.team else "the leaving care team"
    if known.worker_phone:
        return f"Call or text me on {phone(known.worker_phone)}. If I’m not there, ask {known.council} for {team}."
    return f"Ask {known.council} for {team}."


def _next_time(known: Known) -> str:
    if known.next_offer is None:
        return ""
    return (
        f"Once a year we’ll ask how you are and if you’d like support. The next time is by {full_date(known.next_offer)}. "
        "You can say no again, and that’s fine too."
    )
