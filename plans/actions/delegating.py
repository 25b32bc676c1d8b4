"""A post's signing given to another between two days, and taken back (Nghị định 30/2020/NĐ-CP, Điều 13); it ends by itself."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies import delegating
from cchc_portal.agencies.delegating import Draft
from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Delegation, Membership, Post, Role
from cchc_portal.agencies.permissions import Refused, may_delegate, require
from cchc_portal.calendars import actions as calendars
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.signing import Stead

NOT_THEIRS = "Thủ trưởng cơ quan chỉ giao việc ký của vị trí mình giữ."


def may_give_for(by: Membership, principal: Post) -> bool:
    """The administrator records for every post, a head for their own."""
    return by.has_role(Role.AGENCY_ADMIN) or by.post_id == principal.pk


def give(agency: Agency, draft: Draft, *, by: Membership) -> Delegation:
    """The principal's post is locked, so that the same days are not given twice at once."""
    require(may_delegate(by, agency))
    _lock(agency, draft.principal)
    if not may_give_for(by, draft.principal):
        raise Refused(NOT_THEIRS)
    against = next(delegating.obstacles(draft, timezone.localdate()), None)
    if against is not None:
        raise Refused(against.message)
    given = Delegation.objects.create(
        agency=agency,
        principal=draft.principal,
        delegate=draft.delegate,
        stead=draft.stead.value,
        mandate=draft.mandate.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        made_by=by.user,
    )
    record(given, "delegated", by=by, **_facts(given))
    _tell(given, f"được giao {_words(given)}", by=by)
    return given


def revoke(agency: Agency, delegation_id: int, *, by: Membership) -> Delegation:
    """At once; what was signed under it stands."""
    require(may_delegate(by, agency))
    rows = Delegation.objects.filter(agency=agency).select_for_update(of=("self",)).with_posts()
    given: Delegation = rows.get(pk=delegation_id)
    if not may_give_for(by, given.principal):
        raise Refused(NOT_THEIRS)
    if given.revoked_at is not None or given.ends_on < timezone.localdate():
        raise Refused("Lần giao này đã kết thúc.")
    given.revoked_at = timezone.now()
    given.save(update_fields=["revoked_at"])
    record(given, "delegation_revoked", by=by, **_facts(given))
    _tell(given, f"không còn được giao {_words(given)}: đã thu hồi", by=by)
    return given


def _lock(agency: Agency, principal: Post) -> None:
    if not Post.objects.select_for_update().filter(pk=principal.pk, agency=agency).exists():
        raise Refused("Không tìm thấy vị trí giao ký trong cơ quan.")


def _words(given: Delegation) -> str:
    days = f"từ {dates.short_date(given.starts_on)} đến hết {dates.short_date(given.ends_on)}"
    return f"{Stead(given.stead).words} {given.principal.title}, {days}"


def _facts(given: Delegation) -> dict[str, Any]:
    return {
        "stead": given.stead,
        "principal": given.principal.title,
        "delegate": given.delegate.title,
        "mandate": given.mandate,
        "starts_on": given.starts_on.isoformat(),
        "ends_on": given.ends_on.isoformat(),
    }


def _tell(given: Delegation, what: str, *, by: Membership) -> None:
    """Both posts, but for the person who does it."""
    agency = given.agency
    place = {"province": agency.province.slug, "agency": agency.slug}
    both = models.Q(post=given.principal) | models.Q(post=given.delegate)
    people = Membership.objects.filter(both).held_on(timezone.localdate()).exclude(user=by.user)
    for person in people.order_by("id"):
        calendars.tell(person, f"{given.delegate.title} {what}.", reverse("delegations:list", kwargs=place))
