"""A plan that amends an issued one: what it says, the table of old and new words, its way to issue, and what the old one says then."""

import copy
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from cchc_portal.documents import snapshots
from plans import amending, permissions
from plans.actions import amended, procedure
from plans.actions import amending as verbs
from plans.models import Appendix, Block, ContentItem, Plan
from plans.records import to_snapshot
from plans.states import PlanState
from tests.documents import samples
from tests.plans.asking import BASE, as_, text_of
from tests.plans.verbs import refused_sentence
from tests.world import STATES, World

ISSUED_ON = date(2027, 1, 21)
NAME = "Kế hoạch số 06/KH-STC ngày 21 tháng 01 năm 2027"


def issued() -> dict[str, Any]:
    return snapshots.normalise({**samples.plan(), "number": "06", "issued_on": "2027-01-21"})


def first_rows(snapshot: dict[str, Any]) -> Any:
    blocks = [block for section in snapshot["sections"] for block in section["blocks"]]
    return next(block["items"]["groups"][0]["items"] for block in blocks if "items" in block)


# --- the words and the table, of snapshots alone


def test_the_draft_says_what_the_plan_says_and_names_it() -> None:
    old = issued()
    new = amending.words(old, "06/KH-STC", ISSUED_ON)
    assert new["sections"] == old["sections"]
    assert (new["number"], new["issued_on"]) == (None, None)
    assert new["subject"].startswith(f"Điều chỉnh, bổ sung {NAME} về ")
    assert new["bases"][-1] == f"Căn cứ {NAME} của {old['agency']['name']}"
    assert [each["title"] for each in new["appendices"]] == [
        *(a["title"] for a in old["appendices"]),
        amending.TITLE,
    ]


def test_a_subject_that_would_be_too_long_names_the_plan_alone() -> None:
    old = {**issued(), "subject": "Thông tin, tuyên truyền " * 20}
    assert amending.words(old, "06/KH-STC", ISSUED_ON)["subject"] == f"Điều chỉnh, bổ sung {NAME}"


def test_every_change_of_the_body_is_a_row_and_nothing_else() -> None:
    old = issued()
    new = copy.deepcopy(old)
    rows = first_rows(new)
    was, gone = rows[0]["content"], rows[-1]["content"]
    rows[0]["content"] = f"{was} và mạng xã hội"
    removed = rows.pop()
    new["bases"] = ["Căn cứ Luật Tổ chức chính quyền địa phương"]
    new["opening"] = "Lời mở đầu của kế hoạch điều chỉnh"
    told = list(amending.differences(old, new))
    assert len(told) == 2
    (place, before, now), (_, before_gone, now_gone) = told
    assert place.startswith("Mục ")
    assert place.endswith("dòng 1")
    assert (before, now) == (was, f"{was} và mạng xã hội")
    assert before_gone.startswith(gone)
    assert now_gone == amending.GONE
    assert removed["content"] == gone


def test_a_changed_period_is_the_first_row() -> None:
    old = issued()
    new = {**copy.deepcopy(old), "period": {**old["period"], "to": "2027-11-30"}}
    assert list(amending.differences(old, new)) == [
        ("Thời gian thực hiện", "Từ 01/01/2027 đến 31/12/2027", "Từ 01/01/2027 đến 30/11/2027")
    ]


def test_the_table_itself_is_no_difference_and_an_empty_one_says_so() -> None:
    old = issued()
    new = amending.words(old, "06/KH-STC", ISSUED_ON)
    assert list(amending.differences(old, new)) == []
    assert new["appendices"][-1]["blocks"][0]["table"]["rows"] == [
        ["", "", "Chưa có nội dung nào được điều chỉnh, bổ sung.", ""]
    ]


# --- as records


def an_amendment(world: World) -> Plan:
    return verbs.begin(world.plans[PlanState.ISSUED].pk, by=world.drafter)


def change_a_row(plan: Plan) -> tuple[str, str]:
    item = ContentItem.objects.filter(plan=plan).order_by("id").first()
    assert item is not None
    before, item.content = item.content, f"{item.content}, trên mạng xã hội"
    item.save()
    return before, item.content


def test_an_amendment_that_changes_nothing_is_not_submitted(inside: World) -> None:
    plan = an_amendment(inside)
    assert refused_sentence(lambda: procedure.submit(plan.pk, by=inside.drafter)) == amended.SAME


def test_submission_makes_the_table_anew(inside: World) -> None:
    plan = an_amendment(inside)
    before, now = change_a_row(plan)
    procedure.submit(plan.pk, by=inside.drafter)
    table = to_snapshot(Plan.objects.get(pk=plan.pk))["appendices"][-1]["blocks"][0]["table"]
    assert [(row[2], row[3]) for row in table["rows"]] == [(before, now)]


def test_an_appendix_that_was_deleted_comes_back(inside: World) -> None:
    plan = an_amendment(inside)
    change_a_row(plan)
    Appendix.objects.filter(plan=plan, title=amending.TITLE).delete()
    assert verbs.compare_again(plan.pk, by=inside.drafter) == 1
    made = Appendix.objects.get(plan=plan, title=amending.TITLE)
    assert (made.landscape, Block.objects.filter(appendix=made).count()) == (True, 1)


def test_issued_it_is_told_on_the_old_plan_and_meets_no_obligation(inside: World) -> None:
    old, plan = inside.plans[PlanState.ISSUED], an_amendment(inside)
    change_a_row(plan)
    procedure.submit(plan.pk, by=inside.drafter)
    procedure.approve(plan.pk, by=inside.head)
    done = procedure.issue(plan.pk, by=inside.clerk, issued_on=timezone.localdate())
    line = Plan.objects.select_related("line").get(pk=old.pk).line
    assert line is not None
    after = line.afterwards.get()
    assert (after.kind, after.by_symbol, after.by_day) == ("amended", done.symbol, done.issued_on)
    assert after.reason == done.subject
    page = text_of(as_(inside.drafter).get(f"{BASE}{old.pk}/"))
    assert page.count(f"Có kế hoạch điều chỉnh, bổ sung: {amending.name_of(done.symbol, timezone.localdate())} (Đã ban hành).") == 1  # fmt: skip


@pytest.mark.parametrize("state", [state for state in STATES if state != PlanState.ISSUED])
def test_only_what_is_issued_is_amended(inside: World, state: PlanState) -> None:
    answer = permissions.may_amend(inside.drafter, inside.plans[state])
    assert answer.reason == "Chỉ điều chỉnh, bổ sung được kế hoạch đã ban hành."


@pytest.mark.parametrize(
    ("person", "status"), [("drafter", 302), ("clerk", 409), ("stranger", 404), ("foreigner", 404)]
)
def test_who_begins_an_amendment(inside: World, person: str, status: int) -> None:
    plan = inside.plans[PlanState.ISSUED]
    answer = as_(getattr(inside, person)).post(f"{BASE}{plan.pk}/dieu-chinh/")
    assert answer.status_code == status
    assert Plan.objects.filter(amends=plan).count() == (1 if status == 302 else 0)
