"""What to do about a change that an action refused, in words, beside the field it is about."""

from waymark.core.forms import Form
from waymark.core.wording import full_date
from waymark.people.actions.allocating import (
    AllocatedAlready,
    AllocatesAhead,
    StartsBeforeTheLastOne,
    WorkerNotNamed,
)
from waymark.people.actions.emergency import CheckedAlready, NoteMissing, OwnAccess, ReasonTooShort
from waymark.people.actions.facts import (
    AlreadyWithdrawn,
    BeforeBirth,
    EndsBeforeItStarts,
    ExpectedBeforeItStarts,
    InTheFuture,
    Overlaps,
    ReasonMissing,
)
from waymark.people.actions.merging import CannotJoin, JoinedAlready, LaterJoin, PartedAlready, SameRecord
from waymark.people.actions.person import (
    BornInTheFuture,
    ChildIdTaken,
    DiedBeforeBirth,
    DiedInTheFuture,
    NameOrNumberMissing,
    NotAPhoto,
)

# exception → (fields it may be about, the first that the form has is marked; what to do)
WORDS: dict[type[Exception], tuple[tuple[str, ...], str]] = {
    ChildIdTaken: (
        ("child_id",),
        "Check the child number: another record has it. If it is the same person, join the two",
    ),
    BornInTheFuture: (("born_on",), "Check the date of birth: it lies in the future"),
    DiedInTheFuture: (("died_on",), "Check the date of death: it lies in the future"),
    DiedBeforeBirth: (("died_on",), "Check the date of death: it lies before the date of birth"),
    NameOrNumberMissing: (("first_name",), "Give a name or the child number, so that the record can be found again"),
    NotAPhoto: (("photo",), "Choose a JPEG or PNG picture: this file is neither"),
    EndsBeforeItStarts: (("ended_on",), "Check the end: it lies before the start"),
    ExpectedBeforeItStarts: (("expected_end_on",), "Check the day they are expected out: it lies before the first day"),
    BeforeBirth: (("started_on", "made_on", "held_on", "asked_on"), "Check this day: it lies before the date of birth"),
    InTheFuture: (
        ("held_on", "made_on", "asked_on", "applied_on", "decided_on"),
        "Check this day: it lies in the future",
    ),
    AlreadyWithdrawn: ((), "Go back and look again: somebody else has changed this meanwhile, so nothing was saved"),
    ReasonMissing: (("reason",), "Say why, so that others can follow it later"),
    AllocatedAlready: (("worker",), "Choose somebody else: this worker has this part already"),
    AllocatesAhead: (("started_on",), "Give today or an earlier day: an allocation is kept once it has started"),
    WorkerNotNamed: (("worker",), "Choose the worker, or write the name of somebody without an account"),
    ReasonTooShort: (("reason",), "Say why in at least 15 letters: a manager will check it"),
    CheckedAlready: ((), "Somebody else has checked this meanwhile. Go back to see what they found"),
    OwnAccess: ((), "Ask another manager: nobody checks what they opened themselves"),
    NoteMissing: (("note",), "Say what you found"),
    SameRecord: ((), "Choose two different records"),
    JoinedAlready: ((), "One of these records was joined to another before. Part those two first"),
    PartedAlready: ((), "These records were parted already"),
    LaterJoin: ((), "The kept record was joined to another since. Part those two first"),
}
REFUSALS: tuple[type[Exception], ...] = (*WORDS, Overlaps, StartsBeforeTheLastOne, CannotJoin)


def refuse(form: Form, problem: Exception) -> None:
    """Put what to do about a refusal onto the form."""
    fields: tuple[str, ...]
    match problem:
        case Overlaps(other=other):
            until = f"to {full_date(other.ended_on)}" if other.ended_on else "and still open"
            fields, words = (
                ("started_on",),
                f"Check the days: another one from {full_date(other.started_on)} {until} covers some of them. Correct or end that one first",
            )
        case StartsBeforeTheLastOne(other=other):
            fields = ("started_on",)
            words = f"Give a day after {full_date(other.started_on)}: {other.shown_worker} has this part from then. If that is wrong, correct it first"
        case CannotJoin(what=what):
            fields, words = (), f"Both records have a {what}, and there can be only one. Take one of them away first"
        case _:
            fields, words = WORDS[type(problem)]
    form.add_error(next((name for name in fields if name in form.fields), None), words)
