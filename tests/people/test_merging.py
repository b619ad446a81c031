"""Two records of one person: joined, led to, parted again without loss."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import TODAY, World, allocate, years_ago, young_person
from waymark.accounts.models import User
from waymark.audit.facts import changes_to, looks_at
from waymark.people import actions
from waymark.people.actions.facts import ReasonMissing
from waymark.people.actions.merging import CannotJoin, JoinedAlready, LaterJoin, PartedAlready, SameRecord
from waymark.people.facts import duplicates, merges_of, search, what_is_known_of
from waymark.people.forms.refusals import refuse
from waymark.people.forms.special import PartForm
from waymark.people.models import Allocation, CarePeriod, DateOfBirth, DerivedSearch, Merge, ReviewHeld, YoungPerson

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def double(world: World) -> YoungPerson:
    """A second record of Sam, with a review of its own, in the same team."""
    person = young_person("Samuel", "Whitlock", child_id="S1b", age=18, in_care_from=11, to=18)
    allocate(person, world.bea, world.team)
    ReviewHeld.objects.create(person=person, held_on=years_ago(3))
    return person


def merge(world: World, kept: YoungPerson, joined: YoungPerson, take: set[str] = frozenset()) -> Merge:  # type: ignore[assignment]
    return actions.merge_people(
        kept, joined, take=set(take), reason="Same passport", by=world.bea, today=TODAY, now=timezone.now()
    )


def undo(world: World, row: Merge) -> Merge:
    return actions.undo_merge(row, reason="Cousins", by=world.bea, today=TODAY, now=timezone.now())


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that is known of people, but for versions and what is only derived."""
    models = (YoungPerson, DateOfBirth, CarePeriod, ReviewHeld, Allocation)
    return {
        m.__name__: [{k: v for k, v in row.items() if k != "version"} for row in m.objects.order_by("pk").values()]
        for m in models
    }


def test_joining_moves_everything_and_parting_puts_it_back(world: World, double: YoungPerson) -> None:
    before = everything()
    words = set(DerivedSearch.objects.values_list("person_id", "word"))
    row = merge(world, world.sam, double, {"first_name", "child_id"})
    kept, joined = YoungPerson.objects.get(pk=world.sam.pk), YoungPerson.objects.get(pk=double.pk)
    assert (kept.first_name, kept.child_id, kept.sort_name) == ("Samuel", "S1b", "whitlock, samuel")
    assert (joined.merged_into, joined.child_id) == (kept, None)
    assert not ReviewHeld.objects.filter(person=joined).exists()
    assert CarePeriod.objects.filter(person=kept).count() == 2
    assert DateOfBirth.objects.filter(person=kept, in_force=True).count() == 1
    open_ones = Allocation.objects.known().filter(person=kept, ended_on=None)
    assert [a.worker for a in open_ones] == [world.alex]
    assert not DerivedSearch.objects.filter(person=joined).exists()
    undo(world, row)
    assert everything() == before
    assert set(DerivedSearch.objects.values_list("person_id", "word")) == words
    assert changes_to(kept.pk)[0].name == "people.parted"


def test_what_was_added_or_changed_since_stays(world: World, double: YoungPerson) -> None:
    row = merge(world, world.sam, double, {"first_name"})
    kept = YoungPerson.objects.get(pk=world.sam.pk)
    actions.change_person(kept, expected_version=kept.version, first_name="Sammy", by=world.bea, today=TODAY)
    actions.add_fact(ReviewHeld(person=kept, held_on=years_ago(2)), by=world.bea, today=TODAY)
    undo(world, row)
    kept.refresh_from_db()
    assert kept.first_name == "Sammy"
    assert list(ReviewHeld.objects.filter(person=kept).values_list("held_on", flat=True)) == [years_ago(2)]


def test_the_date_of_birth_may_be_the_other_records(world: World, double: YoungPerson) -> None:
    other = date(2008, 2, 2)
    actions.set_date_of_birth(double, born_on=other, basis="document", by=world.bea, today=TODAY)  # type: ignore[arg-type]
    mine = YoungPerson.objects.get(pk=world.sam.pk).born_on
    row = merge(world, world.sam, double, {"born_on"})
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == other
    undo(world, row)
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == mine
    assert YoungPerson.objects.get(pk=double.pk).born_on == other


def test_a_record_without_a_birthday_gets_the_other_ones(world: World, double: YoungPerson) -> None:
    DateOfBirth.objects.filter(person=world.sam).delete()
    YoungPerson.objects.filter(pk=world.sam.pk).update(born_on=None)
    merge(world, world.sam, double)
    assert YoungPerson.objects.get(pk=world.sam.pk).born_on == double.born_on


