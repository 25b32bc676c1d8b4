"""The procedure, cell by cell: who may do what in which state, what comes of it, and what is refused with which sentence."""

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Membership, Province, Role
from cchc_portal.agencies.permissions import Denied, Refused
from cchc_portal.documents.models import IssuedNumber, Paper, Snapshot
from plans import permissions
from plans.actions import drafting, procedure
from plans.actions.editing import editing
from plans.models import Plan
from plans.records import to_snapshot
from plans.states import PlanState, Verb
from tests.world import MERGED_ON, World, a_member, a_plan, entered

PEOPLE = (
    "drafter", "unit_head", "head", "clerk", "agency_admin", "reviewer", "province_admin", "stranger", "foreigner",
)  # fmt: skip

# state, verb, who may, the state afterwards ("gone": the plan is deleted). Whatever is not here is refused.
SPECIFICATION = """
    draft      edit      drafter unit_head   draft
    draft      submit    drafter unit_head   submitted
    draft      delete    drafter unit_head   gone
    submitted  withdraw  drafter unit_head   draft
    submitted  return    head                returned
    submitted  approve   head                approved
    returned   edit      drafter unit_head   returned
    returned   submit    drafter unit_head   submitted
    returned   delete    drafter unit_head   gone
    approved   edit      drafter unit_head   draft
    approved   issue     clerk               issued
"""
EXPECTED = {
    (state, verb): (set(people), after)
    for state, verb, *people, after in (line.split() for line in SPECIFICATION.strip().splitlines())
}


def do_edit(plan: Plan, by: Membership) -> None:
    with editing(plan.pk, by=by, verb="part_changed") as edit:
        edit.plan.subject += " và năm tiếp theo"


DO: dict[str, Callable[[Plan, Membership], Any]] = {
    Verb.EDIT: do_edit,
    Verb.SUBMIT: lambda plan, by: procedure.submit(plan.pk, by=by),
    Verb.WITHDRAW: lambda plan, by: procedure.withdraw(plan.pk, by=by),
    Verb.RETURN: lambda plan, by: procedure.return_(plan.pk, by=by, reason="Bổ sung căn cứ."),
    Verb.APPROVE: lambda plan, by: procedure.approve(plan.pk, by=by),
    Verb.ISSUE: lambda plan, by: procedure.issue(plan.pk, by=by, issued_on=timezone.localdate()),
    Verb.DELETE: lambda plan, by: drafting.delete_plan(plan.pk, by=by),
}
MAY = {
    Verb.EDIT: permissions.may_edit,
    Verb.SUBMIT: permissions.may_submit,
    Verb.WITHDRAW: permissions.may_withdraw,
    Verb.RETURN: permissions.may_return,
    Verb.APPROVE: permissions.may_approve,
    Verb.ISSUE: permissions.may_issue,
    Verb.DELETE: permissions.may_delete,
}


def refused_sentence(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    return caught.value.reason


def is_a_vietnamese_sentence(text: str) -> bool:
    marked = any(unicodedata.decomposition(letter) or letter in "đĐ" for letter in text)
    return marked and text[0].isupper() and text[-1] == "." and unicodedata.is_normalized("NFC", text)


def events(plan: Plan) -> list[str]:
    return list(HistoryEvent.objects.about(plan).values_list("verb", flat=True))


@pytest.mark.parametrize(("state", "verb", "person"), list(product(PlanState, Verb, PEOPLE)))
def test_who_does_what_in_which_state(settled: World, state: PlanState, verb: Verb, person: str) -> None:
    people, after = EXPECTED.get((state.value, verb.value), (set(), ""))
    plan, by = settled.plans[state], getattr(settled, person)
    with entered(settled.province):
        before, recorded = Plan.objects.filter(pk=plan.pk).values().get(), events(plan)
        answer = MAY[verb](by, Plan.objects.get(pk=plan.pk))
        assert bool(answer) == (person in people)
        if person in people:
            DO[verb](plan, by)
            kept = Plan.objects.filter(pk=plan.pk).first()
            assert (kept.state if kept else "gone") == after
            assert len(events(plan)) > len(recorded)
        else:
            assert isinstance(answer, Denied)
            assert refused_sentence(lambda: DO[verb](plan, by)) == answer.reason
            assert is_a_vietnamese_sentence(answer.reason)
            assert Plan.objects.filter(pk=plan.pk).values().get() == before
            assert events(plan) == recorded


def test_the_table_speaks_of_every_verb_and_every_state() -> None:
    assert {verb for _, verb in EXPECTED} == set(Verb.values)
    assert {state for state, _ in EXPECTED} | {PlanState.ISSUED} == set(PlanState.values)


# --- four eyes

FOUR_EYES = "Người soạn thảo hoặc người trình không được tự duyệt kế hoạch của mình."


def as_head(world: World, person: Membership) -> Membership:
    """The same person in a second post, the head's."""
    return a_member(world.agency, Role.AGENCY_HEAD, title="Quyền Giám đốc", user=person.user)


def test_the_drafter_cannot_approve_in_the_heads_post(settled: World) -> None:
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter)
        procedure.submit(plan.pk, by=settled.unit_head)
        assert (
            refused_sentence(lambda: procedure.approve(plan.pk, by=as_head(settled, settled.drafter)))
            == FOUR_EYES
        )


def test_the_submitter_cannot_approve_in_the_heads_post(settled: World) -> None:
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter)
        procedure.submit(plan.pk, by=settled.unit_head)
        assert (
            refused_sentence(lambda: procedure.approve(plan.pk, by=as_head(settled, settled.unit_head)))
            == FOUR_EYES
        )


