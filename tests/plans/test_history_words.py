"""Sentences of a document's history call it by its kind."""

import pytest

from cchc_portal.agencies.history import record
from plans import history
from plans.history import ACTS
from plans.states import PlanForm, PlanState
from tests.world import World, entered

CALLED = {
    "loaded": "nhập {noun} từ tệp",
    "entered": "nhập {noun} đã ban hành trước khi có cổng",
    "approve": "duyệt {noun}",
    "carried": "chuyển {noun} về cơ quan kế thừa",
}
NOUNS = [(PlanForm.PLAN, "kế hoạch"), (PlanForm.REPORT, "báo cáo"), (PlanForm.LETTER, "công văn")]


@pytest.mark.parametrize(("form", "noun"), NOUNS)
def test_each_act_that_names_the_document_calls_it_by_its_kind(
    settled: World, form: PlanForm, noun: str
) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.DRAFT]
        plan.form = form
        for verb in CALLED:
            record(plan, verb, by=settled.clerk)
        said = [sentence.what for sentence in history.of_plan(plan)[: len(CALLED)]]
    assert said[::-1] == [words.format(noun=noun) for words in CALLED.values()]


def test_no_other_act_names_it() -> None:
    assert {verb: words for verb, words in ACTS.items() if "kế hoạch" in words or "{noun}" in words} == CALLED