def test_joins_that_cannot_be_are_refused(world: World, double: YoungPerson) -> None:
    with pytest.raises(SameRecord):
        merge(world, world.sam, world.sam)
    with pytest.raises(ReasonMissing):
        actions.merge_people(world.sam, double, take=set(), reason=" ", by=world.bea, today=TODAY, now=timezone.now())
    with pytest.raises(TypeError):
        merge(world, world.sam, double, {"version"})
    row = merge(world, world.sam, double)
    with pytest.raises(JoinedAlready):
        merge(world, world.jo, double)
    with pytest.raises(ReasonMissing):
        actions.undo_merge(row, reason="", by=world.bea, today=TODAY, now=timezone.now())
    later = merge(world, world.jo, world.sam)
    with pytest.raises(LaterJoin):
        undo(world, row)
    undo(world, later)
    undo(world, row)
    with pytest.raises(PartedAlready):
        undo(world, row)


def test_what_can_exist_only_once_stops_a_join(
    world: World, double: YoungPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An app above may allow one row a person; joining then says which, and leaves both records as they were."""

    update = QuerySet.update

    def unless_reviews(rows: QuerySet, **values: object) -> int:  # type: ignore[type-arg]
        if rows.model is ReviewHeld and "person" in values:
            raise IntegrityError
        return update(rows, **values)

    before = everything()
    monkeypatch.setattr("django.db.models.query.QuerySet.update", unless_reviews)
    with pytest.raises(CannotJoin) as refused:
        merge(world, world.kit, double)
    monkeypatch.undo()
    assert refused.value.what == "review held"
    form = PartForm({"reason": "x"})
    form.is_valid()
    refuse(form, refused.value)
    assert "Both records have a review held" in form.non_field_errors()[0]
    assert everything() == before


def test_reading_who_was_joined_to_whom_is_a_look_at_both(world: World, double: YoungPerson, sign_in: SignIn) -> None:
    merge(world, world.sam, double)
    sign_in(world.bea).get(reverse("people:duplicates"))
    assert [[look.what for look in looks_at(person.pk)[0]] for person in (world.sam, double)] == [
        ["Probable duplicates"],
        ["Probable duplicates"],
    ]


def test_duplicates_are_found_among_those_one_sees(world: World, double: YoungPerson) -> None:
    def pairs(user: User) -> list[set[YoungPerson]]:
        return [{p.one, p.other} for p in duplicates(among=YoungPerson.objects.visible_to(user, on=TODAY))]

    assert pairs(world.bea) == [{world.sam, double}]
    assert pairs(world.alex) == []
    merge(world, world.sam, double)
    assert pairs(world.bea) == []


def test_what_two_records_hold_is_counted(world: World, double: YoungPerson) -> None:
    known = what_is_known_of([world.sam.pk, double.pk])
    assert known[double.pk] == {"allocations": 1, "care_periods": 1, "reviews": 1}
    assert known[world.sam.pk] == {"allocations": 1, "care_periods": 1}


def test_bea_compares_joins_and_parts_them_on_pages(world: World, double: YoungPerson, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    page = client.get(reverse("people:duplicates")).text
    assert "One pair of records may be of one person" in page and "a name spelt alike" in page
    url = reverse("people:merge", args=[world.sam.pk, double.pk])
    page = client.get(url).text
    assert "Samuel" in page and "S1b" in page
    refused = client.post(url, {"first_name": "other", "child_id": "kept"})
    assert refused.status_code == 422 and "Say how you know" in refused.text
    client.post(url, {"first_name": "other", "child_id": "kept", "reason": "Same passport"})
    assert YoungPerson.objects.get(pk=world.sam.pk).shown_name == "Samuel Whitlock"
    for name in ("care", "reach", "network", "allocations", "looks"):
        led = client.get(reverse(f"people:{name}", args=[double.pk]))
        assert led["Location"] == reverse(f"people:{name}", args=[world.sam.pk])
    assert client.get(url)["Location"] == reverse("workspace:record", args=[world.sam.pk])
    row = merges_of(world.bea, on=TODAY)[0]
    part = reverse("people:part", args=[row.pk])
    assert "Say why" in client.post(part, {}).text
    assert client.post(part, {"reason": "Cousins"})["Location"] == reverse("people:duplicates")
    assert YoungPerson.objects.get(pk=double.pk).merged_into is None
    assert client.get(part).status_code == 404


def test_a_manager_of_another_team_joins_nobody_here(world: World, double: YoungPerson, sign_in: SignIn) -> None:
    client = sign_in(world.di)
    assert client.post(reverse("people:merge", args=[world.sam.pk, double.pk]), {"reason": "x"}).status_code == 404
    row = merge(world, world.sam, double)
    assert client.post(reverse("people:part", args=[row.pk]), {"reason": "x"}).status_code == 404


def test_a_joined_record_is_found_by_no_search(world: World, double: YoungPerson) -> None:
    merge(world, world.sam, double)
    found = search("Samuel", among=YoungPerson.objects.all()).people
    assert double not in found
