"""What stands against a delegation before it is made (Nghị định 30/2020/NĐ-CP, Điều 13): said at the field that it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from cchc_portal.vietnam import dates
from cchc_portal.vietnam.signing import Stead

from .models import Agency, ChainStep, Delegation, Membership, Post, Role

STEP_ROLES = (Role.AGENCY_HEAD, Role.UNIT_HEAD, Role.FORM_OFFICER, Role.CLERK)


@dataclass(frozen=True)
class Draft:
    """A delegation as it is asked for."""

    principal: Post
    delegate: Post
    stead: Stead
    mandate: str
    starts_on: date
    ends_on: date


class Obstacle(NamedTuple):
    field: str
    message: str


def principals(agency: Agency) -> Any:
    """Posts that hold a step in their own right; whoever only stands in for another has nothing to give on."""
    by_role = Q(roles__overlap=[role.value for role in STEP_ROLES])
    by_name = Q(pk__in=ChainStep.objects.filter(agency=agency, post__isnull=False).values("post_id"))
    return Post.objects.filter(by_role | by_name, agency=agency).order_by("id")


def obstacles(draft: Draft, today: date) -> Iterator[Obstacle]:
    """Everything at once, so that a form is put right in one go."""
    agency = draft.principal.agency
    if not principals(agency).filter(pk=draft.principal.pk).exists():
        yield Obstacle("principal", f"Vị trí {draft.principal} chỉ ký theo ủy quyền nên không giao lại được.")
    if draft.delegate == draft.principal:
        yield Obstacle("delegate", "Vị trí được giao phải khác vị trí giao ký.")
    elif not Membership.objects.filter(post=draft.delegate).held_on(draft.starts_on).exists():
        day = dates.short_date(draft.starts_on)
        yield Obstacle(
            "delegate", f"Vị trí {draft.delegate} chưa có ai giữ vào ngày {day}. Chọn vị trí khác."
        )
    if draft.stead.needs_mandate and not draft.mandate.strip():
        yield Obstacle("mandate", "Ký thừa ủy quyền cần văn bản ủy quyền: nhập số, ngày của văn bản đó.")
    yield from _days(draft, today)


def _days(draft: Draft, today: date) -> Iterator[Obstacle]:
    if draft.starts_on < today:
        yield Obstacle("starts_on", f"Ngày bắt đầu không thể trước hôm nay ({dates.short_date(today)}).")
    if draft.ends_on < draft.starts_on:
        start = dates.short_date(draft.starts_on)
        yield Obstacle("ends_on", f"Ngày kết thúc phải từ ngày bắt đầu ({start}) trở đi.")
        return
    same = Delegation.objects.filter(principal=draft.principal, delegate=draft.delegate, revoked_at=None)
    standing = same.filter(starts_on__lte=draft.ends_on, ends_on__gte=draft.starts_on).first()
    if standing is not None:
        days = f"{dates.short_date(standing.starts_on)} đến {dates.short_date(standing.ends_on)}"
        yield Obstacle(
            "starts_on",
            f"Vị trí này đã được giao ký từ {days}. Thu hồi lần giao đó, hoặc chọn những ngày khác.",
        )
