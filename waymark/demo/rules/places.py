"""The invented county of Northmoor: towns, streets, postcodes and telephone numbers that belong to nobody."""

from waymark.demo.rules.dice import Dice

# No postcode area ZZ exists; these districts give each invented town its own.
TOWNS: dict[str, str] = {
    "Northmoor": "ZZ90",
    "Hallow Cross": "ZZ91",
    "Stainbeck": "ZZ92",
    "Port Averly": "ZZ93",
    "Merrowdale": "ZZ94",
    "Kettlethwaite": "ZZ95",
    "Brackenholme": "ZZ96",
    "Eastmere": "ZZ97",
    "Culverden": "ZZ98",
}
TOWN_WEIGHTS: dict[str, float] = {
    "Northmoor": 34,
    "Hallow Cross": 16,
    "Stainbeck": 13,
    "Port Averly": 12,
    "Merrowdale": 7,
    "Kettlethwaite": 6,
    "Brackenholme": 5,
    "Eastmere": 4,
    "Culverden": 3,
}
NORTH = frozenset({"Stainbeck", "Port Averly", "Kettlethwaite"})
EAST = frozenset({"Eastmere", "Brackenholme", "Hallow Cross"})

OUT_OF_COUNTY: dict[str, str] = {"Greatholm": "ZZ40", "Wexcombe": "ZZ55", "Saltersby": "ZZ63", "Aldermoss": "ZZ71"}

STREETS = (
    *("Tenter Lane", "Weaver's Row", "Quarry Bank", "Chapel Brow", "Mill Street", "Beckside", "Station Approach"),
    *("Lapwing Close", "Curlew Drive", "Foundry Street", "Ropewalk", "Heron Court", "Slate Street", "Moor View"),
    *("Alder Grove", "Cotton Street", "Furnace Road", "Victory Road", "Pinfold Lane", "Canal Terrace", "Bobbin Yard"),
    *("Hawthorn Avenue", "Skylark Way", "Dyer's Yard", "Old Tram Road", "Kiln Lane", "Market Place", "Fell Road"),
    *("Harbour Row", "Signal Street", "Larch Close", "Bilberry Bank", "Saddler's Gate", "Orchard Mount"),
)
HOSTEL_NAMES = ("Heron House", "The Foundry", "Beck House", "Lantern Court", "Tenter House", "Slate Yard")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def town(dice: Dice) -> str:
    return dice.weighted(TOWN_WEIGHTS)


def postcode(dice: Dice, place: str) -> str:
    """A postcode of that town; it looks like one and is none."""
    district = TOWNS.get(place) or OUT_OF_COUNTY[place]
    return f"{district} {dice.randint(1, 9)}{dice.one(_LETTERS)}{dice.one(_LETTERS)}"


def street_address(dice: Dice, place: str, *, flat: bool = False) -> str:
    """The lines above the postcode."""
    street = f"{dice.randint(1, 140)} {dice.one(STREETS)}"
    lines = [street, place]
    if flat:
        lines.insert(0, f"Flat {dice.randint(1, 24)}")
    return "\n".join(lines)


def hostel_address(dice: Dice, place: str) -> str:
    return f"Room {dice.randint(1, 18)}\n{dice.one(HOSTEL_NAMES)}\n{dice.one(STREETS)}\n{place}"


def mobile(dice: Dice) -> str:
    """From the range that Ofcom keeps for drama: 07700 900000 to 900999."""
    return f"07700 900{dice.randint(0, 999):03}"


def landline(dice: Dice) -> str:
    """From Ofcom's range for drama with no area: 01632 960000 to 960999."""
    return f"01632 960{dice.randint(0, 999):03}"
