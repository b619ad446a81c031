"""CSV files as councils have them, and as nobody should."""

import io
from collections.abc import Iterable

import pytest

from waymark.statutory.reading import Limits, ProblemKind, ReadReturn, read

OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\n"
ROW = "123,01/06/2006,YES,F2,U1\r\n"


def given(text: str | bytes, name: str = "file.csv", **settings: int) -> ReadReturn:
    content = text.encode() if isinstance(text, str) else text
    return read((name, content), limits=Limits(**settings))


def messages(found: ReadReturn) -> list[str]:
    return [problem.message for problem in found.problems]


def refusal(text: str | bytes, **settings: int) -> str:
    """The one sentence for a file that cannot be read; none of its rows may be left."""
    found = given(text, **settings)
    assert found.refused
    assert not any(found.tables.values())
    assert not any(found.rejected.values())
    [problem] = found.problems
    assert problem.file == "file.csv"
    return problem.message


def test_a_table_is_known_by_its_columns_in_any_order_under_any_name() -> None:
    found = given("accom , activ,IN_TOUCH,Dob,child\nU1,F2,YES,01/06/2006, ab1 \n", name="whatever.txt")
    [row] = found.tables["oc3"]
    assert not found.problems
    assert row.child == "AB1"
    assert row.text("CHILD") == " ab1 "
    assert (row.number, row.file) == (2, "whatever.txt")
    assert row.as_written() == {
        "ACCOM": "U1",
        "ACTIV": "F2",
        "IN_TOUCH": "YES",
        "DOB": "01/06/2006",
        "CHILD": " ab1 ",
    }


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_utf8_with_or_without_a_mark_and_either_line_end(mark: bytes, end: str) -> None:
    found = given(mark + (OC3 + ROW).replace("\r\n", end).encode())
    assert not found.problems
    assert len(found.tables["oc3"]) == 1


def test_a_header_alone_is_a_table_without_rows() -> None:
    found = given(OC3)
    assert found.tables == {"oc3": []}
    assert not found.problems


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    text = '\n\nCHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,01/06/2006,"a\nb",01/06/2020,,MANAGE\n\n,,,,,\n'
    found = given(text + "2,01/06/2006,c,01/06/2020,,MANAGE\n")
    assert [(row.child, row.number) for row in found.tables["sw_episodes"]] == [("1", 4), ("2", 7)]


def test_an_extra_column_is_kept_and_named() -> None:
    found = given("LA,CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nX,1,01/06/2006,YES,F2,U1\n")
    [row] = found.tables["oc3"]
    assert row.as_written()["LA"] == "X"
    [problem] = found.problems
    assert (problem.row, problem.column, problem.kind) == (1, "LA", ProblemKind.COLUMN)


