"""Which tables of which years were ever brought in."""

from collections.abc import Mapping

from waymark.statutory.models import ReportedRow


def given_tables() -> Mapping[int, frozenset[str]]:
    """Collection year → the tables of which rows are kept.

    It steps from one year and table to the next along the index, a query a step: asking for the distinct ones would
    read every row there is.
    """
    known = ReportedRow.objects.known()
    found: dict[int, frozenset[str]] = {}
    year = known.order_by("year").values_list("year", flat=True).first()
    while year is not None:
        of_year, tables = known.filter(year=year).order_by("table").values_list("table", flat=True), []
        table = of_year.first()
        while table is not None:
            tables.append(table)
            table = of_year.filter(table__gt=table).first()
        found[year] = frozenset(tables)
        year = known.filter(year__gt=year).order_by("year").values_list("year", flat=True).first()
    return found
