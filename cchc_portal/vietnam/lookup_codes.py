"""Codes by which a printed paper is looked up: not to be guessed, easy to read aloud and to type, whatever keyboard a person has.

No vowels and no D or W: Telex and VNI turn those into marked letters. Of letters and digits that look alike one is used and
the other is understood. The first two letters name the province, so that a code finds its rows inside that province alone.
"""

import re
import secrets
import unicodedata

ALPHABET = "0123456789CFHJKMNPQRTVX"
LOOK_ALIKE = {
    "O": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "S": "5",
    "G": "6",
    "B": "8",
    "U": "V",
}
GROUP, LENGTH, OF_PROVINCE = 4, 32, 2  # 30 letters of chance: 135 bits
EARLIER = 20  # as they were given at first; prints that bear them stay good
SHARES = len(ALPHABET) ** OF_PROVINCE
LONGEST_TYPED = 160  # beyond that nobody has typed a code
_BETWEEN = re.compile(r"[/?#&=]")


def new(province_id: int) -> str:
    """A code of this province."""
    chance = (secrets.choice(ALPHABET) for _ in range(LENGTH - OF_PROVINCE))
    return beginning(province_id) + "".join(chance)


def beginning(province_id: int) -> str:
    """The letters that name a province; with more than 529 of them some would share theirs."""
    high, low = divmod(province_id % SHARES, len(ALPHABET))
    return ALPHABET[high] + ALPHABET[low]


def share(code: str) -> int:
    """What the number of the code's province leaves when divided by `SHARES`."""
    high, low = (ALPHABET.index(letter) for letter in code[:OF_PROVINCE])
    return high * len(ALPHABET) + low


def read(typed: str) -> str | None:
    """The code in what was typed: with or without hyphens, in small letters, with marks that a keyboard added; None where it is none."""
    bare = unicodedata.normalize("NFD", typed[:LONGEST_TYPED]).upper().replace("Đ", "D")
    letters = "".join(LOOK_ALIKE.get(one, one) for one in bare if one.isascii() and one.isalnum())
    return letters if len(letters) in (LENGTH, EARLIER) and not set(letters) - set(ALPHABET) else None


def of_address(text: str) -> str:
    """What of a pasted address may be its code: the last part, as the QR of a print writes it; of other words these."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    return parts[-1] if parts else ""


def printed(code: str) -> str:
    """In groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
