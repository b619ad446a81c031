"""What is written reads back the same, whatever the cells hold."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statutory.ssda903.given import episode, header, leaver
from waymark.statutory.reading import read
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.writing import CannotBeWritten, csv_text, xml_text

# Anything a cell may hold and a file can carry: not NUL, and not a lone half of a surrogate pair.
CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
# XML has no way to write most control characters.
XML_CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
) | st.sampled_from(["a\nb", "a\tb", "a\rb", "<&>'\"]]>", " padded "])
CHILDREN = st.text("0123456789ABCxyz", min_size=1, max_size=10)


@pytest.mark.parametrize("table", TABLES)
def test_the_header_is_the_dfes_in_its_order_and_lines_end_as_windows_lines(table: str) -> None:
    assert csv_text(table, []) == ",".join(TABLES[table].columns) + "\r\n"


def test_the_oc3_file_to_the_letter() -> None:
    rows = [
        {"CHILD": "1", "DOB": date(2006, 6, 1), "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"},
        {"CHILD": "2", "DOB": None, "ACCOM": "0", "OTHER": "left out"},
    ]
    assert csv_text("oc3", rows) == "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\n1,01/06/2006,YES,F2,U1\r\n2,,,,0\r\n"


def test_a_cell_that_looks_like_a_formula_is_written_as_it_was_reported() -> None:
    row = header(UPN="=1+1")
    assert "=1+1" in csv_text("header", [row])
    [back] = read(("h.csv", csv_text("header", [row]).encode())).tables["header"]
    assert back.text("UPN") == "=1+1"


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_csv_reads_back_as_it_was_written(table: str, data: st.DataObject) -> None:
    columns = TABLES[table].columns
    rows = data.draw(
        st.lists(st.fixed_dictionaries({name: CHILDREN if name == "CHILD" else CELLS for name in columns}), max_size=5)
    )
    found = read(("file.csv", csv_text(table, rows).encode()))
    assert not found.refused
    back = sorted(found.all_rows(table), key=lambda row: row.number)
    assert [row.as_written() for row in back] == rows


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_xml_reads_back_as_it_was_written(data: st.DataObject) -> None:
    children = data.draw(st.lists(CHILDREN, unique_by=str.upper, max_size=4))

    def cells(table: str, child: str, **fixed: str) -> dict[str, str]:
        drawn = {name: data.draw(XML_CELLS) for name in TABLES[table].columns if name not in ("CHILD", *fixed)}
        return {"CHILD": child} | drawn | fixed

    headers = [cells("header", child, UASC=data.draw(st.sampled_from(["", "0"]))) for child in children]
    leavers = [
        cells("oc3", row["CHILD"], DOB=row["DOB"], IN_TOUCH="YES") for row in headers if data.draw(st.booleans())
    ]
    episodes = [
        cells("episodes", child, DECOM=f"0{day}/06/2020")
        for child in children
        for day in range(1, data.draw(st.integers(1, 3)))
    ]
    found = read(("file.xml", xml_text(headers, episodes, leavers).encode()))
    assert not found.refused
    assert [row.as_written() for row in found.tables["header"]] == headers
    assert [row.as_written() for row in found.tables["episodes"]] == episodes
    assert [row.as_written() for row in found.tables["oc3"]] == leavers


def test_the_xml_form_has_the_schemas_order() -> None:
    text = xml_text([header(UASC="0")], [episode(dec="01/06/2025")], [leaver()])
    tags = [
        "CHILDID", "UPN", "SEX", "DOB", "ETHNIC", "UASC", "IN_TOUCH", "ACTIV", "ACCOM", "MOTHER", "MC_DOB",
        "EPISODE", "DECOM", "RNE", "LS", "CIN", "PL", "PL_POST", "HOME_POST", "URN", "PLACE_PROVIDER", "DEC", "REC",
        "REASON_PLACE_CHANGE",
    ]  # fmt: skip
    places = [min(text.find(f"<{tag}{end}") % len(text) for end in (">", "/>")) for tag in tags]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        (([], [episode("5")], []), "5 is not in Header"),
        (([], [], [leaver("5")]), "5 is not in Header"),
        (([header("5")], [], [leaver("5"), leaver("5 ")]), "5 is in OC3 twice"),
        (([header("5"), header("5")], [], []), "5 is in Header twice"),
        (([header("5", UPN="a\x07b")], [], []), "UPN of child 5"),
    ],
)
def test_what_the_xml_form_has_no_place_for_is_said(tables: tuple[list, list, list], says: str) -> None:
    with pytest.raises(CannotBeWritten, match=says):
        xml_text(*tables)
