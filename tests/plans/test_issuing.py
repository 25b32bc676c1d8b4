"""What each verb of the procedure leaves behind: snapshots, numbers, days, a history that is only added to."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import InternalError, transaction
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents.models import IssuedNumber, Paper, Snapshot
from plans.actions import procedure
from plans.actions.editing import editing
from plans.models import Plan
from plans.records import to_snapshot
from plans.states import PlanState, Verb
from tests.plans.verbs import DO, do_edit, events, is_a_vietnamese_sentence, refused_sentence
from tests.world import World, a_plan, entered

# --- what each verb leaves behind


def test_a_draft_with_errors_is_not_submitted(settled: World) -> None:
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter)
        plan.signatures.all().delete()
        plan.sections.all().delete()
        said = refused_sentence(lambda: procedure.submit(plan.pk, by=settled.drafter))
        assert re.fullmatch(r"Còn [1-9]\d* chỗ cần sửa trước khi trình: .+", said)
        assert is_a_vietnamese_sentence(said)


def test_returning_needs_a_reason_and_keeps_it(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.SUBMITTED]
        for nothing in ("", "  \n\t "):
            assert (
                refused_sentence(
                    lambda reason=nothing: procedure.return_(plan.pk, by=settled.head, reason=reason)
                )
                == "Nhập lý do trả lại để người soạn thảo biết cần sửa gì."
            )
        returned = procedure.return_(plan.pk, by=settled.head, reason="  Bổ sung kinh phí. ")
        assert returned.return_reason == "Bổ sung kinh phí."
        assert HistoryEvent.objects.about(plan).last().details == {"reason": "Bổ sung kinh phí."}
        assert procedure.submit(plan.pk, by=settled.drafter).return_reason == ""


def test_withdrawing_and_returning_forget_who_submitted(settled: World) -> None:
    with entered(settled.province):
        for act in (Verb.WITHDRAW, Verb.RETURN):
            plan = a_plan(settled.agency, by=settled.drafter, state=PlanState.SUBMITTED)
            DO[act](plan, settled.drafter if act == Verb.WITHDRAW else settled.head)
            plan.refresh_from_db()
            assert (plan.submitted_by, plan.submitted_at) == (None, None)


def test_an_edit_voids_the_approval_and_the_old_snapshot_stays_as_it_was(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.APPROVED]
        frozen = Snapshot.objects.get(pk=plan.approved_snapshot_id)
        do_edit(plan, settled.drafter)
        plan = Plan.objects.get(pk=plan.pk)
        assert plan.state == PlanState.DRAFT
        assert (plan.approved_by, plan.approved_at, plan.approved_snapshot) == (None, None, None)
        assert (plan.submitted_by, plan.submitted_at) == (None, None)
        assert events(plan)[-2:] == ["approval_voided", "part_changed"]
        assert Snapshot.objects.get(pk=frozen.pk).content == frozen.content
        procedure.submit(plan.pk, by=settled.drafter)
        again = procedure.approve(plan.pk, by=settled.head)
        assert again.approved_snapshot_id != frozen.pk
        assert again.approved_snapshot.content["subject"] == plan.subject


def test_an_edit_that_changes_nothing_leaves_the_approval(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.APPROVED]
        with editing(plan.pk, by=settled.drafter, verb="part_changed") as edit:
            edit.changed = False
        assert Plan.objects.get(pk=plan.pk).state == PlanState.APPROVED


def test_what_is_frozen_is_what_was_approved_with_number_and_date_alone_added(settled: World) -> None:
    today = timezone.localdate()
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter, state=PlanState.SUBMITTED)
        said = to_snapshot(Plan.objects.get(pk=plan.pk))
        approved = procedure.approve(plan.pk, by=settled.head).approved_snapshot.content
        assert approved == said
        issued = procedure.issue(plan.pk, by=settled.clerk, issued_on=today)
        assert (issued.number, issued.symbol) == ("02", "02/KH-STC")
        assert issued.issued_snapshot.content == {**approved, "number": "02", "issued_on": today.isoformat()}
        assert to_snapshot(Plan.objects.get(pk=plan.pk)) == issued.issued_snapshot.content
        register = IssuedNumber.objects.filter(agency=settled.agency).values_list(
            "symbol", "number", "issued_on"
        )
        assert register.order_by("number").last() == ("02/KH-STC", 2, today)
        paper = Paper.objects.get(pk=issued.paper_id)
        assert (paper.snapshot_id, paper.draft, paper.format) == (issued.issued_snapshot_id, False, "pdf")
        last = HistoryEvent.objects.about(issued).last()
        assert (last.verb, last.details) == ("issue", {"symbol": "02/KH-STC", "issued_on": today.isoformat()})


def test_the_history_knows_who_in_which_post(settled: World) -> None:
    with entered(settled.province):
        told = list(
            HistoryEvent.objects.about(settled.plans[PlanState.ISSUED]).values_list(
                "verb", "actor_id", "actor_post"
            )
        )
    title = "Đồng Nai, Sở Tài chính"
    assert told == [
        ("submit", settled.drafter.user_id, f"Chuyên viên Sở Tài chính {title}"),
        ("approve", settled.head.user_id, f"Giám đốc Sở Tài chính {title}"),
        ("issue", settled.clerk.user_id, f"Văn thư Sở Tài chính {title}"),
    ]


# --- the day and number of issue


def test_the_day_of_issue_is_between_approval_and_today(settled: World) -> None:
    today = timezone.localdate()
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter, state=PlanState.APPROVED)

        def issue_on(days: int) -> Callable[[], Plan]:
            return lambda: procedure.issue(plan.pk, by=settled.clerk, issued_on=today + timedelta(days=days))

        assert refused_sentence(issue_on(1)) == "Ngày ban hành không thể sau ngày hôm nay."
        assert (
            refused_sentence(issue_on(-1)) == f"Ngày ban hành không thể trước ngày duyệt ({today:%d/%m/%Y})."
        )
        assert issue_on(0)().issued_on == today


def test_just_after_midnight_the_day_is_that_of_viet_nam(settled: World) -> None:
    """17:30 UTC on the 2nd is half past midnight on the 3rd in Hà Nội."""
    with entered(settled.province), time_machine.travel("2027-03-02T17:30:00+00:00", tick=False):
        plan = a_plan(settled.agency, by=settled.drafter, state=PlanState.APPROVED)
        issued = procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        assert issued.issued_on.isoformat() == "2027-03-03"


# --- the history is only added to


@pytest.mark.parametrize("act", ["update", "delete"])
def test_history_rows_are_never_changed(settled: World, act: str) -> None:
    with entered(settled.province):
        rows = HistoryEvent.objects.about(settled.plans[PlanState.ISSUED])
        change = {"update": lambda: rows.update(actor_name="ai đó"), "delete": rows.delete}[act]
        with pytest.raises(InternalError, match="Nhật ký chỉ được ghi thêm"), transaction.atomic():
            change()
        assert rows.count() == 3


def test_a_verb_that_is_rolled_back_leaves_no_history(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.SUBMITTED]
        before = events(plan)
        with transaction.atomic():
            procedure.approve(plan.pk, by=settled.head)
            assert events(plan) == [*before, "approve"]
            transaction.set_rollback(True)
        assert events(plan) == before


def test_what_was_changed_since_it_was_read_is_not_approved(world: World) -> None:
    with entered(world.province):
        plan = a_plan(world.agency, by=world.drafter, state=PlanState.SUBMITTED)
        with pytest.raises(Refused) as refusal:
            procedure.approve(plan.pk, by=world.head, seen=plan.revision + 1)
        assert refusal.value.reason == (
            "Kế hoạch đã được chỉnh sửa và trình lại sau khi trang này mở. Đọc lại nội dung rồi duyệt."
        )
        assert procedure.approve(plan.pk, by=world.head, seen=plan.revision).state == PlanState.APPROVED
