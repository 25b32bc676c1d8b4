"""A chain of four, step by step: who may do what where, who stands in for whom, and what stops a submission."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import AgencyProfile, ChainStep, Delegation, Membership, Post, Role, StepKind
from cchc_portal.vietnam.workdays import WorkCalendar
from plans import approval, history, holders
from plans.actions import procedure
from plans.models import Plan, PlanStep, StepResult
from plans.states import PlanState, Verb
from tests.plans.asking import BASE, as_
from tests.plans.verbs import DO, MAY, do_edit, is_a_vietnamese_sentence, refused_sentence
from tests.world import World, a_chain, a_delegation, a_member, a_plan_file, from_snapshot

CONTENT, FORM, APPROVE, NUMBER = StepKind
STEP_VERBS = (Verb.PASS, Verb.RETURN, Verb.APPROVE, Verb.ISSUE)
TODAY = timezone.localdate

# At which step a person does which verb, and where the plan is then. Whatever is not here is refused.
# "deputy" stands in for the head (KT.), "assistant" for the unit head (TUQ.), "former" did until yesterday, "next" will from tomorrow.
SPECIFICATION = """
    content  pass     unit_head assistant   form
    content  return   unit_head assistant   returned
    form     pass     form_officer          approve
    form     return   form_officer          returned
    approve  approve  head deputy           number
    approve  return   head deputy           returned
    number   issue    clerk                 issued
    number   return   clerk                 returned
"""
EXPECTED = {
    (step, verb): (set(people), after)
    for step, verb, *people, after in (line.split() for line in SPECIFICATION.strip().splitlines())
}
PEOPLE = (
    "drafter", "unit_head", "form_officer", "head", "clerk", "agency_admin", "reviewer", "province_admin",
    "stranger", "foreigner", "deputy", "assistant", "former", "next",
)  # fmt: skip
# How a plan comes to each step.
WAY = (("unit_head", Verb.PASS), ("form_officer", Verb.PASS), ("head", Verb.APPROVE), ("clerk", Verb.ISSUE))


def four(world: World) -> dict[str, Membership]:
    """The chain of four, and its people beside the world's own."""
    agency, today = world.agency, TODAY()
    a_chain(agency, (CONTENT, Role.UNIT_HEAD), (FORM, Role.FORM_OFFICER), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))  # fmt: skip
    people = {name: a_member(agency, Role.AGENCY_ADMIN) for name in ("deputy", "assistant", "former", "next")}
    people["form_officer"] = a_member(agency, Role.FORM_OFFICER)
    a_delegation(world.head, people["deputy"])
    a_delegation(world.unit_head, people["assistant"], "TUQ", mandate="Giấy ủy quyền số 03/GUQ-STC")
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    a_delegation(world.head, people["former"], starts_on=yesterday, ends_on=yesterday)
    a_delegation(world.head, people["next"], starts_on=tomorrow, ends_on=tomorrow)
    named = ("drafter", "unit_head", "head", "clerk", "agency_admin", "reviewer", "province_admin", "stranger", "foreigner")  # fmt: skip
    return people | {name: getattr(world, name) for name in named}


def submitted(world: World, **changes: Any) -> Plan:
    plan = from_snapshot(a_plan_file(world.agency, **changes), world.agency, by=world.drafter.user)
    return procedure.submit(plan.pk, by=world.drafter)


def brought_to(step: str, world: World, people: dict[str, Membership]) -> Plan:
    plan = submitted(world)
    for person, verb in WAY[: [kind.value for kind in StepKind].index(step)]:
        DO[verb](plan, people[person])
    return plan


def place_of(plan: Plan) -> str:
    kept = Plan.objects.get(pk=plan.pk)
    step = approval.current(kept)
    return step.kind if step else kept.state


