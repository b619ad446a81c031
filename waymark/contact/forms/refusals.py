"""What to do about something that an action of contact refused, in words, beside the field it is about."""

from waymark.contact.actions.promises import NothingPromised, PromiseChangedMeanwhile, PromiseDueInThePast
from waymark.contact.actions.recording import ContactInTheFuture, NextTryBeforeThisOne, PromiseDueBeforeItWasMade
from waymark.contact.actions.rhythms import RhythmEndsBeforeItStarts, RhythmOutOfRange
from waymark.core.forms import Form
from waymark.people.actions.facts import BeforeBirth, ReasonMissing

# exception → (the field it is about, what to do)
WORDS: dict[type[Exception], tuple[str, str]] = {
    ContactInTheFuture: ("happened_on", "Give a moment that has passed. What is planned belongs in the diary"),
    BeforeBirth: ("happened_on", "Check this day: it lies before the date of birth"),
    NextTryBeforeThisOne: ("next_try_on", "Give the day of this try or a later one"),
    PromiseDueBeforeItWasMade: ("", "Give each promise the day of the contact or a later one"),
    ReasonMissing: ("reason", "Say why, so that others can follow it later"),
    NothingPromised: ("what", "Say what is promised"),
    PromiseDueInThePast: ("by_when", "Give today or a later day"),
    PromiseChangedMeanwhile: ("", "Somebody else has closed this promise meanwhile. Go back to see how it stands"),
    RhythmEndsBeforeItStarts: ("until", "Give a day after today"),
    RhythmOutOfRange: ("every_days", "Give a number of days from 1 to 366"),
}
REFUSALS: tuple[type[Exception], ...] = tuple(WORDS)


def refuse(form: Form, problem: Exception) -> None:
    """Put what to do about a refusal onto the form."""
    field, words = WORDS[type(problem)]
    form.add_error(field if field in form.fields else None, words)
