"""Support from 21: what is due, what counts, and what is said, without a database."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from waymark.after21.rules.campaign import (
    Figure,
    Got,
    Line,
    Row,
    answers,
    by_urgency,
    chosen,
    furthest,
    headline,
    how_far,
    reasons,
    routes,
    with_reason,
)
from waymark.after21.rules.checking import earliest_step_down, unanswered, worries
from waymark.after21.rules.letter import Known as LetterKnown
from waymark.after21.rules.letter import first_words
from waymark.after21.rules.offers import answer_to_wish, counts_as_offer, next_offer_on, talk_days
from waymark.after21.rules.returning import answer_by, list_of
from waymark.after21.rules.story import Known, Step, Support, tell
from waymark.after21.rules.words import WRITTEN, Answer, Check, Finding, GivenTo, Reason, StartedBy, Way, Wish
from waymark.contact.rules import Channel
from waymark.contact.rules import StartedBy as ContactStartedBy
from waymark.core.dates import LeapDay, Period

BORN = date(2005, 6, 15)  # 21 on 15 June 2026, 25 on 15 June 2030


def test_a_way_is_a_channel_of_a_contact() -> None:
    assert {way.value for way in Way} <= set(Channel.values())
    assert {who.value for who in StartedBy} <= set(ContactStartedBy.values())


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 3, 14), False),
        (date(2026, 3, 15), True),
        (date(2026, 6, 14), True),
        (date(2026, 6, 15), False),
    ],
)
def test_the_conversation_is_due_in_the_three_months_before_21(day: date, inside: bool) -> None:
    assert talk_days(BORN, months_before=3).contains(day) is inside


def test_someone_born_on_29_february_follows_the_councils_reading() -> None:
    born = date(2004, 2, 29)
    assert talk_days(born, months_before=3, leap_day=LeapDay.FEB28).end == date(2025, 2, 28)
    assert talk_days(born, months_before=3).end == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, date(2027, 6, 15)),  # never offered: a year after 21, as duty D16 has it
        (date(2026, 5, 1), date(2027, 5, 1)),  # in the conversation before 21
        (date(2025, 1, 1), date(2026, 6, 15)),  # long before 21: at 21, not before
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_next_offer(last: date | None, due: date) -> None:
    assert next_offer_on(BORN, last=last, every_months=12) == due


def test_the_last_offer_comes_before_25() -> None:
    assert next_offer_on(BORN, last=date(2029, 6, 14), every_months=12) == date(2030, 6, 14)
    assert next_offer_on(BORN, last=date(2029, 6, 15), every_months=12) is None


def test_a_call_nobody_took_is_no_offer_and_a_letter_is_as_the_council_says() -> None:
    assert counts_as_offer(reached=True, how=Way.CALL, written_counts=False)
    assert not counts_as_offer(reached=False, how=Way.CALL, written_counts=True)
    assert not counts_as_offer(reached=False, how=Way.FACE_TO_FACE, written_counts=True)
    for way in WRITTEN:
        assert counts_as_offer(reached=False, how=way, written_counts=True)
        assert not counts_as_offer(reached=False, how=way, written_counts=False)


def test_what_they_wished_at_21_as_an_answer() -> None:
    assert answer_to_wish(Wish.NO_SUPPORT) is Answer.NOT_NOW
    assert answer_to_wish(Wish.UNDECIDED) is Answer.NONE
    assert {answer_to_wish(wish) for wish in (Wish.ADVISER, Wish.ADVICE, Wish.IN_TOUCH, Wish.EDUCATION)} == {
        Answer.WANTS
    }


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (date(2026, 5, 11), date(2026, 5, 18)),  # Monday → Monday
        (date(2026, 5, 15), date(2026, 5, 22)),  # Friday → Friday
        (date(2026, 5, 16), date(2026, 5, 22)),  # Saturday: counting begins on Monday
    ],
)
def test_five_working_days(asked: date, by: date) -> None:
    assert answer_by(asked, 5) == by


def test_whose_list_a_request_lands_on() -> None:
    last, duty, manager = uuid4(), uuid4(), uuid4()
    assert list_of(last, [duty], [manager]).given_as is GivenTo.LAST_ADVISER
    assert list_of(None, [duty], [manager]).user_id == duty
    assert list_of(None, [], [manager]).given_as is GivenTo.MANAGER
    assert list_of(None, [], []) == list_of(None, (), ())
    assert list_of(None, [], []).given_as is GivenTo.NOBODY


def test_every_part_of_the_check_is_answered_with_words_unless_there_is_no_worry() -> None:
    findings = dict.fromkeys(Check, (Finding.FINE, ""))
    assert unanswered(findings) == [] and worries(findings) == []
    findings[Check.MONEY] = (Finding.PLANNED, " ")
    del findings[Check.HOME]
    assert unanswered(findings) == [Check.HOME, Check.MONEY]
    findings[Check.SAFETY] = (Finding.WORRY, "Her ex knows the address")
    assert worries(findings) == [Check.SAFETY]
    assert earliest_step_down(BORN) == date(2026, 6, 15)


def row(person: UUID, how: Way = Way.CALL, reached: bool = True, **fields: object) -> Row:
    values = {
        "offered_on": date(2026, 5, 1),
        "started_by": "worker",
        "answer": "not_now",
        "primary": "",
        "secondary": "",
    }
    return Row(person_id=person, how=how.value, reached=reached, **(values | fields))  # type: ignore[arg-type]


def test_how_far_an_offer_got_is_the_best_that_happened() -> None:
    who = uuid4()
    assert furthest([]) == (Got.NOBODY, None)
    assert furthest([row(who, reached=False)])[0] is Got.TRIED
    assert furthest([row(who, reached=False), row(who, Way.LETTER, reached=False)])[0] is Got.WRITTEN
    got, last = furthest([row(who, Way.TEXT, reached=False), row(who, Way.FACE_TO_FACE)])
    assert got is Got.REACHED and last is not None and last.how == Way.FACE_TO_FACE


def lines() -> list[Line]:
    a, b, c, d = (UUID(int=n) for n in range(1, 5))
    return [
        Line(a, BORN, date(2026, 1, 1), Got.NOBODY, None),
        Line(b, BORN, date(2025, 1, 1), Got.TRIED, row(b, reached=False)),
        Line(c, BORN, date(2027, 1, 1), Got.REACHED, row(c, Way.LETTER, answer="not_now")),
        Line(d, BORN, None, Got.REACHED, row(d, Way.CALL, answer="thinking")),
    ]


def test_the_figures_add_up_and_each_opens_its_people() -> None:
    everyone, on = lines(), date(2026, 6, 1)
    far = how_far(everyone)
    assert sum(figure.count for figure in far) == len(everyone)
    for figure in [*far, *routes(everyone), *answers(everyone)]:
        assert len(chosen(everyone, figure.show, on=on)) == figure.count
    assert routes(everyone) == [Figure(1, "Letter", "by-letter"), Figure(1, "Call", "by-call")]
    assert [line.due_on for line in by_urgency(everyone)] == [
        date(2025, 1, 1),
        date(2026, 1, 1),
        date(2027, 1, 1),
        None,
    ]
    assert len(chosen(everyone, "due", on=on)) == 2
    assert len(chosen(everyone, "due", on=date(2025, 12, 31))) == 1
    assert chosen(everyone, "", on=on) == everyone


def seeds_table() -> list[Row]:
    """One council's year: 61 primary and 10 secondary reasons, 41 of the contacts its own yearly call."""
    primary = {"EET": 2, "financial": 14, "welfare": 41, "health": 1, "housing": 2, "family": 1}
    secondary = ["EET"] * 2 + ["financial"] * 2 + ["welfare"] + ["housing"] * 4 + ["family"]
    rows = []
    for reason, number in primary.items():
        for _ in range(number):
            second = next((other for other in secondary if other != reason), "")
            if second:
                secondary.remove(second)
            who = "worker" if reason == "welfare" else "young_person"
            rows.append(row(uuid4(), primary=reason, secondary=second, started_by=who))
    return rows


