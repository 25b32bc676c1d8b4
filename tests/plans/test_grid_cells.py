"""Cells of the table of content items: the same words as the forms show, small in the page, suggestions without accents' need."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from plans.actions import values
from plans.forms import cells, wire
from plans.forms.table import GroupForm, ItemForm
from plans.models import AudienceGroup, ContentItem, Plan
from plans.outline import Node, Outline
from plans.records import from_snapshot
from plans.templatetags.grids import grid_of
from tests.documents import samples
from tests.world import World, a_plan_file, entered

ITEM = {
    "content": "Giới thiệu **dịch vụ** công\nvà cách nộp",
    "channels": ["Trang tin", "Họp\ncơ quan"],
    "products": [
        {"text": "Tin, bài", "quantity": 24, "unit": "tin, bài"},
        {"text": "2,5 trang", "quantity": 2.5, "unit": "trang"},
        {"text": "Phóng sự", "quantity": 1.5, "unit": "phút"},
        {"text": "Sổ tay"},
    ],
    "lead": ["Văn phòng"],
    "support": ["Phòng A", "Phòng B"],
    "time": {"text": "Quý II", "from": "2027-04-01"},
    "budget": {"amount": 12500000, "source": "Ngân sách"},
    "audience": ["Công chức"],
    "note": "Lồng ghép",
}
FIVE = ["content", "channels", "products", "lead", "time"]


def a_table(world: World, items: list[dict[str, Any]], columns: list[str]) -> Plan:
    file = {**a_plan_file(world.agency), "appendices": []}
    groups = [{"title": "Công chức", "channels": ["Bản tin", "Loa"], "items": items}]
    file["sections"][1]["blocks"] = [{"items": {"columns": columns, "groups": groups}}]
    return from_snapshot(samples.plan(**file), world.agency, by=world.drafter.user)


def block_of(plan: Plan) -> Node:
    return Outline.of(plan).sections[1].blocks[0]


@pytest.mark.parametrize("item", [ITEM, {"content": "Chỉ có nội dung"}], ids=["full", "bare"])
def test_a_cell_says_what_the_rows_form_says(settled: World, item: dict[str, Any]) -> None:
    with entered(settled.province):
        plan = a_table(settled, [item], FIVE)
        row, group = ContentItem.objects.get(plan=plan), AudienceGroup.objects.get(plan=plan)
        group_data = block_of(plan).data["items"]["groups"][0]
        form = wire.strings(ItemForm(values=values.read(row)))
        shown = cells.item_strings(group_data["items"][0])
        assert shown == {name: form[name] for name in shown}
        form = wire.strings(GroupForm(values=values.read(group)))
        shown = cells.group_strings(group_data)
        assert shown == {name: form[name] for name in shown}


def test_marks_are_read_as_they_were_written() -> None:
    shown = {"nhom-1": {"title": "", "channels": "Loa"}, "noi-dung-2": {"content": "Một"}}
    marks = {anchor: [cells.mark_of(text) for text in strings.values()] for anchor, strings in shown.items()}
    assert cells.read_marks(cells.marks_of(shown)) == marks


def test_four_hundred_rows_stay_small_in_the_page(settled: World) -> None:
    with entered(settled.province):
        plan = a_table(settled, [ITEM] * 400, FIVE)
        html = render_to_string(
            "plans/_grid.html",
            {
                "node": block_of(plan),
                "plan": plan,
                "province": settled.province,
                "agency": settled.agency,
                "grid_base": "",
            },
        )
    words = 400 * sum(
        len(text.encode()) for name, text in cells.item_strings(ITEM_SHOWN).items() if name in NAMES
    )
    assert len(html.encode()) - words < 320 * 1024


ITEM_SHOWN = samples.plan(
    sections=[{"heading": "I", "blocks": [{"items": {"columns": FIVE, "groups": [{"items": [ITEM]}]}}]}]
)["sections"][0]["blocks"][0]["items"]["groups"][0]["items"][0]
NAMES = ("content", "channels", "products", "lead", "time_text")


def test_suggestions_are_the_provinces_channels_the_agencys_units_and_words_used_before(
    settled: World, client: Client
) -> None:
    with entered(settled.province):
        plan = a_table(settled, [ITEM], FIVE)
    client.force_login(settled.drafter.user)
    here = {"province": settled.province.slug, "agency": settled.agency.slug, "plan_id": plan.pk}
    found = client.get(reverse("plans:suggest", kwargs=here)).json()
    assert (
        found["channels"][0],
        {"Trang tin", "Loa"} <= set(found["channels"]),
        found["lead"][:2],
        {"Phòng A", "Sở Xây dựng"} <= set(found["support"]),
        "tin, bài" in found["products"],
    ) == ("Cuộc thi, hội thi tìm hiểu cải cách hành chính", True, ["Văn phòng", "Sở Nội vụ"], True, True)


@pytest.mark.parametrize(("quantity", "written"), [(1, "tên | số lượng"), (None, "")], ids=["named", "plain"])
def test_a_bar_between_name_and_amount_is_explained_where_it_is_shown(
    settled: World, quantity: int | None, written: str
) -> None:
    product = {"text": "Cuộc họp", "quantity": quantity, "unit": "cuộc" if quantity else None}
    with entered(settled.province):
        plan = a_table(settled, [{"content": "Phổ biến", "products": [product]}], ["content", "products"])
        shown = grid_of(block_of(plan)).heads_shown
    assert shown == [("Nội dung", ""), ("Sản phẩm", written)]
