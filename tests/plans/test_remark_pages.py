"""Remarks over HTTP: on the plan's page, on a page of their own, as the editor's panel; all of it by plain forms."""

import pytest

from plans.actions import remarks
from plans.models import Mention, Plan, Remark
from plans.states import PlanState
from tests.plans.asking import BASE, as_, queries, text_of
from tests.world import World


@pytest.fixture
def plan(inside: World) -> Plan:
    return inside.plans[PlanState.SUBMITTED]


def page(plan: Plan) -> str:
    return f"{BASE}{plan.pk}/nhan-xet/"


def test_a_remark_is_sent_from_the_plans_page_and_stands_there(inside: World, plan: Plan) -> None:
    client = as_(inside.head)
    sent = {
        "text": "Bổ sung sản phẩm",
        "anchor": "phan-noi-nhan",
        "mentions": [inside.clerk.user_id],
        "ve": "chi-tiet",
    }
    answer = client.post(page(plan), sent)
    said = Remark.objects.get(plan=plan)
    assert answer.headers["Location"] == f"{BASE}{plan.pk}/#nhan-xet-{said.pk}"
    assert (said.place_name, said.author_post) == ("Nơi nhận", inside.head.post.title)
    assert Mention.objects.get(remark=said).user_id == inside.clerk.user_id
    shown = text_of(client.get(f"{BASE}{plan.pk}/"))
    assert (shown.count("Nhận xét (1)"), shown.count(f"Nhắc: {inside.clerk.user}")) == (1, 1)


def test_it_is_answered_settled_and_opened_again_by_buttons(inside: World, plan: Plan) -> None:
    said = remarks.write(plan.pk, by=inside.head, text="Bổ sung sản phẩm")
    client, own = as_(inside.drafter), f"{page(plan)}{said.pk}/"
    client.post(f"{own}tra-loi/", {"text": "Đã bổ sung"})
    client.post(f"{own}giai-quyet/")
    said.refresh_from_db()
    assert (said.replies.get().text, said.resolved_by_name) == ("Đã bổ sung", str(inside.drafter.user))
    assert client.get(page(plan)).context["talk"].count == 0
    client.post(f"{own}giai-quyet/", {"viec": "mo-lai"})
    assert client.get(page(plan)).context["talk"].count == 1


def test_an_empty_remark_comes_back_with_what_was_chosen(inside: World, plan: Plan) -> None:
    answer = as_(inside.head).post(page(plan), {"text": " ", "anchor": "phan-can-cu"})
    form = answer.context["form"]
    assert (form.errors, form["anchor"].value()) == ({"text": ["Nhập nội dung nhận xét."]}, "phan-can-cu")
    assert as_(inside.head).post(page(plan), {"text": "x", "anchor": "muc-0"}).context[
        "form"
    ].non_field_errors() == ["Chỗ được nhận xét vừa bị xóa. Có thể nhận xét về cả kế hoạch."]


def test_the_place_and_the_words_may_come_with_the_address(inside: World, plan: Plan) -> None:
    form = as_(inside.head).get(f"{page(plan)}?cho=phan-can-cu&doan=Căn cứ Luật").context["remark_form"]
    assert (form["anchor"].value(), form["quote"].value()) == ("phan-can-cu", "Căn cứ Luật")


def test_a_script_gets_the_panel_alone(inside: World, plan: Plan) -> None:
    answer = as_(inside.head).post(page(plan), {"text": "Bổ sung"}, headers={"HX-Request": "true"})
    assert answer.content.decode().startswith('<section class="remarks" id="nhan-xet"')
    assert answer.context["talk"].count == 1


def test_after_issue_remarks_are_read_and_no_more_are_written(inside: World) -> None:
    issued = inside.plans[PlanState.ISSUED]
    shown = as_(inside.head).get(page(issued))
    assert text_of(shown).count("Kế hoạch đã ban hành nên chỉ đọc lại được các nhận xét.") == 1
    assert Remark.objects.filter(plan=issued).count() == 0
    assert as_(inside.head).post(page(issued), {"text": "Muộn"}).context["form"].non_field_errors() == [
        "Kế hoạch đã ban hành nên chỉ đọc lại được các nhận xét."
    ]


def test_strangers_and_overseers_find_none(inside: World) -> None:
    issued = inside.plans[PlanState.ISSUED]
    for person in (inside.stranger, inside.foreigner, inside.reviewer, inside.province_admin):
        assert as_(person).get(page(issued)).status_code == 404
    assert as_(inside.reviewer).get(f"{BASE}{issued.pk}/").context["talk"] is None


def test_a_remark_of_another_plan_is_not_found_here(inside: World, plan: Plan) -> None:
    elsewhere = remarks.write(inside.plans[PlanState.DRAFT].pk, by=inside.head, text="Nơi khác")
    client = as_(inside.head)
    verbs = ("tra-loi/", "giai-quyet/")
    assert [
        client.post(f"{page(plan)}{elsewhere.pk}/{verb}", {"text": "x"}).status_code for verb in verbs
    ] == [404, 404]


@pytest.mark.parametrize("where", ["", "nhan-xet/"])
def test_the_number_of_queries_does_not_grow_with_the_remarks(inside: World, plan: Plan, where: str) -> None:
    client, address = as_(inside.head), f"{BASE}{plan.pk}/{where}"
    client.get(address)  # that it was opened is recorded once
    remarks.write(plan.pk, by=inside.head, text="Nhận xét đầu", mentions=[inside.clerk.user_id])
    before = queries(client, address)
    for number in range(29):
        said = remarks.write(
            plan.pk, by=inside.head, text=f"Nhận xét {number}", mentions=[inside.clerk.user_id]
        )
        remarks.answer(plan.pk, said.pk, by=inside.clerk, text="Đã rõ")
    assert queries(client, address) == before
