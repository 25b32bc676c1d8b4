"""Made-up provinces: as large as asked, the same from the same seed, with plans that say on paper what their rows say."""

from io import StringIO

import pytest
from django.core.management import call_command

from cchc_portal.agencies.models import Agency, Membership, Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.calendars.models import Obligation
from plans.models import ContentItem, Plan
from plans.records import to_snapshot
from plans.states import PlanState
from publications.simulation import Size, simulate

SMALL = Size(agencies=34, years=2, items=7, last_year=2026)


@pytest.fixture
def provinces(db: None) -> list[Province]:
    assert list(simulate(2, SMALL, seed=7)) == [
        "tỉnh Mô phỏng 01: đã tạo.",
        "tỉnh Mô phỏng 02: đã tạo.",
    ]
    return list(Province.objects.filter(slug__startswith="mo-phong").order_by("slug"))


def contents(province: Province) -> list[tuple[str, str]]:
    with acting_in(province.pk):
        rows = ContentItem.objects.order_by("plan__period_from", "plan__agency__slug", "group__position")
        return list(
            rows.order_by("plan__period_from", "plan__agency__slug", "id").values_list("content", "time_text")
        )


def test_a_province_is_as_large_as_asked(provinces: list[Province]) -> None:
    with acting_in(provinces[0].pk):
        counted = [each.objects.count() for each in (Agency, Membership, Plan, ContentItem, Obligation)]
        kinds = [Agency.objects.filter(level=level).count() for level in ("ubnd", "so", "xa")]
        years = {plan.year for plan in Plan.objects.filter(state=PlanState.ISSUED)}
        written = Plan.objects.exclude(state=PlanState.ISSUED)
        assert {plan.year for plan in written} == {2026}
    assert counted == [34, 34 * 4 + 2, 68, 68 * 7, 34 * 2 * 5]
    assert (kinds, years) == ([1, 29, 4], {2025, 2026})


def test_a_plan_says_on_paper_what_its_rows_say(provinces: list[Province]) -> None:
    with acting_in(provinces[1].pk):
        plan = Plan.objects.filter(state=PlanState.ISSUED).select_related("issued_snapshot")[0]
        assert to_snapshot(plan)["sections"] == plan.issued_snapshot.content["sections"]


def test_the_same_seed_makes_the_same_and_what_stands_is_left_alone(provinces: list[Province]) -> None:
    one, two = (contents(province) for province in provinces)
    assert one != two
    said = StringIO()
    call_command("simulate", provinces=1, agencies=99, stdout=said)
    assert said.getvalue() == "tỉnh Mô phỏng 01: đã có từ trước.\n"
    assert contents(provinces[0]) == one
