"""The number or sign before a line: I. → 1. → a) → - → +, typed or written by Word (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.d)."""

import re
from dataclasses import dataclass

PART, ROMAN, DECIMAL, DECIMALS, LETTER, DASH, PLUS = range(7)
"""Kinds of marks, the outer ones first."""

_PATTERNS = (
    (ROMAN, r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\s*[.)/:–-]"),
    (PART, r"[A-HK]\s*[.)/]|PHẦN\s+(?:THỨ\s+)?\w+\s*[.:]"),
    (DECIMALS, r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=[\s*])"),
    (DECIMAL, r"\d{1,2}\s*[.)/]"),
    (LETTER, r"[a-zđ]\s*[)./](?=[\s*]|[^\W\d_])"),
    (PLUS, r"\+"),
    (DASH, r"[-–—•▪●■◦·]"),
)
_MARKS = tuple(
    (kind, re.compile(rf"(\*{{0,3}})({pattern})(\*{{0,3}})\s*(?=\S)")) for kind, pattern in _PATTERNS
)
_SPACED = frozenset({PART, ROMAN, LETTER})  # without a space behind it "V.v" or "A/B" is a word


@dataclass(frozen=True)
class Mark:
    """What stands before the text, and the text behind it."""

    kind: int
    sign: str
    rest: str


def read(text: str, number: str = "") -> Mark | None:
    """The mark of a line; `number` is what Word writes before it by itself."""
    if number:
        found = read(f"{number} x")
        return Mark(found.kind if found else DECIMAL, number, text)
    for kind, pattern in _MARKS:
        found_here = pattern.match(text)
        if found_here and _stands_apart(kind, text, found_here):
            return _without(kind, found_here, text)
    return None


def _stands_apart(kind: int, text: str, found: re.Match[str]) -> bool:
    spaced = text[found.end() - 1].isspace() or bool(found[3])
    if kind in _SPACED and not spaced:
        return False
    if kind == DECIMAL and not spaced:
        return not text[found.end()].isdigit()
    return True


def _without(kind: int, found: re.Match[str], text: str) -> Mark:
    """The stars around the number alone go with it; those that hold the text too stay with the text."""
    rest = text[found.end() :]
    opened, closed = found[1], found[3]
    if opened and not closed:
        rest = opened + rest
    elif closed and not opened:
        rest = closed + rest
    return Mark(kind, found[2].strip(), rest)
