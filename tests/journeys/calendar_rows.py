"""Which row of the calendar a page of the list is about."""

from datetime import date
from typing import Any

from cchc_portal.calendars.models import NationalDay, ProvinceDay
from tests.world import World, entered

A_DAY = {"kind": "off", "name": "Ngày nghỉ", "ordered_by": "Văn bản quy định"}


def parts(name: str, world: World) -> dict[str, Any]:
    """What fills the rest of the address."""
    if name in {"calendars:change_day", "calendars:remove_day"}:
        with entered(world.province):
            row, _ = ProvinceDay.objects.standing().get_or_create(day=date(2027, 7, 5), defaults=A_DAY)
            return {"pk": row.pk}
    return {}


def national_day() -> int:
    row, _ = NationalDay.objects.standing().get_or_create(day=date(2027, 7, 6), defaults=A_DAY)
    return int(row.pk)
