"""What can happen in an invented life, one small record a kind; fields are named as the tables that will hold them."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID


@dataclass(slots=True)
class Birth:
    born_on: date
    basis: str
    in_force: bool = True
    decided_on: date | None = None
    note: str = ""


@dataclass(slots=True)
class Care:
    """A period of being looked after or of short breaks; `ended_on` is the first day not looked after."""

    started_on: date
    ended_on: date | None = None
    kind: str = "looked_after"
    authority_code: str = ""
    ended_reason: str = ""
    care_order_at_end: str = "unknown"


@dataclass(slots=True)
class Legal:
    started_on: date
    ended_on: date | None
    code: str


@dataclass(slots=True)
class Placed:
    started_on: date
    ended_on: date | None
    place: str
    provider: str
    reason_change: str = ""
    home_postcode: str = ""
    placement_postcode: str = ""
    urn: str = ""


@dataclass(slots=True)
class AtHome:
    started_on: date
    ended_on: date | None
    with_whom: str = "parent"


@dataclass(slots=True)
class Away:
    kind: str
    started_on: date
    ended_on: date | None
    under_care_order: bool = False
    expected_end_on: date | None = None


@dataclass(slots=True)
class Elsewhere:
    kind: str
    started_on: date
    ended_on: date | None


@dataclass(slots=True)
class Order:
    kind: str
    made_on: date
    ended_on: date | None = None


@dataclass(slots=True)
class Asked:
    asked_on: date
    wants: bool
    words: str


@dataclass(slots=True)
class Study:
    started_on: date
    ended_on: date | None
    programme: str


@dataclass(slots=True)
class Review:
    held_on: date
    participation: str


@dataclass(slots=True)
class Missing:
    started_on: date
    ended_on: date | None
    kind: str


@dataclass(slots=True)
class Unaccompanied:
    started_on: date
    ended_on: date | None


@dataclass(slots=True)
class Lived:
    """An address."""

    lines: str
    postcode: str
    kind: str
    started_on: date | None
    ended_on: date | None
    safe_to_write: str
    safe_note: str = ""


@dataclass(slots=True)
class Reached:
    """A telephone number or e-mail address."""

    kind: str
    value: str
    safe_to_use: str
    safe_note: str = ""
    preferred: bool = False
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(slots=True)
class Known:
    """Somebody in the young person's life."""

    name: str
    relation: str
    matters: bool
    in_their_words: str = ""
    relation_words: str = ""
    organisation: str = ""
    phone: str = ""
    has_parental_responsibility: str = "unknown"
    ask_first: str = ""


@dataclass(slots=True)
class Contacted:
    """The worker met, spoke with or tried to reach the young person."""

    happened_on: date
    made: str
    by_role: str
    note: str
    channel: str
    started_by: str
    happened_at: time
    place: str
    their_words: str = ""
    saw_where_sleeps: bool | None = None
    worried: bool = False
    worried_note: str = ""
    next_try_on: date | None = None


@dataclass(slots=True)
class Promised:
    """Something that was agreed, and what became of it."""

    what: str
    by_when: date
    made_on: date
    whose: str
    state: str = "open"
    closed_on: date | None = None
    closed_note: str = ""


@dataclass(slots=True)
class Leave:
    """Permission to be in the country."""

    kind: str
    started_on: date
    expires_on: date | None = None
    applied_on: date | None = None
    ended_on: date | None = None


@dataclass(slots=True)
class Talked:
    """The conversation at 21."""

    held_on: date
    how: str
    wish: str
    their_words: str
    explained: str
    programme: str = ""


@dataclass(slots=True)
class SteppedDown:
    """Support ended at 21 with their yes. Not decided yet while `decided_on` is empty."""

    proposed_on: date
    said_on: date
    said_how: str
    their_words: str
    why: str
    decided_on: date | None


@dataclass(slots=True)
class Offered:
    """The yearly offer, made or tried, or their own call that stood for it."""

    offered_on: date
    how: str
    reached: bool
    started_by: str
    answer: str
    their_words: str = ""
    primary: str = ""
    secondary: str = ""