@pytest.mark.parametrize(("step", "verb"), list(product([kind.value for kind in StepKind], STEP_VERBS)))
def test_who_does_what_at_which_step(inside: World, step: str, verb: Verb) -> None:
    people = four(inside)
    may, after = EXPECTED.get((step, verb.value), (set(), ""))
    plan = Plan.objects.get(pk=brought_to(step, inside, people).pk)
    for person in sorted(PEOPLE, key=lambda person: person in may):
        answer = MAY[verb](people[person], plan)
        assert (person, bool(answer)) == (person, person in may)
        if not answer:
            assert refused_sentence(lambda: DO[verb](plan, people[person])) == answer.reason  # noqa: B023
            assert is_a_vietnamese_sentence(answer.reason)
            assert place_of(plan) == step
            continue
        assert tried(verb, plan, people[person]) == after


def tried(verb: Verb, plan: Plan, by: Membership) -> str:
    """Where the plan would be; it is taken back before the next person tries."""
    before = transaction.savepoint()
    DO[verb](plan, by)
    came_to = place_of(plan)
    transaction.savepoint_rollback(before)
    return came_to


def test_my_work_lists_the_plans_at_my_steps_and_at_those_i_stand_in_for(inside: World) -> None:
    people = four(inside)
    plans = {step.value: brought_to(step.value, inside, people).pk for step in StepKind}
    mine = Plan.objects.filter(pk__in=plans.values())
    listed = {
        person: {step for step, pk in plans.items() if pk in set(mine.awaiting(people[person]).values_list("pk", flat=True))}
        for person in PEOPLE
    }  # fmt: skip
    waiting = {"unit_head": {"content"}, "assistant": {"content"}, "form_officer": {"form"}}
    waiting |= {"head": {"approve"}, "deputy": {"approve"}, "clerk": {"number"}}
    assert listed == {person: waiting.get(person, set()) for person in PEOPLE}


def test_a_return_ends_the_round_and_the_next_submission_begins_at_the_first_step(inside: World) -> None:
    people = four(inside)
    plan = brought_to("approve", inside, people)
    procedure.return_(plan.pk, by=inside.head, reason="Bổ sung kinh phí.")
    assert place_of(plan) == "returned"
    procedure.submit(plan.pk, by=inside.drafter)
    assert place_of(plan) == "content"
    told = PlanStep.objects.filter(plan=plan).order_by("round", "position")
    assert list(told.values_list("round", "kind", "result")) == [
        (1, "content", StepResult.PASSED),
        (1, "form", StepResult.PASSED),
        (1, "approve", StepResult.RETURNED),
        (1, "number", ""),
        (2, "content", ""),
        (2, "form", ""),
        (2, "approve", ""),
        (2, "number", ""),
    ]


def test_an_edit_after_approval_voids_every_step(inside: World) -> None:
    people = four(inside)
    plan = brought_to("number", inside, people)
    do_edit(plan, inside.drafter)
    kept = Plan.objects.get(pk=plan.pk)
    assert (kept.state, kept.approved_by, approval.current(kept)) == (PlanState.DRAFT, None, None)
    procedure.submit(plan.pk, by=inside.drafter)
    assert place_of(plan) == "content"


def test_the_clerk_returns_an_approved_plan_and_its_approval_is_gone(inside: World) -> None:
    people = four(inside)
    plan = brought_to("number", inside, people)
    procedure.return_(plan.pk, by=inside.clerk, reason="Sai thể thức nơi nhận.")
    kept = Plan.objects.get(pk=plan.pk)
    assert (kept.state, kept.approved_by, kept.approved_snapshot) == (PlanState.RETURNED, None, None)


def test_the_submitter_does_not_check_what_they_handed_in(inside: World) -> None:
    four(inside)
    second = a_member(inside.agency, Role.UNIT_HEAD)
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=inside.drafter.user)
    procedure.submit(plan.pk, by=inside.unit_head)
    own = "Người trình không tự kiểm tra kế hoạch do mình trình."
    assert refused_sentence(lambda: procedure.pass_(plan.pk, by=inside.unit_head)) == own
    procedure.pass_(plan.pk, by=second)
    assert place_of(plan) == "form"