def test_the_yearly_call_is_counted_apart_from_requests() -> None:
    rows = seeds_table()
    table = {line.reason: line for line in reasons(rows)}
    assert sum(line.us_primary + line.them_primary for line in table.values()) == 61
    assert sum(line.us_secondary + line.them_secondary for line in table.values()) == 10
    welfare = table[Reason.WELFARE]
    assert (welfare.us_primary, welfare.them_primary, welfare.total) == (41, 0, 42)
    assert table[Reason.FINANCIAL].them_primary == 14 and table[Reason.FINANCIAL].us_primary == 0
    assert sum(line.them_primary for line in table.values()) == 20
    for line in table.values():
        for count, place, who in line.counts:
            assert len(with_reason(rows, f"why-{line.reason}-{place}-{who}")) == count
    assert with_reason(rows, "why-welfare-tertiary-worker") == []


def test_the_heading_is_the_answer() -> None:
    got = {Got.REACHED: 214, Got.WRITTEN: 32, Got.TRIED: 100, Got.NOBODY: 100}
    assert headline(got, 162) == "214 of 446 reached with the yearly offer; 162 are due now"
    assert headline(got | {Got.NOBODY: 101}, 1).endswith("1 is due now")
    assert headline(got, 0).endswith("nobody is due")
    assert "Nobody" in headline(dict.fromkeys(Got, 0), 0)


