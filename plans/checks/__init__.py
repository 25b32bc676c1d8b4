"""What should be put right in a plan? Findings over a snapshot: errors stop submission, warnings and hints never do."""

from datetime import date

from cchc_portal.vietnam.register import Register
from plans.checks import (
    bases,
    body,
    citing,
    days,
    ends,
    letters,
    names,
    shape,
    titles,
    totals,
    unplaced,
    wording,
    years,
)
from plans.checks.draft import Draft
from plans.checks.finding import ORDER, Finding, Level, Mend, Place, Snapshot

__all__ = ["ORDER", "Finding", "Level", "Mend", "Place", "errors", "findings"]

_OF_THE_DRAFT = (
    citing.cited,
    days.left_open,
    bases.none,
    bases.openings,
    bases.twice,
    bases.order,
    years.years,
    names.former,
    names.own_province,
    names.own_name,
    titles.own_title,
    shape.usual_sections,
    shape.typed_numbers,
    shape.followed,
    totals.totals,
    shape.written_forms,
    letters.letters,
)


def findings(
    snapshot: Snapshot, *, register: Register | None = None, on: date | None = None
) -> list[Finding]:
    """Everything found, errors first, each group in the order of the paper.

    `register` is the country's unless a province's is given; `on` is the day on which a draft is judged, else today.
    """
    found = _that_may_stop(snapshot)
    draft = Draft(snapshot, register, on)
    for check in _OF_THE_DRAFT:
        found += check(draft)
    return sorted(dict.fromkeys(found), key=lambda finding: ORDER[finding.level])


def errors(snapshot: Snapshot) -> list[Finding]:
    """What stops submission."""
    return [finding for finding in _that_may_stop(snapshot) if finding.level is Level.ERROR]


def _that_may_stop(snapshot: Snapshot) -> list[Finding]:
    """Checks of the form, some of which find errors."""
    found = [
        *ends.head(snapshot),
        *ends.parents(snapshot),
        *ends.decision(snapshot),
        *body.outline(snapshot),
        *body.appendices(snapshot),
        *unplaced.unplaced(snapshot),
        *ends.ending(snapshot),
        *ends.addressees(snapshot),
        *wording.characters(snapshot),
        *days.impossible(snapshot),
    ]
    named = [finding.place for finding in found if finding.level is Level.ERROR]
    found += [
        finding
        for finding in wording.contradictions(snapshot)
        if not any(finding.place[: len(place)] == place for place in named if place)
    ]
    return list(dict.fromkeys(found))