# --- a step that nobody holds


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.FORM_OFFICER, "Bước “Kiểm tra thể thức, kỹ thuật trình bày” chưa có ai thực hiện được: cần một người giữ vai trò kiểm tra thể thức mà không phải người trình hoặc người soạn thảo. Đề nghị quản trị cơ quan phân công rồi trình."),
        (Role.AGENCY_HEAD, "Bước “Duyệt và ký” chưa có ai thực hiện được: cần một người giữ vai trò thủ trưởng cơ quan mà không phải người trình hoặc người soạn thảo. Đề nghị quản trị cơ quan phân công rồi trình."),
    ],
    ids=["form", "approve"],
)  # fmt: skip
def test_a_step_without_a_holder_stops_the_submission_and_is_named(
    inside: World, role: Role, sentence: str
) -> None:
    four(inside)
    Membership.objects.with_role(role).filter(post__agency=inside.agency).update(ends_on=date(2020, 12, 31))
    if role == Role.AGENCY_HEAD:
        Delegation.objects.filter(principal=inside.head.post).delete()
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=inside.drafter.user)
    assert refused_sentence(lambda: procedure.submit(plan.pk, by=inside.drafter)) == sentence
    assert Plan.objects.get(pk=plan.pk).state == PlanState.DRAFT
    assert PlanStep.objects.filter(plan=plan).count() == 0


def test_a_post_that_nobody_holds_is_named_by_its_title(inside: World) -> None:
    officer = a_member(inside.agency, Role.FORM_OFFICER, title="Chuyên viên thể thức")
    a_chain(inside.agency, (FORM, officer), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    Membership.objects.filter(pk=officer.pk).update(ends_on=date(2020, 12, 31))
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=inside.drafter.user)
    said = refused_sentence(lambda: procedure.submit(plan.pk, by=inside.drafter))
    assert said.startswith("Bước “Kiểm tra thể thức, kỹ thuật trình bày” chưa có ai thực hiện được: cần một người giữ vị trí Chuyên viên thể thức mà")  # fmt: skip


def test_a_head_who_is_the_only_one_and_wrote_some_of_it_stops_the_submission(inside: World) -> None:
    both = a_member(inside.agency, Role.DRAFTER, Role.AGENCY_HEAD)
    Membership.objects.filter(pk=inside.head.pk).update(ends_on=date(2020, 12, 31))
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=both.user)
    assert refused_sentence(lambda: procedure.submit(plan.pk, by=inside.drafter)).startswith(
        "Bước “Duyệt và ký” chưa có ai"
    )


# --- whose chain


def test_an_agency_without_a_chain_takes_its_superiors_and_else_the_usual_one(inside: World) -> None:
    own, superior = inside.agency, inside.here.neighbour.agency
    AgencyProfile.objects.filter(agency=own).update(superior=superior)
    a_chain(superior, (CONTENT, Role.UNIT_HEAD), (FORM, inside.stranger), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))  # fmt: skip
    taken = chains.chain_of(own, TODAY())
    assert (taken.source, [step.kind for step in taken.steps]) == (superior, [CONTENT, APPROVE, NUMBER])
    a_chain(own, (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    assert chains.chain_of(own, TODAY()).source == own
    ChainStep.objects.all().delete()
    usual = chains.chain_of(own, TODAY())
    assert (usual.source, usual.steps) == (None, chains.DEFAULT)


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        (["approve", "number"], ""),
        (["content", "content", "form", "approve", "number"], ""),
        (["content", "number"], "Chuỗi duyệt cần đúng một bước “Duyệt và ký”."),
        (["approve", "approve", "number"], "Chuỗi duyệt cần đúng một bước “Duyệt và ký”."),
        (["approve"], "Chuỗi duyệt cần đúng một bước “Cấp số, ban hành”."),
        (["form", "content", "approve", "number"], "Thứ tự các bước: kiểm tra nội dung, kiểm tra thể thức, duyệt và ký, cấp số và ban hành."),
    ],
)  # fmt: skip
def test_what_is_a_chain(kinds: list[str], why: str) -> None:
    assert chains.whole(kinds) == why


