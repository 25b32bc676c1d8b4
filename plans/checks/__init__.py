"""Why can this not be submitted yet? Findings over a snapshot: errors stop submission, warnings never do."""

from plans.checks import body, ends, wording
from plans.checks.finding import Finding, Level, Place, Snapshot

__all__ = ["Finding", "Level", "Place", "errors", "findings"]


def findings(snapshot: Snapshot) -> list[Finding]:
    """Everything found, errors first, each group in the order of the paper."""
    found = [
        *ends.head(snapshot),
        *ends.parents(snapshot),
        *ends.decision(snapshot),
        *body.outline(snapshot),
        *body.appendices(snapshot),
        *ends.ending(snapshot),
        *wording.cited(snapshot),
        *wording.characters(snapshot),
    ]
    named = [finding.place for finding in found if finding.level is Level.ERROR]
    found += [
        finding
        for finding in wording.contradictions(snapshot)
        if not any(finding.place[: len(place)] == place for place in named if place)
    ]
    return sorted(dict.fromkeys(found), key=lambda finding: finding.level is Level.WARNING)


def errors(snapshot: Snapshot) -> list[Finding]:
    """What stops submission."""
    return [finding for finding in findings(snapshot) if finding.level is Level.ERROR]
