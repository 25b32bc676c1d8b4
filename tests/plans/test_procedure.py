"""The procedure, cell by cell: who may do what in which state, what comes of it, and what is refused with which sentence."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.permissions import Denied
from plans.actions import procedure
from plans.actions.editing import editing
from plans.models import Plan
from plans.states import PlanState, Verb
from tests.plans.verbs import DO, MAY, do_edit, events, is_a_vietnamese_sentence, refused_sentence
from tests.world import STATES, World, a_member, a_plan, entered

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
    approved   return    clerk               returned
    approved   issue     clerk               issued
    approved   number    clerk               signing
"""
EXPECTED = {
    (state, verb): (set(people), after)
    for state, verb, *people, after in (line.split() for line in SPECIFICATION.strip().splitlines())
}


@pytest.mark.parametrize(("state", "verb", "person"), list(product(STATES, Verb, PEOPLE)))
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
    of_longer_chains = {Verb.PASS}  # tests/plans/test_chains.py
    of_signing = {Verb.SIGN, Verb.SEAL, Verb.STOP}  # tests/plans/test_signing_procedure.py
    assert {verb for _, verb in EXPECTED} | of_longer_chains | of_signing == set(Verb.values)
    assert {state for state, _ in EXPECTED} | {PlanState.ISSUED} == set(STATES)


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
