"""Who may make an announcement public, or hide it again."""

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.permissions import Allowed, Denied, is_closed, works_in
from cchc_portal.vietnam.text import lower_first
from publications.models import Announcement

PUBLISHERS = frozenset({Role.CLERK, Role.AGENCY_HEAD, Role.AGENCY_ADMIN})


def may_view(membership: Membership, announcement: Announcement) -> Allowed | Denied:
    """The agency's own people see what is not public yet."""
    if announcement.is_public or works_in(membership, announcement.agency):
        return Allowed()
    return Denied("Không tìm thấy tin công bố.")


def may_edit(membership: Membership, announcement: Announcement) -> Allowed | Denied:
    return _may_decide(membership, announcement)


def may_publish(membership: Membership, announcement: Announcement) -> Allowed | Denied:
    if announcement.is_public:
        return Denied("Tin này đã được công khai.")
    decided = _may_decide(membership, announcement)
    if decided and announcement.gone is not None:
        return Denied(
            f"Không công khai văn bản không còn hiệu lực: {lower_first(announcement.gone.sentence)}."
        )
    return decided


def may_hide(membership: Membership, announcement: Announcement) -> Allowed | Denied:
    if not announcement.is_public:
        return Denied("Tin này chưa được công khai.")
    return _may_decide(membership, announcement)


def _may_decide(membership: Membership, announcement: Announcement) -> Allowed | Denied:
    if not works_in(membership, announcement.agency):
        return Denied("Chỉ người của cơ quan ban hành công khai được tin của cơ quan.")
    if is_closed(announcement.agency):
        return Denied("Cơ quan đã kết thúc hoạt động; tin công bố chỉ để tra cứu.")
    if membership.has_role(*PUBLISHERS):
        return Allowed()
    wanted = ", ".join(role.label.lower() for role in Role if role in PUBLISHERS)
    return Denied(f"Việc này dành cho {wanted}; vị trí hiện tại là {membership.post.title}.")
