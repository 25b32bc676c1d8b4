"""Drafting over HTTP, without a script: pages, forms, refusals, clashes, the number of queries."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal.agencies.models import Membership
from plans import channel_catalogue
from plans.models import AudienceGroup, Block, ContentItem, ParentPlan, Plan, Section
from plans.records import to_snapshot
from plans.states import PlanState
from tests.world import World, a_plan, entered

BASE = "/dong-nai/so-tai-chinh/ke-hoach/"
DOOR = 4  # session, user, province, posts


@pytest.fixture
def world(settled: World) -> Iterator[World]:
    with entered(settled.province):
        yield settled


def as_(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def text_of(response: Any) -> str:
    """The page as a reader sees it."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def queries(client: Client, address: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200
    ours = (
        "SAVEPOINT",
        "RELEASE",
        "SELECT set_config",
    )  # the test's own transaction and province around the request
    return sum(not query["sql"].startswith(ours) for query in captured)


def fields_of(response: Any) -> dict[str, Any]:
    """What the form on the page would send."""
    form = response.context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is True:
            sent[bound.html_name] = "on"
        elif value not in (None, False):
            shown = bound.field.prepare_value(value)
            sent[bound.html_name] = (
                shown if isinstance(shown, list) else bound.field.widget.format_value(shown) or ""
            )
    return sent


# --- lists


def test_the_list_shows_each_plan_with_its_state_and_holder(world: World) -> None:
    page = text_of(as_(world.drafter).get(BASE))
    found = [label for label in PlanState.labels if label in page]
    assert found == list(PlanState.labels)
    assert page.count("Lãnh đạo cơ quan") == 1


@pytest.mark.parametrize("words", ["tuyen truyen 2027", "TUYÊN TRUYỀN", "cải cách"])
def test_plans_are_found_with_and_without_accents(world: World, words: str) -> None:
    assert as_(world.drafter).get(BASE, {"q": words}).context["page"].paginator.count == 5


def test_the_filters_narrow_by_year_and_state(world: World) -> None:
    client = as_(world.drafter)
    counts = [
        client.get(BASE, wanted).context["page"].paginator.count
        for wanted in (
            {"year": "2027"},
            {"year": "2026"},
            {"state": "issued"},
            {"year": "2027", "state": "draft"},
        )
    ]
    assert counts == [5, 0, 1, 1]


def test_a_list_asked_by_htmx_is_the_fragment_alone(world: World) -> None:
    body = as_(world.drafter).get(BASE, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body
    assert body.count("<tr>") == 6


@pytest.mark.parametrize(("address", "most"), [("", 2), ("viec/", 2)])
def test_lists_ask_few_queries_whatever_the_rows(world: World, address: str, most: int) -> None:
    client = as_(world.drafter)
    before = queries(client, BASE + address)
    for _ in range(2):
        a_plan(world.agency, by=world.drafter)
    assert queries(client, BASE + address) == before
    assert before == DOOR + most


def test_my_tasks_are_what_waits_for_my_post(world: World) -> None:
    waiting = {
        name: sorted(
            task["status"]["label"]
            for task in as_(getattr(world, name)).get(f"{BASE}viec/").context["waiting"]
        )
        for name in ("drafter", "head", "clerk", "agency_admin")
    }
    assert waiting == {
        "drafter": ["Bản nháp", "Đã trả lại, cần chỉnh sửa"],
        "head": ["Chờ lãnh đạo duyệt"],
        "clerk": ["Đã duyệt, chờ văn thư cấp số"],
        "agency_admin": [],
    }


# --- a new plan


def test_a_new_plan_leads_to_its_editor(world: World) -> None:
    sent = {"year": "2028", "subject": "Tuyên truyền năm 2028", "kind": "cchc", "form": "plan"}
    answer = as_(world.drafter).post(f"{BASE}moi/", sent)
    plan = Plan.objects.latest("id")
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}{plan.pk}/soan/")
    assert (plan.year, plan.state, plan.created_by) == (2028, PlanState.DRAFT, world.drafter.user)


def test_a_wrong_year_is_said_beside_its_field_and_nothing_is_saved(world: World) -> None:
    before = Plan.objects.count()
    sent = {"year": "năm sau", "subject": "x" * 501, "kind": "cchc", "form": "plan"}
    answer = as_(world.drafter).post(f"{BASE}moi/", sent)
    form = answer.context["form"]
    assert form.errors == {
        "year": ["Nhập năm bằng bốn chữ số, ví dụ: 2027."],
        "subject": ["Trích yếu dài 501 ký tự; nhiều nhất là 500 ký tự."],
    }
    assert answer.content.decode().count("x" * 501) == 1
    assert Plan.objects.count() == before


