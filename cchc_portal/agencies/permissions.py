"""The two answers to "may I?", and who counts as whom towards an agency."""

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from cchc_portal.agencies.models import (
    PROVINCE_WIDE,
    Agency,
    AgencySuccession,
    Membership,
    ProvinceSuccession,
    Role,
)


@dataclass(frozen=True)
class Allowed:
    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Denied:
    """A refusal and its sentence, shown at the disabled button, in the message and in the log alike."""

    reason: str

    def __bool__(self) -> Literal[False]:
        return False


class Refused(Exception):
    """A verb was asked that is not allowed; `reason` is a sentence for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(answer: Allowed | Denied) -> None:
    if isinstance(answer, Denied):
        raise Refused(answer.reason)


def works_in(membership: Membership, agency: Agency) -> bool:
    """A colleague: the post is of this very agency."""
    return membership.province_id == agency.province_id and membership.post.agency_id == agency.pk


def oversees(membership: Membership, agency: Agency) -> bool:
    """Sở Nội vụ and the province's administrators, over the agencies of their own province."""
    return membership.province_id == agency.province_id and membership.has_role(*PROVINCE_WIDE)


def inherits(membership: Membership, agency: Agency) -> bool:
    """People of the province that took over the closed province of this agency, or of the agency that took over this closed one."""
    if membership.province_id == agency.province_id:
        ended = agency.closed_on is not None and agency.closed_on <= timezone.localdate()
        return ended and membership.post.agency_id in heirs_of(agency)
    if not agency.province.is_closed_on(timezone.localdate()):
        return False
    successions = ProvinceSuccession.objects.filter(predecessor_id=agency.province_id)
    return successions.filter(successor_id=membership.province_id).exists()


def heirs_of(agency: Agency) -> set[int]:
    """The agencies of the same province that took its place, and those that took theirs."""
    after: dict[int, set[int]] = {}
    successions = AgencySuccession.objects.filter(
        effective_on__lte=timezone.localdate(), successor_province_id=agency.province_id
    )
    for before, later in successions.values_list("predecessor_id", "successor_id"):
        after.setdefault(before, set()).add(later)
    heirs: set[int] = set()
    new = after.get(agency.pk, set())
    while new - heirs:
        heirs |= new
        new = {later for heir in new for later in after.get(heir, ())}
    return heirs - {agency.pk}


def is_closed(agency: Agency) -> bool:
    """The agency, or its province, is no more: its papers are read, never changed."""
    today = timezone.localdate()
    return agency.province.is_closed_on(today) or (agency.closed_on is not None and agency.closed_on <= today)


def may_delegate(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The head gives their own post's signing; the agency's administrator records any post's."""
    return _keeps_office(membership, agency, Role.AGENCY_HEAD, Role.AGENCY_ADMIN)


def may_keep_chain(membership: Membership, agency: Agency) -> Allowed | Denied:
    return _keeps_office(membership, agency, Role.AGENCY_ADMIN)


def may_set_up(membership: Membership, agency: Agency) -> Allowed | Denied:
    """Agencies, units, posts and people of the whole province, and what becomes of its agencies."""
    if membership.province_id != agency.province_id or not membership.has_role(Role.PROVINCE_ADMIN):
        return Denied("Việc này dành cho quản trị tỉnh, thành phố.")
    if agency.province.is_closed_on(timezone.localdate()):
        return Denied("Tỉnh, thành phố đã kết thúc hoạt động; trang này chỉ để tra cứu.")
    return Allowed()


def _keeps_office(membership: Membership, agency: Agency, *roles: Role) -> Allowed | Denied:
    if not works_in(membership, agency):
        return Denied("Chỉ người của cơ quan thực hiện được việc này.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; trang này chỉ để tra cứu.")
    if membership.has_role(*roles):
        return Allowed()
    wanted = " hoặc ".join(role.label.lower() for role in roles)
    return Denied(f"Việc này dành cho {wanted}; vị trí hiện tại là {membership.post.title}.")
