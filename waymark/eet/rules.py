"""Education, employment and training, in the words of the return. Pure."""

from waymark.core.vocab import Vocabulary


class Activity(Vocabulary):
    """ACTIV of the yearly return (SSDA903, OC3). F3 and P3 are of files up to 2021."""

    F1 = "F1", "Full time in higher education"
    P1 = "P1", "Part time in higher education"
    F2 = "F2", "Full time in education other than higher education"
    P2 = "P2", "Part time in education other than higher education"
    F3 = "F3", "Full time in training or employment (to 2021)"
    P3 = "P3", "Part time in training or employment (to 2021)"
    F4 = "F4", "Full time in an apprenticeship"
    P4 = "P4", "Part time in an apprenticeship"
    F5 = "F5", "Full time in training or employment, not an apprenticeship"
    P5 = "P5", "Part time in training or employment, not an apprenticeship"
    G4 = "G4", "Not in education, employment or training: illness or disability"
    G5 = "G5", "Not in education, employment or training: other circumstances"
    G6 = "G6", "Not in education, employment or training: pregnancy or parenting"


_NEET = frozenset({Activity.G4, Activity.G5, Activity.G6})


def is_eet(code: Activity) -> bool:
    """In education, employment or training; the codes that begin with G say not."""
    return code not in _NEET
