"""What the head reads of a letter or a report: its text first, only the figures that it has, words of its kind."""

from datetime import date

import pytest
from django.urls import reverse

from plans import remarking
from plans.actions import procedure
from plans.forms.plan import HeadForm
from plans.forms.steps import ReturnForm
from plans.models import Plan
from plans.states import PlanForm
from tests.plans.asking import as_
from tests.plans.test_reports_and_letters import filled
from tests.world import World, entered

PLACE = {"province": "dong-nai", "agency": "so-tai-chinh"}
FORMS = [
    (PlanForm.LETTER, "Công văn", ["Hạn duyệt"]),
    (PlanForm.REPORT, "Báo cáo", ["Hạn duyệt", "Kỳ báo cáo"]),
]


@pytest.mark.parametrize(("form", "noun", "facts"), FORMS)
def test_the_head_sees_its_text_first(settled: World, form: PlanForm, noun: str, facts: list[str]) -> None:
    with entered(settled.province):
        plan = procedure.submit(filled(settled, form).pk, by=settled.drafter)
    page = as_(settled.head).get(reverse("plans:detail", kwargs={**PLACE, "plan_id": plan.pk}))
    text = page.content.decode()
    assert [fact["key"] for fact in page.context["facts"]] == facts
    assert page.context["page_title"] == f"{noun}: {plan.subject}"
    assert [
        text.count(words) for words in ('id="trang-in"', f"{noun} đến bước này lần đầu.", "Kế hoạch đến")
    ] == [1, 1, 0]
    assert text.index('id="trang-in"') < text.index("Từ lần trước")


@pytest.mark.parametrize(
    ("form", "said"),
    [(PlanForm.PLAN, "Cả kế hoạch"), (PlanForm.LETTER, "Cả công văn"), (PlanForm.REPORT, "Cả báo cáo")],
)
def test_a_remark_on_all_of_it_calls_it_by_its_kind(form: PlanForm, said: str) -> None:
    assert remarking.whole(Plan(form=form)) == said


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ("plan", [("Ngày bắt đầu thực hiện", False), ("Ngày kết thúc thực hiện", False)]),
        ("report", [("Kỳ báo cáo từ ngày", False), ("Kỳ báo cáo đến ngày", False)]),
        ("letter", [("Ngày bắt đầu thực hiện", True), ("Ngày kết thúc thực hiện", True)]),
    ],
)
def test_the_days_of_its_head_are_named_by_its_kind(form: str, named: list[tuple[str, bool]]) -> None:
    days = {"period_from": date(2027, 1, 1), "period_to": date(2027, 12, 31)}
    head = HeadForm(initial={"form": form, **days})
    fields = [head["period_from"], head["period_to"]]
    assert [(field.label, field.is_hidden) for field in fields] == named
    assert [str(field).count('value="01/01/2027"') for field in fields] == [1, 0]


@pytest.mark.parametrize(
    ("form", "first", "count"),
    [
        (PlanForm.PLAN, "Bổ sung đơn vị chủ trì, phối hợp", 6),
        (PlanForm.DECISION_ATTACHED, "Bổ sung đơn vị chủ trì, phối hợp", 6),
        (PlanForm.REPORT, "Bổ sung số liệu", 5),
        (PlanForm.LETTER, "Xem lại nơi gửi, nơi nhận", 5),
    ],
)
def test_reasons_for_giving_back_are_of_its_kind(form: PlanForm, first: str, count: int) -> None:
    chosen = ReturnForm(of=form, places=[])["chosen"].field.choices
    assert ([chosen[0][0], chosen[-1][0]], len(chosen)) == (
        [first, "Chỉnh thể thức, kỹ thuật trình bày"],
        count,
    )
