"""Rows of setting up a province and of changing its agencies, for the walks over all tables and all addresses."""

from datetime import date
from typing import Any

from cchc_portal.agencies.changing.terms import NewName, Terms
from cchc_portal.agencies.models import (
    AgencyChange,
    AgencySuccession,
    Invitation,
    Membership,
    ProvinceUpload,
    Role,
)
from cchc_portal.agencies.province_book import reading
from tests.agencies import books
from tests.world import Side, World, entered

DAY = date(2099, 3, 1)


def a_book() -> ProvinceUpload:
    """The one upload of the entered province, with a wrong row."""
    found: ProvinceUpload | None = ProvinceUpload.objects.filter(name="thiet-lap.xlsx").first()
    if found is not None:
        return found
    rows = books.department(people=2)
    rows["Người dùng"][1][0] = "khong phai thu"
    rows["Cơ quan"].append(
        ["so-noi-vu", "Sở Nội vụ", "Sở, ban, ngành", None, None, None, None, "KHM", None, None, None]
    )
    held = Membership.objects.with_role(Role.PROVINCE_ADMIN).order_by("id")[0]
    book = reading.read(books.book(rows), "thiet-lap.xlsx")
    made: ProvinceUpload = ProvinceUpload.objects.create(
        user=held.user, name="thiet-lap.xlsx", book=book.to_json()
    )
    return made


def a_change(side: Side, kind: str = AgencySuccession.Kind.SPLIT) -> AgencyChange:
    """A draft of the entered province about the neighbouring office."""
    found: AgencyChange | None = AgencyChange.objects.filter(kind=kind, effective_on=DAY).first()
    if found is not None:
        return found
    new = [NewName("so-giao-thong", "Sở Giao thông", "Sở Giao thông", ["SỞ GIAO THÔNG"], "SGT")]
    made: AgencyChange = AgencyChange.objects.create(
        kind=kind,
        legal_document="Nghị quyết số 1/NQ-HĐND",
        adopted_on=date(2027, 1, 1),
        effective_on=DAY,
        terms=Terms([side.neighbour.agency.pk], new=new, goes_on=True).to_json(),
        made_by=side.province_admin.user,
    )
    return made


def one_of_each(side: Side) -> None:
    a_book()
    a_change(side)
    Invitation.objects.create(user=side.home.drafter.user, asked_by=side.province_admin.user)


def parts(name: str, world: World) -> dict[str, Any]:
    """What fills the address of a page of these."""
    with entered(world.province):
        if name == "province_setup:preview":
            return {"book_id": a_book().pk}
        if name in {f"agency_changes:{each}" for each in ("agencies", "inheritance", "about")}:
            return {"change_id": a_change(world.here).pk}
    return {}
