"""Whom a text is from, what it may ask for, and how long it is. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import phonenumbers

from waymark.core.vocab import Vocabulary
from waymark.people.rules.names import phone_digits
from waymark.people.rules.words import YesNo


class Direction(Vocabulary):
    IN = "in", "From them"
    OUT = "out", "From us"


class WhyUnknown(Vocabulary):
    NOBODY = "nobody", "Nobody has this number"
    SEVERAL = "several", "More than one person has this number"
    UNSAFE = "unsafe", "This number is kept as not safe to use: somebody else may hold the phone"
    TAKEN_BACK = "taken", "It was put into a record, and was not from them"


class UnknownState(Vocabulary):
    OPEN = "open", "Waits to be sorted"
    FILED = "filed", "Put into a record"
    SET_ASIDE = "aside", "Not from a young person of ours"


LONGEST: Final = 918  # six messages in one: what GOV.UK Notify carries at most
# The alphabet of a text message (3GPP TS 23.038); the second part counts twice. A letter outside it halves the room.
_PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE: Final = frozenset("^{}\\[~]|€")
# Words by which people ask to be left alone. They are shown to whoever reads the text and never acted on by themselves:
# the duty to keep in touch does not end with a word, and “stop” may be about anything.
_STOP: Final = re.compile(
    r"^\W*(stop|stopall|unsubscribe|end|quit|cancel)\W*$"
    r"|\b(leave me alone|stop (texting|messaging|contacting|writing to) me|don'?t (text|message|contact) me"
    r"|do not (text|message|contact) me|no more (texts|messages))\b",
    re.IGNORECASE,
)


def e164(text: str) -> str:
    """A number as +447700900123; "" where the text is no number. Providers leave out the plus, of other countries too."""
    digits = re.sub(r"\D", "", text)
    written = f"+{digits}" if digits.startswith("44") and len(digits) == 12 else text
    return _possible(written) or (_possible(f"+{digits}") if text.strip() == digits else "")


def _possible(text: str) -> str:
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def same_number(one: str, other: str) -> bool:
    return bool(found := phone_digits(one)) and found == phone_digits(other)


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who has the number now, and whether it is known to be safe for them.

    `shared` is whether somebody around them has, or had, the same number: then it is not sure who wrote.
    """

    person_id: UUID
    safe: YesNo
    shared: bool = False


def sender_of(owners: Iterable[Owner]) -> UUID | WhyUnknown:
    """Whose record a text belongs to, or why that is for a person to say.

    A number kept as unsafe may be in somebody else's hands, and one that a parent or a former partner has too is in
    theirs, so what it says is not filed as the young person's words.
    """
    found = list(owners)
    people = {owner.person_id for owner in found}
    if not people:
        return WhyUnknown.NOBODY
    if len(people) > 1:
        return WhyUnknown.SEVERAL
    if any(owner.safe is YesNo.NO for owner in found):
        return WhyUnknown.UNSAFE
    if any(owner.shared for owner in found):
        return WhyUnknown.SEVERAL
    return people.pop()


def asks_to_stop(body: str) -> bool:
    """Whether the words may ask for no more texts. A person decides whether they do."""
    return bool(_STOP.search(body.replace("’", "'")))


def parts(body: str) -> int:
    """How many messages this is sent as: 160 characters fit in one, 153 in each of several; 70 and 67 with other letters."""
    if set(body) <= _PLAIN | _TWICE:
        length, one, each = len(body) + sum(letter in _TWICE for letter in body), 160, 153
    else:
        length, one, each = len(body.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else -(-length // each)
