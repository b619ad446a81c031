from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from waymark.audit.rules import GENESIS, Link, as_text, chained, digest, first_break

LINK = Link(
    happened_at=datetime(2026, 5, 14, 9, 0, tzinfo=UTC),
    name="people.person_changed",
    actor_id="a",
    actor_name="Alex Merrin",
    subject_type="people.YoungPerson",
    subject_id="s",
    person_id="p",
    digests={"first_name": "d"},
    detail={"n": 1},
)


def chain(links: list[Link]) -> list[tuple[int, Link, str]]:
    rows, previous = [], GENESIS
    for number, link in enumerate(links, 1):
        previous = chained(previous, link)
        rows.append((number, link, previous))
    return rows


def test_a_chain_as_it_was_written_holds() -> None:
    assert first_break(chain([LINK, replace(LINK, name="b.c"), LINK])) is None


def test_a_changed_event_breaks_the_chain_where_it_stands() -> None:
    rows = chain([LINK, LINK, LINK])
    rows[1] = (2, replace(LINK, actor_name="Somebody else"), rows[1][2])
    broken = first_break(rows)
    assert broken is not None and broken.sequence == 2


def test_an_event_taken_out_breaks_the_chain_at_the_next() -> None:
    rows = chain([LINK, replace(LINK, name="x.y"), LINK])
    del rows[1]
    broken = first_break(rows)
    assert broken is not None and broken.sequence == 3


@given(
    st.sampled_from(["name", "actor_id", "actor_name", "subject_type", "subject_id", "person_id"]), st.text(min_size=1)
)
def test_every_part_of_an_event_is_bound(part: str, text: str) -> None:
    changed = replace(LINK, **{part: text})
    assert (chained(GENESIS, changed) == chained(GENESIS, LINK)) == (changed == LINK)


def test_a_digest_depends_on_the_key_the_field_and_both_values() -> None:
    one = digest("first_name", "Sam", "Samira", key=b"k")
    assert one == digest("first_name", "Sam", "Samira", key=b"k")
    assert len({one, digest("first_name", "Sam", "Samira", key=b"l"), digest("last_name", "Sam", "Samira", key=b"k"),
                digest("first_name", "Samira", "Sam", key=b"k")}) == 4  # fmt: skip


def test_values_as_text() -> None:
    assert [as_text(v) for v in (None, date(2026, 5, 14), 7, "x", False)] == ["", "2026-05-14", "7", "x", "False"]
