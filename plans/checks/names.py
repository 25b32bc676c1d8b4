"""Checks of names: bodies and service levels that are no more, the agency's own name in its own capitals."""

import re
from collections.abc import Iterator
from datetime import date

from cchc_portal.vietnam import dates, spelling
from cchc_portal.vietnam.former_names import city_since, former_names
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Place, hint, mend_at, warning


def former(draft: Draft) -> Iterator[Finding]:
    for text, place in draft.prose:
        for name in former_names(text, draft.day):
            if draft.is_cited(place, name.start):
                continue
            why = name.reason or f"nay là {name.now}"
            mend = mend_at(text, (name.start, name.end), name.now, place) if name.replaceable else None
            yield warning(
                f"“{name.found}” không còn dùng từ ngày {dates.short_date(name.since)}: {why}.",
                *place,
                source=name.source,
                mend=mend,
            )


_BODIES = r"(?:UBND|HĐND|(?:Ủy|Uỷ) [Bb]an nhân dân|Hội đồng nhân dân)"
_NOT_OTHERS = r"(?!\w)(?!\s+[A-ZĐ])(?!\s*(?:[,/]|hoặc)\s*thành phố)"
_OF_A_PROVINCE = rf"{_BODIES}\s+(?P<level>tỉnh){_NOT_OTHERS}|(?P<party>Tỉnh\s+(?:ủy|uỷ)){_NOT_OTHERS}"


def own_province(draft: Draft) -> Iterator[Finding]:
    """Where the letterhead says a city, the text names no province any more: its bodies, and its name in later documents."""
    province = draft.snapshot["agency"]["province"]
    head = _city_in_the_head(draft, province)
    if not head:
        return
    since = city_since(province)
    pattern = re.compile(rf"{_OF_A_PROVINCE}|(?P<named>[Tt]ỉnh)\s+{re.escape(province)}(?!\w)")
    when = f" từ ngày {dates.short_date(since)}" if since else ""
    for text, place in draft.prose:
        for found in pattern.finditer(text) if "ỉnh" in text else ():
            cited = draft.is_cited(place, found.start())
            if (cited and not _cited_since(draft, place, found.start(), since)) or (
                found["named"] and not cited and since  # told with the names that are no more
            ):
                continue
            now = "Thành ủy" if found["party"] else "thành phố"
            yield warning(
                f"“{found[0]}” không khớp tên cơ quan ở đầu văn bản “{head}”: {province} là thành phố{when}. "
                "Đề nghị kiểm tra.",
                *place,
                source="Nghị quyết của Quốc hội về sắp xếp, thành lập đơn vị hành chính cấp tỉnh",
                mend=mend_at(text, found.span(str(found.lastgroup)), now, place),
            )


def _city_in_the_head(draft: Draft, province: str) -> str:
    """The line of the letterhead that calls the agency's own province a city."""
    agency = draft.snapshot["agency"]
    own = re.compile(rf"THÀNH PHỐ(?:\s+{re.escape(province.upper())})?$")
    lines = (" ".join(agency[key]) for key in ("superior", "header"))
    return next((line for line in lines if province and own.search(line.upper().strip())), "")


def _cited_since(draft: Draft, place: Place, start: int, since: date | None) -> bool:
    """Inside documents that are all younger than the city; what is older keeps its own words."""
    holding = [
        citation
        for citation, (first, last) in zip(draft.cited.get(place, ()), draft.spans[place], strict=False)
        if first <= start < last
    ]
    days = [citation.issued_on for citation in holding]
    return since is not None and bool(days) and all(day is not None and day >= since for day in days)


def own_name(draft: Draft) -> Iterator[Finding]:
    """The agency writes its name one way."""
    name = draft.snapshot["agency"]["name"]
    if not name:
        return
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    for text, place in draft.prose:
        if place[0] == "signatures" or text.isupper():
            continue
        for found in pattern.finditer(text):
            if found[0] != name and not found[0].isupper():
                yield hint(
                    f"Tên cơ quan viết là “{name}”.",
                    *place,
                    source=spelling.CAPITALS_SOURCE,
                    mend=mend_at(text, found.span(), name, place),
                )
