"""The page of whoever holds a step, giving back with the place marked, and several plans decided at once."""

from typing import Any

import pytest

from cchc_portal.agencies.models import HistoryEvent, Membership, Post, Role, StepKind
from cchc_portal.calendars.models import Notice
from plans.actions import many, procedure, viewing
from plans.models import Plan, Remark
from plans.outline import Outline
from plans.records import from_snapshot
from plans.states import PlanState
from tests.plans.asking import BASE, as_, text_of
from tests.plans.verbs import do_edit
from tests.world import World, a_chain, a_delegation, a_member, a_plan_file

MANY = f"{BASE}duyet-nhieu/"
CONTENT, FORM, APPROVE, NUMBER = StepKind


def page(person: Membership, plan: Plan, query: str = "") -> Any:
    return as_(person).get(f"{BASE}{plan.pk}/{query}")


def submitted(world: World, note: str = "") -> Plan:
    plan = from_snapshot(a_plan_file(world.agency), world.agency, by=world.drafter.user)
    return procedure.submit(plan.pk, by=world.drafter, note=note)


def labels(answer: Any) -> list[str]:
    return [choice["label"] for choice in answer.context["choices"] if "refused" not in choice]


# --- whose page it is


def test_who_holds_the_step_gets_the_page_of_the_decision(inside: World) -> None:
    a_chain(inside.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    plan = submitted(inside)

    def deciding() -> list[str]:
        people = ("drafter", "unit_head", "head", "clerk")
        return [who for who in people if "facts" in page(getattr(inside, who), plan).context]

    came = [deciding()]
    procedure.pass_(plan.pk, by=inside.unit_head)
    came.append(deciding())
    procedure.approve(plan.pk, by=inside.head)
    came.append(deciding())
    assert came == [["unit_head"], ["head"], []]


def test_it_says_what_two_minutes_need(inside: World) -> None:
    plan = submitted(inside, note="Xin ký trước thứ Sáu.")
    shown = page(inside.head, plan)
    facts = {fact["key"]: fact.get("value") for fact in shown.context["facts"]}
    assert facts == {
        "Nội dung": "6",
        "Kinh phí": "25.000.000 đồng",
        "Hạn duyệt": None,
        "Thực hiện": "Năm 2027",
    }
    assert shown.context["note_to_approver"] == "Xin ký trước thứ Sáu."
    assert [(step["verb"], step["state"]) for step in shown.context["chain"]] == [
        ("Duyệt kế hoạch", "current"),
        ("Cấp số, ban hành", "waiting"),
    ]
    assert "Kế hoạch đến bước này lần đầu." in text_of(shown)
    assert labels(shown) == ["Duyệt kế hoạch", "Trả lại để chỉnh sửa"]


def test_it_is_said_to_whom_a_plan_goes_and_for_what_it_waits(inside: World) -> None:
    a_chain(inside.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=inside.drafter.user)
    own = f"{BASE}{plan.pk}/"
    sent = as_(inside.drafter).post(f"{own}trinh/", {"note": ""}, follow=True)
    waits = f"đang chờ {inside.unit_head.post.title} kiểm tra nội dung"
    assert [str(told) for told in sent.context["messages"]] == [f"Đã trình. Kế hoạch {waits}."]
    beside = (sent.context["holder"], page(inside.unit_head, plan).context["turn"])
    assert beside == (waits, "chờ xử lý tại đây: kiểm tra nội dung")
    passed = as_(inside.unit_head).post(f"{own}chuyen-buoc/", follow=True)
    waits = f"đang chờ {inside.head.post.title} duyệt"
    assert [str(told) for told in passed.context["messages"]] == [f"Đã đồng ý. Kế hoạch {waits}."]


def test_what_changed_since_it_last_came_is_shown_word_by_word(inside: World) -> None:
    plan = submitted(inside)
    procedure.return_(plan.pk, by=inside.head, reason="Sửa tiêu đề.")
    do_edit(plan, inside.drafter)
    procedure.submit(plan.pk, by=inside.drafter)
    last = page(inside.head, plan).context["last"]
    assert (last["sentence"], last["few"], last["returned"]) == ("Sửa 1 chỗ.", True, True)
    assert len(last["parts"]) == 1


def test_a_step_that_it_did_not_reach_the_last_time_has_nothing_to_compare_with(inside: World) -> None:
    a_chain(inside.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    plan = submitted(inside)
    procedure.return_(plan.pk, by=inside.unit_head, reason="Sửa tiêu đề.")
    procedure.submit(plan.pk, by=inside.drafter)
    before = page(inside.unit_head, plan).context["last"]
    procedure.pass_(plan.pk, by=inside.unit_head)
    assert before["sentence"] == "Không có thay đổi."
    assert page(inside.head, plan).context["last"] is None


def test_who_stands_in_sees_the_lines_that_will_be_printed(inside: World) -> None:
    Post.objects.filter(pk=inside.head.post_id).update(signing_title="TRƯỞNG BAN")
    deputy = a_member(inside.agency, Role.AGENCY_ADMIN, title="Phó Trưởng Ban")
    a_delegation(inside.head, deputy)
    plan = submitted(inside)
    shown = page(deputy, plan)
    assert shown.context["lines"] == ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Phó Trưởng Ban"]
    assert shown.context["choices"][0]["confirm"] == (
        f"Duyệt kế hoạch “{plan.subject}”? Phần ký sẽ in: KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN / Phó Trưởng Ban."
    )
    papers = [text_of(page(person, plan, "xem-truoc/")) for person in (deputy, inside.drafter)]
    assert [paper.count("KT. TRƯỞNG BAN") for paper in papers] == [1, 0]


def test_the_chain_says_in_whose_stead_a_step_was_done(inside: World) -> None:
    a_chain(inside.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    deputy = a_member(inside.agency, Role.AGENCY_ADMIN, title="Phó Trưởng phòng")
    a_delegation(inside.unit_head, deputy)
    plan = submitted(inside)
    procedure.pass_(plan.pk, by=deputy)
    first = page(inside.head, plan).context["chain"][0]
    assert (first["who"], first["post"], first["state"]) == (
        "Phó Trưởng phòng",
        f"ký thay {inside.unit_head.post}",
        "done",
    )


def test_that_it_was_opened_is_recorded_once_for_each_revision(inside: World) -> None:
    plan = submitted(inside)
    for _ in range(2):
        page(inside.head, plan)
        page(inside.clerk, plan)  # who does not decide is not recorded
    seen = HistoryEvent.objects.about(plan).filter(verb="viewed")
    assert [(event.actor_id, event.details) for event in seen] == [
        (inside.head.user_id, {"revision": plan.revision})
    ]
    assert (
        bool(Plan.objects.filter(pk=plan.pk).awaiting(inside.head)) is True
    )  # to have read is not to have written


# --- giving back


def test_a_reason_is_chosen_or_typed_or_both(inside: World) -> None:
    plan = submitted(inside)
    sent = {"chosen": ["Xem lại kinh phí", "Làm rõ thời gian thực hiện"], "reason": "Xem cả mục III."}
    as_(inside.head).post(f"{BASE}{plan.pk}/tra-lai/", sent)
    kept = Plan.objects.get(pk=plan.pk)
    assert (kept.state, kept.return_reason) == (
        PlanState.RETURNED,
        "Xem lại kinh phí. Làm rõ thời gian thực hiện. Xem cả mục III.",
    )


@pytest.mark.parametrize("sent", [{}, {"reason": "  "}, {"chosen": ["Lý do lạ"], "reason": ""}])
def test_without_a_reason_it_is_not_given_back(inside: World, sent: dict[str, Any]) -> None:
    plan = submitted(inside)
    answer = as_(inside.head).post(f"{BASE}{plan.pk}/tra-lai/", sent)
    assert answer.context["form"].errors["reason"] == [
        "Chọn hoặc nhập lý do trả lại để người soạn thảo biết cần sửa gì."
    ]
    assert Plan.objects.get(pk=plan.pk).state == PlanState.SUBMITTED


def test_the_reason_stands_at_the_place_that_it_names(inside: World) -> None:
    plan = submitted(inside)
    place = Outline.of(plan).sections[1].anchor
    as_(inside.head).post(f"{BASE}{plan.pk}/tra-lai/", {"reason": "Nêu rõ sản phẩm.", "anchor": place})
    written = Remark.objects.get(plan=plan)
    assert (written.text, written.anchor, written.author) == ("Nêu rõ sản phẩm.", place, inside.head.user)
    told = Notice.objects.filter(membership=inside.drafter).order_by("id").values_list("text", flat=True)
    assert [text for text in told if "Lý do: Nêu rõ sản phẩm." in text] != []


def test_a_place_that_is_gone_gives_nothing_back(inside: World) -> None:
    plan = submitted(inside)
    answer = as_(inside.head).post(f"{BASE}{plan.pk}/tra-lai/", {"reason": "Nêu rõ.", "anchor": "muc-987654"})
    assert answer.context["form"].non_field_errors() == [
        "Chỗ được nhận xét vừa bị xóa. Có thể nhận xét về cả kế hoạch."
    ]
    assert (Plan.objects.get(pk=plan.pk).state, Remark.objects.count()) == (
        PlanState.SUBMITTED,
        Remark.objects.exclude(plan=plan).count(),
    )


# --- several at once


def test_only_what_was_opened_can_be_ticked(inside: World) -> None:
    plans = [submitted(inside) for _ in range(2)]
    page(inside.head, plans[0])
    rows = {row["plan"].pk: bool(row["seen"]) for row in as_(inside.head).get(MANY).context["rows"]}
    assert [rows[plan.pk] for plan in plans] == [True, False]
    client = as_(inside.head)
    client.post(MANY, {"ke_hoach": [plan.pk for plan in plans]})
    states = [Plan.objects.get(pk=plan.pk).state for plan in plans]
    assert states == [PlanState.APPROVED, PlanState.SUBMITTED]


def test_each_refusal_is_said_and_leaves_the_others_alone(inside: World) -> None:
    good, unread = (submitted(inside) for _ in range(2))
    viewing.view(good, by=inside.head)
    outcomes = many.decide([unread, good], by=inside.head)
    assert [outcome.refusal for outcome in outcomes] == [
        "Chưa mở xem bản đang trình. Mở kế hoạch, đọc rồi mới duyệt.",
        "",
    ]
    assert Plan.objects.get(pk=good.pk).state == PlanState.APPROVED


def test_what_was_changed_after_it_was_opened_must_be_opened_again(inside: World) -> None:
    plan = submitted(inside)
    page(inside.head, plan)
    procedure.withdraw(plan.pk, by=inside.drafter)
    do_edit(plan, inside.drafter)
    procedure.submit(plan.pk, by=inside.drafter)
    outcome = many.decide([Plan.objects.get(pk=plan.pk)], by=inside.head)[0]
    assert outcome.refusal == "Chưa mở xem bản đang trình. Mở kế hoạch, đọc rồi mới duyệt."


def test_from_one_plan_on_to_the_next_unopened_and_then_to_the_list(inside: World) -> None:
    Plan.objects.filter(state=PlanState.SUBMITTED).delete()
    first, second = (submitted(inside) for _ in range(2))
    client = as_(inside.head)
    assert labels(client.get(f"{BASE}{first.pk}/?nhieu=1"))[0] == "Chọn để duyệt, xem tiếp"
    on = client.post(f"{BASE}{first.pk}/chon-duyet/")
    client.get(on.headers["Location"])
    last = client.post(f"{BASE}{second.pk}/chon-duyet/")
    assert [on.headers["Location"], last.headers["Location"]] == [f"{BASE}{second.pk}/?nhieu=1", MANY]
    assert [row["ticked"] for row in client.get(MANY).context["rows"]] == [True, True]


@pytest.mark.parametrize("person", ["drafter", "clerk", "unit_head"])
def test_nobody_else_ticks_or_approves(inside: World, person: str) -> None:
    plan = submitted(inside)
    client = as_(getattr(inside, person))
    assert client.post(f"{BASE}{plan.pk}/chon-duyet/").status_code == 409
    client.post(MANY, {"ke_hoach": [plan.pk]})
    assert Plan.objects.get(pk=plan.pk).state == PlanState.SUBMITTED


def test_those_who_check_pass_on_several(inside: World) -> None:
    a_chain(inside.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    plan = submitted(inside)
    page(inside.unit_head, plan)
    as_(inside.unit_head).post(MANY, {"ke_hoach": [plan.pk]})
    assert [step["state"] for step in page(inside.head, plan).context["chain"]] == [
        "done",
        "current",
        "waiting",
    ]


def test_everybody_of_the_agency_sees_where_in_the_chain_a_plan_lies(inside: World) -> None:
    plan = submitted(inside)
    shown = [(step["verb"], step["state"]) for step in page(inside.drafter, plan).context["chain"]]
    assert shown == [("Duyệt kế hoạch", "current"), ("Cấp số, ban hành", "waiting")]
    issued = inside.plans[PlanState.ISSUED]
    assert page(inside.reviewer, issued).context["chain"] == []
