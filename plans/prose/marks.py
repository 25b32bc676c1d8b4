"""Marks that people put in front of a list's members: ``-`` ``+`` ``•`` ``·`` ``o`` ``1.`` ``a)`` ``I.``"""

import re
from dataclasses import dataclass

_SYMBOL_FONTS = "\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\uf076\uf0e8\uf06f\uf0fe"
_TYPED = f"-–—•·●○■□▪▫◦‣∙➢➤❖✓✔→⁃{_SYMBOL_FONTS}"
_OF_WORD = f"{_TYPED}*§ØüvqàðÞo"
_GAP = "[\\s\u00a0]"
_MARK = re.compile(
    rf"{_GAP}*(?:(?P<dash>[{re.escape(_OF_WORD)}])|(?P<plus>\+)|(?P<roman>[IVXL]{{1,6}})[.)]"
    rf"|(?P<digits>\d{{1,3}}(?:\.\d{{1,3}})*)[.)]?|(?P<letter>[a-zđ]{{1,2}})[.)]){_GAP}+"
)


@dataclass(frozen=True)
class Mark:
    """`rank` says what stands under what where nothing else does: I. over 1. over a) over - over +"""

    sign: str
    rank: int


DASH, PLUS = Mark("-", 3), Mark("+", 4)
ROMAN, NUMBER, LETTER = Mark("1", 0), Mark("1", 1), Mark("1", 2)
NEVER = Mark("", 9)
"""Of a paragraph that is no member of a list, whatever it begins with."""


def word_mark(text: str) -> tuple[Mark | None, int]:
    """The mark in front of a paragraph that Word calls a list's, and how many characters it takes."""
    found = _MARK.match(f"{text} ")
    if not found:
        return None, 0
    if found["dash"]:
        mark = DASH
    elif found["plus"]:
        mark = PLUS
    else:
        mark = ROMAN if found["roman"] else NUMBER if found["digits"] else LETTER
    return mark, min(found.end(), len(text))


def typed_mark(text: str) -> tuple[Mark | None, int]:
    """A dash, bullet or plus that somebody has typed; typed numbers stay words."""
    mark, length = word_mark(text)
    sign = text[:length].strip()
    return (mark, length) if sign and (sign == "+" or sign in _TYPED) and length < len(text) else (None, 0)
