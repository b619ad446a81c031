"""A list taken away says what the page said, and runs nothing in a spreadsheet."""

import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from waymark.core.lists import FileKind, as_csv, as_file, as_xlsx

COLUMNS = ["Name", "Born", "Told", "Contacts", "In touch", "Note"]
ROWS = [
    ["Núñez, Sam", date(2008, 5, 14), datetime(2026, 7, 1, 9, 5, tzinfo=UTC), 3, True, "=HYPERLINK(1)"],
    ["Jo", None, None, -1, False, None],
]


def sheet(made: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()


def test_csv_says_what_the_list_says() -> None:
    lines = as_csv(COLUMNS, ROWS).decode("utf-8-sig").splitlines()
    assert lines == [
        "Name,Born,Told,Contacts,In touch,Note",
        '"Núñez, Sam",2008-05-14,2026-07-01 10:05,3,Yes,\'=HYPERLINK(1)',
        "Jo,,,-1,No,",
    ]


def test_csv_is_known_for_utf8_by_a_spreadsheet() -> None:
    assert as_csv(["A"], []).startswith(b"\xef\xbb\xbf")


def test_a_workbook_keeps_dates_as_dates_and_formulas_as_words() -> None:
    head, first, second = sheet(as_xlsx(COLUMNS, ROWS, title="People: 18 to 25"))
    assert head == COLUMNS
    assert [str(cell) for cell in first] == [
        *("Núñez, Sam", "2008-05-14", "2026-07-01 10:05:00", "3.0", "Yes", "=HYPERLINK(1)")
    ]
    assert second[0] == "Jo"
    assert second[3] == -1


def test_a_sheet_is_named_as_excel_allows() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(["A"], [], title="Who: [18/25]? " + "x" * 60)))
    assert book.sheet_names[0].startswith("Who 1825 xx")
    assert len(book.sheet_names[0]) <= 31


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_list_of_nobody_is_still_a_file(kind: FileKind) -> None:
    assert as_file(kind, COLUMNS, [], title="Nobody")
