"""A small council with a return of two years, brought in from files as a council would."""

from pathlib import Path

from django.core.management import call_command

from waymark.people.models import YoungPerson

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n"
OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\n"

# A left care at 17; B and C are known from OC3 alone; D, 17, is still in care.
THIS = {
    "header.csv": HEADER
    + "A,F,01/06/2007,WBRI,A301200000001,0,\r\n"
    + "B,M,02/07/2005,WBRI,B301200000002,,\r\n"
    + "C,m,03/08/2004,WBRI,C301200000003,,\r\n"
    + "D,M,04/09/2008,WBRI,D301200000004,,\r\n",
    "episodes.csv": EPISODES
    + "A,01/02/2021,S,C2,N1,U4,PR4,20/05/2025,E13,,AB1 2CD,EF3 4GH,SC000001\r\n"
    + "D,01/03/2024,S,C2,N1,U4,PR4,01/05/2025,X1,CREQB,AB1 2CD,EF3 4GH,SC000002\r\n"
    + "D,01/05/2025,P,C2,N1,U6,PR1,,,,AB1 2CD,JK5 6LM,SC000003\r\n",
    "oc3.csv": OC3 + "A,01/06/2007,YES,F2,Z1\r\n" + "B,02/07/2005,ZZ,G5,U1\r\n" + "C,03/08/2004,no,0,0\r\n",
}
LAST = {
    "header.csv": HEADER + "A,F,01/06/2007,WBRI,A301200000001,0,\r\n" + "D,M,04/09/2008,WBRI,D301200000004,,\r\n",
    "episodes.csv": EPISODES
    + "A,01/02/2021,S,C2,N1,U4,PR4,,,,AB1 2CD,EF3 4GH,SC000001\r\n"
    + "D,01/03/2024,S,C2,N1,U4,PR4,,,,AB1 2CD,EF3 4GH,SC000002\r\n",
    "oc3.csv": OC3 + "B,02/07/2005,YES,F2,U1\r\n" + "C,03/08/2004,DIED,0,0\r\n",
}


def bring_in(folder: Path, **years: dict[str, str]) -> None:
    """Import files of `y2026={name: text}` and other years through the command."""
    arguments = []
    for key, files in years.items():
        place = folder / key
        place.mkdir()
        for name, text in files.items():
            (place / name).write_bytes(text.encode())
        arguments += ["--year", key.removeprefix("y"), str(place)]
    call_command("import_903", *arguments, "--json")


def child(number: str) -> YoungPerson:
    return YoungPerson.objects.get(child_id=number)
