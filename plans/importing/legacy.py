"""Text in the encodings of before Unicode: recognised in a file, and converted where the person agrees.

A text that holds a letter which only Unicode has is left as it is: files are mixed.
"""

import re

from cchc_portal.vietnam import encodings
from cchc_portal.vietnam.encodings import Encoding
from plans.importing.source import Source

HYPHEN, SOFT_HYPHEN = "\ue0ad", "\u00ad"
"""In TCVN3 the code of the invisible hyphen is the letter ư: it is kept under another name until the encoding is known."""
CAPITALS = ("\ue001", "\ue002")
"""Around what is shown as capitals, by its font or by a setting of its own."""
LABELS = {"tcvn3": "TCVN3 (phông chữ .VnTime)", "vni": "VNI (phông chữ VNI-Times)"}
_IN_CAPITALS = re.compile(f"{CAPITALS[0]}([^{CAPITALS[1]}]*){CAPITALS[1]}")
_OUR_OWN = str.maketrans("", "", HYPHEN + "".join(CAPITALS))


def guarded(text: str) -> str:
    return text.replace(SOFT_HYPHEN, HYPHEN)


def capitals(text: str, font: str, *, set_so: bool = False) -> str:
    """Text marked as capitals where its font shows it so (.VnTimeH) or it is set so; the codes of TCVN3 have no capitals."""
    if set_so and not _may_be_old(text):
        return text.upper()
    shown_so = set_so or (font.lower().startswith(".vn") and font.endswith("H"))
    return f"{CAPITALS[0]}{text}{CAPITALS[1]}" if shown_so and text.strip() else text


def guess(source: Source) -> Encoding | None:
    """The encoding of those texts of a file that could be in one."""
    old = [text.replace(HYPHEN, SOFT_HYPHEN) for text in source.texts() if _may_be_old(text)]
    return encodings.guess("\n".join(old)) if old else None


def settled(source: Source, encoding: Encoding | None) -> Source:
    """The file with every text as it will be read."""
    return source.mapped(lambda text: _settled(text, encoding))


def _settled(text: str, encoding: Encoding | None) -> str:
    if encoding is None or not _may_be_old(text):
        return _IN_CAPITALS.sub(lambda found: found[1].upper(), text).translate(_OUR_OWN)
    parts = _IN_CAPITALS.split(text.replace(HYPHEN, SOFT_HYPHEN))
    converted = (
        encodings.to_unicode(part, encoding, capitals=bool(place % 2)) for place, part in enumerate(parts)
    )
    return "".join(converted).translate(_OUR_OWN)


def _may_be_old(text: str) -> bool:
    return not text.isascii() and not any(letter.isalpha() and ord(letter) > 0xFF for letter in text)
