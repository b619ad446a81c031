"""Small returns, written as a council's system would write them."""

from pathlib import Path

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
UASC = "CHILD,SEX,DOB,DUC"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END"


def episode(
    child: str, start: str, why: str = "S", legal: str = "C2", place: str = "U4", end: str = "", ceased: str = ""
) -> str:
    return f"{child},{start},{why},{legal},N1,{place},PR1,{end},{ceased},,SW1A1AA,SW1A2AA,"


def table(header: str, *rows: str) -> bytes:
    return ("\r\n".join([header, *rows]) + "\r\n").encode()


def small_return() -> dict[str, bytes]:
    """2026: one child still looked after, and one who left and is in OC3."""
    return {
        "h.csv": table(HEADER, "1001,F,01/06/2009,WBRI,A301200000001,0,", "1002,1,14/02/2007,ZZZZ,,,"),
        "e.csv": table(EPISODES, episode("1001", "01/07/2020")),
        "o.csv": table(OC3, "1002,14/02/2007,YES,F2,U1"),
    }


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
