"""The coverage: what is answered how, what nobody answers, in how many queries, on a sheet that holds no formula."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from plans.actions import answering
from plans.assignments.coverage import Coverage, unlinked_items
from plans.assignments.standing import AnswerState
from plans.models import AssignedTask, ContentItem, TaskAnswer
from plans.states import PlanState
from tests.plans.asking import DOOR, as_, queries, text_of
from tests.plans.assigned_tasks import GAMES, ONE_STOP, YEAR, a_source, a_task, answer, items
from tests.world import World, an_agency

HERE = "/dong-nai/so-noi-vu/giao-nhiem-vu/do-phu/"
COVERAGE = f"{HERE}?nam={YEAR}"


def marks(world: World, **filters: Any) -> dict[str, list[str]]:
    shown = Coverage(YEAR).shown(**filters)
    return {row.agency.slug: [cell.mark if cell else "" for cell in row.cells] for row in shown.rows}


@pytest.fixture
def answered(inside: World) -> list[AssignedTask]:
    """Issued, in a draft, in words, not at all; the last is for one agency alone, with another to help."""
    tasks = [a_task(inside.reviewer, f"{ONE_STOP} {number}") for number in range(3)]
    tasks.append(a_task(inside.reviewer, GAMES, "Sở Tài chính", support_text="Sở Xây dựng"))
    answer(tasks[0], inside.plans[PlanState.ISSUED], inside.drafter)
    answer(tasks[0], inside.plans[PlanState.DRAFT], inside.drafter)
    answer(tasks[1], inside.plans[PlanState.DRAFT], inside.drafter)
    loaded = answering.mark(None)
    answering.write(tasks[2].pk, inside.agency, "=1+1 không có đối tượng", loaded=loaded, by=inside.drafter)
    return tasks


def test_the_best_answer_of_each_agency_stands_in_the_matrix(
    inside: World, answered: list[AssignedTask]
) -> None:
    assert marks(inside) == {
        "so-noi-vu": ["Chưa", "Chưa", "Chưa", ""],
        "so-tai-chinh": ["BH", "DT", "GT", "Chưa"],
        "so-xay-dung": ["Chưa", "Chưa", "Chưa", "PH"],
    }
    shown = Coverage(YEAR).shown()
    assert (shown.owed, shown.answered, shown.percent) == (10, 3, 30)
    assert [column.number for column in shown.unanswered] == [4]
    assert [row.agency.slug for row in shown.silent] == ["so-noi-vu", "so-xay-dung"]
    assert dict(shown.totals) == {
        AnswerState.ISSUED: 1, AnswerState.DRAFT: 1, AnswerState.TEXT: 1, AnswerState.NONE: 7,
    }  # fmt: skip


def test_an_answer_to_what_is_only_coordinated_is_marked_and_counts_nowhere(
    inside: World, answered: list[AssignedTask]
) -> None:
    task = a_task(inside.reviewer, f"{GAMES} 2", "Sở Xây dựng", support_text="Sở Tài chính")
    answer(task, inside.plans[PlanState.ISSUED], inside.drafter)
    assert marks(inside)["so-tai-chinh"] == ["BH", "DT", "GT", "Chưa", "BH*"]
    row = next(row for row in Coverage(YEAR).rows if row.agency == inside.agency)
    assert (row.cells[-1].label, row.answered, len(row.leads)) == ("Đã ban hành (phối hợp)", 3, 4)


def test_it_narrows_by_kind_by_task_and_by_state(inside: World, answered: list[AssignedTask]) -> None:
    commune = an_agency(inside.province, "xa-an-phuoc", "Ủy ban nhân dân xã An Phước", "UBND")
    Agency.objects.filter(pk=commune.pk).update(level="xa")
    communes = a_task(inside.reviewer, "Phát thanh ở thôn, ấp", "UBND các xã, phường")
    assert marks(inside, level="xa") == {"xa-an-phuoc": ["", "", "", "", "Chưa"]}
    assert marks(inside, task_id=communes.pk) == {"xa-an-phuoc": ["Chưa"]}
    assert list(marks(inside, state=AnswerState.TEXT)) == ["so-tai-chinh"]
    page = as_(inside.reviewer).get(COVERAGE, {"loai": "xa", "nhiem_vu": "không phải số", "tinh_trang": "?"})
    assert [row.agency.slug for row in page.context["shown"].rows] == ["xa-an-phuoc"]


def test_a_withdrawn_task_and_a_closed_agency_count_no_more(
    inside: World, answered: list[AssignedTask]
) -> None:
    AssignedTask.objects.filter(pk=answered[0].pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="Trùng"
    )
    Agency.objects.filter(slug="so-xay-dung").update(closed_on=timezone.localdate() - timedelta(days=1))
    assert marks(inside) == {"so-noi-vu": ["Chưa", "Chưa", ""], "so-tai-chinh": ["DT", "GT", "Chưa"]}


def test_issued_items_that_answer_nothing_are_listed(inside: World, answered: list[AssignedTask]) -> None:
    issued = items(inside.plans[PlanState.ISSUED])
    assert list(unlinked_items(YEAR)) == issued[1:]
    page = as_(inside.reviewer).get(f"{HERE}noi-dung/?nam={YEAR}")
    assert list(page.context["page"]) == issued[1:]


def test_the_words_of_a_draft_stay_with_the_agency(inside: World, answered: list[AssignedTask]) -> None:
    secret = items(inside.plans[PlanState.DRAFT])[0]
    ContentItem.objects.filter(pk=secret.pk).update(content="Nội dung còn đang bàn")
    reviewer = as_(inside.reviewer)
    pages = (
        f"/dong-nai/so-noi-vu/giao-nhiem-vu/nhiem-vu/{answered[1].pk}/",
        f"/dong-nai/so-tai-chinh/nhiem-vu/?nam={YEAR}",
        f"/dong-nai/so-tai-chinh/nhiem-vu/{answered[1].pk}/",
    )
    assert [text_of(reviewer.get(page)).count("còn đang bàn") for page in pages] == [0, 0, 0]
    own = as_(inside.drafter).get(pages[2])
    assert own.context["row"].answers[0].words == "Nội dung còn đang bàn"


def test_no_cell_of_the_book_is_a_formula(inside: World, answered: list[AssignedTask]) -> None:
    AssignedTask.objects.filter(pk=answered[0].pk).update(content="=HYPERLINK(1)", group="+nhóm")
    Agency.objects.filter(slug="so-xay-dung").update(name="@Sở")
    response = as_(inside.reviewer).get(f"{HERE}bang-tinh/?nam={YEAR}")
    day = timezone.localdate()
    assert response["Content-Disposition"] == f'attachment; filename="do-phu-nhiem-vu-2027-{day:%Y%m%d}.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Ma trận", "Nhiệm vụ", "Nội dung trả lời"]
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds == {"s", "n"}
    matrix = [[cell.value for cell in row] for row in book["Ma trận"].iter_rows()]
    assert matrix[2][:5] == ["Sở Tài chính", "Sở, ban, ngành", 3, 4, "Đã ban hành"]
    said = [row[4].value for row in book["Nội dung trả lời"].iter_rows(min_row=2)]
    assert said == [
        items(inside.plans[PlanState.ISSUED])[0].content,
        "Nội dung trong dự thảo, chưa ban hành",
        "Nội dung trong dự thảo, chưa ban hành",
        "=1+1 không có đối tượng",
    ]


def a_full_province(world: World, *, agencies: int, tasks: int) -> None:
    made = Agency.objects.bulk_create(
        Agency.in_province(
            slug=f"co-quan-{number}", name=f"Cơ quan {number}", level="so", sort_key=f"{number:04}"
        )
        for number in range(agencies)
    )
    source = a_source(world.reviewer)
    given = AssignedTask.objects.bulk_create(
        AssignedTask.in_province(
            source=source, position=place, content=f"Nhiệm vụ {place}", lead_text="Các sở", levels=["so"]
        )
        for place in range(tasks)
    )
    issued = world.plans[PlanState.ISSUED]
    (item, *_) = items(issued)
    TaskAnswer.objects.bulk_create(
        TaskAnswer.in_province(task=task, agency=agency, plan=issued, item_key=item.pk)
        for task in given
        for agency in made[::2]
    )


@pytest.mark.parametrize(("agencies", "tasks"), [(1, 1), (150, 13)])
def test_the_matrix_takes_as_many_queries_for_150_agencies_as_for_one(
    inside: World, agencies: int, tasks: int
) -> None:
    a_full_province(inside, agencies=agencies, tasks=tasks)
    client = as_(inside.reviewer)
    assert queries(client, COVERAGE) == DOOR + 6
    assert queries(client, f"{HERE}bang-tinh/?nam={YEAR}") <= 12
    first = AssignedTask.objects.order_by("position")[0]
    assert queries(client, f"/dong-nai/so-noi-vu/giao-nhiem-vu/nhiem-vu/{first.pk}/") == DOOR + 5


def test_nothing_assigned_is_said_in_words(inside: World) -> None:
    page = text_of(as_(inside.reviewer).get(COVERAGE))
    assert page.count("Chưa giao nhiệm vụ nào trong năm này.") == 1
