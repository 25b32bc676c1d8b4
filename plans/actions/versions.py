"""What a plan said at its milestones, kept whole: at each submission, return and approval, before a sitting, at the drafter's own marks."""

from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.documents import snapshots
from plans import permissions
from plans.actions.door import locked
from plans.actions.sittings import PAUSE
from plans.comparing import compare
from plans.models import Plan, Sitting, Version, VersionKind
from plans.outline import Outline, Place
from plans.records import to_snapshot
from plans.states import PlanState


def keep(
    plan: Plan, kind: VersionKind, *, by: Membership | None, label: str = "", sitting: Sitting | None = None
) -> Version:
    """Store what the plan says now, with the rows that its places come from; the caller holds the plan's lock."""
    outline = Outline(plan)
    before = newest(plan)
    return Version.objects.create(
        plan=plan,
        kind=kind,
        label=label,
        made_by=by.user if by else None,
        made_by_name=str(by.user) if by else "",
        revision=plan.revision,
        content=outline.snapshot,
        anchors={place_key(node.place): node.anchor for node in outline.nodes()},
        changes=compare(before.content, outline.snapshot).counts() if before else None,
        sitting=sitting,
    )


def newest(plan: Plan) -> Version | None:
    found: Version | None = Version.objects.filter(plan=plan).order_by("-made_at", "-id").first()
    return found


def as_returned(plan: Plan, snapshot: dict[str, Any]) -> bool:
    """Whether a plan that was given back still says what it said then."""
    if plan.state != PlanState.RETURNED:
        return False
    given_back = (
        Version.objects.filter(plan=plan, kind=VersionKind.RETURNED).order_by("-made_at", "-id").first()
    )
    return given_back is not None and snapshots.digest(given_back.content) == snapshots.digest(snapshot)


def place_key(place: Place) -> str:
    """``sections.0.blocks.1``"""
    return ".".join(map(str, place))


def mark(plan_id: int, *, by: Membership, label: str = "") -> Version:
    """ "Lưu mốc": the drafter wants to find this state again."""
    plan = locked(plan_id, by=by, may=permissions.may_edit)
    version = keep(plan, VersionKind.MARKED, by=by, label=label)
    record(plan, "marked", by=by, what=label)
    return version


def before_sitting(plan: Plan, sitting: Sitting, *, by: Membership) -> Version | None:
    """Once for a stretch of work, before its first change; nothing where the newest version already says it.

    A page loaded again, or a second tab, is the same person's same stretch.
    """
    if Version.objects.filter(plan=plan, sitting=sitting, made_at__gte=sitting.began_at).exists():
        return None
    before = newest(plan)
    if before is not None and (_goes_on(before, sitting) or _says_the_same(before, plan)):
        return None
    return keep(plan, VersionKind.SITTING, by=by, sitting=sitting)


def _goes_on(before: Version, sitting: Sitting) -> bool:
    """The same person's other page, in which they were at work less than a pause ago, has kept the version already."""
    other = before.sitting
    if before.kind != VersionKind.SITTING or other is None or other.pk == sitting.pk:
        return False
    return other.user_id == sitting.user_id and timezone.now() - other.seen_at <= PAUSE


def _says_the_same(before: Version, plan: Plan) -> bool:
    """A revision is counted for each save, also for one that was taken back."""
    if before.revision == plan.revision:
        return True
    return snapshots.digest(before.content) == snapshots.digest(to_snapshot(plan))
