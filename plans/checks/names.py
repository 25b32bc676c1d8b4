"""Checks of names: bodies and service levels that are no more, the agency's own name in its own capitals."""

import re
from collections.abc import Iterator

from cchc_portal.vietnam import dates, spelling
from cchc_portal.vietnam.former_names import former_names
from plans.checks.draft import Draft
from plans.checks.finding import Finding, hint, mend_at, warning


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