@dataclass(slots=True)
class CameBack:
    """They asked for support again. Nobody has taken it on while `answered_on` is empty."""

    asked_on: date
    how: str
    their_words: str
    primary: str
    answer_by: date
    answered_on: date | None = None
    review_on: date | None = None


@dataclass(slots=True)
class Effort:
    """One step that was tried to find somebody."""

    step: str
    made_on: date
    outcome: str
    asked: str = ""
    note: str = ""


@dataclass(slots=True)
class Lost:
    """Nobody could reach them from a day on; `seen` is who has seen what was tried, and when."""

    started_on: date
    reason: str
    efforts: list[Effort] = field(default_factory=list)
    seen: list[tuple[str, date]] = field(default_factory=list)


@dataclass(slots=True)
class ChoseNone:
    """They said that they want no contact for now."""

    started_on: date
    how_said: str
    their_words: str
    try_again_on: date
    try_again_how: str


@dataclass(slots=True)
class Rhythm:
    """Somebody is to be seen more often than usual."""

    every_days: int
    reason: str
    started_on: date


@dataclass(slots=True)
class GoingOn:
    """A worker's short paragraph on how life is now."""

    text: str
    written_on: date
    read_with_them_on: date | None


@dataclass(slots=True)
class Texted:
    """A text message, from or to them. `answered` is set on theirs where the next of ours answers it."""

    direction: str
    body: str
    happened_on: date
    happened_at: time
    answered: bool = False


@dataclass(slots=True)
class ToldInTouch:
    """The answer the adviser gave about being in touch around a birthday, for the return of that year."""

    year: int
    observed_on: date
    code: str


@dataclass(slots=True)
class HomeSeen:
    """Where they lived on a day; `year` is the return's for which the answer was given, None for one seen in passing."""

    observed_on: date
    kind: str
    suitability: str
    year: int | None = None


@dataclass(slots=True)
class ActivitySeen:
    observed_on: date
    code: str
    year: int | None = None


@dataclass(slots=True)
class PlanDated:
    event: str
    on: date


@dataclass(slots=True)
class InventedLife:
    """One invented young person and all that has happened to them, in no particular order.

    `reported` is the status that returns imply, for someone whose care history is missing; `signs_in` marks the one
    whose account is a demo sign-in. `from_21` is what became of support at 21, `offer` of this year's offer; `kept` says whether
    their adviser reached them within the last two months.
    """

    id: UUID
    number: int
    course: str
    identity: dict[str, object]
    births: list[Birth] = field(default_factory=list)
    died_on: date | None = None
    care: list[Care] = field(default_factory=list)
    legal: list[Legal] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    at_home: list[AtHome] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    elsewhere: list[Elsewhere] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    study: list[Study] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    unaccompanied: list[Unaccompanied] = field(default_factory=list)
    addresses: list[Lived] = field(default_factory=list)
    reach: list[Reached] = field(default_factory=list)
    network: list[Known] = field(default_factory=list)
    contacts: list[Contacted] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    leave: list[Leave] = field(default_factory=list)
    talked: list[Talked] = field(default_factory=list)
    stepped_down: list[SteppedDown] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)
    came_back: list[CameBack] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    chose_none: list[ChoseNone] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)
    going_on: list[GoingOn] = field(default_factory=list)
    texts: list[Texted] = field(default_factory=list)
    in_touch: list[ToldInTouch] = field(default_factory=list)
    homes: list[HomeSeen] = field(default_factory=list)
    activities: list[ActivitySeen] = field(default_factory=list)
    plans: list[PlanDated] = field(default_factory=list)
    town: str = ""
    reported: str = ""
    signs_in: bool = False
    from_21: str = ""
    offer: str = ""
    kept: bool = True
    wants_none: bool = False
    unadvised: bool = False

    @property
    def born_on(self) -> date:
        """The date of birth in force."""
        return next(birth.born_on for birth in self.births if birth.in_force)