def test_columns_after_the_last_named_one_may_be_empty() -> None:
    found = given("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,,\n1,01/06/2006,YES,F2,U1,,\n")
    assert not found.problems
    assert found.tables["oc3"][0].text("ACCOM") == "U1"


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("CHILD,DOB,IN_TOUCH,ACTIV", ("nearest to OC3", "ACCOM is missing", "Add it")),
        ("CHILD,DOB,IN_TOUCH,ACTIV,ACOM", ("nearest to OC3", "Rename ACOM to ACCOM")),
        ("CHILD,DOB,ACTIV,ACTIV,ACCOM,IN_TOUCH", ("ACTIV", "more than once")),
        ("CHILD,DOB,,ACTIV,ACCOM,IN_TOUCH", ("Column 3 has no name",)),
        ("NAME,AGE", ("No table of the return", "Row 1 must name the columns")),
        ("CHILD,DOB", ("No table of the return",)),
        ("CHILD;DOB;IN_TOUCH;ACTIV;ACCOM", ("not separated by commas",)),
    ],
)
def test_columns_that_are_not_a_table_name_the_nearest(header: str, says: tuple[str, ...]) -> None:
    message = refusal(f"{header}\n1,2\n")
    for words in says:
        assert words in message


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "  \n", ",,,\n", "\ufeff"])
def test_an_empty_file_is_refused_with_what_to_do(text: str) -> None:
    assert "empty" in refusal(text)
    assert "leave the file out" in refusal(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_named(encoding: str) -> None:
    assert "UTF-16" in refusal((OC3 + ROW).encode(encoding))


def test_windows_text_is_named_with_its_line_and_what_is_near() -> None:
    text = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/06/2006,WBRI,é,,\n"
    message = refusal(text.encode("cp1252"))
    assert "Line 2 is not UTF-8" in message
    assert "é" in message
    assert "CSV UTF-8" in message


def test_a_refusal_after_good_rows_leaves_none_of_them() -> None:
    message = refusal(OC3.encode() + ROW.encode() * 50 + b"9,01/06/2006,\xe9,F2,U1\n")
    assert "Line 52" in message


def test_nul_bytes_are_refused() -> None:
    assert "NUL" in refusal(OC3.encode() + b"1\x00,2,3,4,5\n")
    assert "NUL" in refusal(bytes(2000))


def test_old_macintosh_line_ends_are_named() -> None:
    assert "Macintosh" in refusal((OC3 + ROW).replace("\r\n", "\r"))


def test_a_quotation_mark_never_closed_is_refused() -> None:
    assert "quotation mark" in refusal(OC3 + '1,"01/06/2006,YES,F2,U1\n' + ROW)
    assert "never closed" in refusal(OC3 + '1,"01/06/2006,YES,F2,U1\n' + ROW * 200)
    assert "quotation marks in row 2" in refusal(OC3 + '1,"01/06/2006"x,YES,F2,U1\n')
    assert "far too long" in refusal(OC3 + '1,"' + ("x" * 50_000 + "\n") * 4)


class Endless(io.RawIOBase):
    """A file that is one line of 500 MB; it counts what is taken from it."""

    size = 500 * 1024 * 1024
    taken = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.taken = 0
        return 0

    def read(self, size: int = -1) -> bytes:
        size = min(self.size - self.taken, self.size if size < 0 else size)
        self.taken += size
        return b"x" * size

    def readline(self, size: int | None = -1) -> bytes:
        return self.read(-1 if size is None else size)


def test_a_line_of_500_mb_is_refused_after_reading_its_beginning() -> None:
    stream = Endless()
    found = read(("huge.csv", stream))  # type: ignore[arg-type]
    assert "longer than 64 KB" in found.problems[0].message
    assert found.refused
    assert stream.taken <= 65 * 1024


def test_a_file_too_large_and_one_with_too_many_rows_are_refused() -> None:
    assert "larger than 1 MB" in refusal(OC3 + ROW * 50_000, file=1024 * 1024)
    assert "more than 10 rows" in refusal(OC3 + ROW * 11, rows=10)
    assert not given(OC3 + "".join(ROW.replace("123", str(n)) for n in range(10)), rows=10).refused


def test_too_many_cells_put_a_row_aside_and_too_few_are_filled() -> None:
    found = given(OC3 + "1,01/06/2006,YES,F2,,U1\n2,01/06/2006,YES,F2\n3,01/06/2006,YES,F2,U1,,\n")
    assert [row.child for row in found.tables["oc3"]] == ["2", "3"]
    assert [row.child for row in found.rejected["oc3"]] == ["1"]
    assert found.tables["oc3"][0].text("ACCOM") == ""
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, ""), (3, "ACCOM")]


def test_rows_without_a_child_are_put_aside() -> None:
    found = given(OC3 + " ,01/06/2006,YES,F2,U1\n" + ROW)
    assert [row.number for row in found.rejected["oc3"]] == [2]
    assert [row.number for row in found.tables["oc3"]] == [3]
    [problem] = found.problems
    assert (problem.row, problem.column, problem.kind) == (2, "CHILD", ProblemKind.CHILD)


@pytest.mark.parametrize("cell", ["=1+1", "+123", "-5", "@SUM(A1)", '"=""00123"""', "1.5E+05", "12\x073"])
def test_a_child_id_a_spreadsheet_changed_cannot_be_keyed(cell: str) -> None:
    found = given(OC3 + f"{cell},01/06/2006,YES,F2,U1\n")
    assert not found.tables["oc3"]
    assert [problem.column for problem in found.problems] == ["CHILD"]


def test_a_formula_in_another_identifier_is_kept_as_text_and_said() -> None:
    found = given("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/06/2006,WBRI,=HYPERLINK(A1),,\n")
    assert found.tables["header"][0].text("UPN") == "=HYPERLINK(A1)"
    [problem] = found.problems
    assert (problem.column, problem.kind, problem.child) == ("UPN", ProblemKind.FORMULA, "1")


