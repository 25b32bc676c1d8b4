"""What stands against a delegation before it is made (Nghị định 30/2020/NĐ-CP, Điều 13): said at the field that it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from cchc_portal.vietnam import dates, signing
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


def delegates(agency: Agency) -> Any:
    """Deputies and those who head something: no other post signs for another, whatever its roles."""
    posts = Post.objects.filter(agency=agency).order_by("id")
    fit = [post.pk for post in posts if _is_head(post) or any(map(signing.is_deputy, _titles(post)))]
    return posts.filter(pk__in=fit)


def _titles(post: Post) -> list[str]:
    return [title for title in (post.signing_title, post.title) if title]


def _is_head(post: Post) -> bool:
    by_role = {Role.UNIT_HEAD, Role.AGENCY_HEAD} & set(post.roles)
    return bool(by_role) or any(map(signing.heads_a_unit, _titles(post)))


def _is_deputy_of(post: Post, principal: Post) -> bool:
    """The deputy of a unit's head is in that unit."""
    if principal.unit_id is not None and post.unit_id not in (None, principal.unit_id):
        return False
    return any(signing.is_deputy_of(own, head) for own in _titles(post) for head in _titles(principal))


def unfit(draft: Draft) -> str:
    """Why this post may not sign in this form (Điều 13.1, 13.3, 13.4); empty where it may."""
    principal, delegate = draft.principal, draft.delegate
    if draft.stead is Stead.KT and not _is_deputy_of(delegate, principal):
        return (
            f"Chỉ cấp phó của {principal} được ký thay (KT.); {delegate} không phải cấp phó của vị trí này."
        )
    if draft.stead in (Stead.TL, Stead.TUQ) and not _is_head(delegate):
        return (
            f"{draft.stead.words.capitalize()} ({draft.stead.value}.) chỉ giao cho người đứng đầu đơn vị thuộc cơ quan; "
            f"{delegate} không phải người đứng đầu đơn vị."
        )
    if draft.stead is Stead.Q and not delegates(principal.agency).filter(pk=delegate.pk).exists():
        return f"Chỉ giao quyền (Q.) cho cấp phó hoặc người đứng đầu đơn vị; {delegate} không phải vị trí như vậy."
    return ""


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
    elif why := unfit(draft):
        yield Obstacle("delegate", why)
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
