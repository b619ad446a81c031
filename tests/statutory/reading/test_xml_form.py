"""The XML form: every part of a child finds its table, and nothing dangerous is followed."""

import pytest

from waymark.statutory.reading import Limits, ReadReturn, read

CHILD = """<CHILD><HEADER><CHILDID>7</CHILDID><UPN>UN1</UPN><SEX>F</SEX><DOB>01/06/2006</DOB><ETHNIC>WBRI</ETHNIC>
<UASC>1</UASC><DUC>01/06/2024</DUC><DATE_INT>01/05/2010</DATE_INT>
<IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
<AMISSING><MISSING>M</MISSING><MIS_START>01/05/2025</MIS_START><MIS_END/></AMISSING>
<AREVIEW><REVIEW>01/05/2022</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>01/11/2022</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
<MOTHER>0</MOTHER><MC_DOB/><PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
<OC2><SDQ_SCORE>4</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
<AD_PLACED><DATE_PLACED>01/05/2011</DATE_PLACED></AD_PLACED></HEADER>
<EPISODE><DECOM>01/05/2020</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><DEC/></EPISODE>
<EPISODE><DECOM>01/05/2021</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL></EPISODE>
<SW><SW_ID>s1</SW_ID><SW_DECOM>01/05/2025</SW_DECOM><SW_REASON>MANAGE</SW_REASON></SW></CHILD>"""


def given(inside: str, **limits: int) -> ReadReturn:
    return read(("r.xml", f"<EXPSSDA903>{inside}</EXPSSDA903>".encode()), limits=Limits(**limits))


def refusal(content: str | bytes, **limits: int) -> str:
    found = read(("r.xml", content.encode() if isinstance(content, str) else content), limits=Limits(**limits))
    assert found.refused
    assert not found.tables
    [problem] = found.problems
    return problem.message


def test_every_part_of_a_child_finds_its_table() -> None:
    found = given(CHILD)
    assert not found.problems
    assert found.counts() == {
        "header": (1, 0),
        "episodes": (2, 0),
        "reviews": (2, 0),
        "uasc": (1, 0),
        "oc2": (1, 0),
        "oc3": (1, 0),
        "ad1": (1, 0),
        "placed_for_adoption": (1, 0),
        "previous_permanence": (1, 0),
        "missing": (1, 0),
        "sw_episodes": (1, 0),
    }
    assert found.tables["oc3"][0].as_written() == {
        "CHILD": "7",
        "DOB": "01/06/2006",
        "IN_TOUCH": "YES",
        "ACTIV": "F2",
        "ACCOM": "U1",
    }
    first, second = found.tables["episodes"]
    assert (first.child, first.text("PLACE"), first.number) == ("7", "U4", 2)
    assert (second.text("PLACE"), second.number) == ("K2", 3)
    assert found.tables["reviews"][1].text("DOB") == "01/06/2006"
    assert found.tables["header"][0].text("UASC") == "1"
    assert found.tables["oc2"][0].text("SDQ_SCORE") == "4"


def test_values_nested_where_others_are_flat_are_found_too() -> None:
    nested = "<CHILD><HEADER><CHILDID>7</CHILDID><OC3><IN_TOUCH>NO</IN_TOUCH></OC3></HEADER></CHILD>"
    assert given(nested).tables["oc3"][0].text("IN_TOUCH") == "NO"


def test_empty_care_leaver_tags_make_no_row() -> None:
    empty = "<CHILD><HEADER><CHILDID>7</CHILDID><UASC>0</UASC><IN_TOUCH/><ACTIV/><ACCOM> </ACCOM></HEADER></CHILD>"
    found = given(empty)
    assert found.tables["oc3"] == []
    assert found.tables["uasc"] == []
    assert len(found.tables["header"]) == 1


def test_one_childs_values_do_not_reach_the_next() -> None:
    found = given(CHILD + "<CHILD><HEADER><CHILDID>8</CHILDID></HEADER></CHILD>")
    assert [row.child for row in found.tables["header"]] == ["7", "8"]
    assert found.tables["header"][1].text("DOB") == ""
    assert len(found.tables["episodes"]) == 2


