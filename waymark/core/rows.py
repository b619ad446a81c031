"""Adds very many rows of one table at once: ten times faster than building an object for each."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

BATCH = 5_000

Convert = Callable[[Any], Any]


class NotGiven(ValueError):
    """A column has neither a value nor a default."""


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, same: Mapping[str, Any]
) -> int:
    """Insert `rows`, each a sequence of values for the columns `names` (attribute names, such as "person_id").

    `same` are values that every row has. Columns in neither take the model's default; a UUID key is made for each
    row. Only for actions that bring in files or invent councils: `auto_now` is not filled in, `save()` is not called,
    and what the table's own constraints refuse raises IntegrityError. Must run inside a transaction. Returns the
    number of rows.
    """
    made: list[models.Field[Any, Any]] = []
    constants: list[tuple[str, Any]] = []
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    for attname, field in fields.items():
        if attname in names or isinstance(field, models.AutoField):
            continue
        if attname in same:
            constants.append((_column(field), field.get_db_prep_save(same[attname], connection)))
        elif field.default is uuid.uuid4:
            made.append(field)
        elif field.has_default() or field.null or field.empty_strings_allowed and field.blank:
            constants.append((_column(field), field.get_db_prep_save(field.get_default(), connection)))
        else:
            raise NotGiven(f"{model._meta.label}.{field.name} has no value and no default.")
    columns = [_column(field) for field in made] + [_column(fields[name]) for name in names]
    columns += [column for column, _ in constants]
    prepared = _prepared(
        rows,
        [_converter(field) for field in made],
        [_converter(fields[name]) for name in names],
        tuple(value for _, value in constants),
    )
    table = connection.ops.quote_name(model._meta.db_table)
    listed = ", ".join(connection.ops.quote_name(column) for column in columns)
    return (
        _copied(table, listed, prepared)
        if connection.vendor == "postgresql"
        else _sent(table, listed, len(columns), prepared)
    )


def _column(field: models.Field[Any, Any]) -> str:
    """The column of a concrete field."""
    assert field.column is not None
    return field.column


def _prepared(
    rows: Iterable[Sequence[Any]],
    made: list[Convert | None],
    converters: list[Convert | None],
    constants: tuple[Any, ...],
) -> Iterator[tuple[Any, ...]]:
    needed = [(position, convert) for position, convert in enumerate(converters) if convert is not None]
    for row in rows:
        values = list(row)
        for position, convert in needed:
            if values[position] is not None:
                values[position] = convert(values[position])
        keys = [convert(uuid.uuid4()) if convert else uuid.uuid4() for convert in made]
        yield (*keys, *values, *constants)


def _converter(field: models.Field[Any, Any]) -> Convert | None:
    """How a value of this field reaches the database; None where it goes as it is."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    sqlite = connection.vendor == "sqlite"
    match target:
        case models.UUIDField():
            return (lambda value: value.hex) if sqlite else None
        case models.DateTimeField():
            return lambda value: target.get_db_prep_save(value, connection)
        case models.DateField():
            return str if sqlite else None
        case models.JSONField():
            return json.dumps
        case _:
            return None


def _sent(table: str, listed: str, width: int, rows: Iterator[tuple[Any, ...]]) -> int:
    sql = f"INSERT INTO {table} ({listed}) VALUES ({', '.join(['%s'] * width)})"
    total = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(sql, batch)
            total += len(batch)
    return total


def _copied(table: str, listed: str, rows: Iterator[tuple[Any, ...]]) -> int:
    total = 0
    sql = f"COPY {table} ({listed}) FROM STDIN"
    # The driver's own errors become Django's, as everywhere else.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
            total += 1
    return total
