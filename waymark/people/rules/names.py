"""Names folded for sorting and comparing, and how alike two words are."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Telephone and child numbers are words too, so that one table finds them all.
_WORD = re.compile(r"[^\W_]+")
_NOT_DIGIT = re.compile(r"\D")
_LETTERS_APART = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "’": "", "'": ""})


def folded(text: str) -> str:
    """Lower case, without accents and apostrophes: "O’Brien-Núñez" → "obrien-nunez"."""
    if text.isascii():  # most names: nothing to take apart
        return text.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS_APART).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(*texts: str) -> list[str]:
    """The different folded words of some names, in the order they appear."""
    return list(dict.fromkeys(word for text in texts for word in _WORD.findall(folded(text))))


def sort_name(first_name: str, last_name: str, preferred_name: str, child_id: str | None) -> str:
    """What lists are sorted by: "last, first", else whichever there is, else the child number."""
    first = first_name or preferred_name
    name = ", ".join(part for part in (folded(last_name).strip(), folded(first).strip()) if part)
    return name or folded(child_id or "")


def phone_digits(text: str) -> str:
    """The digits of a telephone number as dialled in the UK: "+44 7700 900123" → "07700900123"; "" for no number."""
    digits = _NOT_DIGIT.sub("", text)
    if text.strip().startswith("+44"):
        digits = "0" + digits[2:].removeprefix("0")
    elif digits.startswith("0044"):
        digits = "0" + digits[4:].removeprefix("0")
    return digits if 7 <= len(digits) <= 15 else ""


@lru_cache(maxsize=65536)
def trigrams(word: str) -> frozenset[str]:
    """Every three neighbouring letters, with the start of the word weighted: "bea" → "  b", " be", "bea", "ea "."""
    padded = f"  {word} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def similarity(one: str, other: str) -> float:
    """How alike two folded words are, from 0 to 1: trigrams they share, of all that either has."""
    a, b = trigrams(one), trigrams(other)
    return len(a & b) / len(a | b)


def names_alike(one: Iterable[str], other: Iterable[str], *, least: float) -> bool:
    """Whether every word of the shorter name is like some word of the longer one, or its short form (Sam, Samuel).

    False where either has no words.
    """
    shorter, longer = sorted((list(one), list(other)), key=len)
    return bool(shorter) and all(any(_short_form(a, b) or similarity(a, b) >= least for b in longer) for a in shorter)


def _short_form(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))


def first_after(prefix: str) -> str | None:
    """The first text that sorts after every text starting with `prefix`; None where there is no end.

    Letters sort a to z after digits in every collation, so a range finds prefixes on both databases with an index.
    """
    while prefix:
        last = prefix[-1]
        if last == "9":
            return prefix[:-1] + "a"
        if last != "z":
            return prefix[:-1] + chr(ord(last) + 1)
        prefix = prefix[:-1]
    return None


def search_words(*, names: Iterable[str], reach: Iterable[str]) -> dict[str, bool]:
    """What somebody is found by: folded words of their names (True) and numbers or e-mail addresses (False)."""
    found = dict.fromkeys((number_or_address(text) for text in reach), False)
    found.pop("", None)
    return found | dict.fromkeys(words_of(*names), True)


def number_or_address(text: str) -> str:
    """A telephone number or an e-mail address in the one form it is compared in; "" where the text is neither."""
    text = text.strip()
    return text.casefold() if "@" in text else phone_digits(text)
