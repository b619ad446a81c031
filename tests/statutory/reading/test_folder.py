"""Folders, files and uploads."""

from pathlib import Path

from waymark.statutory.reading import read

OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n123,01/06/2006,YES,F2,U1\n"
XML = "<EXPSSDA903><CHILD><HEADER><CHILDID>9</CHILDID><SEX>M</SEX><DOB>01/06/2006</DOB></HEADER></CHILD></EXPSSDA903>"


def test_a_folder_gives_its_own_csv_and_xml_files(tmp_path: Path) -> None:
    (tmp_path / "one.CSV").write_text(OC3)
    (tmp_path / "two.xml").write_text(XML)
    (tmp_path / "notes.txt").write_text("not of the return")
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "three.csv").write_text("x")
    found = read(tmp_path)
    assert {file.name for file in found.files} == {"one.CSV", "two.xml"}
    assert not found.problems
    assert found.counts()["header"] == (1, 0)
    assert found.counts()["oc3"] == (1, 0)


def test_a_file_may_be_given_by_itself_under_any_name(tmp_path: Path) -> None:
    file = tmp_path / "return"
    file.write_text(OC3)
    assert read(str(file)).counts() == {"oc3": (1, 0)}


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    found = read(tmp_path / "nowhere.csv")
    assert found.refused
    assert "cannot be opened" in found.problems[0].message


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.refused
    assert "no .csv or .xml" in found.problems[0].message


def test_workbooks_are_refused_by_name_and_by_content(tmp_path: Path) -> None:
    (tmp_path / "oc3.csv").write_text(OC3)
    (tmp_path / "oc2.xlsx").write_bytes(b"PK\x03\x04")
    assert "Save each sheet" in read(tmp_path).problems[0].message
    renamed = read(("oc3.csv", b"PK\x03\x04" + bytes(100)))
    assert "Save each sheet" in renamed.problems[0].message
    assert renamed.refused
