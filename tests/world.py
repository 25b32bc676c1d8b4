"""Two provinces with mirror data, one merged away, and a person for each role: what tests about people and plans start from.

The plain functions work in the province that is entered; `build()` makes the whole world and enters each in turn.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import (
    Agency,
    AgencyProfile,
    AgencySuccession,
    ChainStep,
    Delegation,
    Membership,
    Post,
    Province,
    ProvinceSuccession,
    Role,
    StepKind,
    Unit,
    User,
)
from cchc_portal.agencies.tenancy import acting_in
from plans import channel_catalogue
from plans.actions import archive, procedure, signing
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanState
from tests.documents import samples

PASSWORD = "mat khau cua bai thu 2027"
SINCE = date(2020, 1, 1)
MERGED_ON = date(2025, 7, 1)
_counter = itertools.count(1)


@contextmanager
def entered(province: Province) -> Iterator[None]:
    """A transaction inside a province."""
    with transaction.atomic(), acting_in(province.pk):
        yield


def a_province(slug: str = "dong-nai", name: str = "Đồng Nai", **fields: Any) -> Province:
    return Province.objects.create(slug=slug, name=name, **{"kind": Province.Kind.PROVINCE, **fields})


def an_agency(
    province: Province,
    slug: str = "so-tai-chinh",
    name: str = "Sở Tài chính",
    symbol: str = "STC",
    **fields: Any,
) -> Agency:
    """With one profile since 2020 and one unit, inside the entered province."""
    agency = Agency.objects.create(
        province=province, slug=slug, name=name, level=Agency.Level.DEPARTMENT, **fields
    )
    AgencyProfile.objects.create(
        agency=agency,
        valid_from=SINCE,
        name=f"{name} {province}",
        header=[name.upper()],
        superior_header=["ỦY BAN NHÂN DÂN", str(province).upper()],
        symbol=symbol,
        place=province.name,
        province_name=province.name,
    )
    Unit.objects.create(agency=agency, name="Văn phòng", abbreviation="VP")
    return agency


def a_user(full_name: str = "Người dùng", **fields: Any) -> User:
    username = fields.pop("username", f"nguoi-dung-{next(_counter)}")
    return User.objects.create_user(
        username, f"{username}@example.vn", PASSWORD, **{"full_name": full_name, **fields}
    )


def a_member(
    agency: Agency, *roles: Role, title: str = "", user: User | None = None, ends_on: date | None = None
) -> Membership:
    """A person (a new one unless `user` is given) in a new post with these roles."""
    title = title or f"{' và '.join(role.label for role in roles)} {next(_counter)}"
    post = Post.objects.create(agency=agency, title=title, roles=[*roles])
    return Membership.objects.create(
        user=user or a_user(title), post=post, starts_on=SINCE, ends_on=ends_on, province=agency.province
    )


def a_chain(agency: Agency, *steps: tuple[StepKind, Role | Membership], working_days: int = 1) -> None:
    """The agency's own chain: each step by a role, or by one person's post."""
    ChainStep.objects.filter(agency=agency).delete()
    for position, (kind, holder) in enumerate(steps, start=1):
        held = {"post": holder.post} if isinstance(holder, Membership) else {"role": holder}
        ChainStep.objects.create(
            agency=agency, position=position, kind=kind, name=kind.label, working_days=working_days, **held
        )


def a_delegation(
    principal: Membership,
    delegate: Membership,
    stead: str = "KT",
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    mandate: str = "",
) -> Delegation:
    """From one post to another, today unless days are given."""
    today = timezone.localdate()
    return Delegation.objects.create(
        agency=principal.agency,
        principal=principal.post,
        delegate=delegate.post,
        stead=stead,
        mandate=mandate,
        starts_on=starts_on or today,
        ends_on=ends_on or today,
        made_by=principal.user,
    )


def a_plan_file(agency: Agency, *, year: int = 2027, **changes: Any) -> dict[str, Any]:
    """A small valid snapshot of the agency that has something in every kind of record."""
    profile = agency.profile_on(SINCE)
    file = samples.with_appendices(rows=2, number=None, issued_on=None, **changes)
    file["agency"] = {
        "province": profile.province_name,
        "name": profile.name,
        "header": profile.header,
        "superior": profile.superior_header,
        "symbol": profile.symbol,
        "place": profile.place,
    }
    if "period" not in changes:
        file["period"] = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
        file["subject"] = file["subject"].replace("2027", str(year))
        file["closing"] = file["closing"].replace("2027", str(year))
    file["parents"] = [
        {
            "number": "1/KH-UBND",
            "issued_on": "2026-01-05",
            "issuer": "Ủy ban nhân dân",
            "title": "Kế hoạch cải cách hành chính",
        }
    ]
    file["sections"][1]["blocks"].append({"channels": ["Cổng thông tin điện tử của cơ quan"]})
    return samples.plan(**file)


def a_plan(
    agency: Agency,
    *,
    by: Membership,
    state: PlanState = PlanState.DRAFT,
    issued_on: date | None = None,
    **changes: Any,
) -> Plan:
    """A complete plan drafted by `by`, brought to `state` by the procedure's own verbs and the agency's own people."""
    plan = from_snapshot(a_plan_file(agency, **changes), agency, by=by.user)
    if state == PlanState.DRAFT:
        return plan
    plan = procedure.submit(plan.pk, by=by)
    if state == PlanState.SUBMITTED:
        return plan
    head = someone(agency, Role.AGENCY_HEAD, other_than=by)
    if state == PlanState.RETURNED:
        return procedure.return_(plan.pk, by=head, reason="Bổ sung sản phẩm của từng nội dung.")
    plan = procedure.approve(plan.pk, by=head)
    if state == PlanState.APPROVED:
        return plan
    if state == PlanState.SIGNING:
        return signing.number(plan.pk, by=someone(agency, Role.CLERK), issued_on=timezone.localdate())
    return procedure.issue(
        plan.pk, by=someone(agency, Role.CLERK), issued_on=issued_on or timezone.localdate()
    )


def someone(agency: Agency, role: Role, *, other_than: Membership | None = None) -> Membership:
    """Whoever holds the role in the agency."""
    held = Membership.objects.with_role(role).filter(post__agency=agency).with_post().order_by("id")
    if other_than is not None:
        held = held.exclude(user=other_than.user)
    found: Membership = held[0]
    return found


# A world's plans: what is being signed needs its paper, see tests/plans/test_signing_procedure.py.
STATES = tuple(state for state in PlanState if state != PlanState.SIGNING)


@dataclass
class Office:
    """An agency with a person for each of its roles."""

    agency: Agency
    drafter: Membership
    unit_head: Membership
    head: Membership
    clerk: Membership
    admin: Membership

    @classmethod
    def staffed(cls, agency: Agency, *, ends_on: date | None = None) -> "Office":
        place = f"{agency.name} {agency.province.name}"
        return cls(
            agency,
            a_member(agency, Role.DRAFTER, title=f"Chuyên viên {place}", ends_on=ends_on),
            a_member(agency, Role.UNIT_HEAD, title=f"Trưởng phòng {place}", ends_on=ends_on),
            a_member(agency, Role.AGENCY_HEAD, title=f"Giám đốc {place}", ends_on=ends_on),
            a_member(agency, Role.CLERK, title=f"Văn thư {place}", ends_on=ends_on),
            a_member(agency, Role.AGENCY_ADMIN, title=f"Quản trị {place}", ends_on=ends_on),
        )


@dataclass
class Side:
    """One living province: an office, a neighbouring office and Sở Nội vụ; both sides have the same names and counts."""

    province: Province
    home: Office
    neighbour: Office
    reviewer: Membership
    province_admin: Membership
    plans: dict[PlanState, Plan] = field(default_factory=dict)


@dataclass
class World:
    """A (`here`), B (`there`), and C (`closed`), whose place A has taken. Short names are people of A's home office."""

    here: Side
    there: Side
    closed: Province
    closed_office: Office
    closed_plan: Plan
    platform_admin: User

    @property
    def province(self) -> Province:
        return self.here.province

    @property
    def agency(self) -> Agency:
        return self.here.home.agency

    @property
    def drafter(self) -> Membership:
        return self.here.home.drafter

    @property
    def unit_head(self) -> Membership:
        return self.here.home.unit_head

    @property
    def head(self) -> Membership:
        return self.here.home.head

    @property
    def clerk(self) -> Membership:
        return self.here.home.clerk

    @property
    def agency_admin(self) -> Membership:
        return self.here.home.admin

    @property
    def stranger(self) -> Membership:
        """A drafter of another agency of the same province."""
        return self.here.neighbour.drafter

    @property
    def foreigner(self) -> Membership:
        """A drafter of the agency of the same name in another province."""
        return self.there.home.drafter

    @property
    def reviewer(self) -> Membership:
        return self.here.reviewer

    @property
    def province_admin(self) -> Membership:
        return self.here.province_admin

    @property
    def heir(self) -> Membership:
        """Somebody of the province that took over the closed one."""
        return self.here.neighbour.clerk

    @property
    def plans(self) -> dict[PlanState, Plan]:
        """The home office's plans, one in each state."""
        return self.here.plans

    def plan(self, state: PlanState = PlanState.DRAFT) -> Plan:
        """A further plan of the home office; enter `province` first."""
        return a_plan(self.agency, by=self.drafter, state=state)