@pytest.mark.parametrize(
    "verb", ["part_changed", "row_added", "row_changed", "row_moved", "row_removed", "any other"]
)
def test_whoever_wrote_any_of_it_cannot_approve_in_the_heads_post(settled: World, verb: str) -> None:
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter)
        with editing(plan.pk, by=settled.unit_head, verb=verb):
            pass
        procedure.submit(plan.pk, by=settled.drafter)
        assert (
            refused_sentence(lambda: procedure.approve(plan.pk, by=as_head(settled, settled.unit_head)))
            == FOUR_EYES
        )


def test_one_post_with_both_roles_cannot_approve_its_own(settled: World) -> None:
    with entered(settled.province):
        both = a_member(settled.agency, Role.DRAFTER, Role.AGENCY_HEAD)
        plan = a_plan(settled.agency, by=settled.drafter, state=PlanState.SUBMITTED)
        assert procedure.approve(plan.pk, by=both).state == PlanState.APPROVED
        own = a_plan(settled.agency, by=both)
        procedure.submit(own.pk, by=both)
        assert refused_sentence(lambda: procedure.approve(own.pk, by=both)) == FOUR_EYES


def test_a_head_who_has_returned_and_approved_before_may_approve_again(settled: World) -> None:
    with entered(settled.province):
        plan = a_plan(settled.agency, by=settled.drafter, state=PlanState.RETURNED)
        for _ in range(2):
            procedure.submit(plan.pk, by=settled.drafter)
            procedure.approve(plan.pk, by=settled.head)
            do_edit(plan, settled.drafter)
        assert events(plan) == [
            "submit", "return",
            "submit", "approve", "approval_voided", "part_changed",
            "submit", "approve", "approval_voided", "part_changed",
        ]  # fmt: skip


def test_the_database_itself_refuses_one_person_on_both_sides(settled: World) -> None:
    with entered(settled.province):
        approved = Plan.objects.filter(pk=settled.plans[PlanState.APPROVED].pk)
        with pytest.raises(IntegrityError, match="plan_four_eyes"), transaction.atomic():
            approved.update(approved_by=settled.drafter.user)


def test_the_database_itself_refuses_an_approval_beside_a_draft(settled: World) -> None:
    with entered(settled.province):
        approved = Plan.objects.filter(pk=settled.plans[PlanState.APPROVED].pk)
        with pytest.raises(IntegrityError, match="plan_edit_voids_approval"), transaction.atomic():
            approved.update(state=PlanState.DRAFT)


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


# --- provinces and agencies that are no more


def test_a_closed_province_takes_no_new_plan_and_its_own_is_only_read(settled: World) -> None:
    office = settled.closed_office
    with entered(settled.closed):
        answer = permissions.may_create(office.drafter, office.agency)
        assert answer == Denied(
            "Cơ quan đã kết thúc hoạt động; trang này chỉ để tra cứu, không lập kế hoạch mới."
        )
        with pytest.raises(Refused), transaction.atomic():
            drafting.create_plan(office.agency, {}, by=office.drafter)
        draft = a_plan(office.agency, by=office.drafter)
        for verb in Verb:
            for person in (office.unit_head, office.head, office.clerk):
                assert MAY[verb](person, draft) == Denied(
                    "Cơ quan đã kết thúc hoạt động; kế hoạch chỉ để tra cứu."
                )


def test_a_province_works_until_the_day_it_closes(settled: World) -> None:
    today = timezone.localdate()
    with entered(settled.province):
        for days, allowed in ((1, True), (0, False), (-1, False)):
            Province.objects.filter(pk=settled.province.pk).update(closed_on=today + timedelta(days=days))
            plan = Plan.objects.select_related("agency__province").get(pk=settled.plans[PlanState.DRAFT].pk)
            assert bool(permissions.may_create(settled.drafter, plan.agency)) == allowed
            assert bool(permissions.may_submit(settled.drafter, plan)) == allowed


def test_an_abolished_agency_of_a_living_province_does_nothing_more(settled: World) -> None:
    with entered(settled.province):
        plan = Plan.objects.select_related("agency__province").get(pk=settled.plans[PlanState.APPROVED].pk)
        plan.agency.closed_on = MERGED_ON
        assert not permissions.may_create(settled.drafter, plan.agency)
        assert not permissions.may_issue(settled.clerk, plan)


def test_heirs_read_the_closed_province_and_change_nothing(settled: World) -> None:
    with entered(settled.closed):
        plan = Plan.objects.get(pk=settled.closed_plan.pk)
        assert permissions.may_view(settled.heir, plan)
        for verb in Verb:
            assert MAY[verb](settled.heir, plan) == Denied(
                "Chỉ người của cơ quan lập kế hoạch thực hiện được việc này."
            )


def test_only_heirs_read_the_closed_province(settled: World) -> None:
    with entered(settled.closed):
        plan = Plan.objects.get(pk=settled.closed_plan.pk)
        assert permissions.may_view(settled.foreigner, plan) == Denied("Không tìm thấy kế hoạch.")


def test_a_living_provinces_plans_are_not_for_others(settled: World) -> None:
    with entered(settled.province):
        plan = Plan.objects.get(pk=settled.plans[PlanState.ISSUED].pk)
        assert permissions.may_view(settled.foreigner, plan) == Denied("Không tìm thấy kế hoạch.")
        assert permissions.may_view(settled.closed_office.head, plan) == Denied("Không tìm thấy kế hoạch.")


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
