"""Checks of cited documents: their symbols, their dates, whether they still hold on the plan's day.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b; Hướng dẫn 05-HD/VPTW for symbols of the Party.
"""

import re
from collections.abc import Iterator
from datetime import date

from cchc_portal.vietnam import citations, dates, register
from cchc_portal.vietnam.citations import Citation
from cchc_portal.vietnam.register import Document, Standing, Status
from plans.checks.bases import already_stands
from plans.checks.days import is_left_open
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Mend, Place, hint, mend_at, shortened, warning

CITING = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b"
PARTY = "Hướng dẫn về thể thức văn bản của Đảng"
OF_THE_REGISTER = "Sổ văn bản pháp lý"
_WHOLE = re.compile(r"(Căn cứ|Thực hiện|Triển khai)?\s*[A-ZĐ][\w ]{2,20}?(?:\s+số)?\s*$")


def cited(draft: Draft) -> Iterator[Finding]:
    seen: set[str] = set()
    for text, place in draft.words:
        if "/" in text:
            yield from _spaced(text, place)
        found = draft.cited.get(place)
        if not found:
            continue
        yield from _malformed(text, place)
        for citation in found:
            yield from _later(draft, citation, text, place)
            yield from _known(draft, citation, text, place)
            yield from _undated(draft, citation, text, place, seen)
            seen.add(register.normal_symbol(citation.symbol))
    yield from _late_parents(draft)
    yield from _laws(draft)


def _malformed(text: str, place: Place) -> Iterator[Finding]:
    for wrong in citations.malformed_party_symbols(text):
        span = (wrong.start, wrong.start + len(wrong.found))
        yield warning(
            f"“{wrong.found}” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: {wrong.instead}.",
            *place,
            source=PARTY,
            mend=mend_at(text, span, wrong.instead, place),
        )


_WITH_SPACES = re.compile(r"\b(\d{1,5})(\s+/\s*|/\s+)((?:KH|QĐ|NQ|CT|TB|BC|HD|NĐ)-[A-ZĐ][\w-]*)")


def _spaced(text: str, place: Place) -> Iterator[Finding]:
    for found in _WITH_SPACES.finditer(text):
        right = f"{found[1]}/{found[3]}"
        yield hint(
            f"Số, ký hiệu “{found[0]}” có khoảng trắng. Viết liền: {right}.",
            *place,
            source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3",
            mend=mend_at(text, found.span(), right, place),
        )


def _later(draft: Draft, citation: Citation, text: str, place: Place) -> Iterator[Finding]:
    if place[0] != "parents" and citation.issued_on and citation.issued_on > draft.day:
        than = "ngày của kế hoạch này" if draft.issued_on else _not_yet(draft)
        yield warning(
            f"Văn bản {citation.symbol} ghi ngày {dates.short_date(citation.issued_on)}, sau {than}. Đề nghị kiểm tra.",
            *place,
            source="Văn bản được dẫn phải có trước kế hoạch",
        )


def _not_yet(draft: Draft) -> str:
    if draft.today > draft.end:
        return f"thời gian thường ban hành kế hoạch {draft.period}"
    return f"hôm nay ({dates.short_date(draft.day)})"


def _late_parents(draft: Draft) -> Iterator[Finding]:
    for index, parent in enumerate(draft.snapshot["parents"]):
        if parent["issued_on"] and date.fromisoformat(parent["issued_on"]) > draft.day:
            yield warning(
                f"Văn bản cấp trên {parent['number'] or parent['title']} có ngày sau kế hoạch này. Đề nghị kiểm tra.",
                "parents",
                index,
            )
        elif parent["number"] and (document := _document(draft, parent["number"], parent["issued_on"])):
            status = draft.register.status_on(document, draft.day)
            if (
                status.expired and not document.is_local
            ):  # a local plan of an earlier year is told by its year
                yield warning(_no_more(document, status), "parents", index, source=OF_THE_REGISTER)


def _document(draft: Draft, symbol: str, issued_on: str | date | None) -> Document | None:
    """The register's document, where the citation can mean no other: a local number repeats in every office."""
    day = date.fromisoformat(issued_on) if isinstance(issued_on, str) else issued_on
    document = draft.register.find(symbol, day)
    if document and document.is_local and (day is None or document.issued_on != day):
        return None
    return document


def _known(draft: Draft, citation: Citation, text: str, place: Place) -> Iterator[Finding]:
    document = _document(draft, citation.symbol, citation.issued_on)
    if document is None:
        return
    if citation.issued_on and document.issued_on and citation.issued_on != document.issued_on:
        yield _wrong_day(citation, document.issued_on, document, text, place)
    if place[0] == "parents":
        return
    status = draft.register.status_on(document, draft.day)
    if status.expired:
        stands = already_stands(draft, status, place)
        mend = None if stands else _replaced(draft, citation, status, text, place)
        yield warning(_no_more(document, status) + stands, *place, source=OF_THE_REGISTER, mend=mend)
    elif status.standing is Standing.NOT_YET and status.since:
        yield hint(
            f"{_short(document)} có hiệu lực từ ngày {dates.short_date(status.since)}, sau ngày của kế hoạch này.",
            *place,
            source=OF_THE_REGISTER,
        )


