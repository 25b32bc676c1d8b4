""" "Số lượng bản": the register, the plan's page and the stack say the same (Nghị định 30/2020/NĐ-CP, Điều 17, 18, Phụ lục IV)."""

from cchc_portal.documents.models import Paper, StackedPaper
from cchc_portal.documents.states import Print
from plans.actions import stacks
from plans.models import Plan
from tests.documents.dispatch.sent_plans import issued
from tests.plans.asking import BASE, as_, text_of
from tests.world import World


def test_the_copies_of_a_plan_are_counted_once(inside: World) -> None:
    plan: Plan = issued(inside, scanned=False)  # one receiver on paper, with four copies
    assert plan.issued_snapshot is not None
    archive = len(plan.issued_snapshot.content["archive"])
    counted = stacks.copies_of(plan)
    assert (counted.sent, counted.archived, counted.total) == (4, archive, 4 + archive)
    assert str(counted) == f"4 bản giấy theo nơi nhận và {archive} bản lưu"
    plan.line.refresh_from_db()
    assert plan.line.copies == counted.total
    Paper.objects.filter(pk=plan.paper_id).update(pages=3)
    page = text_of(as_(inside.clerk).get(f"{BASE}{plan.pk}/"))
    assert f"In hai mặt: 2 tờ mỗi bản; {counted}" in page
    stacks.ask([plan], inside.agency, prints=Print.ORIGINAL, two_sided=True, by=inside.clerk)
    assert StackedPaper.objects.get(paper=plan.paper).copies == counted.sent
