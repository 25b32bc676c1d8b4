"""Which row of the calendar a page of the list is about."""

from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.calendars import actions
from cchc_portal.calendars.models import (
    Delivery,
    Extension,
    NationalDay,
    Obligation,
    ObligationRule,
    ProvinceDay,
)
from tests.world import World, entered

A_DAY = {"kind": "off", "name": "Ngày nghỉ", "ordered_by": "Văn bản quy định"}


OF_AN_OBLIGATION = {f"calendars:{name}" for name in ("ask_extension", "obligation", "exempt", "transfer")}
OF_A_RULE = {"calendars:rule_edit", "calendars:rule_preview"}
OF_SO_NOI_VU = {
    *OF_A_RULE,
    *(f"calendars:{name}" for name in ("rules", "rule_add", "set_ladder", "overview", "behind")),
    *(f"calendars:{name}" for name in ("obligation", "exempt", "transfer", "extensions", "extension")),
}
YEAR = 2033


def parts(name: str, world: World) -> dict[str, Any]:
    """What fills the rest of the address, and the office under which the page stands."""
    where = {"agency": "so-noi-vu"} if name in OF_SO_NOI_VU else {}
    with entered(world.province):
        if name in {"calendars:change_day", "calendars:remove_day"}:
            row, _ = ProvinceDay.objects.standing().get_or_create(day=date(2027, 7, 5), defaults=A_DAY)
            return {"pk": row.pk}
        if name in OF_A_RULE:
            return where | {"pk": _rule(world).pk}
        if name in OF_AN_OBLIGATION:
            return where | {"pk": _owed(world).pk}
        if name == "calendars:extension":
            return where | {"pk": _asked(world).pk}
        if name == "calendars:deliveries":
            _sent(world)
    return where


def _rule(world: World) -> ObligationRule:
    row, _ = ObligationRule.objects.get_or_create(
        province=world.province,
        year=YEAR,
        kind="report_h1",
        defaults={"levels": ["so", "xa"], "due_day": date(YEAR, 6, 18), "source": "Công văn của tỉnh"},
    )
    return row


def _owed(world: World) -> Obligation:
    return actions.open_year(world.agency, YEAR)[1]


def _asked(world: World) -> Extension:
    owed = _owed(world)
    waiting = Extension.objects.filter(obligation=owed).first()
    return waiting or actions.ask_extension(
        owed, by=world.drafter, to=date(YEAR, 3, 30), reason="Chờ số liệu của các đơn vị trực thuộc"
    )


def _sent(world: World) -> None:
    Delivery.objects.get_or_create(
        province=world.province,
        user=world.drafter.user,
        agency=world.agency,
        channel="email",
        address="dia-chi-khong-con-dung@example.vn",
        state="bounced",
        detail="550 5.1.1 no such user",
        defaults={"items": 3, "at": timezone.now()},
    )


def national_day() -> int:
    row, _ = NationalDay.objects.standing().get_or_create(day=date(2027, 7, 6), defaults=A_DAY)
    return int(row.pk)