def build() -> World:
    here = _side(a_province(kind=Province.Kind.CITY))
    there = _side(a_province("dong-thap", "Đồng Tháp"))
    closed = a_province("binh-phuoc", "Bình Phước", closed_on=MERGED_ON)
    ProvinceSuccession.objects.create(
        predecessor=closed,
        successor=here.province,
        effective_on=MERGED_ON,
        legal_document="Nghị quyết số 202/2025/QH15",
    )
    with entered(closed):
        agency = an_agency(closed, closed_on=MERGED_ON)
        office = Office.staffed(agency, ends_on=date(2025, 6, 30))
        channel_catalogue.seed_catalogue()
        file = {**a_plan_file(agency, year=2021), "number": "09", "issued_on": "2021-01-15", "parents": []}
        closed_plan = archive.enter_issued(samples.plan(**file), agency, approver=office.head.user)
        AgencySuccession.objects.create(
            predecessor=agency,
            successor_province=here.province,
            successor=here.home.agency,
            kind=AgencySuccession.Kind.MERGE,
            effective_on=MERGED_ON,
            legal_document="Nghị quyết số 202/2025/QH15",
        )
    platform_admin = a_user("Quản trị nền tảng", is_superuser=True, is_staff=True)
    return World(here, there, closed, office, closed_plan, platform_admin)


def _side(province: Province) -> Side:
    with entered(province):
        channel_catalogue.seed_catalogue()
        home = Office.staffed(an_agency(province))
        neighbour = Office.staffed(an_agency(province, "so-xay-dung", "Sở Xây dựng", "SXD"))
        a_chain(neighbour.agency, (StepKind.APPROVE, neighbour.head), (StepKind.NUMBER, neighbour.clerk))
        a_delegation(neighbour.head, neighbour.unit_head, starts_on=SINCE, ends_on=SINCE)
        overseer = an_agency(province, "so-noi-vu", "Sở Nội vụ", "SNV")
        side = Side(
            province,
            home,
            neighbour,
            a_member(overseer, Role.REVIEWER, title=f"Chuyên viên theo dõi {province.name}"),
            a_member(overseer, Role.PROVINCE_ADMIN, title=f"Quản trị {province.name}"),
        )
        side.plans = {state: a_plan(home.agency, by=home.drafter, state=state) for state in STATES}
    return side
