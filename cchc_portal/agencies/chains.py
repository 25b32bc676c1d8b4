"""The approval chain of an agency as it stands on a day, and who holds a step: by role, by post, or in another's stead.

An agency without a chain of its own takes its superior's, held by the same roles among its own people; where no superior has one
either, the head approves and the clerk numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q

from .models import Agency, ChainStep, Delegation, Membership, Role, StepKind


class Holding(Protocol):
    """Whatever says who holds it: a step of a chain, or of a plan on its way through one."""

    @property
    def role(self) -> str: ...
    @property
    def post_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...


@dataclass(frozen=True)
class Step:
    """One step of a chain, before any plan goes through it."""

    kind: StepKind
    name: str
    role: str
    post_id: int | None = None
    unit_id: int | None = None
    working_days: int = 1


DEFAULT = (
    Step(StepKind.APPROVE, StepKind.APPROVE.label, Role.AGENCY_HEAD, working_days=2),
    Step(StepKind.NUMBER, StepKind.NUMBER.label, Role.CLERK, working_days=1),
)


@dataclass(frozen=True)
class Chain:
    """The steps, and the agency that they were taken from (None: the portal's own)."""

    steps: tuple[Step, ...]
    source: Agency | None


def chain_of(agency: Agency, day: date) -> Chain:
    """The agency's own, else what it inherits."""
    rows = ChainStep.objects.filter(agency=agency).in_order()
    own = tuple(_step(row) for row in rows)
    return Chain(own, agency) if own else inherited_by(agency, day)


def inherited_by(agency: Agency, day: date) -> Chain:
    """The nearest superior's (its steps by role only: a named post is that agency's own) that is whole so, else the usual one."""
    for source in _upwards(agency, day):
        rows = ChainStep.objects.filter(agency=source).in_order()
        steps = tuple(_step(row) for row in rows if row.role)
        if not whole([step.kind for step in steps]):
            return Chain(steps, source)
    return Chain(DEFAULT, None)


def _upwards(agency: Agency, day: date) -> Iterator[Agency]:
    seen = {agency.pk}
    current = _superior(agency, day)
    while current is not None and current.pk not in seen:
        seen.add(current.pk)
        yield current
        current = _superior(current, day)


def _superior(agency: Agency, day: date) -> Agency | None:
    return agency.profile_on(day).superior if agency.profiles.exists() else None


def _step(row: ChainStep) -> Step:
    return Step(StepKind(row.kind), row.name, row.role, row.post_id, None, row.working_days)


def whole(kinds: list[str]) -> str:
    """Why these kinds, in this order, are no chain; empty where they are one."""
    order = list(StepKind)
    if kinds.count(StepKind.APPROVE) != 1:
        return "Chuỗi duyệt cần đúng một bước “Duyệt và ký”."
    if kinds.count(StepKind.NUMBER) != 1:
        return "Chuỗi duyệt cần đúng một bước “Cấp số, ban hành”."
    ranks = [order.index(StepKind(kind)) for kind in kinds]
    if ranks != sorted(ranks):
        return "Thứ tự các bước: kiểm tra nội dung, kiểm tra thể thức, duyệt và ký, cấp số và ban hành."
    return ""


# --- who holds a step


def _posts(agency: Agency, step: Holding, prefix: str) -> Q:
    """Posts of the agency that hold the step themselves, as a condition on what points to the post by `prefix`."""
    if step.post_id:
        return Q((f"{prefix}pk", step.post_id))
    posts = Q((f"{prefix}agency", agency), (f"{prefix}roles__contains", [step.role]))
    return posts & Q((f"{prefix}unit_id", step.unit_id)) if step.unit_id else posts


def holders(agency: Agency, step: Holding, day: date) -> Any:
    """Everybody who may do the step on that day: its posts' people, and those who stand in for them."""
    given = Delegation.objects.in_force_on(day).filter(_posts(agency, step, "principal__"))
    standing_in = Q(post_id__in=given.values("delegate_id"))
    people = Membership.objects.held_on(day).filter(_posts(agency, step, "post__") | standing_in)
    return people.with_post().order_by("id")


def holds(membership: Membership, step: Holding) -> bool:
    """In the person's own post."""
    post = membership.post
    if step.post_id:
        return bool(post.pk == step.post_id)
    return step.role in post.roles and (step.unit_id is None or post.unit_id == step.unit_id)


def delegation_for(membership: Membership, step: Holding, day: date) -> Delegation | None:
    """By what a person stands in at this step; what was given is not handed on, so only the step's own posts give."""
    agency = membership.post.agency
    given = Delegation.objects.in_force_on(day).to_post(membership.post).with_posts()
    found: Delegation | None = given.filter(_posts(agency, step, "principal__")).order_by("id").first()
    return found


def steps_of(membership: Membership, day: date) -> Q:
    """The condition on rows with role, post and unit that says: this person holds that step, or stands in for who does."""
    post = membership.post
    mine = _held_by_post(post.pk, post.roles, post.unit_id)
    for given in Delegation.objects.in_force_on(day).to_post(post).with_posts():
        principal = given.principal
        mine |= _held_by_post(principal.pk, principal.roles, principal.unit_id)
    return mine


def _held_by_post(post_id: int, roles: list[str], unit_id: int | None) -> Q:
    unit = Q(unit__isnull=True) | Q(unit_id=unit_id)
    return Q(post_id=post_id) | (Q(post__isnull=True, role__in=list(roles)) & unit)