@pytest.mark.parametrize("person", ["head", "clerk", "agency_admin"])
def test_only_who_drafts_begins_a_plan(world: World, person: str) -> None:
    assert as_(getattr(world, person)).get(f"{BASE}moi/").status_code == 409


# --- the editor


def editor(plan: Plan) -> str:
    return f"{BASE}{plan.pk}/soan/"


def test_the_editor_asks_the_same_queries_for_one_item_and_for_many(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    before = queries(client, editor(plan))
    group = AudienceGroup.objects.filter(plan=plan).first()
    for number in range(3):
        ContentItem.objects.create(plan=plan, group=group, position=50 + number, content="Nội dung thêm")
        Section.objects.create(plan=plan, heading="Mục thêm", position=50 + number)
    assert queries(client, editor(plan)) == before


def test_every_link_of_the_editor_answers(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    body = client.get(editor(plan)).content.decode()
    links = {unescape(link) for link in re.findall(rf'(?:href|formaction)="({BASE}[^"#]*)"', body)}
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert len(links) > 60


def test_every_form_saved_as_it_was_shown_changes_nothing(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
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


def test_an_item_is_added_from_lines_of_text(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
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


def test_saving_and_going_on_leads_to_an_empty_form_of_the_same_place(world: World) -> None:
    plan = world.plans[PlanState.DRAFT]
    group = AudienceGroup.objects.filter(plan=plan).first()
    address = f"{editor(plan)}noi-dung/them/?nhom={group.pk}"
    assert as_(world.drafter).post(address, {"content": "Một", "them_nua": "1"})["Location"] == address


def test_wrong_input_is_named_beside_each_field_and_kept(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
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
        "budget_amount": ["Nhập số tiền bằng đồng, ví dụ: 12.500.000."],
    }
    page = answer.content.decode()
    assert [page.count(f'value="{typed}"') for typed in ("31/02/2027", "mười triệu")] == [1, 1]
    assert page.count("Có 3 chỗ cần chỉnh sửa") == 1
    plan.refresh_from_db()
    assert plan.revision == 0


def test_a_clash_shows_both_texts_keeps_the_typed_one_and_then_saves(world: World) -> None:
    first, second, plan = as_(world.drafter), as_(world.unit_head), world.plans[PlanState.DRAFT]
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


def test_a_form_that_comes_back_after_submission_keeps_what_was_typed(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.SUBMITTED]
    section = Section.objects.filter(plan=plan).first()
    answer = client.post(f"{editor(plan)}muc/{section.pk}/", {"heading": "Mục vừa nhập", "loaded": ""})
    assert answer.context["form"].non_field_errors() == [
        "Kế hoạch đang ở trạng thái “Chờ lãnh đạo duyệt” nên không chỉnh sửa được."
    ]
    assert answer.content.decode().count("Mục vừa nhập") == 1


def test_deleting_asks_first(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    section = Section.objects.filter(plan=plan, parent=None).first()
    address = f"{editor(plan)}muc/{section.pk}/xoa/"
    assert text_of(client.get(address)).count(f"Xóa mục “{section.heading}”?") == 1
    assert Section.objects.filter(pk=section.pk).exists()
    client.post(address)
    assert not Section.objects.filter(pk=section.pk).exists()


def test_a_row_is_moved_by_a_button_and_to_a_place(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    first, second = Section.objects.filter(plan=plan, parent=None).order_by("position", "id")[:2]
    client.post(f"{editor(plan)}muc/{first.pk}/chuyen/", {"step": "1"})
    order = Section.objects.filter(plan=plan, parent=None).order_by("position").values_list("pk", flat=True)
    assert list(order[:2]) == [second.pk, first.pk]
    client.post(f"{editor(plan)}muc/{first.pk}/chuyen/", {"place": "1"})
    assert list(order.all()[:2]) == [first.pk, second.pk]
    wrong = client.post(f"{editor(plan)}muc/{first.pk}/chuyen/", {"place": "đầu"})
    assert wrong.context["form"].errors == {"place": ["Nhập vị trí bằng số, ví dụ: 3."]}


def test_a_section_below_the_third_level_is_not_offered_and_not_taken(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    parent = None
    for heading in ("Một", "Hai", "Ba"):
        parent = Section.objects.create(plan=plan, heading=heading, parent=parent, position=90)
    assert client.get(f"{editor(plan)}muc/them/?muc={parent.pk}").status_code == 404
    assert client.get(editor(plan)).content.decode().count(f"muc/them/?muc={parent.pk}") == 0


def test_a_plan_of_the_portal_is_taken_over_as_parent_in_its_own_words(world: World) -> None:
    client, plan, issued = as_(world.drafter), world.plans[PlanState.DRAFT], world.plans[PlanState.ISSUED]
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
    world: World, kind: str, sent: dict[str, str], content: dict[str, Any]
) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    section = Section.objects.create(plan=plan, heading="Mục mới", position=99)
    assert client.post(f"{editor(plan)}phan/them/?muc={section.pk}&loai={kind}", sent).status_code == 302
    assert to_snapshot(plan)["sections"][-1]["blocks"] == [content]


def test_a_table_of_items_is_added_with_its_columns_and_a_group(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
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


# --- preview, the plan's page, the procedure


def test_the_preview_is_the_paper_with_its_draft_mark_until_it_is_issued(world: World) -> None:
    client = as_(world.drafter)
    marked = {
        state: "DỰ THẢO" in text_of(client.get(f"{BASE}{plan.pk}/xem-truoc/"))
        for state, plan in world.plans.items()
    }
    assert marked == {state: state != PlanState.ISSUED for state in PlanState}


def test_the_page_offers_each_person_what_they_may_do(world: World) -> None:
    plan = world.plans[PlanState.SUBMITTED]
    offered = {
        name: [
            choice["label"]
            for choice in as_(getattr(world, name)).get(f"{BASE}{plan.pk}/").context["choices"]
            if "refused" not in choice
        ]
        for name in ("drafter", "head", "clerk")
    }
    assert offered == {
        "drafter": ["Rút lại để chỉnh sửa"],
        "head": ["Duyệt kế hoạch", "Trả lại để chỉnh sửa"],
        "clerk": [],
    }


def test_a_refused_button_says_why(world: World) -> None:
    page = text_of(as_(world.clerk).get(f"{BASE}{world.plans[PlanState.SUBMITTED].pk}/"))
    assert page.count("Việc này dành cho thủ trưởng cơ quan; vị trí hiện tại là") >= 1


def test_a_plan_goes_from_draft_to_issued_by_its_buttons(world: World) -> None:
    plan = world.plans[PlanState.DRAFT]
    own = f"{BASE}{plan.pk}/"
    as_(world.drafter).post(f"{own}trinh/")
    refused = as_(world.head).post(f"{own}tra-lai/", {"reason": " "})
    assert refused.context["form"].errors == {"reason": ["Nhập lý do trả lại."]}
    as_(world.head).post(f"{own}duyet/")
    answer = as_(world.clerk).post(f"{own}ban-hanh/", {"issued_on": "01/01/2020", "number": ""})
    assert answer.context["form"].non_field_errors()[0].startswith("Ngày ban hành không thể trước ngày duyệt")
    today = as_(world.clerk).get(f"{own}ban-hanh/").context["form"]["issued_on"].value().strftime("%d/%m/%Y")
    as_(world.clerk).post(f"{own}ban-hanh/", {"issued_on": today, "number": ""})
    plan.refresh_from_db()
    assert (plan.state, plan.symbol.split("/")[1]) == (PlanState.ISSUED, "KH-STC")


def test_a_plan_of_another_agency_is_not_found(world: World) -> None:
    plan = world.plans[PlanState.DRAFT]
    addresses = [f"{BASE}{plan.pk}/", editor(plan), f"{BASE}{plan.pk}/xem-truoc/"]
    for person in (world.stranger, world.foreigner, world.reviewer):
        assert [as_(person).get(address).status_code for address in addresses] == [404, 404, 404]


def test_an_unknown_kind_of_row_is_not_found(world: World) -> None:
    plan = world.plans[PlanState.DRAFT]
    addresses = (
        "chuong/them/",
        "muc/999999999/",
        "phan/them/?loai=lạ",
        "phan/phan-la/sua/",
        "noi-dung/them/?nhom=x",
    )
    assert {as_(world.drafter).get(editor(plan) + address).status_code for address in addresses} == {404}


def test_a_draft_paper_is_asked_for_once_and_shown_as_waiting(world: World) -> None:
    client, plan = as_(world.drafter), world.plans[PlanState.DRAFT]
    for _ in range(2):
        assert client.post(f"{BASE}{plan.pk}/ban-in/tao/pdf/").status_code == 302
    rows = client.get(f"{BASE}{plan.pk}/").context["papers"]["rows"]
    assert [(row["name"], row["state"]) for row in rows] == [
        ("Bản dự thảo PDF", "Đang chờ tạo"),
        ("Bản dự thảo Word (.docx)", "Chưa tạo"),
    ]
    fragment = client.get(f"{BASE}{plan.pk}/ban-in/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.count('hx-trigger="every 2s"') == 1
