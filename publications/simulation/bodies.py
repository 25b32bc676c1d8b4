"""The agencies of a simulated province: its people's committee, Sở Nội vụ, other departments, communes; each with four people."""

from dataclasses import dataclass
from datetime import date

from cchc_portal.agencies.models import Agency, AgencyProfile, Membership, Post, Province, Role, Unit, User
from cchc_portal.vietnam import alphabet

from .sizes import Size

SINCE = date(2010, 1, 1)
DEPARTMENTS = 29  # beside the people's committee; every further agency is a commune
POSTS = (
    ("Chuyên viên Văn phòng", "", (Role.DRAFTER,)),
    ("Chánh Văn phòng", "", (Role.UNIT_HEAD,)),
    ("Thủ trưởng cơ quan", "THỦ TRƯỞNG", (Role.AGENCY_HEAD,)),
    ("Văn thư", "", (Role.CLERK, Role.AGENCY_ADMIN)),
)
OVERSEERS = (
    ("Chuyên viên Phòng Cải cách hành chính", "", (Role.REVIEWER,)),
    ("Quản trị tỉnh", "", (Role.PROVINCE_ADMIN,)),
)


@dataclass(frozen=True)
class Office:
    """An agency with those of its people who write, sign and send."""

    agency: Agency
    symbol: str
    drafter: User
    head: User


def make(province: Province, size: Size) -> list[Office]:
    agencies = Agency.objects.bulk_create(_agency(number) for number in range(size.agencies))
    committee = agencies[0]
    AgencyProfile.objects.bulk_create(
        _profile(agency, number, province, committee) for number, agency in enumerate(agencies)
    )
    units = Unit.objects.bulk_create(Unit.in_province(agency=agency, name="Văn phòng") for agency in agencies)
    posts = Post.objects.bulk_create(
        Post.in_province(
            agency=agency, unit=units[number], title=title, signing_title=signs, roles=list(roles)
        )
        for number, agency in enumerate(agencies)
        for title, signs, roles in (*POSTS, *(OVERSEERS if number == 1 else ()))
    )
    users = User.objects.bulk_create(_person(province, number, post) for number, post in enumerate(posts))
    Membership.objects.bulk_create(
        Membership.in_province(user=user, post=post, starts_on=SINCE)
        for user, post in zip(users, posts, strict=True)
    )
    holders = {(post.agency_id, post.title): user for user, post in zip(users, posts, strict=True)}
    return [
        Office(
            agency,
            _symbol(number),
            holders[agency.pk, "Chuyên viên Văn phòng"],
            holders[agency.pk, "Thủ trưởng cơ quan"],
        )
        for number, agency in enumerate(agencies)
    ]


def _agency(number: int) -> Agency:
    name, level = _named(number)
    return Agency.in_province(
        slug=f"co-quan-{number:03}", name=name, level=level, sort_key=alphabet.sort_text(name, 600)
    )


def _named(number: int) -> tuple[str, Agency.Level]:
    if number == 0:
        return "Ủy ban nhân dân tỉnh", Agency.Level.PEOPLES_COMMITTEE
    if number == 1:
        return "Sở Nội vụ", Agency.Level.DEPARTMENT
    if number <= DEPARTMENTS:
        return f"Sở Mô phỏng {number:02}", Agency.Level.DEPARTMENT
    return f"Ủy ban nhân dân xã số {number - DEPARTMENTS:03}", Agency.Level.COMMUNE


def _symbol(number: int) -> str:
    if number == 1:
        return "SNV"
    return f"SMP{number:02}" if 1 < number <= DEPARTMENTS else "UBND"


def _profile(agency: Agency, number: int, province: Province, committee: Agency) -> AgencyProfile:
    department = agency.level == Agency.Level.DEPARTMENT
    return AgencyProfile.in_province(
        agency=agency,
        valid_from=SINCE,
        name=agency.name,
        header=[agency.name.upper()],
        superior=committee if department else None,
        superior_header=["ỦY BAN NHÂN DÂN TỈNH"] if department else [],
        symbol=_symbol(number),
        place=province.name,
        province_name=province.name,
        source="Dữ liệu mô phỏng",
    )


def _person(province: Province, number: int, post: Post) -> User:
    name = f"{province.slug}.{number:04}"
    return User(
        username=name,
        email=f"{name}@mo-phong.invalid",
        full_name=f"{post.title} {number:04}",
        password="!",  # noqa: S106 - nobody signs in with it
    )