def known(**fields: object) -> Known:
    values: dict[str, object] = {
        "called": "Sam", "born_on": BORN, "on": date(2026, 5, 1), "support": Support.UNDER_21,
        "talk": Period(date(2026, 3, 15), date(2026, 6, 15)), "talked_on": None, "wants_no_support": False,
        "request_asked_on": None, "request_answer_by": None, "proposed_on": None, "stepped_down_on": None,
        "last_offer": None, "next_offer": None, "review_on": None, "course": "", "course_known": False,
        "course_ends_on": None, "course_soon": False,
    }  # fmt: skip
    return Known(**(values | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({}, Step.TALK),
        ({"on": date(2026, 3, 14)}, Step.NONE),
        ({"talked_on": date(2026, 4, 1)}, Step.NONE),
        ({"talked_on": date(2026, 4, 1), "wants_no_support": True}, Step.PROPOSE),
        ({"proposed_on": date(2026, 4, 2), "talked_on": date(2026, 4, 1), "wants_no_support": True}, Step.CHECK),
        ({"support": Support.OFFERED, "next_offer": date(2026, 5, 1)}, Step.OFFER),
        ({"support": Support.OFFERED, "next_offer": date(2026, 5, 2)}, Step.NONE),
        ({"support": Support.ASKED, "review_on": date(2026, 8, 1)}, Step.REVIEW),
        ({"support": Support.STUDY, "course_known": True, "course_soon": True}, Step.COURSE),
        ({"support": Support.STUDY, "course_known": True}, Step.NONE),
        ({"support": Support.OVER}, Step.NONE),
        ({"support": Support.OTHER}, Step.NONE),
        (
            {"support": Support.OFFERED, "request_asked_on": date(2026, 5, 1), "next_offer": date(2026, 1, 1)},
            Step.ANSWER,
        ),
    ],
)
def test_the_next_step_comes_first(fields: dict[str, object], step: Step) -> None:
    told = tell(known(**fields))
    assert told.step is step
    assert "Sam" in told.heading


def test_lateness_is_said_in_days_and_silence_closes_nothing() -> None:
    told = tell(known(on=date(2026, 7, 1), support=Support.OFFERED, next_offer=date(2026, 6, 15)))
    assert told.late(date(2026, 7, 1)) == 16
    assert any("16" in sentence and "late" in sentence for sentence in told.sentences)
    assert any("any day until 25" in sentence for sentence in told.sentences)
    assert any("No conversation" in sentence for sentence in told.sentences)
    assert tell(known(born_on=None)).sentences == (
        "The date of birth is not known, so nothing here can be worked out.",
    )


def test_a_course_may_run_past_25_and_closes_nothing() -> None:
    told = tell(known(support=Support.STUDY, course_known=True, course="Nursing", course_ends_on=date(2031, 7, 1)))
    assert any("Nursing" in sentence and "2031" in sentence for sentence in told.sentences)
    assert any("past 25" in sentence for sentence in told.sentences)


def letter(**fields: object) -> str:
    values: dict[str, object] = {
        "called": "Sam", "worker": "Alex Merrin", "worker_phone": "07700 900123", "team": "North",
        "council": "Northmoor Council", "at_25": date(2030, 6, 15), "next_offer": date(2027, 5, 1), "matters": ["Nan"],
    }  # fmt: skip
    return first_words(LetterKnown(**(values | fields)))  # type: ignore[arg-type]


def test_the_letter_says_how_to_come_back_whom_to_ring_and_which_rights() -> None:
    text = letter()
    assert text.startswith("Dear Sam,") and text.endswith("Alex Merrin")
    for part in ("I want support again", "25", "07700", "North", "Nan", "advocate", "complain", "1\u00a0May\u00a02027"):
        assert part in text


def test_the_letter_says_nothing_it_does_not_know() -> None:
    text = letter(worker_phone="", team="", at_25=None, next_offer=None, matters=[])
    assert "None" not in text and "on ." not in text and "Call or text" not in text
    assert "Once a year" not in text and "the leaving care team" in text


def test_the_letter_can_be_read_by_a_ten_year_old() -> None:
    """Short sentences of short words: at most 25 words each and 14 on average, words of 4.5 letters on average."""
    sentences = [s for s in letter().replace("\n\n", " ").replace("?", ".").split(". ") if s.strip()]
    lengths = [len(sentence.split()) for sentence in sentences]
    words = [word.strip(".,“”’") for word in letter().split()]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) < 14
    assert sum(map(len, words)) / len(words) < 4.5
