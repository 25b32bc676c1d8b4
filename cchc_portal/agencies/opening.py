"""Opening a province in the portal: its row, its first agency, its first administrator; the rest comes by the province's own book."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies import inviting
from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import (
    Agency,
    AgencyProfile,
    Membership,
    Post,
    Province,
    ProvinceSuccession,
    Role,
    User,
)
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.signals import province_opened
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.vietnam.provincial_units import ProvincialUnit, unit

FIRST_AGENCY = ("so-noi-vu", "Sở Nội vụ", "SNV")
FIRST_POST = "Quản trị tỉnh, thành phố"


@dataclass(frozen=True)
class FirstAdministrator:
    name: str
    email: str


def open_province(slug: str, first: FirstAdministrator, *, by: User) -> Province:
    """Only the platform's administrator; a unit of the list is opened once."""
    if not by.is_superuser:
        raise Refused("Việc này dành cho quản trị hệ thống.")
    known, today = unit(slug), timezone.localdate()
    if known is None:
        raise Refused("Không có tỉnh, thành phố này trong danh sách 34 đơn vị hành chính cấp tỉnh.")
    with transaction.atomic():
        if Province.objects.select_for_update().filter(slug=slug).exists():
            raise Refused(f"{known.name} đã có trong cổng.")
        province = _province(known, today)
        with acting_in(province.pk, user_id=by.pk):
            _begin(province, first, known.became_on(today), by=by)
            province_opened.send(Province, province=province)
    return province


def _province(known: ProvincialUnit, today: date) -> Province:
    """Its predecessors that are in the portal end with it, and their archives pass to it."""
    province = Province.objects.create(
        slug=known.slug,
        name=known.name,
        kind=known.kind_on(today),
        opened_on=known.since,
        source=known.source_on(today),
    )
    for before in Province.objects.filter(name__in=known.predecessors[1:]).exclude(pk=province.pk):
        if before.closed_on is None:
            before.closed_on = known.since
            before.save()
        ProvinceSuccession.objects.get_or_create(
            predecessor=before,
            successor=province,
            defaults={"effective_on": known.since, "legal_document": known.source},
        )
    return province


def _begin(province: Province, first: FirstAdministrator, since: date, *, by: User) -> None:
    """`since`: the first day on which papers bear the province's name of today."""
    slug, name, symbol = FIRST_AGENCY
    agency = Agency.objects.create(slug=slug, name=name, level=Agency.Level.DEPARTMENT)
    AgencyProfile.objects.create(
        agency=agency,
        valid_from=since,
        name=f"{name} {province}",
        header=[name.upper()],
        superior_header=["ỦY BAN NHÂN DÂN", str(province).upper()],
        symbol=symbol,
        place=province.name,
        province_name=province.name,
        source=province.source,
    )
    post = Post.objects.create(agency=agency, title=FIRST_POST, roles=[Role.PROVINCE_ADMIN])
    held = Membership.objects.create(user=_account(first), post=post, starts_on=timezone.localdate())
    record(agency, "province_opened", by=None, agency_id=agency.pk, opened_by=str(by), first=first.email)
    held.province = province
    if not held.user.has_usable_password():
        inviting.ask([held.user], by=held)


def _account(first: FirstAdministrator) -> User:
    email = first.email.lower()
    user: User | None = User.objects.filter(email__iexact=email).order_by("id").first()
    return user or User.objects.create(
        username=email, email=email, full_name=first.name, password=make_password(None)
    )
