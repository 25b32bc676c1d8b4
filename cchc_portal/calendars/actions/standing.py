"""What becomes of something owed: handed in, given back, accepted, exempted, handed on to another agency.

On time is judged by the first submission of the version that is accepted: submitting again changes nothing, giving back begins a new attempt.
"""

from datetime import datetime

from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars.models import Extension, Obligation
from cchc_portal.calendars.permissions import may_review, may_submit

from .moving import address
from .notices import notify_post_holders


def submit(obligation: Obligation, *, at: datetime, by: Membership | None = None) -> bool:
    """Hand it in; False when this attempt was handed in before. Without a person the portal says so itself."""
    owed = locked(obligation)
    if by is not None:
        require(may_submit(by, owed))
    if owed.submitted_at is not None or owed.exempted_at is not None:
        return False
    owed.submitted_at = at
    owed.save(update_fields=["submitted_at"])
    history.record(owed, "submit", by=by, agency_id=owed.holder_id, submitted_at=at.isoformat())
    return True


def give_back(obligation: Obligation, *, at: datetime, by: Membership, reason: str, url: str = "") -> None:
    """Back to the agency with the reason; it is open again, and what comes next is a new attempt. `url`: where what was sent is read."""
    owed = locked(obligation)
    require(may_review(by, owed))
    if owed.submitted_at is None or owed.accepted_at is not None:
        raise Refused(f"{owed.document} chưa được gửi hoặc đã được chấp nhận, không trả lại được.")
    before, owed.submitted_at, owed.returned_at = owed.submitted_at, None, at
    owed.save(update_fields=["submitted_at", "returned_at"])
    history.record(
        owed, "give_back", by=by, agency_id=owed.holder_id, reason=reason, submitted_at=before.isoformat()
    )
    text = f"{owed.document} được trả lại để hoàn thiện. Lý do: {reason}"
    notify_post_holders(owed.holder, Role.DRAFTER, text, url or address(owed), excluding=by.user)


def accept(obligation: Obligation, *, at: datetime, by: Membership) -> bool:
    """The version that stands is the one that counts; False when it was accepted before."""
    owed = locked(obligation)
    require(may_review(by, owed))
    if owed.submitted_at is None:
        raise Refused(f"{owed.document} chưa được gửi, không chấp nhận được.")
    if owed.accepted_at is not None:
        return False
    owed.accepted_at = at
    owed.save(update_fields=["accepted_at"])
    history.record(
        owed, "accept", by=by, agency_id=owed.holder_id, submitted_at=owed.submitted_at.isoformat()
    )
    return True


def exempt(obligation: Obligation, *, by: Membership, reason: str) -> None:
    """It is no longer expected; a request for a later day that waits is settled with it."""
    owed = locked(obligation)
    require(may_review(by, owed))
    if owed.submitted_at is not None or owed.exempted_at is not None:
        raise Refused(f"{owed.document} đã gửi hoặc đã được miễn, không miễn được nữa.")
    now = timezone.now()
    owed.exempted_at, owed.exempted_because = now, reason
    owed.save(update_fields=["exempted_at", "exempted_because"])
    Extension.objects.waiting().filter(obligation=owed).update(
        granted=False,
        decided_at=now,
        decided_by=by.user,
        decided_as=signed_as(by),
        answer=f"Được miễn: {reason}",
    )
    history.record(owed, "exempt", by=by, agency_id=owed.holder_id, reason=reason)
    text = f"{owed} được miễn thực hiện. Lý do: {reason}"
    notify_post_holders(owed.holder, Role.DRAFTER, text, address(owed), excluding=by.user)


def transfer(obligation: Obligation, *, to: Agency, by: Membership, reason: str) -> None:
    """Another agency answers for it now; it stays one obligation, of the agency that owed it first."""
    owed = locked(obligation)
    require(may_review(by, owed))
    today = timezone.localdate()
    if owed.accepted_at is not None or owed.exempted_at is not None:
        raise Refused(f"{owed.document} đã được chấp nhận hoặc đã được miễn, không chuyển được.")
    if to.pk == owed.holder_id or (to.closed_on is not None and to.closed_on <= today):
        raise Refused(f"Chọn một cơ quan khác đang hoạt động thay cho {to}.")
    before = owed.holder
    owed.transferred_to = None if to.pk == owed.agency_id else to
    owed.save(update_fields=["transferred_to"])
    history.record(owed, "transfer", by=by, agency_id=to.pk, before=before.name, after=to.name, reason=reason)
    text = f"{owed.document} của {before} được chuyển cho {to}. Lý do: {reason}"
    for role in (Role.DRAFTER, Role.UNIT_HEAD):
        notify_post_holders(to, role, text, address(owed), excluding=by.user)


def locked(obligation: Obligation) -> Obligation:
    rows = Obligation.objects.select_related("agency__province", "transferred_to__province", "province")
    found: Obligation = rows.select_for_update(of=("self",)).get(pk=obligation.pk)
    return found


def signed_as(by: Membership) -> str:
    return f"{by.post.title}, {by.agency.name}"
