"""The desk: what waits and until when, what is watched, which remarks name somebody, in how many queries."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from cchc_portal.calendars.models import Obligation
from plans.models import Mention, Plan, PlanStep, Remark
from plans.states import PlanState
from tests.plans.asking import BASE, DOOR, as_, queries, text_of
from tests.world import World


def rows_of(world: World, who: str, section: str) -> list[str]:
    context: Any = as_(getattr(world, who)).get(f"{BASE}viec/").context
    return [row["title"] for row in context[section]]


def test_what_is_watched_stands_on_the_desk_until_it_is_not(inside: World) -> None:
    plan = inside.plans[PlanState.APPROVED]
    client, address = as_(inside.agency_admin), f"{BASE}{plan.pk}/theo-doi/"
    shown = []
    for word in ("co", "co", "thoi"):
        assert client.post(address, {"theo_doi": word})["Location"] == f"{BASE}{plan.pk}/"
        shown.append(rows_of(inside, "agency_admin", "watched"))
    assert shown == [[plan.subject], [plan.subject], []]


def test_each_list_is_in_its_order_and_a_plan_may_stand_in_two(inside: World) -> None:
    drafts = [inside.plans[state] for state in (PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED)]
    for number, plan in enumerate((*drafts, inside.plans[PlanState.ISSUED])):
        Plan.objects.filter(pk=plan.pk).update(subject=f"Kế hoạch {number}")
        as_(inside.drafter).post(f"{BASE}{plan.pk}/theo-doi/", {"theo_doi": "co"})
    for number, plan in enumerate(reversed(drafts)):
        Plan.objects.filter(pk=plan.pk).update(updated_at=datetime(2027, 1, 1 + number, tzinfo=UTC))
    last = {"subject": "Kế hoạch 4", "updated_at": datetime(2027, 2, 1, tzinfo=UTC)}
    Plan.objects.filter(pk=inside.plans[PlanState.APPROVED].pk).update(**last)
    assert {section: rows_of(inside, "drafter", section) for section in ("waiting", "others", "watched")} == {
        "waiting": ["Kế hoạch 1", "Kế hoạch 0"],
        "others": ["Kế hoạch 2", "Kế hoạch 4"],
        "watched": ["Kế hoạch 3", "Kế hoạch 2", "Kế hoạch 1", "Kế hoạch 0"],
    }


@pytest.mark.parametrize("who", ["stranger", "foreigner", "reviewer"])
def test_a_plan_that_may_not_be_seen_cannot_be_watched(inside: World, who: str) -> None:
    plan = inside.plans[PlanState.DRAFT]
    assert as_(getattr(inside, who)).post(f"{BASE}{plan.pk}/theo-doi/", {"theo_doi": "co"}).status_code == 404


def test_the_desk_asks_as_many_queries_for_thirty_rows_as_for_one(inside: World) -> None:
    client = as_(inside.drafter)
    before = queries(client, f"{BASE}viec/")
    first = inside.plans[PlanState.DRAFT]
    Plan.objects.bulk_create(
        Plan.in_province(
            agency=inside.agency,
            period_from=first.period_from,
            period_to=first.period_to,
            subject=f"Kế hoạch {number}",
            created_by=inside.drafter.user,
            search_key="",
        )
        for number in range(30)
    )
    assert len(rows_of(inside, "drafter", "waiting")) == 32
    assert queries(client, f"{BASE}viec/") == before
    assert before == DOOR + 7


def test_an_empty_desk_says_what_to_do_next(inside: World) -> None:
    neighbour = reverse("plans:tasks", kwargs={"province": "dong-nai", "agency": "so-xay-dung"})
    page = text_of(as_(inside.stranger).get(neighbour))
    assert page.count("có thể tạo từ kế hoạch năm trước, từ mẫu hoặc nhập từ tệp Word") == 1


def test_a_waiting_plan_shows_by_when_it_must_be_sent(inside: World) -> None:
    Obligation.objects.filter(agency=inside.agency).delete()
    due = {"kind": "plan", "year": 2027, "nominal_due_on": date(2027, 1, 31), "due_on": date(2027, 2, 1)}
    Obligation.objects.create(agency=inside.agency, **due)
    context: Any = as_(inside.drafter).get(f"{BASE}viec/").context
    assert {row["due"] for row in context["waiting"]} == {date(2027, 2, 1)}
    assert [(row["title"], row["due"]) for row in context["deadlines"]] == [
        ("Gửi kế hoạch năm 2027", date(2027, 2, 1))
    ]


def test_what_others_wait_for_comes_first_then_what_came_back_then_ones_own_drafts(inside: World) -> None:
    Plan.objects.filter(pk=inside.plans[PlanState.DRAFT].pk).update(created_by=inside.unit_head.user)
    Plan.objects.filter(state=PlanState.RETURNED).update(return_reason="Bổ sung kinh phí")
    context: Any = as_(inside.drafter).get(f"{BASE}viec/").context
    assert [row["status"]["label"] for row in context["waiting"]] == [
        PlanState.RETURNED.label,
        PlanState.DRAFT.label,
    ]
    assert context["waiting"][0]["note"].endswith("Lý do trả lại: Bổ sung kinh phí")


def test_a_step_that_waits_shows_its_own_day(inside: World) -> None:
    step = PlanStep.objects.now().filter(plan=inside.plans[PlanState.SUBMITTED]).get()
    PlanStep.objects.filter(pk=step.pk).update(due_on=date(2027, 3, 3))
    context: Any = as_(inside.head).get(f"{BASE}viec/").context
    assert [row["due"] for row in context["waiting"] if row["title"] == step.plan.subject][:1] == [
        date(2027, 3, 3)
    ]
    assert context["waiting"][0]["due"] == date(2027, 3, 3)


def test_a_remark_that_names_somebody_stands_on_their_desk_until_it_is_resolved(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    author = {"author": inside.head.user, "author_name": "Giám đốc"}
    remark = Remark.objects.create(plan=plan, text="Xem lại kinh phí", place_name="Mục II", **author)
    Mention.objects.create(remark=remark, user=inside.drafter.user, name="Chuyên viên")
    assert (rows_of(inside, "drafter", "remarks"), rows_of(inside, "clerk", "remarks")) == (
        ["Xem lại kinh phí"],
        [],
    )
    Remark.objects.filter(pk=remark.pk).update(resolved_at=remark.written_at)
    assert rows_of(inside, "drafter", "remarks") == []