def _wrong_day(citation: Citation, right: date, document: Document, text: str, place: Place) -> Finding:
    day = text[citation.end : citation.day_end]
    written = f" ngày {dates.short_date(right)}" if "tháng" not in day else f" {dates.written_date(right)}"
    return warning(
        f"{_short(document)} ghi ngày {dates.short_date(citation.issued_on or right)}; "
        f"ngày ban hành trong sổ là {dates.short_date(right)}. Đề nghị kiểm tra.",
        *place,
        source=OF_THE_REGISTER,
        mend=mend_at(text, (citation.end, citation.day_end), written, place),
    )


def _short(document: Document) -> str:
    return f"{document.type_name} số {document.symbol}" if document.symbol else shortened(document.title)


def _no_more(document: Document, status: Status) -> str:
    since = f"từ ngày {dates.short_date(status.since)}" if status.since else ""
    instead = " và ".join(
        f"{_short(each)}{f' ngày {dates.short_date(each.issued_on)}' if each.issued_on else ''}"
        for each in status.successors
    )
    tail = f", được thay bằng {instead}" if instead else ""
    why = f" {document.note}." if document.note and not instead else ""
    name = f"{document.title} số {document.symbol}" if document.is_law else _short(document)
    return f"{name} hết hiệu lực {since}{tail}.{why}"


def _replaced(draft: Draft, citation: Citation, status: Status, text: str, place: Place) -> Mend | None:
    """Where the text is that one citation and nothing else, the successor takes its place in its own words."""
    if len(status.successors) != 1 or not status.successors[0].title or len(draft.cited[place]) != 1:
        return None
    lead = _WHOLE.match(text[: citation.start])
    if not lead or ";" in text[citation.end :] or "như sau" in text:
        return None
    words = register.wording(status.successors[0])
    now = f"{lead[1]} {words}" if lead[1] else words
    return Mend(place, text, now, f"Thay bằng {_short(status.successors[0])}")


def _undated(draft: Draft, citation: Citation, text: str, place: Place, seen: set[str]) -> Iterator[Finding]:
    """The first mention says the date (T-41); the register may know it."""
    symbol = register.normal_symbol(citation.symbol)
    if symbol in seen or citation.issued_on or citation.kind == "law" or place[0] == "parents":
        return
    if citation.day_end > citation.end or is_left_open(text, citation):  # a date of which more is said
        return
    document = draft.register.find(citation.symbol)
    mend = None
    if document and document.issued_on and not document.is_local:
        span = (citation.start, citation.end)
        symbol_right = document.symbol if citation.kind == "party" else citation.symbol
        mend = mend_at(text, span, f"{symbol_right} {dates.written_date(document.issued_on)}", place)
    yield hint(
        f"Lần dẫn đầu tiên của văn bản {citation.symbol} chưa ghi ngày ban hành.",
        *place,
        source=CITING,
        mend=mend,
    )


_YEAR_AFTER = re.compile(
    r"\s*(?:\(sửa đổi\)\s*)?(?:số\s+(\d{1,3}/\d{4}/QH\d+)|năm\s+(\d{4})|,?\s*(?=ngày\s))"
)


def _laws(draft: Draft) -> Iterator[Finding]:
    """Laws are cited by name and day or year, without a symbol."""
    laws: dict[str, list[Document]] = {}
    for document in draft.register.documents:
        if document.is_law and document.issued_on:
            laws.setdefault(document.title, []).append(document)
    names = re.compile("|".join(re.escape(name) for name in sorted(laws, key=len, reverse=True)) or r"(?!)")
    for text, place in draft.prose:
        if "uật " not in text:
            continue
        for found in names.finditer(text):
            if law := _meant(laws[found[0]], text, found.end()):
                status = draft.register.status_on(law, draft.day)
                if status.expired:
                    stands = already_stands(draft, status, place)
                    yield warning(
                        _no_more(law, status) + stands,
                        *place,
                        source=OF_THE_REGISTER,
                        mend=None if stands else _other_day(text, found.end(), status, place),
                    )


def _meant(named: list[Document], text: str, end: int) -> Document | None:
    after = _YEAR_AFTER.match(text, end)
    if not after or after[1]:  # with its symbol it is found by that
        return None
    day = citations.day_in(text[end : end + 40])
    for law in named:
        if law.issued_on and (
            (after[2] and law.issued_on.year == int(after[2])) or (not after[2] and law.issued_on == day)
        ):
            return law
    return None


def _other_day(text: str, end: int, status: Status, place: Place) -> Mend | None:
    successor = status.successors[0] if len(status.successors) == 1 else None
    day = re.compile(
        r"\s*,?\s*(?:năm \d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}|ngày \d{1,2}/\d{1,2}/\d{4})"
    ).match(text, end)
    if not successor or not successor.issued_on or not day:
        return None
    return mend_at(text, day.span(), f" {dates.written_date(successor.issued_on)}", place)
