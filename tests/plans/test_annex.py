"""The consolidated annex: every issued item in each of its groups, in few queries, as a sheet of 5,400 rows within ten seconds."""

import io
from datetime import date
from time import process_time

import openpyxl
import pytest

from cchc_portal.agencies.models import Agency
from plans.assignments import annex
from plans.assignments.annex import Grouping
from plans.models import AudienceGroup, ContentItem, Product, Responsibility
from plans.states import PlanState
from tests.plans.asking import DOOR, as_, queries
from tests.plans.assigned_tasks import YEAR, a_task, answer, items
from tests.world import World

HERE = "/dong-nai/so-noi-vu/giao-nhiem-vu/phu-luc/"


def labels(grouping: Grouping) -> list[tuple[str, int]]:
    return [(group.label, len(group.item_ids)) for group in annex.groups(YEAR, grouping)]


@pytest.mark.parametrize(
    ("person", "status"), [("reviewer", 200), ("province_admin", 200), ("stranger", 404), ("foreigner", 404)]
)
def test_who_reads_the_annex(inside: World, person: str, status: int) -> None:
    client = as_(getattr(inside, person))
    assert [client.get(page).status_code for page in (HERE, f"{HERE}bang-tinh/")] == [status, status]
    own = HERE.replace("so-noi-vu", "so-tai-chinh")
    assert as_(inside.drafter).get(own).status_code == 409


def test_items_stand_in_each_of_their_groups_and_the_rest_last(inside: World) -> None:
    issued = items(inside.plans[PlanState.ISSUED])
    first, second = a_task(inside.reviewer, "Nhiệm vụ một"), a_task(inside.reviewer, "Nhiệm vụ hai")
    answer(first, inside.plans[PlanState.ISSUED], inside.drafter, 0, 1)
    answer(second, inside.plans[PlanState.ISSUED], inside.drafter, 0)
    assert labels(Grouping.TASK) == [
        ("Nhiệm vụ một", 2),
        ("Nhiệm vụ hai", 1),
        ("Không gắn nhiệm vụ", len(issued) - 2),
    ]
    ContentItem.objects.update(areas=[], time_from=None, time_to=None)
    ContentItem.objects.filter(pk=issued[0].pk).update(
        areas=[2, 6], time_from=date(2026, 12, 1), time_to=date(2027, 2, 3)
    )
    ContentItem.objects.filter(pk=issued[1].pk).update(time_from=date(2027, 1, 1), time_to=date(2027, 12, 31))
    rest = len(issued) - 1
    assert labels(Grouping.AREA) == [
        ("Cải cách thủ tục hành chính", 1),
        ("Xây dựng và phát triển chính quyền điện tử, chính quyền số", 1),
        ("Không ghi lĩnh vực", rest),
    ]
    assert labels(Grouping.MONTH) == [
        ("Tháng 1", 1),
        ("Tháng 2", 1),
        ("Không ghi tháng (thường xuyên, định kỳ)", rest),
    ]
    assert {item for group in annex.groups(YEAR, Grouping.CHANNEL) for item in group.item_ids} == {
        item.pk for item in issued
    }


def test_drafts_and_the_committee_s_own_plan_stay_out(inside: World) -> None:
    Agency.objects.filter(pk=inside.agency.pk).update(level="ubnd")
    assert [annex.groups(YEAR, grouping) for grouping in Grouping] == [[], [], [], []]


def many_items(world: World, count: int) -> None:
    group = AudienceGroup.objects.filter(plan=world.plans[PlanState.ISSUED]).order_by("id")[0]
    made = ContentItem.objects.bulk_create(
        ContentItem.in_province(
            plan=group.plan, group=group, position=place, content=f"=Nội dung {place}", areas=[2]
        )
        for place in range(100, 100 + count)
    )
    own = [{"plan": group.plan, "item": item} for item in made]
    Product.objects.bulk_create(Product.in_province(**each, text="2 tin, bài") for each in own)
    Responsibility.objects.bulk_create(
        Responsibility.in_province(**each, part="lead", text="Văn phòng") for each in own
    )


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_asks_as_many_queries_for_many_items_as_for_one(inside: World, count: int) -> None:
    a_task(inside.reviewer)
    many_items(inside, count)
    client = as_(inside.reviewer)
    asked = {grouping: queries(client, f"{HERE}?nam={YEAR}&theo={grouping.value}") for grouping in Grouping}
    assert max(asked.values()) <= 12
    assert asked == {
        Grouping.TASK: DOOR + 7,
        Grouping.AREA: DOOR + 5,
        Grouping.CHANNEL: DOOR + 6,
        Grouping.MONTH: DOOR + 5,
    }


def test_5400_rows_become_a_sheet_in_ten_seconds_and_none_is_a_formula(inside: World) -> None:
    many_items(inside, 5400)
    before = process_time()
    response = as_(inside.reviewer).get(f"{HERE}bang-tinh/?nam={YEAR}&theo=linh-vuc")
    spent = process_time() - before
    book = openpyxl.load_workbook(io.BytesIO(response.content), read_only=True)
    rows = list(book["Phụ lục tổng hợp"].iter_rows(values_only=True))
    assert len([row for row in rows if row[4].startswith("=Nội dung")]) == 5400
    assert spent < 10