def test_a_units_head_checks_that_units_drafts(inside: World) -> None:
    four(inside)
    unit = inside.agency.units.get()
    Post.objects.filter(pk__in=[inside.drafter.post_id, inside.unit_head.post_id]).update(unit=unit)
    other = a_member(inside.agency, Role.UNIT_HEAD)
    drafter = Membership.objects.with_post().get(pk=inside.drafter.pk)
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=drafter.user)
    plan = procedure.submit(plan.pk, by=drafter)
    own_head = Membership.objects.with_post().get(pk=inside.unit_head.pk)
    assert (bool(MAY[Verb.PASS](own_head, plan)), bool(MAY[Verb.PASS](other, plan))) == (True, False)
    assert holders.holder(plan) == "Trưởng đơn vị (Văn phòng)"


# --- where it lies, since when, how late


def test_where_a_plan_lies_is_said_with_its_days(inside: World) -> None:
    four(inside)
    plan = submitted(inside)
    came = datetime(2027, 2, 3, 2, 0, tzinfo=UTC)
    PlanStep.objects.now().filter(plan=plan).update(came_at=came, due_on=date(2027, 2, 4))
    step = approval.current(plan)
    assert step is not None
    lies = "đang chờ trưởng đơn vị kiểm tra nội dung, từ 03/02/2027"
    # a Thursday, the Friday after it, and the two Mondays around a week off
    week_off = WorkCalendar(holidays=frozenset(date(2027, 2, day) for day in range(8, 13)))
    said = {day: approval.sentence(step, date(2027, 2, day), week_off) for day in (4, 5, 8, 15)}
    over = {4: "", 5: ", quá 1 ngày làm việc", 8: ", quá 1 ngày làm việc", 15: ", quá 2 ngày làm việc"}
    assert said == {day: lies + late for day, late in over.items()}


def test_a_list_asks_for_the_calendar_once_and_not_where_nothing_is_late(inside: World) -> None:
    plans = list(Plan.objects.filter(pk__in=[submitted(inside).pk for _ in range(3)]).with_steps())
    with CaptureQueriesContext(connection) as asked:
        assert approval.calendar_of(plans) == WorkCalendar()
    assert len(asked) == 0
    PlanStep.objects.now().update(due_on=date(2026, 1, 5))
    plans = list(Plan.objects.filter(pk__in=[plan.pk for plan in plans]).with_steps())
    with CaptureQueriesContext(connection) as asked:
        calendar = approval.calendar_of(plans)
        told = {holders.late(plan, calendar) for plan in plans}
    assert len(asked) == 1
    assert len(told) == 1
    assert told.pop().startswith("quá ")


def test_a_step_is_due_in_working_days(inside: World, monkeypatch: pytest.MonkeyPatch) -> None:
    a_chain(inside.agency, (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK), working_days=2)
    friday = datetime(2027, 1, 8, 3, 0, tzinfo=UTC)
    monkeypatch.setattr("plans.actions.stepping.timezone.now", lambda: friday)
    plan = submitted(inside)
    monkeypatch.undo()
    step = approval.current(plan)
    assert step is not None
    assert step.due_on == date(2027, 1, 12)


# --- in whose stead


def lines_of(plan: Plan) -> dict[str, Any]:
    frozen = Plan.objects.select_related("approved_snapshot").get(pk=plan.pk).approved_snapshot
    assert frozen is not None
    signature: dict[str, Any] = frozen.content["signatures"][0]
    return signature


