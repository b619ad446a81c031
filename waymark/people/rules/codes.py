"""Codes of the children-looked-after return as a care history is read aloud: short phrases, where the return has titles.

A code that is not (or no longer) listed is shown as it stands, never dropped.
"""

from collections.abc import Mapping

# After “Looked after …”
LEGAL_STATUS: Mapping[str, str] = {
    "C1": "under an interim care order",
    "C2": "under a full care order",
    "D1": "under a freeing order",
    "E1": "under a placement order",
    "V2": "by agreement (section 20)",
    "V3": "in single short breaks",
    "V4": "in short breaks under one agreement",
    "L1": "under police protection",
    "L2": "under an emergency protection order",
    "L3": "under a child assessment order",
    "J1": "on remand",
    "J2": "held under the Police and Criminal Evidence Act",
    "J3": "under a youth rehabilitation order with residence",
}
# Under these the council has parental responsibility, and custody or hospital does not end being looked after:
# Children Act 1989 s.22(1)(a), s.31, s.33, s.38; Adoption and Children Act 2002 s.21.
CARE_ORDERS = frozenset({"C1", "C2", "E1"})
PLACE: Mapping[str, str] = {
    "A3": "placed for adoption with the same foster carer, with consent",
    "A4": "placed for adoption, with consent",
    "A5": "placed for adoption with the same foster carer, under an order",
    "A6": "placed for adoption, under an order",
    "H5": "semi-independent living",
    "K1": "a secure children's home",
    "K2": "a children's home",
    "K3": "registered supported accommodation",
    "P1": "with parents or someone with parental responsibility",
    "P2": "independent living",
    "P3": "residential employment",
    "R1": "a residential care home",
    "R2": "a hospital or other health setting",
    "R3": "a family centre or mother and baby unit",
    "R5": "a young offender institution or prison",
    "S1": "a residential school",
    "T0": "a temporary move",
    "T1": "temporarily in hospital",
    "T2": "temporarily away on holiday",
    "T3": "a temporary placement while the carer was on holiday",
    "T4": "somewhere temporary for a week or less",
    "U1": "long-term foster care with a relative or friend",
    "U2": "foster care with a relative or friend who may adopt",
    "U3": "foster care with a relative or friend",
    "U4": "long-term foster care",
    "U5": "foster care with a carer who may adopt",
    "U6": "foster care",
    "Z1": "another kind of placement",
    "Z11": "another kind of placement (Z11)",
    "Z12": "another kind of placement (Z12)",
    "Z13": "another kind of placement (Z13)",
    "Z14": "another kind of placement (Z14)",
}
PROVIDER: Mapping[str, str] = {
    "PR0": "family",
    "PR1": "our own council",
    "PR2": "another council",
    "PR3": "another public body",
    "PR4": "a private provider",
    "PR5": "a charity",
}
# After “Care ended: …”
ENDED: Mapping[str, str] = {
    "E11": "adopted, nobody opposed it",
    "E12": "adopted, the court went without consent",
    "E2": "died",
    "E3": "another council took over",
    "E4A": "went home, as planned",
    "E4B": "went home, not planned",
    "E13": "left to live with someone without parental responsibility",
    "E41": "a child arrangements order was made",
    "E43": "special guardianship with the former foster carer",
    "E44": "special guardianship with another carer",
    "E45": "special guardianship with the former foster carer, a relative or friend",
    "E46": "special guardianship with the former foster carer, not a relative or friend",
    "E47": "special guardianship with another relative or friend",
    "E48": "special guardianship with somebody else",
    "E5": "moved into a place of their own with formal support",
    "E6": "moved into a place of their own without formal support",
    "E7": "moved to adult social care",
    "E8": "ended for another reason",
    "E9": "sentenced to custody",
    "E14": "remand ended",
    "E15": "found to be 18 or over in an age assessment",
    "E16": "moved abroad",
    "E17": "turned 18 and stayed with the same carers",
}
PARTICIPATION: Mapping[str, str] = {
    "PN0": "was under four",
    "PN1": "came and spoke",
    "PN2": "came, an advocate spoke",
    "PN3": "came and answered by signs",
    "PN4": "came and said nothing",
    "PN5": "did not come, an advocate spoke",
    "PN6": "did not come, sent their views another way",
    "PN7": "did not come and sent no views",
}
ETHNICITY: Mapping[str, str] = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Another White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Another mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Another Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Another Black background",
    "CHNE": "Chinese",
    "OOTH": "Another ethnic group",
    "REFU": "Did not want to say",
    "NOBT": "Not asked yet",
}


def choices(codes: Mapping[str, str], *, empty: str = "") -> list[tuple[str, str]]:
    """`(code, "Words (code)")` for a list to pick from, with a first empty answer where `empty` says what it means."""
    listed = [(code, f"{words[:1].upper()}{words[1:]} ({code})") for code, words in codes.items()]
    return [("", empty), *listed] if empty else listed


def in_words(codes: Mapping[str, str], code: str) -> str:
    return codes.get(code, code)
