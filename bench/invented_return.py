"""Invents a return of any size, and the year before it: no real child, no real history."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from waymark.statutory.ssda903.codes import ACTIV, ETHNIC
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.writing import Cells, csv_text

Tables = dict[str, list[Cells]]

_POSTCODES = ("PR1 8XJ", "LA1 1PJ", "BB1 7DY", "M60 2LA", "L3 1DL", "RM1 3BB", "E15 1EF", "B1 1BB")
_HOMES = ("B1", "D1", "E1", "K1", "U1", "U1", "U2", "T1", "Z1", "S2", "X2")
_ACTIVITIES = sorted(ACTIV.keys() - {"F3", "P3", "0"})
_LOOKED_AFTER = 0.73  # of the children in Header; the rest are care leavers
_WRONG = 0.02  # of the care leavers' cells, and half as many of the episodes'


def write(folder: Path, children: int, year: int, seed: int = 1) -> dict[str, int]:
    """Writes `this` and `prev` into the folder; gives the rows of each table, both years together."""
    counts: dict[str, int] = {}
    for name, tables in zip(("this", "prev"), _both_years(random.Random(seed), children, year), strict=True):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for table, rows in tables.items():
            (folder / name / f"{table}.csv").write_text(csv_text(table, rows), encoding="utf-8", newline="")
            counts[table] = counts.get(table, 0) + len(rows)
    return counts


def _both_years(dice: random.Random, children: int, year: int) -> tuple[Tables, Tables]:
    keys = [key for key in TABLES if key != "dolo"]
    this: Tables = {key: [] for key in keys}
    prev: Tables = {key: [] for key in keys}
    for number in range(children):
        child = str(100_000 + number * 7)
        if dice.random() < _LOOKED_AFTER:
            _looked_after(dice, child, year, this, prev)
        else:
            _care_leaver(dice, child, year, this, prev)
    return this, prev


def _day(dice: random.Random, start: date, end: date) -> date:
    return start + timedelta(days=dice.randrange(max(1, (end - start).days)))


def _header(dice: random.Random, child: str, born: date, *, in_care: bool) -> Cells:
    sex = dice.choice("MF")
    return {
        "CHILD": child,
        "SEX": sex,
        "DOB": born,
        "ETHNIC": dice.choice(sorted(ETHNIC)),
        "UPN": f"A{301_200_000_000 + int(child)}",
        "MOTHER": "0" if sex == "F" and in_care else "",
    }


def _care_leaver(dice: random.Random, child: str, year: int, this: Tables, prev: Tables) -> None:
    age = dice.randint(17, 21)
    born = _day(dice, date(year - 1 - age, 4, 1), date(year - age, 4, 1))
    for tables, turned in ((this, age), (prev, age - 1)):
        if turned >= 17:
            tables["header"].append(_header(dice, child, born, in_care=False))
            tables["oc3"].append({"CHILD": child, "DOB": born} | dict(_oc3_cells(dice, turned)))


def _oc3_cells(dice: random.Random, turned: int) -> Iterator[tuple[str, str]]:
    home = dice.choice([each for each in _HOMES if turned > 18 or each[0] not in "TZ"])
    for column, cell in (("IN_TOUCH", "YES"), ("ACTIV", dice.choice(_ACTIVITIES)), ("ACCOM", home)):
        yield column, dice.choice(("", "ZZ", "0")) if dice.random() < _WRONG else cell


def _looked_after(dice: random.Random, child: str, year: int, this: Tables, prev: Tables) -> None:
    start, end = date(year - 1, 4, 1), date(year, 3, 31)
    born = _day(dice, date(year - 18, 4, 1), date(year - 1, 1, 1))
    began = _day(dice, max(born, date(year - 4, 4, 1)), end)
    moved = _day(dice, max(began, start), end) if dice.random() < 0.4 else None
    ended = _day(dice, max(moved or began, start), end) if dice.random() < 0.3 else None
    first = _episode(dice, child, began, "S")
    if moved is not None and moved > began:
        this["episodes"] += [first | {"DEC": moved, "REC": "X1", "REASON_PLACE_CHANGE": "CARPL"}]
        first = _episode(dice, child, moved, "P") | {"LS": first["LS"], "CIN": first["CIN"]}
    this["episodes"].append(first | ({"DEC": ended, "REC": dice.choice(("E4A", "E13", "E8"))} if ended else {}))
    _rest(dice, child, born, max(began, start), ended or end, this)
    if began < start:
        prev["episodes"].append({key: cell for key, cell in this["episodes"][-1].items() if key not in ("DEC", "REC")})
        if moved is not None and moved > began:
            prev["episodes"][-1] = {
                key: cell
                for key, cell in this["episodes"][-2].items()
                if key not in ("DEC", "REC", "REASON_PLACE_CHANGE")
            }
        _rest(dice, child, born, max(began, date(year - 2, 4, 1)), date(year - 1, 3, 31), prev)


def _episode(dice: random.Random, child: str, decom: date, rne: str) -> Cells:
    cells = {
        "CHILD": child,
        "DECOM": decom,
        "RNE": rne,
        "LS": dice.choice(("C1", "C2", "C2", "V2")),
        "CIN": dice.choice(("N1", "N1", "N3", "N5")),
        "PLACE": dice.choice(("U1", "U4", "U4", "U6", "K2")),
        "PLACE_PROVIDER": dice.choice(("PR1", "PR4")),
        "HOME_POST": dice.choice(_POSTCODES),
        "PL_POST": dice.choice(_POSTCODES),
        "URN": f"SC{dice.randrange(100_000, 500_000)}",
    }
    if dice.random() < _WRONG / 2:
        cells[dice.choice(("LS", "PLACE"))] = "ZZ"
    return cells


def _rest(dice: random.Random, child: str, born: date, since: date, until: date, tables: Tables) -> None:
    """The other tables of a looked-after child in one year, about as full as a council's."""
    who: Cells = {"CHILD": child, "DOB": born}
    header = _header(dice, child, born, in_care=True)
    tables["header"].append(header)
    for day in sorted({_day(dice, since, until) for _ in range(dice.randint(1, 3))}):
        tables["reviews"].append(who | {"REVIEW": day, "REVIEW_CODE": dice.choice(("PN1", "PN4", "PN7"))})
        worker = f"SW{dice.randrange(300):04}"
        tables["sw_episodes"].append(
            who | {"SW_ID": worker, "SW_DECOM": day, "SW_REASON": dice.choice(("FCONTA", "LEFTRL"))}
        )
    if dice.random() < 0.4:
        tables["oc2"].append(
            who
            | {
                "CONVICTED": "0",
                "IMMUNISATIONS": "1",
                "TEETH_CHECK": "1",
                "HEALTH_ASSESSMENT": "1",
                "SUBSTANCE_MISUSE": "0",
            }
        )
    if dice.random() < 0.3:
        tables["previous_permanence"].append(who | {"PREV_PERM": "Z1"})
    if dice.random() < 0.2:
        day = _day(dice, since, until)
        tables["missing"].append(who | {"MISSING": "M", "MIS_START": day, "MIS_END": day + timedelta(days=1)})
    if dice.random() < 0.05:
        tables["placed_for_adoption"].append(who | {"DATE_PLACED": since})
    if dice.random() < 0.15 and since.year - born.year > 12:
        tables["uasc"].append(who | {"SEX": header["SEX"], "DUC": date(born.year + 18, born.month, min(born.day, 28))})


def repeat(source: Path, target: Path, children: int) -> dict[str, int]:
    """Writes a given return (`this` and `prev` in `source`) as large as asked for, its children under new ids.

    A child keeps one new id in all tables and both years, so that history and checks stay as they were. Gives the
    rows of each table, both years together.
    """
    with (source / "this" / "header.csv").open(encoding="utf-8-sig", newline="") as stream:
        here = [row["CHILD"] for row in csv.DictReader(stream)]
    times, rest = divmod(children, len(here))
    partial = set(here[:rest])
    counts: dict[str, int] = {}
    for file in sorted(source.glob("*/*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = csv.reader(stream)
        child = header.index("CHILD")
        copy = target / file.parent.name / file.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            for number in range(times + 1):
                for row in rows:
                    if number < times or row[child] in partial:
                        writer.writerow([*row[:child], f"{row[child]}{number:02}", *row[child + 1 :]])
                        counts[file.stem] = counts.get(file.stem, 0) + 1
    return counts