@pytest.mark.parametrize(
    ("stead", "mandate", "authority", "title"),
    [
        ("KT", "", ["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
        ("TL", "Quy chế làm việc", ["TL. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
        ("TUQ", "Giấy ủy quyền số 05/GUQ-STC", ["TUQ. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
        ("Q", "", [], "Q. GIÁM ĐỐC"),
    ],
)
def test_the_printed_lines_follow_from_the_delegation(
    inside: World, stead: str, mandate: str, authority: list[str], title: str
) -> None:
    Post.objects.filter(pk=inside.head.post_id).update(signing_title="GIÁM ĐỐC")
    deputy = a_member(inside.agency, Role.AGENCY_ADMIN, title="Phó Giám đốc")
    a_delegation(inside.head, deputy, stead, mandate=mandate)
    plan = submitted(inside)
    procedure.approve(plan.pk, by=deputy)
    assert lines_of(plan) == {"authority": authority, "title": title, "name": deputy.user.full_name}
    step = PlanStep.objects.get(plan=plan, kind=APPROVE)
    assert (step.done_by, step.done_post, step.delegation.principal) == (
        deputy.user,
        deputy.post,
        inside.head.post,
    )


def test_both_names_stand_in_the_history(inside: World) -> None:
    deputy = a_member(inside.agency, Role.AGENCY_ADMIN, title="Phó Giám đốc")
    a_delegation(inside.head, deputy, "TUQ", mandate="Giấy ủy quyền số 05/GUQ-STC")
    plan = submitted(inside)
    procedure.approve(plan.pk, by=deputy)
    said = history.of_plan(plan)[0]
    assert (said.who, said.what) == (
        deputy.user.full_name,
        f"duyệt kế hoạch, ký thừa ủy quyền {inside.head.post.title}, theo Giấy ủy quyền số 05/GUQ-STC",
    )


def test_the_head_who_signs_for_themselves_leaves_the_lines_as_drafted(inside: World) -> None:
    plan = submitted(inside)
    before = a_plan_file(inside.agency)["signatures"][0]
    procedure.approve(plan.pk, by=inside.head)
    assert {key: lines_of(plan)[key] for key in before} == before


def test_what_was_given_is_not_handed_on(inside: World) -> None:
    deputy, third = (a_member(inside.agency, Role.AGENCY_ADMIN) for _ in range(2))
    a_delegation(inside.head, deputy, "TUQ", mandate="Giấy ủy quyền số 05/GUQ-STC")
    a_delegation(deputy, third, "TUQ", mandate="Giấy ủy quyền số 06/GUQ-STC")
    plan = submitted(inside)
    assert not MAY[Verb.APPROVE](third, plan)


def test_a_mandate_past_its_date_is_refused_and_one_taken_back_too(inside: World) -> None:
    deputy = a_member(inside.agency, Role.AGENCY_ADMIN)
    yesterday = TODAY() - timedelta(days=1)
    given = a_delegation(inside.head, deputy, "TUQ", mandate="Giấy ủy quyền", starts_on=yesterday, ends_on=yesterday)  # fmt: skip
    plan = submitted(inside)
    refused = f"Việc này dành cho thủ trưởng cơ quan; vị trí hiện tại là {deputy.post.title}."
    assert refused_sentence(lambda: procedure.approve(plan.pk, by=deputy)) == refused
    type(given).objects.filter(pk=given.pk).update(ends_on=TODAY(), revoked_at=timezone.now())
    assert refused_sentence(lambda: procedure.approve(plan.pk, by=deputy)) == refused


def test_who_wrote_it_does_not_approve_it_in_anothers_stead(inside: World) -> None:
    a_delegation(inside.head, inside.drafter)
    plan = submitted(inside)
    four_eyes = "Người soạn thảo hoặc người trình không được tự duyệt kế hoạch của mình."
    assert refused_sentence(lambda: procedure.approve(plan.pk, by=inside.drafter)) == four_eyes


def test_a_submission_that_is_refused_by_its_page_leaves_the_draft_as_it_was(inside: World) -> None:
    four(inside)
    Membership.objects.with_role(Role.FORM_OFFICER).filter(post__agency=inside.agency).update(
        ends_on=date(2020, 12, 31)
    )
    plan = from_snapshot(a_plan_file(inside.agency), inside.agency, by=inside.drafter.user)
    refused = as_(inside.drafter).post(f"{BASE}{plan.pk}/trinh/", {"note": ""})
    assert len(refused.context["form"].non_field_errors()) == 1
    kept = Plan.objects.get(pk=plan.pk)
    assert (kept.state, kept.submitted_by, kept.versions.count()) == (PlanState.DRAFT, None, 0)
