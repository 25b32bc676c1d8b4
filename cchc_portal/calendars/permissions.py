"""Who may change the calendar of a province, who hands in what is owed, who reviews it."""

from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Province, Role
from cchc_portal.agencies.permissions import Allowed, Denied, oversees, works_in
from cchc_portal.vietnam.dates import short_date

from .models import Obligation
from .states import ObligationKind

REPORTERS = (Role.DRAFTER, Role.UNIT_HEAD, Role.AGENCY_HEAD, Role.CLERK)


def may_change_days(membership: Membership, province: Province) -> Allowed | Denied:
    """The province's own administrators, while it exists."""
    if province.is_closed_on(timezone.localdate()):
        return Denied(f"{_capital(str(province))} đã kết thúc hoạt động, lịch làm việc chỉ còn để xem.")
    if membership.province_id == province.pk and membership.has_role(Role.PROVINCE_ADMIN):
        return Allowed()
    return Denied("Chỉ quản trị tỉnh, thành phố được thêm, sửa hoặc rút ngày nghỉ, ngày làm bù.")


def may_change_national_days(user: Any) -> Allowed | Denied:
    """Whoever keeps the portal for all provinces."""
    if user.is_superuser:
        return Allowed()
    return Denied("Chỉ quản trị hệ thống được thêm hoặc rút ngày nghỉ, ngày làm bù của cả nước.")


def may_set_rules(membership: Membership, province: Province, kind: str) -> Allowed | Denied:
    """The province's administrators; a single request may come from whoever follows the agencies, too."""
    if province.is_closed_on(timezone.localdate()):
        return Denied(f"{_capital(str(province))} đã kết thúc hoạt động, các quy định chỉ còn để xem.")
    if membership.province_id == province.pk:
        if membership.has_role(Role.PROVINCE_ADMIN):
            return Allowed()
        if kind == ObligationKind.ONE_OFF and membership.has_role(Role.REVIEWER):
            return Allowed()
    return Denied("Chỉ quản trị tỉnh, thành phố được đặt quy định về thời hạn trong năm.")


def may_keep_log(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The agency's administrator, and whoever oversees it."""
    if works_in(membership, agency) and membership.has_role(Role.AGENCY_ADMIN):
        return Allowed()
    if oversees(membership, agency):
        return Allowed()
    return Denied("Nhật ký gửi nhắc dành cho quản trị cơ quan và Sở Nội vụ.")


def may_submit(membership: Membership, obligation: Obligation) -> Allowed | Denied:
    """People of the agency that answers for it, until it is accepted."""
    if not works_in(membership, obligation.holder) or not membership.has_role(*REPORTERS):
        return Denied("Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi.")
    if obligation.exempted_at is not None:
        return Denied(f"{obligation.document} đã được miễn, không phải gửi.")
    if obligation.accepted_at is not None:
        return Denied(f"{obligation.document} đã được chấp nhận.")
    return Allowed()


def may_send(membership: Membership, obligation: Obligation) -> Allowed | Denied:
    """The same people, while nothing of it stands; a report once its data are whole."""
    answer = may_submit(membership, obligation)
    if answer and obligation.submitted_at is not None:
        return Denied(f"{obligation.document} đã gửi và đang được thẩm định.")
    last = obligation.data_to
    if not answer or obligation.kind == ObligationKind.PLAN or last is None or timezone.localdate() > last:
        return answer
    return Denied(f"Kỳ số liệu kéo dài đến hết ngày {short_date(last)}; sau ngày đó mới gửi báo cáo.")


def may_ask_extension(membership: Membership, obligation: Obligation) -> Allowed | Denied:
    """The same people, while it is open."""
    if not works_in(membership, obligation.holder) or not membership.has_role(*REPORTERS):
        return Denied("Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được xin gia hạn.")
    if obligation.submitted_at is not None or obligation.exempted_at is not None:
        return Denied(f"{obligation.document} đã gửi hoặc đã được miễn, không còn gì để gia hạn.")
    return Allowed()


def may_review(membership: Membership, obligation: Obligation) -> Allowed | Denied:
    """Sở Nội vụ, of every agency but the reviewer's own."""
    if works_in(membership, obligation.holder):
        return Denied("Không ai xét việc của chính cơ quan mình.")
    if not oversees(membership, obligation.holder):
        return Denied("Việc này dành cho người theo dõi tại Sở Nội vụ và quản trị tỉnh, thành phố.")
    return Allowed()


def may_follow(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The pages that show every agency's standing, at the office that follows them."""
    if works_in(membership, agency) and oversees(membership, agency):
        return Allowed()
    return Denied("Trang này dành cho người theo dõi tại Sở Nội vụ và quản trị tỉnh, thành phố.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
