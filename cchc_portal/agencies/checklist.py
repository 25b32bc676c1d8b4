"""What a province needs before its agencies work, each as a step that is done or says what is missing; upper floors add theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from cchc_portal.agencies import inviting
from cchc_portal.agencies.models import Agency, AgencyProfile, Membership, Province, Role


@dataclass(frozen=True)
class Step:
    """`note` says what stands or what is missing; `route` is the page where it is done, under the agency."""

    title: str
    done: bool
    note: str
    route: str
    act: str


MORE: list[Callable[[Province], Step]] = []
"""Steps of the floors above, in the order in which they are shown; they add themselves at start-up."""


def steps(province: Province) -> list[Step]:
    """A fixed number of queries, whatever the size of the province."""
    return [_agencies(), _people(), _invitations(), *(make(province) for make in MORE)]


def _agencies() -> Step:
    today = timezone.localdate()
    open_ones = Agency.objects.open_on(today)
    count = open_ones.count()
    nameless = open_ones.exclude(pk__in=AgencyProfile.objects.values("agency")).count()
    note = f"{count} cơ quan đang hoạt động."
    if nameless:
        note = f"{nameless} trong {count} cơ quan chưa có tên, ký hiệu, địa danh để in văn bản."
    elif count < 2:
        note = "Mới có một cơ quan. Nhập danh sách các cơ quan từ tệp Excel."
    return Step("Cơ quan, đơn vị", not nameless and count > 1, note, "province_setup:upload", "Nhập từ tệp")


def _people() -> Step:
    """An agency can issue a plan once somebody drafts, somebody approves and somebody keeps the numbers."""
    today = timezone.localdate()
    held = Membership.objects.held_on(today)
    ready = Agency.objects.open_on(today)
    for role in (Role.DRAFTER, Role.AGENCY_HEAD, Role.CLERK):
        ready = ready.filter(pk__in=held.with_role(role).values("post__agency"))
    lacking = Agency.objects.open_on(today).exclude(pk__in=ready.values("pk")).count()
    people = held.values("user").distinct().count()
    note = f"{people} người giữ vị trí; mỗi cơ quan đều có người soạn thảo, thủ trưởng, văn thư."
    if lacking:
        note = f"{lacking} cơ quan chưa đủ người soạn thảo, thủ trưởng, văn thư."
    return Step("Người dùng, vị trí", not lacking, note, "province_setup:upload", "Nhập từ tệp")


def _invitations() -> Step:
    count = inviting.waiting().count()
    note = "Mọi người đã đặt mật khẩu." if not count else f"{count} người chưa đặt mật khẩu."
    return Step("Mời người dùng", not count, note, "province_setup:people", "Gửi thư mời")
