"""Who hands tasks down, who answers them, who sees how far they are covered."""

from django.utils import timezone

from cchc_portal.agencies.models import PROVINCE_WIDE, Agency, Membership, Province, Role
from cchc_portal.agencies.permissions import Allowed, Denied, inherits, is_closed, oversees, works_in
from plans.models import AssignedTask

ANSWERING = frozenset({Role.DRAFTER, Role.UNIT_HEAD, Role.AGENCY_HEAD})


def may_assign(membership: Membership, province: Province) -> Allowed | Denied:
    """Sở Nội vụ and the province's administrators, while the province exists."""
    answer = may_see_coverage(membership, province)
    if answer and province.is_closed_on(timezone.localdate()):
        return Denied("Tỉnh, thành phố đã kết thúc hoạt động; nhiệm vụ chỉ để tra cứu.")
    return answer


def may_see_coverage(membership: Membership, province: Province) -> Allowed | Denied:
    if membership.province_id == province.pk and membership.has_role(*PROVINCE_WIDE):
        return Allowed()
    return Denied("Trang này dành cho người theo dõi tại Sở Nội vụ và quản trị tỉnh, thành phố.")


def may_change(membership: Membership, task: AssignedTask) -> Allowed | Denied:
    if task.withdrawn_at is not None:
        return Denied("Nhiệm vụ đã được rút nên không sửa được.")
    return may_assign(membership, task.province)


def may_see_tasks(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The agency's people, those who oversee it, the heirs of its closed province."""
    if works_in(membership, agency) or oversees(membership, agency) or inherits(membership, agency):
        return Allowed()
    return Denied("Không tìm thấy nhiệm vụ.")


def sees_drafts(membership: Membership, agency: Agency) -> bool:
    """The words of what is not issued are the agency's own."""
    return works_in(membership, agency) or inherits(membership, agency)


def may_answer(membership: Membership, agency: Agency) -> Allowed | Denied:
    if not works_in(membership, agency):
        return Denied("Chỉ người của cơ quan trả lời được nhiệm vụ giao cho cơ quan.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; nhiệm vụ chỉ để tra cứu.")
    if membership.has_role(*ANSWERING):
        return Allowed()
    wanted = ", ".join(role.label.lower() for role in Role if role in ANSWERING)
    return Denied(f"Việc này dành cho {wanted}; vị trí hiện tại là {membership.post.title}.")
