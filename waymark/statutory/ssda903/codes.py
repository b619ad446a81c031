"""Every code the return has used since 2017, with what it means; the year modules say which are in force when."""

from collections.abc import Mapping

IN_TOUCH = {
    "YES": "In touch",
    "NO": "Not in touch",
    "DIED": "Died after leaving care",
    "REFU": "Refuses contact",
    "NREQ": "No longer requires services",
    "RHOM": "Returned home for a continuous period of 6 months or more",
}
ACTIV = {
    "F1": "Full time in higher education",
    "P1": "Part time in higher education",
    "F2": "Full time in education other than higher education",
    "P2": "Part time in education other than higher education",
    "F3": "Full time in training or employment (to 2021)",
    "P3": "Part time in training or employment (to 2021)",
    "F4": "Full time in an apprenticeship",
    "P4": "Part time in an apprenticeship",
    "F5": "Full time in training or employment, not an apprenticeship",
    "P5": "Part time in training or employment, not an apprenticeship",
    "G4": "Not in education, employment or training: illness or disability",
    "G5": "Not in education, employment or training: other circumstances",
    "G6": "Not in education, employment or training: pregnancy or parenting",
    "0": "No information, or not asked for because the young person died or returned home",
}
ACCOMMODATION_TYPES = {
    "B": "With parents or relatives",
    "C": "Community home or other residential care",
    "D": "Semi-independent, transitional accommodation",
    "E": "Supported lodgings",
    "G": "Gone abroad",
    "H": "Deported",
    "K": "Ordinary lodgings, without formal support",
    "R": "Residence not known",
    "S": "No fixed abode or homeless",
    "T": "Foyer or similar supported accommodation",
    "U": "Independent living",
    "V": "Emergency accommodation",
    "W": "Bed and breakfast",
    "X": "In custody",
    "Y": "Other accommodation",
    "Z": "With former foster carers",
}
SUITABILITY = {"1": "suitable", "2": "unsuitable"}
ACCOM = {
    f"{letter}{digit}": f"{meaning}, {suitability}"
    for letter, meaning in ACCOMMODATION_TYPES.items()
    for digit, suitability in SUITABILITY.items()
} | {"0": "No information, or not asked for because the young person died or returned home"}
SEX = {"M": "Male", "F": "Female", "U": "Unknown", "1": "Male (to 2024)", "2": "Female (to 2024)"}
ETHNIC = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Caribbean",
    "BAFR": "African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Refused",
    "NOBT": "Not yet obtained",
}
LS = {
    "C1": "Interim care order",
    "C2": "Full care order",
    "D1": "Freeing order granted",
    "E1": "Placement order granted",
    "V2": "Single period of accommodation under section 20",
    "V3": "Agreed series of short breaks, recorded one by one",
    "V4": "Agreed series of short breaks, recorded as one agreement",
    "L1": "Under police protection and in local authority accommodation",
    "L2": "Emergency protection order",
    "L3": "Under a child assessment order and in local authority accommodation",
    "J1": "Remanded to local authority accommodation or youth detention accommodation",
    "J2": "Placed in local authority accommodation under PACE 1984",
    "J3": "Youth rehabilitation order with a residence or intensive fostering requirement",
}
RNE = {
    "S": "Started to be looked after",
    "L": "Change of legal status only",
    "P": "Change of placement and carer only",
    "T": "Change of placement, same carer",
    "B": "Change of legal status, placement and carer",
    "U": "Change of legal status and placement, same carer",
}
REC = {
    "X1": "Episode ceases and a new one begins the same day",
    "E11": "Adopted, application unopposed",
    "E12": "Adopted, consent dispensed with",
    "E2": "Died",
    "E3": "Care taken over by another authority in the UK",
    "E4A": "Returned home, planned",
    "E4B": "Returned home, not planned",
    "E13": "Left care to live with someone without parental responsibility",
    "E41": "Residence order or child arrangements order",
    "E43": "Special guardianship order to former foster carer (to 2018)",
    "E44": "Special guardianship order to another carer (to 2018)",
    "E45": "Special guardianship order to former foster carer who is a relative or friend",
    "E46": "Special guardianship order to former foster carer who is not a relative or friend",
    "E47": "Special guardianship order to another carer who is a relative or friend",
    "E48": "Special guardianship order to another carer who is not a relative or friend",
    "E5": "Moved into independent living with formal support",
    "E6": "Moved into independent living without formal support",
    "E7": "Transferred to residential care funded by adult social care",
    "E8": "Ceased for any other reason",
    "E9": "Sentenced to custody",
    "E14": "Remand ended",
    "E15": "Age assessment found 18 or over",
    "E16": "Moved abroad",
    "E17": "Aged 18 or over and remained with current carers",
}
PLACE = {
    "A3": "Placed for adoption with consent, with current foster carer",
    "A4": "Placed for adoption with consent, not with current foster carer",
    "A5": "Placed for adoption under a placement order, with current foster carer",
    "A6": "Placed for adoption under a placement order, not with current foster carer",
    "H5": "Semi-independent living not subject to children's homes regulations (to 2024)",
    "K1": "Secure children's home",
    "K2": "Children's home",
    "K3": "Registered supported accommodation",
    "P1": "Own parents or person with parental responsibility",
    "P2": "Independent living (to 2024)",
    "P3": "Residential employment",
    "R1": "Residential care home",
    "R2": "NHS or medical establishment",
    "R3": "Family centre or mother and baby unit",
    "R5": "Young offender institution",
    "S1": "Residential school",
    "T0": "Any temporary move",
    "T1": "Temporarily in hospital",
    "T2": "Temporarily away on holiday",
    "T3": "Temporary placement while the carer is on holiday",
    "T4": "Temporary accommodation of 7 days or less",
    "U1": "Foster placement with relative or friend, long term",
    "U2": "Foster placement with relative or friend who is also an approved adopter or concurrent planning",
    "U3": "Foster placement with relative or friend, not long term",
    "U4": "Placement with other foster carer, long term",
    "U5": "Placement with other foster carer who is also an approved adopter or concurrent planning",
    "U6": "Placement with other foster carer, not long term",
    "Z1": "Other placement (to 2025)",
    # The DfE split Z1 in four for 2026; no source we could read says which is which.
    "Z11": "Other placement, first kind",
    "Z12": "Other placement, second kind",
    "Z13": "Other placement, third kind",
    "Z14": "Other placement, fourth kind",
}
PLACE_PROVIDER = {
    "PR0": "Parents or person with parental responsibility",
    "PR1": "Own local authority",
    "PR2": "Another local authority",
    "PR3": "Other public provider",
    "PR4": "Private provider",
    "PR5": "Voluntary or third sector provider",
}
CIN = {
    "N1": "Abuse or neglect",
    "N2": "Child's disability",
    "N3": "Parental illness or disability",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
}
REASON_PLACE_CHANGE = {
    "CARPL": "Change to or implementation of care plan",
    "CLOSE": "Resignation or closure of provision",
    "ALLEG": "Allegation (section 47)",
    "STAND": "Standards of care concern",
    "APPRR": "Approval removed",
    "CREQB": "Carer asked for the end of placement, behaviour",
    "CREQO": "Carer asked for the end of placement, other reason",
    "CHILD": "Child asked for the end of placement",
    "LAREQ": "Authority or other body asked for the end of placement",
    "PLACE": "Change in the status of the placement only",
    "CUSTOD": "Custody arrangement",
    "OTHER": "Other",
}
REVIEW_CODE = {
    "PN0": "Under 4 at the review",
    "PN1": "Attended and spoke for themselves",
    "PN2": "Attended, an advocate spoke",
    "PN3": "Attended and gave views by symbols",
    "PN4": "Attended and gave no views",
    "PN5": "Did not attend, an advocate was briefed",
    "PN6": "Did not attend, views sent another way",
    "PN7": "Did not attend, no views sent",
}
MISSING = {"M": "Missing from placement", "A": "Away from placement without authorisation"}
PREV_PERM = {
    "P1": "Adoption",
    "P2": "Special guardianship order",
    "P3": "Residence order or child arrangements order",
    "P4": "Unknown kind of permanence",
    "Z1": "None",
}
REASON_PLACED_CEASED = {
    "RD1": "Child's needs changed",
    "RD2": "No placement order made",
    "RD3": "Prospective adopters could not be found or withdrew",
    "RD4": "Other reason",
}
SEX_ADOPTR = {"M1": "One man", "F1": "One woman", "MM": "Two men", "FF": "Two women", "MF": "A man and a woman"}
LS_ADOPTR = {
    "L0": "Single",
    "L11": "Married",
    "L12": "Civil partnership",
    "L2": "Different-sex unmarried couple",
    "L3": "Same-sex couple, not in a civil partnership",
    "L4": "Same-sex married couple",
}
SW_REASON = {
    "MANAGE": "Case transferred between teams by management",
    "FCONTA": "First contact",
    "LEFTRL": "Worker left the role",
    "ORGRST": "Organisational restructure",
    "TSPROC": "Part of the transfer process",
    "ABSENC": "Worker absent",
    "CHCHAN": "Child asked for a change",
    "PCCHAN": "Parent or carer asked for a change",
    "SWDIED": "Worker died",
    "OTHERS": "Other reason",
}
SDQ_REASON = {f"SDQ{n}": f"No score, reason {n}" for n in range(1, 6)}
YES_NO = {"0": "No", "1": "Yes"}

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "IN_TOUCH": IN_TOUCH,
    "ACTIV": ACTIV,
    "ACCOM": ACCOM,
    "SEX": SEX,
    "ETHNIC": ETHNIC,
    "LS": LS,
    "RNE": RNE,
    "REC": REC,
    "PLACE": PLACE,
    "PLACE_PROVIDER": PLACE_PROVIDER,
    "CIN": CIN,
    "REASON_PLACE_CHANGE": REASON_PLACE_CHANGE,
    "REVIEW_CODE": REVIEW_CODE,
    "MISSING": MISSING,
    "PREV_PERM": PREV_PERM,
    "REASON_PLACED_CEASED": REASON_PLACED_CEASED,
    "SEX_ADOPTR": SEX_ADOPTR,
    "LS_ADOPTR": LS_ADOPTR,
    "NB_ADOPTR": {"1": "One", "2": "Two"},
    "SW_REASON": SW_REASON,
    "SDQ_REASON": SDQ_REASON,
    "MOTHER": YES_NO,
    "FOSTER_CARE": YES_NO,
    "CONVICTED": YES_NO,
    "HEALTH_CHECK": YES_NO,
    "IMMUNISATIONS": YES_NO,
    "TEETH_CHECK": YES_NO,
    "HEALTH_ASSESSMENT": YES_NO,
    "SUBSTANCE_MISUSE": YES_NO,
    "INTERVENTION_RECEIVED": YES_NO,
    "INTERVENTION_OFFERED": YES_NO,
}
"""Column name → code → meaning, for every column that holds codes."""

# Ways of saying the same thing that one year's file uses and another's does not.
FEMALE = frozenset({"F", "2"})
MALE = frozenset({"M", "1"})

ADOPTED = frozenset({"E11", "E12"})
SPECIAL_GUARDIANSHIP = frozenset({"E43", "E44", "E45", "E46", "E47", "E48"})
SHORT_BREAKS = frozenset({"V3", "V4"})
