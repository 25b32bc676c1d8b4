"""A province's book as its administrator sends it, for tests."""

from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import (
    ProvinceUpload,
)
from cchc_portal.agencies.province_book import comparing, entering, present, writing
from tests.agencies import books
from tests.world import World

NAME = "danh-sach.xlsx"


def export(world: World) -> bytes:
    return writing.filled(comparing.rows_standing(present.look(world.province, timezone.localdate())))


def looked(world: World, content: bytes) -> tuple[ProvinceUpload, entering.Outlook]:
    kept = entering.keep(content, NAME, by=world.province_admin)
    return kept, entering.look(kept, by=world.province_admin)


def faults(world: World, rows: books.Rows, **more: Any) -> list[tuple[str, int, str, str]]:
    _, outlook = looked(world, books.book(rows, **more))
    return [(each.sheet, each.row, each.column, each.sentence) for each in outlook.checked.own_faults]


def enter(world: World, content: bytes, **how: Any) -> ProvinceUpload:
    kept = entering.keep(content, NAME, by=world.province_admin)
    return entering.enter(kept.pk, by=world.province_admin, **{"good_only": False, "invite": False, **how})
