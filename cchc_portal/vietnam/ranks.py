"""In which order legal bases stand: by the rank of the issuing body and type, then by date.

Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 4; documents of the Party stand first, requests to the signer last.
"""

import re
from datetime import date

from cchc_portal.vietnam import citations, symbols

Key = tuple[int, int, date]

PARTY, LAW, RESOLUTION_OF_ASSEMBLY, ORDINANCE, OF_GOVERNMENT = 0, 1, 2, 3, 4
DECREE, OF_PRIME_MINISTER, CIRCULAR, OF_MINISTRY = 5, 6, 7, 8
LOCAL, UNNAMED = 20, 30

# The first that fits: a pattern of the symbol, or of the words where there is none.
_BY_SYMBOL = tuple(
    (re.compile(pattern, re.IGNORECASE), rank)
    for pattern, rank in (
        (r"^\d+[a-zđ]*-[^/]+/", PARTY),
        (r"/UBTVQH\d+$", ORDINANCE),
        (r"/QH\d+$", LAW),
        (r"/NQ-CP$", OF_GOVERNMENT),
        (r"/NĐ-CP$", DECREE),
        (r"-TTg$", OF_PRIME_MINISTER),
        (r"/TT(LT)?-", CIRCULAR),
        (r"-(HĐND|UBND)\b|-TU$|/TU$", LOCAL),
        (r"(/|-)(B[A-ZĐ]+|VPCP|TTCP|UBDT|NHNN)(-[A-ZĐ]+)?$", OF_MINISTRY),
    )
)
_NOT_MINISTRIES = re.compile(r"-(BQL|BGĐ|BCĐ)[A-ZĐ]*$", re.IGNORECASE)
_BY_WORDS = tuple(
    (re.compile(pattern), rank)
    for pattern, rank in (
        (r"\bHiến pháp\b", LAW),
        (r"\b(?:Bộ luật|Luật) [A-ZĐ]", LAW),
        (r"\bPháp lệnh [A-ZĐ]", ORDINANCE),
        (r"\bNghị quyết .*(?:Trung ương|Bộ Chính trị)", PARTY),
    )
)
_TITLES_OF_LAWS = re.compile(r"^(?:Căn cứ|Thực hiện)?\s*(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b")
_OPENINGS = (("căn cứ", 0), ("thực hiện", 1), ("xét", 2), ("theo đề nghị", 3))


def rank_of(symbol: str, kind: str = "") -> int:
    """Rank of a document by its symbol, and by its type where the symbol leaves it open."""
    if kind in ("Nghị quyết", "") and re.search(r"/QH\d+$", symbol, re.IGNORECASE):
        return RESOLUTION_OF_ASSEMBLY if kind else LAW
    if not symbol:
        return PARTY if kind == "Nghị quyết" else UNNAMED
    if not _NOT_MINISTRIES.search(symbol):
        for pattern, rank in _BY_SYMBOL:
            if pattern.search(symbol):
                return rank
    return LOCAL


def line_key(line: str) -> Key:
    """Key of one typed line among the bases: how it opens, the rank and date of what it cites first."""
    opening = next((place for words, place in _OPENINGS if line.strip().lower().startswith(words)), 1)
    cited = citations.citations(line)
    if _TITLES_OF_LAWS.match(line.strip()):
        return opening, LAW, _day_in(line)
    if cited:
        first = cited[0]
        kind = "Nghị quyết" if "Nghị quyết" in line[: first.start] else ""
        return opening, rank_of(symbols.right_party_order(first.symbol), kind), first.issued_on or date.max
    rank = next((rank for pattern, rank in _BY_WORDS if pattern.search(line)), UNNAMED)
    return opening, rank, _day_in(line)


def _day_in(line: str) -> date:
    return citations.day_in(line) or date.max


def in_order(lines: list[str]) -> list[str]:
    """Typed bases in their order; lines that nothing tells apart stay as they were."""
    return sorted(lines, key=line_key)
