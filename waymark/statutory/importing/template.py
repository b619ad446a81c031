"""The caseload workbook to fill in: headings, guidance, an example row that is not read, and a sheet of codes."""

import io

import xlsxwriter

from waymark.accommodation.rules import HomeKind
from waymark.eet.rules import Activity
from waymark.statutory.importing.rules.headings import COLUMNS

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    """An .xlsx whose first sheet can be uploaded as it is once rows are added below the example."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    guidance = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_color": "#555555"})
    text = book.add_format({"num_format": "@"})  # a telephone number keeps its nought, a date stays as typed
    sheet = book.add_worksheet("Young people")
    sheet.freeze_panes(1, 1)
    for position, column in enumerate(COLUMNS):
        sheet.set_column(position, position, max(16, len(column.title) + 2), text)
        sheet.write_string(0, position, column.title, bold)
        words = column.guidance if position else f"Guidance, not read: {column.guidance}"
        sheet.write_string(1, position, words, guidance)
        sheet.write_string(
            2, position, column.example if position else f"Example, not read: {column.example}", guidance
        )
    codes = book.add_worksheet("Codes")
    codes.set_column(0, 0, 12)
    codes.set_column(1, 1, 70)
    row = 0
    for title, pairs in (("Home", HomeKind.choices()), ("Activity", Activity.choices())):
        codes.write_string(row, 0, title, bold)
        for value, label in pairs:
            row += 1
            codes.write_string(row, 0, value)
            codes.write_string(row, 1, label)
        row += 2
    codes.write_string(row, 0, "A home may also be given as a code of the return: U1 is suitable, U2 is not.")
    book.close()
    return stream.getvalue()
