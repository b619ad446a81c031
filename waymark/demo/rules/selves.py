"""Who an invented young person is: names, identity, ways to reach them and the people around them."""

from datetime import date, timedelta

from waymark.core.dates import add_months, age_on, birthday
from waymark.demo.rules import names, places, words
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import Birth, InventedLife, Known, Lived, Reached

# The letter of a unique pupil number checks its twelve digits, weighted 2 to 13, by their remainder by 23.
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NUMBERS = 899_981
_STEP = 7919


def child_number(number: int, seed: int) -> str:
    """A six-figure child number that no other person of this council has."""
    return str(100_003 + (number * _STEP + seed * 104_729) % _NUMBERS)


def pupil_number(number: int, seed: int) -> str:
    """A well-formed unique pupil number of an authority that does not exist (999)."""
    digits = f"999{(number * _STEP + seed * 15_485_863) % 999_999_937:09}"
    remainder = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2)) % 23
    return _CHECK_LETTERS[remainder] + digits


def born_for(dice: Dice, age: int, on: date) -> date:
    """A date of birth that makes someone exactly `age` on that day."""
    latest = add_months(on, -12 * age)
    while True:
        born = latest - dice.days(0, 365)
        if age_on(born, on) == age:
            return born


def give_self(dice: Dice, life: InventedLife, *, seed: int, on: date, arrived: bool) -> str:
    """Fill in who they are; returns the heritage's name, from which the people around them get theirs too."""
    heritages = names.ARRIVED if arrived else names.LIVED_HERE
    key = dice.weighted({key: weight for key, (_, weight) in heritages.items()})
    heritage = names.HERITAGES[key]
    named = names.name_of(dice, heritage, girl=dice.happens(0.1 if arrived else 0.47), arrived=arrived)
    language = dice.weighted(heritage.languages)
    disabled = dice.weighted({"no": 78, "yes": 12, "unknown": 10})
    said = dice.happens(0.62)
    life.identity = {
        "child_id": child_number(life.number, seed),
        "upn": "UN2" if arrived and dice.happens(0.7) else pupil_number(life.number, seed),
        "first_name": named.first,
        "last_name": named.last,
        "preferred_name": named.preferred,
        "pronouns": named.pronouns,
        "sex": named.sex,
        "gender_identity": named.gender_identity,
        "ethnicity": dice.weighted(heritage.ethnic),
        "religion": dice.weighted(heritage.religions),
        "first_language": language if language != "English" or dice.happens(0.8) else "",
        "interpreter_needed": "no" if language == "English" else dice.weighted({"yes": 45, "no": 40, "unknown": 15}),
        "reading_note": dice.one(words.READING_NOTES) if dice.happens(0.09) else "",
        "disability": disabled,
        "disability_note": dice.one(words.DISABILITY_NOTES) if disabled == "yes" else "",
        "visiting_safety_note": dice.one(words.VISITING_NOTES) if dice.happens(0.04) else "",
        "what_matters": dice.one(words.WHAT_MATTERS) if said else "",
        "what_matters_on": on - dice.days(5, 400) if said else None,
    }
    return key


def give_births(dice: Dice, life: InventedLife, born: date, *, arrived: bool, on: date) -> None:
    """The date of birth in force, and for some who came alone the ones it replaced or stands against."""
    if not arrived:
        life.births.append(Birth(born, dice.weighted({"document": 60, "reported": 40})))
        return
    chance = dice.random()
    if chance < 0.06:
        # A disputed age is treated as a child's until it is assessed, so the later date of birth is in force.
        earlier = add_months(born, -dice.one((12, 14, 18, 24)))
        life.births.append(
            Birth(born, "disputed", note="Said by the young person; the Home Office holds another date.")
        )
        life.births.append(Birth(earlier, "reported", in_force=False, note="On Home Office papers."))
    elif chance < 0.16:
        decided = min(on, birthday(born, 16) + dice.days(30, 400))
        life.births.append(Birth(born, "assessed", decided_on=decided, note="Age assessment by two social workers."))
        life.births.append(Birth(add_months(born, dice.one((12, 18))), "stated", in_force=False))
    else:
        life.births.append(Birth(born, dice.weighted({"stated": 70, "document": 30})))


