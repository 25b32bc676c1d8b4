"""The editor over HTTP, without a script: forms, refusals, clashes, rows and blocks, the number of queries."""

import re
from html import unescape
from typing import Any

import pytest

from plans import channel_catalogue
from plans.actions import rows
from plans.forms.text import BLOCK_FORMS
from plans.models import AudienceGroup, Block, ContentItem, ParentPlan, Section
from plans.records import to_snapshot
from plans.states import PlanState
from tests.plans.asking import BASE, as_, editor, fields_of, queries, text_of
from tests.world import World


def test_the_editor_asks_the_same_queries_for_one_item_and_for_many(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    before = queries(client, editor(plan))
    group = AudienceGroup.objects.filter(plan=plan).first()
    for number in range(3):
        ContentItem.objects.create(plan=plan, group=group, position=50 + number, content="Nội dung thêm")
        Section.objects.create(plan=plan, heading="Mục thêm", position=50 + number)
    assert queries(client, editor(plan)) == before


def test_every_link_of_the_editor_answers(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    body = client.get(editor(plan)).content.decode()
    links = {unescape(link) for link in re.findall(rf'(?:href|formaction)="({BASE}[^"#]*)"', body)}
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert len(links) > 60


def test_every_form_saved_as_it_was_shown_changes_nothing(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    body = client.get(editor(plan)).content.decode()
    before = to_snapshot(plan)
    forms = {
        link
        for link in re.findall(rf'href="({editor(plan)}[^"#?]*/)"', body)
        if not link.endswith(("chuyen/", "them/", "xoa/"))
    }
    for link in sorted(forms):
        answer = client.post(link, fields_of(client.get(link)))
        assert (link, answer.status_code) == (link, 302)
    plan.refresh_from_db()
    assert to_snapshot(plan) == before
    assert plan.revision == 0
    assert len(forms) > 20


def test_an_item_is_added_from_lines_of_text(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    group = AudienceGroup.objects.filter(plan=plan).first()
    sent = {
        "content": "Tuyên truyền dịch vụ công trực tuyến",
        "channels": "Đăng Zalo của cơ quan\nPhát loa phường",
        "products": "12 tin, bài",
        "lead": "Văn phòng",
        "time_text": "Quý II",
        "time_from": "01/4/2027",
        "time_to": "30/6/2027",
        "budget_amount": "12.500.000",
        "areas": ["2", "11"],
    }
    answer = client.post(f"{editor(plan)}noi-dung/them/?nhom={group.pk}", sent)
    item = ContentItem.objects.latest("id")
    assert answer["Location"] == f"{editor(plan)}#noi-dung-{item.pk}"
    assert [use.text for use in item.channel_uses.order_by("position")] == [
        "Đăng Zalo của cơ quan",
        "Phát loa phường",
    ]
    assert (item.time_from.isoformat(), item.time_to.isoformat(), item.areas) == (
        "2027-04-01",
        "2027-06-30",
        [2, 11],
    )
    assert (item.products.get().unit, int(item.budget.amount)) == ("tin, bài", 12_500_000)


def test_saving_and_going_on_leads_to_an_empty_form_of_the_same_place(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    group = AudienceGroup.objects.filter(plan=plan).first()
    address = f"{editor(plan)}noi-dung/them/?nhom={group.pk}"
    assert as_(inside.drafter).post(address, {"content": "Một", "them_nua": "1"})["Location"] == address


@pytest.mark.parametrize(
    ("kind", "words"),
    [("table", "Lưu và thêm một bảng nữa"), ("text", "Lưu và thêm một đoạn văn nữa")],
)
def test_going_on_is_offered_in_plain_words(inside: World, kind: str, words: str) -> None:
    plan = inside.plans[PlanState.DRAFT]
    section = Section.objects.filter(plan=plan).first()
    page = as_(inside.drafter).get(f"{editor(plan)}phan/them/?muc={section.pk}&loai={kind}")
    assert page.context["again"] == words


def test_wrong_input_is_named_beside_each_field_and_kept(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    item = ContentItem.objects.filter(plan=plan).first()
    address = f"{editor(plan)}noi-dung/{item.pk}/"
    sent = {
        **fields_of(client.get(address)),
        "content": "",
        "time_from": "31/02/2027",
        "budget_amount": "mười triệu",
    }
    answer = client.post(address, sent)
    assert answer.context["form"].errors == {
        "content": ["Nhập nội dung."],
        "time_from": ["Không có ngày “31/02/2027” trong lịch."],
        "budget_amount": ["Nhập số tiền bằng đồng, ví dụ: 12.500.000 hoặc 12,5 triệu."],
    }
    page = answer.content.decode()
    assert [page.count(f'value="{typed}"') for typed in ("31/02/2027", "mười triệu")] == [1, 1]
    assert page.count("Có 3 chỗ cần chỉnh sửa") == 1
    plan.refresh_from_db()
    assert plan.revision == 0


def test_a_clash_shows_both_texts_keeps_the_typed_one_and_then_saves(inside: World) -> None:
    first, second, plan = as_(inside.drafter), as_(inside.unit_head), inside.plans[PlanState.DRAFT]
    section = Section.objects.filter(plan=plan).first()
    address = f"{editor(plan)}muc/{section.pk}/"
    mine, theirs = fields_of(first.get(address)), fields_of(second.get(address))
    assert second.post(address, {**theirs, "heading": "Mục đích chung"}).status_code == 302
    answer = first.post(address, {**mine, "heading": "Mục tiêu"})
    assert answer.context["differences"] == [("Tên mục", "Mục đích chung", "Mục tiêu")]
    section.refresh_from_db()
    assert section.heading == "Mục đích chung"
    assert first.post(address, fields_of(answer)).status_code == 302
    section.refresh_from_db()
    assert section.heading == "Mục tiêu"


@pytest.mark.parametrize("removed", ["the row", "what it stands in"])
def test_a_form_that_comes_back_after_its_row_was_removed_keeps_what_was_typed(
    inside: World, removed: str
) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    item = ContentItem.objects.filter(plan=plan).first()
    outer = f"noi-dung/{item.pk}" if removed == "the row" else f"phan/{item.group.block_id}"
    address = f"{editor(plan)}noi-dung/{item.pk}/"
    sent = {**fields_of(client.get(address)), "content": "Vừa nhập ở trang thứ hai"}
    assert as_(inside.unit_head).post(f"{editor(plan)}{outer}/xoa/").status_code == 302
    answer = client.post(address, sent)
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, [rows.NOT_SAVED])
    assert answer.context["form"]["content"].value() == "Vừa nhập ở trang thứ hai"
    assert [client.get(address).status_code, client.post(f"{address}xoa/").status_code] == [404, 404]


def test_a_removed_block_comes_back_in_the_form_of_its_kind(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    section = Section.objects.filter(plan=plan).first()
    block = Block.objects.create(plan=plan, section=section, kind="numbered", content={"numbered": []})
    client.post(f"{editor(plan)}phan/{block.pk}/xoa/")
    answer = client.post(f"{editor(plan)}phan/{block.pk}/", {"numbered": "1. Một"})
    assert type(answer.context["form"]) is BLOCK_FORMS["numbered"]
    assert answer.context["form"].non_field_errors() == [rows.NOT_SAVED]


def test_a_form_that_comes_back_after_submission_keeps_what_was_typed(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.SUBMITTED]
    section = Section.objects.filter(plan=plan).first()
    answer = client.post(f"{editor(plan)}muc/{section.pk}/", {"heading": "Mục vừa nhập", "loaded": ""})
    assert answer.context["form"].non_field_errors() == [
        "Kế hoạch đang ở trạng thái “Đang trình duyệt” nên không chỉnh sửa được."
    ]
    assert answer.content.decode().count("Mục vừa nhập") == 1


def test_deleting_asks_first(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    section = Section.objects.filter(plan=plan, parent=None).first()
    address = f"{editor(plan)}muc/{section.pk}/xoa/"
    assert text_of(client.get(address)).count(f"Xóa mục “{section.heading}”?") == 1
    assert Section.objects.filter(pk=section.pk).exists()
    client.post(address)
    assert not Section.objects.filter(pk=section.pk).exists()


def test_a_row_is_moved_by_a_button_and_to_a_place(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    first, second = Section.objects.filter(plan=plan, parent=None).order_by("position", "id")[:2]
    client.post(f"{editor(plan)}muc/{first.pk}/chuyen/", {"step": "1"})
    order = Section.objects.filter(plan=plan, parent=None).order_by("position").values_list("pk", flat=True)
    assert list(order[:2]) == [second.pk, first.pk]
    client.post(f"{editor(plan)}muc/{first.pk}/chuyen/", {"place": "1"})
    assert list(order.all()[:2]) == [first.pk, second.pk]
    wrong = client.post(f"{editor(plan)}muc/{first.pk}/chuyen/", {"place": "đầu"})
    assert wrong.context["form"].errors == {"place": ["Nhập vị trí bằng số, ví dụ: 3."]}


def test_a_section_below_the_third_level_is_not_offered_and_not_taken(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    parent = None
    for heading in ("Một", "Hai", "Ba"):
        parent = Section.objects.create(plan=plan, heading=heading, parent=parent, position=90)
    assert client.get(f"{editor(plan)}muc/them/?muc={parent.pk}").status_code == 404
    assert client.get(editor(plan)).content.decode().count(f"muc/them/?muc={parent.pk}") == 0


def test_a_plan_of_the_portal_is_taken_over_as_parent_in_its_own_words(inside: World) -> None:
    client, plan, issued = as_(inside.drafter), inside.plans[PlanState.DRAFT], inside.plans[PlanState.ISSUED]
    client.post(f"{editor(plan)}van-ban/them/", {"inside_id": issued.pk})
    parent = ParentPlan.objects.latest("id")
    assert (parent.inside_id, parent.number, parent.title) == (issued.pk, issued.symbol, issued.subject)
    outside = client.post(f"{editor(plan)}van-ban/them/", {"number": "1/KH-UBND"})
    assert outside.context["form"].errors == {
        "issuer": ["Nhập cơ quan ban hành."],
        "title": ["Nhập trích yếu."],
    }


@pytest.mark.parametrize(
    ("kind", "sent", "content"),
    [
        ("text", {"text": "Đoạn văn"}, {"text": "Đoạn văn", "footnotes": []}),
        (
            "bullets",
            {"bullets": "- Một\n+ Hai"},
            {"bullets": [{"text": "Một", "bullets": [{"text": "Hai", "bullets": []}]}]},
        ),
        ("numbered", {"numbered": "1. Một"}, {"numbered": [{"text": "Một", "bullets": []}]}),
        ("channels", {"channels": "Báo Đồng Nai"}, {"channels": ["Báo Đồng Nai"]}),
        (
            "table",
            {"head": "STT | Tiền", "rows": "1 | 5.000", "align": "giữa | phải", "widths": "1 | 2,5"},
            {
                "table": {
                    "head": [["STT", "Tiền"]],
                    "rows": [["1", "5.000"]],
                    "widths": [1, 2.5],
                    "align": ["center", "right"],
                    "total": [],
                    "in_words": False,
                }
            },
        ),
    ],
)
def test_each_kind_of_block_is_added(
    inside: World, kind: str, sent: dict[str, str], content: dict[str, Any]
) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    section = Section.objects.create(plan=plan, heading="Mục mới", position=99)
    assert client.post(f"{editor(plan)}phan/them/?muc={section.pk}&loai={kind}", sent).status_code == 302
    assert to_snapshot(plan)["sections"][-1]["blocks"] == [content]


def test_a_table_of_items_is_added_with_its_columns_and_a_group(inside: World) -> None:
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    section = Section.objects.create(plan=plan, heading="Mục mới", position=99)
    sent = {"columns": ["time", "content"], "labels": "Nội dung = Việc cần làm"}
    client.post(f"{editor(plan)}phan/them/?muc={section.pk}&loai=items", sent)
    block = Block.objects.filter(section=section).get()
    assert block.content == {
        "columns": ["content", "time"],
        "labels": {"content": "Việc cần làm"},
        "total": None,
    }
    client.post(
        f"{editor(plan)}nhom/them/?phan={block.pk}",
        {"title": "Đối với doanh nghiệp", "channels": "Đối thoại"},
    )
    first, group = AudienceGroup.objects.filter(block=block).order_by("position")
    assert first.title == ""
    assert (group.title, group.channel_uses.get().channel) == (
        "Đối với doanh nghiệp",
        channel_catalogue.match("Đối thoại", channel_catalogue.of_province()),
    )
