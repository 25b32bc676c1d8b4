"""Which year a report is of, and the sentence of figures that it starts with."""

from datetime import date

import pytest

from plans.models import Plan
from plans.states import PlanForm
from plans.submissions import figures
from tests.plans.submissions.asking import signed_in
from tests.world import World, entered

DAYS = {"period_from": date(2025, 12, 15), "period_to": date(2026, 12, 14)}


def rows(*values: str) -> list[dict[str, str]]:
    names = ("Số nội dung trong kế hoạch năm", "Số nhiệm vụ được giao chủ trì")
    return [{"name": name, "value": value} for name, value in zip(names, values, strict=True)]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ([], ""),
        (rows("12", "0"), "Số nội dung trong kế hoạch năm: 12; số nhiệm vụ được giao chủ trì: 0."),
    ],
)
def test_figures_are_a_sentence(known: list[dict[str, str]], said: str) -> None:
    assert figures.sentence(known) == said


@pytest.mark.parametrize(
    ("form", "year"), [(PlanForm.REPORT, 2026), (PlanForm.PLAN, 2025), (PlanForm.LETTER, 2025)]
)
def test_a_report_is_of_the_year_that_it_reports_on(form: PlanForm, year: int) -> None:
    assert Plan(form=form, **DAYS).year == year


@pytest.mark.parametrize(("form", "years"), [(PlanForm.REPORT, [2026]), (PlanForm.LETTER, [2025, 2026])])
def test_a_list_of_a_year_holds_the_reports_on_it(settled: World, form: PlanForm, years: list[int]) -> None:
    with entered(settled.province):
        made = Plan.objects.create(agency=settled.agency, form=form, subject="Kết quả năm 2026", **DAYS)
        found = [year for year in (2025, 2026) if made in Plan.objects.of_year(year)]
    assert found == years
    page = signed_in(settled.drafter).get(f"/dong-nai/so-tai-chinh/ke-hoach/?form={form}&year=2026")
    assert [row[0] for row in page.context["rows"]] == [made]
