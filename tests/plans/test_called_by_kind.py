"""Refusals call a letter a letter: the words of the procedure follow the kind of the document."""

import pytest

from cchc_portal.agencies.permissions import Denied
from plans import permissions
from plans.models import Plan
from plans.states import PlanForm, PlanState, Verb
from plans.views.many import noun_of
from tests.plans.verbs import MAY
from tests.world import World, entered


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (PlanForm.LETTER, "Chỉ cấp số cho công văn đã duyệt; công văn đang ở trạng thái “Bản nháp”."),
        (PlanForm.PLAN, "Chỉ cấp số cho kế hoạch đã duyệt; kế hoạch đang ở trạng thái “Bản nháp”."),
    ],
)
def test_a_refusal_names_the_document_by_its_kind(settled: World, form: PlanForm, says: str) -> None:
    with entered(settled.province):
        plan = Plan.objects.select_related("agency__province").get(pk=settled.plans[PlanState.DRAFT].pk)
        plan.form = form
        assert permissions.may_issue(settled.clerk, plan) == Denied(says)


def test_no_refusal_of_a_letter_speaks_of_a_plan(settled: World) -> None:
    with entered(settled.province):
        for state in settled.plans:
            plan = Plan.objects.select_related("agency__province").get(pk=settled.plans[state].pk)
            plan.form = PlanForm.LETTER
            people = (settled.drafter, settled.head, settled.clerk, settled.stranger)
            answers = [MAY[verb](person, plan) for verb in Verb for person in people]
            assert [
                each.reason for each in answers if isinstance(each, Denied) and "kế hoạch" in each.reason
            ] == []
        assert noun_of([plan]) == "công văn"