def give_reach(dice: Dice, life: InventedLife, *, on: date) -> None:
    """Telephone, e-mail and, while in care, the address of the placement."""
    if not life.addresses and life.placed:
        last = max(life.placed, key=lambda placed: placed.started_on)
        if last.ended_on is None and last.place != "R5":
            lines = places.street_address(dice, life.town)
            life.addresses.append(Lived(lines, last.placement_postcode, "home", last.started_on, None, "yes"))
    since = on - dice.days(20, 700)
    if dice.happens(0.95):
        safe = dice.weighted({"yes": 74, "unknown": 22, "no": 4})
        note = dice.one(words.SAFE_NOTES) if safe == "no" or dice.happens(0.03) else ""
        life.reach.append(Reached("mobile", places.mobile(dice), safe, note, preferred=True, started_on=since))
    if dice.happens(0.25):
        earlier = since - dice.days(100, 500)
        life.reach.append(Reached("mobile", places.mobile(dice), "unknown", started_on=earlier, ended_on=since))
    if dice.happens(0.45):
        name = f"{life.identity['first_name']}.{dice.randint(10, 99)}".lower().replace(" ", "")
        local = name if name.isascii() else f"person.{life.number}"
        life.reach.append(Reached("email", f"{local}@post.example", "yes", started_on=since))


def give_network(dice: Dice, life: InventedLife, heritage: str, *, arrived: bool) -> None:
    """Two to six people in their life; three in four have said who matters to them."""
    kin = names.HERITAGES[heritage]
    surname = str(life.identity["last_name"])
    relations: list[str] = []
    if arrived:
        relations += ["sibling"] * dice.happens(0.2) + ["relative"] * dice.happens(0.35)
    else:
        relations += ["parent"] * dice.happens(0.75) + ["sibling"] * dice.weighted({0: 40, 1: 35, 2: 25})
        relations += ["relative"] * dice.happens(0.4)
    relations += ["former_carer"] * dice.happens(0.4) + ["friend"] * dice.weighted({0: 30, 1: 50, 2: 20})
    relations += ["professional"] * dice.happens(0.45) + ["partner"] * dice.happens(0.15)
    for relation in relations:
        family = relation in ("parent", "sibling", "relative")
        heritage_of = kin if family or dice.happens(0.3) else names.ENGLISH
        matters = dice.happens(0.7)
        life.network.append(
            Known(
                name=names.any_name(dice, heritage_of, surname=surname if family and dice.happens(0.7) else ""),
                relation=relation,
                relation_words=_relation_words(dice, relation),
                matters=matters,
                in_their_words=dice.one(words.NETWORK_WORDS[relation]) if matters and dice.happens(0.5) else "",
                organisation=dice.one(_ORGANISATIONS) if relation == "professional" else "",
                phone=places.mobile(dice) if dice.happens(0.6) else places.landline(dice) if dice.happens(0.3) else "",
                has_parental_responsibility=_responsible(dice, relation),
                ask_first=dice.one(_ASK_FIRST) if family and dice.happens(0.08) else "",
            )
        )


_ORGANISATIONS = (
    "Northmoor College",
    "Stainbeck Boxing Club",
    "Moor Street Surgery",
    "Youth justice team",
    "St Bede's",
)
_ASK_FIRST = (
    "Do not share the address.",
    "Only with the young person's yes.",
    "Ask before saying that we are in touch.",
)
_RELATION_WORDS = {
    "parent": ("Mother", "Father", "Step-father"),
    "sibling": ("Sister", "Brother", "Half-brother", "Twin"),
    "relative": ("Grandmother", "Aunt", "Uncle", "Cousin", "Grandfather"),
    "former_carer": ("Foster carer for six years", "Key worker at the home", "First foster carer"),
    "friend": ("Best friend", "Friend from school"),
    "partner": ("Partner", "Fiancé"),
    "professional": ("Teacher", "Youth worker", "Coach", "GP"),
}


def _relation_words(dice: Dice, relation: str) -> str:
    return dice.one(_RELATION_WORDS[relation])


def _responsible(dice: Dice, relation: str) -> str:
    if relation != "parent":
        return "no"
    return dice.weighted({"yes": 60, "unknown": 30, "no": 10})


def double_of(dice: Dice, original: InventedLife, life: InventedLife, *, on: date) -> None:
    """Make `life` a hurried second record of `original`: same birth, the name a letter off, hardly anything else."""
    first, last = str(original.identity["first_name"]), str(original.identity["last_name"])
    life.identity = {
        "child_id": None,
        "upn": original.identity["upn"] if dice.happens(0.5) else "",
        "first_name": _misspelt(dice, first),
        "last_name": _misspelt(dice, last) if dice.happens(0.4) else last,
        "sex": original.identity["sex"],
    }
    life.births = [Birth(original.born_on, "stated", note="Given over the telephone.")]
    life.town = original.town
    life.reach.append(Reached("mobile", places.mobile(dice), "unknown", started_on=on - timedelta(days=9)))


def _misspelt(dice: Dice, name: str) -> str:
    """The name with two neighbouring letters swapped or one doubled; never as it was, unless it is empty."""
    if len(name) < 4:
        return name + name[-1:]
    at = dice.randint(1, len(name) - 3)
    if name[at] == name[at + 1] or dice.happens(0.5):
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
