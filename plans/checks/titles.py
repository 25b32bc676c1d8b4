"""Checks of the plan's own title in its words: opening, closing and decision name the plan as its subject (trích yếu) does.

They are written when a plan is begun; a subject that is changed afterwards leaves them behind.
"""

import re
from collections import Counter
from collections.abc import Iterator

from cchc_portal.vietnam import symbols
from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.titles import named
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Place, mend_at, shortened, warning

_END = r"(?=\s*(?:như sau|với (?:những |các )?nội dung|[.:;\n(]|$|,\s*(?:cụ thể|đề nghị|yêu cầu|các|trong|thủ trưởng)\b))"
_TITLE = rf"(?P<title>[Kk]ế hoạch (?!số\b|này\b|như sau\b|với\b)(?P<words>[^\n.:;(]+?)){_END}"
_OPENING = re.compile(rf".*\b(?:xây dựng|ban hành|lập) {_TITLE}", re.DOTALL)
_CLOSING = re.compile(rf"\s*Trên đây là {_TITLE}")
_DECIDED = re.compile(rf".*\b[Bb]an hành (?:kèm theo Quyết định này )?{_TITLE}", re.DOTALL)
_YEAR = re.compile(r"\b(?:năm|giai đoạn) \d{4}\b")
_WORD = re.compile(r"[^\W_]+")
_SHORT = (("cchc", "cai cach hanh chinh"), ("ubnd", "uy ban nhan dan"), ("tthc", "thu tuc hanh chinh"))
_ANYWHERE = "cua tren dia ban tinh thanh pho va ve viec nam cong tac trien khai thuc hien"


def own_title(draft: Draft) -> Iterator[Finding]:
    subject = draft.snapshot["subject"]
    if not subject or draft.snapshot["form"] in symbols.ADDRESSED:
        return
    for text, place, pattern in _quoting(draft):
        found = pattern.match(text)
        if not found or not _is_whole(found["words"]) or not _differs(draft, found["words"], subject):
            continue
        title, right = found["title"], named(subject)
        yield warning(
            f"“{shortened(title)}” khác trích yếu của kế hoạch. Đề nghị kiểm tra.",
            *place,
            mend=mend_at(text, found.span("title"), right, place),
        )


def _quoting(draft: Draft) -> Iterator[tuple[str, Place, re.Pattern[str]]]:
    """Where a plan says its own title."""
    yield draft.snapshot["opening"], ("opening",), _OPENING
    yield draft.snapshot["closing"], ("closing",), _CLOSING
    decision = draft.snapshot["decision"]
    if decision:
        yield decision["subject"], ("decision", "subject"), _DECIDED
        for index, article in enumerate(decision["articles"][:1]):
            yield article, ("decision", "articles", index), _DECIDED


def _is_whole(title: str) -> bool:
    """A title with its year: “kế hoạch tuyên truyền” by itself is a short name, and a symbol is another document's."""
    return _YEAR.search(title) is not None and "/" not in title


def _differs(draft: Draft, title: str, subject: str) -> bool:
    """By words, not by their order; the agency and its place may be named in one and left out of the other.

    Years are compared by the checks of years.
    """
    agency = draft.snapshot["agency"]
    free = set(_words(" ".join([agency["name"], agency["province"], *agency["header"], *agency["superior"]])))
    free |= set(_ANYWHERE.split()) | {"ke", "hoach"}
    one, other = Counter(_words(title)), Counter(_words(subject))
    left = {*(one - other), *(other - one)}
    return any(word not in free and not word.isdecimal() for word in left)


def _words(text: str) -> list[str]:
    folded = fold(text)
    for short, whole in _SHORT:
        folded = re.sub(rf"\b{short}\b", whole, folded)
    return _WORD.findall(folded)
