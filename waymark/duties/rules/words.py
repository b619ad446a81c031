"""Why a duty stands as it does, in one or two sentences for the person's worker. Pure."""

from datetime import date

from waymark.core.wording import capital, counted, full_date, in_words, short_date
from waymark.duties.rules.inputs import Excepted, Facts
from waymark.duties.rules.pieces import Told, Why

# A date this near cannot be taken for another year's.
NEAR = 180


def told_day(day: date, on: date) -> str:
    """“30 April”, with its year where that could be mistaken."""
    return short_date(day) if abs((day - on).days) <= NEAR else full_date(day)


def sentence(why: Why, due: date | None, facts: Facts, on: date) -> str:
    """Why, said on a day; the section of law stands elsewhere."""
    base = told_day(why.on, on) if why.on is not None else ""
    until = told_day(due, on) if due is not None else ""
    late = due is not None and due < on
    match why.told:
        case Told.ADVISED:
            return "Has a personal adviser."
        case Told.NO_ADVISER:
            return f"Nobody has been their personal adviser since {base}."
        case Told.BEFORE_ELIGIBLE:
            return f"Becomes eligible on {base}, and has no personal adviser yet."
        case Told.ELIGIBLE:
            return f"Eligible since {base}, and no personal adviser was appointed."
        case Told.NEW_PLACEMENT:
            return f"The placement began on {base}, and no visit there is recorded. {_up(why, until, late)}"
        case Told.VISITED:
            return f"Last seen face to face on {base}. {_up(why, until, late)}"
        case Told.NEVER_VISITED:
            return f"No social worker's visit is recorded since {base}. {_up(why, until, late)}"
        case Told.NEW_HOME:
            return f"Living there since {base}, and no visit there is recorded. {_up(why, until, late)}"
        case Told.REACHED | Told.NEVER_REACHED | Told.GENTLE:
            return _in_touch(why, until, late, facts, on)
        case Told.NEVER_OFFERED:
            return f"No offer of support is recorded since {base}. {_up(why, until, late)}"
        case Told.OFFERED:
            offered = f"Last offered support on {base}."
            return f"{offered} {_up(why, until, late)}" if due else f"{offered} That was the last before 25."
        case Told.ASKED:
            return f"Asked for support on {base}, and has no personal adviser."
        case Told.ASKED_BACK:
            return f"Asked to come back on {base}. The answer {'was' if late else 'is'} due by {until}."
        case Told.STUDYING:
            return f"In education or training since {base}, and has no personal adviser. {_up(why, until, late)}"
        case Told.LEAVE_ENDS:
            ended = "Their leave to remain ended" if late else "Their leave to remain ends"
            return f"{ended} on {base}, and no application for the next is recorded."
        case Told.APPLIED:
            return f"The next leave to remain was applied for on {base}."
        case Told.DETAINED:
            allowed = counted(why.days, "working day")
            return f"In custody since {base}, and no visit is recorded. {_up(why, until, late, allowed=allowed)}"
        case Told.SEEN_INSIDE:
            return f"Visited on {base}."
        case Told.BESIDE:
            return f"No personal adviser is allocated yet. That {'was' if late else 'is'} due by {until}."
    raise AssertionError(why.told)


def excepted_because(excepted: Excepted, on: date) -> str:
    return f"Excepted until {told_day(excepted.end, on)}: {excepted.reason}"


def _up(why: Why, until: str, late: bool, *, allowed: str = "") -> str:
    """“8 weeks is up on 25 June.”"""
    return f"{capital(allowed or _allowed(why))} {'was' if late else 'is'} up on {until}."


def _allowed(why: Why) -> str:
    if why.months:
        return counted(why.months, "month")
    if why.days % 7 == 0 and why.days > 7:
        return counted(why.days // 7, "week")
    return counted(why.days, "day")


def _in_touch(why: Why, until: str, late: bool, facts: Facts, on: date) -> str:
    touch = facts.touch
    said = []
    if why.told is Told.GENTLE and touch.chose_none_from is not None:
        said.append(f"Chose no contact on {told_day(touch.chose_none_from, on)}.")
    said.append(f"{_reached(facts, on)}{_tried(touch.tries_since, ever=touch.reached_on is not None)}.")
    if why.told is Told.GENTLE:
        said.append(f"The next gentle try {'was' if late else 'is'} due by {until}.")
    elif why.own_rhythm:
        said.append(f"Their own rhythm, every {_allowed(why)}, {'was' if late else 'is'} up on {until}.")
    elif why.told is Told.REACHED:
        said.append(_up(why, until, late))
    else:
        said.append(f"Contact {'was' if late else 'is'} due by {until}.")
    if touch.lost_from is not None:
        said.append(f"Contact has been lost since {told_day(touch.lost_from, on)}.")
    return " ".join(said)


def _reached(facts: Facts, on: date) -> str:
    """When they were last reached, by their adviser and by anyone where those are different days."""
    touch = facts.touch
    by_adviser, by_anyone = touch.reached_by_adviser_on, touch.reached_on
    if by_anyone is None:
        return "Nobody is recorded as having reached them"
    if by_adviser == by_anyone:
        return f"Last reached on {told_day(by_anyone, on)}"
    if by_adviser is None:
        return f"Not reached by their adviser yet, by someone else on {told_day(by_anyone, on)}"
    return f"Last reached by their adviser on {told_day(by_adviser, on)}, by someone else on {told_day(by_anyone, on)}"


def _tried(tries: int, *, ever: bool) -> str:
    if not tries:
        return ""
    times = {1: "once", 2: "twice"}.get(tries, f"{in_words(tries)} times")
    return f", tried {times} since" if ever else f", tried {times}"
