"""Adding very many rows at once gives what adding them one by one gives."""

from datetime import UTC, date, datetime
from uuid import RFC_4122, UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from waymark.core.rows import BATCH, JsonText, NotGiven, insert_rows, new_ids
from waymark.people.models import CarePeriod, DateOfBirth, ReviewHeld, YoungPerson
from waymark.people.rules.words import BirthBasis, Source
from waymark.statutory.models import Import, ImportKind, ReportedRow

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def person(name: str = "a") -> YoungPerson:
    return YoungPerson.objects.create(sort_name=name)


def test_values_defaults_and_keys_are_as_a_model_would_make_them() -> None:
    one = person()
    rows = [
        (one.pk, date(2025, 1, 2), None, "looked_after"),
        (one.pk, date(2024, 1, 2), date(2024, 2, 2), "short_breaks"),
    ]
    names = ("person_id", "started_on", "ended_on", "kind")
    assert insert_rows(CarePeriod, names, rows, same={"recorded_at": AT, "source": "return"}) == 2
    new, old = CarePeriod.objects.order_by("-started_on")
    assert isinstance(new.pk, UUID)
    assert new.pk != old.pk
    assert (new.person, new.started_on, new.ended_on) == (one, date(2025, 1, 2), None)
    assert (old.ended_on, old.kind) == (date(2024, 2, 2), "short_breaks")
    assert (new.recorded_at, new.source, new.withdrawn_at, new.care_order_at_end) == (AT, "return", None, "unknown")


def test_json_and_whole_numbers_go_in_and_come_out() -> None:
    made = Import.objects.create(kind=ImportKind.RETURN, created_at=AT, created_by_name="x")
    cells = {"CHILD": "1", "Ä": "“quoted”\nline"}
    names = ("year", "table", "natural_key", "child", "person_id", "columns", "file", "line")
    insert_rows(ReportedRow, names, [(2026, "oc3", "1", "1", None, cells, "f", 2)], same={"imported_id": made.pk})
    row = ReportedRow.objects.get()
    assert (row.columns, row.person, row.line, row.imported) == (cells, None, 2, made)


def test_moments_in_rows_keep_their_zone() -> None:
    one = person()
    insert_rows(
        ReviewHeld,
        ("person_id", "held_on", "withdrawn_at"),
        [(one.pk, date(2025, 1, 2), AT)],
        same={"recorded_at": AT},
    )
    assert ReviewHeld.objects.get().withdrawn_at == AT


def test_more_than_a_batch() -> None:
    rows = [(uuid4(), f"n{number}") for number in range(BATCH + 2)]
    assert insert_rows(YoungPerson, ("id", "sort_name"), rows, same={"created_at": AT}) == BATCH + 2
    assert YoungPerson.objects.count() == BATCH + 2


def test_what_the_table_refuses_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(
            CarePeriod,
            ("person_id", "started_on", "kind"),
            [(person().pk, date(2025, 1, 2), "nonsense")],
            same={"recorded_at": AT},
        )


def test_a_column_without_a_value_is_named() -> None:
    with pytest.raises(NotGiven, match="people.CarePeriod.started_on"):
        insert_rows(CarePeriod, ("person_id",), [], same={"recorded_at": AT})


def test_a_fault_in_any_row_is_found_and_the_table_goes_on_refusing() -> None:
    one = person()
    names = ("person_id", "started_on", "kind")
    good, bad = (one.pk, date(2025, 1, 2), "looked_after"), (one.pk, date(2025, 1, 2), "nonsense")
    insert_rows(CarePeriod, names, [good], same={"recorded_at": AT, "source": "return"})
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(CarePeriod, names, [good, bad, good], same={"recorded_at": AT, "source": "return"})
    assert CarePeriod.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        CarePeriod.objects.create(person=one, started_on=date(2025, 1, 2), kind="nonsense", recorded_at=AT)


def test_words_and_truths_are_kept_as_the_model_keeps_them() -> None:
    one = person()
    same = {"recorded_at": AT, "source": Source.RETURN, "basis": BirthBasis.REPORTED}
    insert_rows(DateOfBirth, ("person_id", "born_on", "in_force"), [(one.pk, date(2008, 1, 2), True)], same=same)
    assert DateOfBirth.objects.filter(in_force=True, source="return", basis="reported").count() == 1


def test_json_that_is_written_out_already_goes_in_as_it_is() -> None:
    made = Import.objects.create(kind=ImportKind.RETURN, created_at=AT, created_by_name="x")
    names = ("year", "table", "natural_key", "child", "person_id", "columns", "file", "line")
    cells = JsonText('{"B": "2", "A": "1"}')
    insert_rows(ReportedRow, names, [(2026, "oc3", "1", "1", None, cells, "f", 2)], same={"imported_id": made.pk})
    assert ReportedRow.objects.get().columns == {"B": "2", "A": "1"}


def test_new_ids_are_random_and_ascend() -> None:
    ids = new_ids(500)
    assert len(set(ids)) == 500 and ids == sorted(ids)
    assert {(each.version, each.variant) for each in ids} == {(4, RFC_4122)}