def test_a_child_twice_is_put_aside_and_the_first_kept() -> None:
    found = given(OC3 + ROW + "123 ,01/06/2006,NO,F2,U1\n" + ROW)
    assert [row.number for row in found.tables["oc3"]] == [2]
    assert [row.number for row in found.rejected["oc3"]] == [3, 4]
    assert "with different values" in messages(found)[0]
    assert "with the same values" in messages(found)[1]
    assert "row 2 of file.csv" in messages(found)[0]
    assert found.counts() == {"oc3": (1, 2)}


def test_episodes_that_begin_on_one_day_for_two_reasons_are_both_kept() -> None:
    columns = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    found = given(columns + "1,01/06/2020,S,C2,N1,U4,PR1,01/06/2020,X1,,,,\n1,01/06/2020,P,C2,N1,U4,PR1,,,,,,\n")
    assert len(found.tables["episodes"]) == 2


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("01/06/06", "4-digit years, such as 31/03/2026"),
        ("31/02/2006", "not a day of the calendar"),
        ("06/13/2006", "not a day of the calendar"),
        ("01/06/3024", "in the year 3024"),
        ("01/06/1024", "in the year 1024"),
        ("2006-06-01", "01/06/2006"),
        ("2006-06-01 00:00:00", "01/06/2006"),
        ("01/06/2006 00:00", "01/06/2006"),
        ("01.06.2006", "01/06/2006"),
        ("38869", "day number"),
        ("June", "not a date"),
        ("x" * 500, "…"),
    ],
)
def test_a_date_says_what_is_wrong_with_it(cell: str, says: str) -> None:
    found = given(OC3 + f"123,{cell},YES,F2,U1\n")
    [problem] = found.problems
    assert (problem.row, problem.column, problem.kind) == (2, "DOB", ProblemKind.DATE)
    assert says in problem.message
    assert found.tables["oc3"][0].text("DOB") == cell


@pytest.mark.parametrize(("cell", "fine"), [("zz/zz/2013", True), ("ZZ/05/2013", True), ("", True), ("1/5/2013", True)])
def test_part_of_a_date_of_permanence_may_be_unknown(cell: str, fine: bool) -> None:
    found = given(f"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,01/06/2006,P1,,{cell}\n")
    assert (not found.problems) is fine


@pytest.mark.parametrize("cell", ["zz/zz/13", "zz", "31/02/2013"])
def test_and_what_is_no_date_either_way_is_said(cell: str) -> None:
    found = given(f"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,01/06/2006,P1,,{cell}\n")
    assert [problem.column for problem in found.problems] == ["DATE_PERM"]


def test_codes_of_any_year_are_taken_and_others_said() -> None:
    found = given(OC3 + "1,01/06/2006,yes,F3,S1\n2,01/06/2006,YES,ZZ,U1\n")
    assert len(found.tables["oc3"]) == 2
    [problem] = found.problems
    assert (problem.row, problem.column, problem.kind) == (3, "ACTIV", ProblemKind.CODE)


def test_many_problems_of_a_kind_are_counted_after_the_first() -> None:
    rows = "".join(f"{n},31/02/2006,YES,F2,U1\n" for n in range(50))
    found = given(OC3 + rows, repeats=10)
    assert len(found.problems) == 11
    assert "40 more like these" in found.problems[-1].message


def test_two_files_of_a_table_are_both_read_and_said() -> None:
    found = read([("a.csv", (OC3 + ROW).encode()), ("b.csv", (OC3 + ROW.replace("123", "456")).encode())])
    assert [row.file for row in found.tables["oc3"]] == ["a.csv", "b.csv"]
    [problem] = found.problems
    assert problem.kind is ProblemKind.TABLE
    assert "a.csv, b.csv" in problem.message


def test_a_refused_file_does_not_take_others_with_it_nor_shadow_their_rows() -> None:
    broken = (OC3 + ROW).encode() + b"\xff\n"
    found = read([("a.csv", broken), ("a.csv", (OC3 + ROW).encode())])
    assert [row.child for row in found.tables["oc3"]] == ["123"]
    assert not any(found.rejected.values())
    assert found.refused


def every(found: ReadReturn) -> Iterable[int]:
    return (kept + rejected for kept, rejected in found.counts().values())


def test_every_row_is_kept_or_put_aside() -> None:
    found = given(OC3 + ROW * 3 + ",x,,,\n" + "=1,,,,\n" + "4,01/06/06,YES\n" + "5,,,,,,6\n")
    assert sum(every(found)) == 7


def test_rows_can_be_shown() -> None:
    [row] = given(OC3 + ROW).tables["oc3"]
    assert "'file.csv', 2" in repr(row)
