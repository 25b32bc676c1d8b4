"""The lines under the plan follow from who approves it and by what right (Nghị định 30/2020/NĐ-CP, Điều 13)."""

from typing import Any

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.vietnam import signing
from plans import approval
from plans.models import Plan

COMMITTEES = (Agency.Level.PEOPLES_COMMITTEE, Agency.Level.COMMUNE)
FOR_THE_COMMITTEE = "TM. ỦY BAN NHÂN DÂN"


def signed(content: dict[str, Any], plan: Plan, by: Membership) -> dict[str, Any]:
    """The snapshot with the approver's own lines where they stand in for another; else as it was drafted."""
    step = approval.current(plan)
    right = approval.right_to(step, by) if step else None
    if right is None or right.delegation is None:
        return content
    given = right.delegation
    lines = signing.in_stead(
        signing.Stead(given.stead),
        principal_title=given.principal.signing_title or given.principal.title,
        delegate_title=by.post.signing_title or by.post.title,
        collective=(FOR_THE_COMMITTEE,) if plan.agency.level in COMMITTEES else (),
    )
    own = {"authority": list(lines.authority), "title": lines.title, "name": by.user.full_name}
    return {**content, "signatures": [own, *content["signatures"][1:]]}
