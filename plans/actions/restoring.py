"""Going back to a version: the plan says again what it said then, and what it said until now is kept first."""

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.vietnam import dates
from plans import anchors
from plans.actions import versions
from plans.actions.editing import editing
from plans.models import Plan, RemovedRow, Version, VersionKind
from plans.records import rewrite


def restore(plan_id: int, version_id: int, *, by: Membership) -> Plan:
    """Raises Version.DoesNotExist where the version is not of this plan."""
    with editing(plan_id, by=by, verb="restored") as edit:
        version = Version.objects.get(plan=edit.plan, pk=version_id)
        versions.keep(edit.plan, VersionKind.RESTORING, by=by)
        rewrite(edit.plan, version.content, _numbers(version))
        _empty_trash(edit.plan, set(version.anchors.values()))
        edit.details["what"] = name_of(version)
    return edit.plan


def name_of(version: Version) -> str:
    """The version in a sentence: ``Bản trình lúc 14:05 ngày 03/02/2027``."""
    at = timezone.localtime(version.made_at)
    return f"{version} lúc {at:%H:%M} ngày {dates.short_date(at)}"


def _numbers(version: Version) -> dict[str, int]:
    """The rows' own numbers by their places."""
    found = {place: anchors.split(anchor)[1] for place, anchor in version.anchors.items()}
    return {place: number for place, number in found.items() if number is not None}


def _empty_trash(plan: Plan, back: set[str]) -> None:
    """A row that stands again cannot be brought back once more."""
    for removed in RemovedRow.objects.filter(plan=plan):
        if back & {f"{_SLUGS[row['model']]}-{row['pk']}" for row in removed.rows if row["model"] in _SLUGS}:
            removed.delete()


_SLUGS = {model._meta.label_lower: slug for slug, model in anchors.MODELS.items()}