def test_a_child_without_an_id_is_put_aside_with_all_its_rows() -> None:
    found = given(CHILD.replace("<CHILDID>7</CHILDID>", ""))
    assert not any(found.tables.values())
    assert sum(len(rows) for rows in found.rejected.values()) == 13


def test_tags_nobody_knows_are_said_once() -> None:
    odd = "<CHILD><HEADER><CHILDID>{}</CHILDID><SHOE>42</SHOE></HEADER><HAT><BRIM>1</BRIM></HAT></CHILD>"
    found = given(odd.format(1) + odd.format(2))
    assert [problem.column for problem in found.problems] == ["SHOE", "BRIM"]
    assert not found.refused


def test_the_encoding_the_file_declares_is_followed() -> None:
    text = '<?xml version="1.0" encoding="{}"?><EXPSSDA903><CHILD><HEADER><CHILDID>é</CHILDID></HEADER></CHILD></EXPSSDA903>'
    for encoding in ("iso-8859-1", "windows-1252", "utf-16"):
        found = read(("r.xml", text.format(encoding).encode(encoding)))
        assert [row.text("CHILD") for row in found.tables["header"]] == ["é"]


BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&b;</CHILDID></HEADER></CHILD></EXPSSDA903>"""


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><EXPSSDA903/>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><EXPSSDA903>&e;</EXPSSDA903>',
    ],
)
def test_document_types_and_entities_are_refused(content: str) -> None:
    assert "DOCTYPE" in refusal(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<EXPSSDA903><CHILD>", "broken at line 1"),
        ("<EXPSSDA903><CHILD></HEADER></EXPSSDA903>", "broken"),
        ("<html><body/></html>", "outermost tag is html"),
        ("<EXPSSDA903><PARENT/></EXPSSDA903>", "PARENT"),
        ("<EXPSSDA903><CHILD><HEADER><A><B><C/></B></A></HEADER></CHILD></EXPSSDA903>", "too deep"),
        ("<EXPSSDA903>&nbsp;</EXPSSDA903>", "broken"),
        (b"<EXPSSDA903>\xff</EXPSSDA903>", "broken"),
    ],
)
def test_what_is_not_the_form_is_refused(content: str | bytes, says: str) -> None:
    assert says in refusal(content)


def test_sizes_are_bounded() -> None:
    child = "<CHILD><HEADER><CHILDID>{}</CHILDID></HEADER></CHILD>"
    assert "too long" in refusal(f"<EXPSSDA903>{child.format('x' * 70_000)}</EXPSSDA903>")
    assert "larger than 1 MB" in refusal(
        "<EXPSSDA903>" + "".join(child.format(n) for n in range(25_000)), file=1024 * 1024
    )
    assert "more than 10 rows" in refusal("<EXPSSDA903>" + "".join(child.format(n) for n in range(12)), rows=10)
    many = "<CHILD><HEADER><CHILDID>1</CHILDID></HEADER>" + "<EPISODE/>" * 200 + "</CHILD>"
    assert "more than 100 tags" in refusal(f"<EXPSSDA903>{many}</EXPSSDA903>", child_elements=100)


def test_a_tag_that_never_ends_is_refused_early() -> None:
    assert "never ends" in refusal("<EXPSSDA903><CHILD x='" + "y" * 5_000_000)


def test_a_file_of_unknown_tags_does_not_fill_memory() -> None:
    tags = "".join(f"<T{n}>1</T{n}>" for n in range(500))
    found = given(f"<CHILD><HEADER><CHILDID>1</CHILDID>{tags}</HEADER></CHILD>")
    assert len(found.problems) == 100


def test_a_broken_end_leaves_nothing_of_the_file_and_everything_of_others() -> None:
    whole = ("a.xml", f"<EXPSSDA903>{CHILD}</EXPSSDA903>".encode())
    broken = ("b.xml", f"<EXPSSDA903>{CHILD.replace('>7<', '>8<')}".encode())
    found = read([whole, broken])
    assert found.refused
    assert [row.child for row in found.tables["header"]] == ["7"]
    assert [row.child for row in found.tables["sw_episodes"]] == ["7"]
