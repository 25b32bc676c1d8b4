"""Agencies answer what they are given: by items, by new items, by a text; links outlive the editing of the plan."""

from typing import Any

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.agencies.permissions import Refused
from plans.actions import answering, assigning, beginning, restoring, task_items, trash, versions
from plans.assignments.standing import AnswerState, given, open_counts
from plans.models import ContentItem, TaskAnswer, TaskSource, Version, VersionKind
from plans.states import PlanState
from tests.plans.asking import DOOR, as_, queries, text_of
from tests.plans.assigned_tasks import GAMES, ONE_STOP, YEAR, a_source, a_task, answer, items, words
from tests.world import World, a_plan

HERE = "/dong-nai/so-tai-chinh/nhiem-vu/"


def state(world: World, task: Any) -> AnswerState:
    return given(world.agency, task).state


@pytest.mark.parametrize(
    ("person", "page", "acts"),
    [
        ("drafter", 200, 302),
        ("unit_head", 200, 302),
        ("head", 200, 302),
        ("clerk", 200, 409),
        ("agency_admin", 200, 409),
        ("reviewer", 200, 409),
        ("province_admin", 200, 409),
        ("stranger", 404, 404),
        ("foreigner", 404, 404),
    ],
)
def test_who_sees_and_who_answers(inside: World, person: str, page: int, acts: int) -> None:
    task, client = a_task(inside.reviewer), as_(getattr(inside, person))
    item = items(inside.plans[PlanState.DRAFT])[0]
    pages = [client.get(address).status_code for address in (HERE, f"{HERE}{task.pk}/")]
    linked = client.post(f"{HERE}{task.pk}/gan/", {"noi_dung": item.pk}).status_code
    written = client.post(
        f"{HERE}{task.pk}/", {"text": "Cơ quan không có đối tượng", "loaded": answering.mark(None)}
    )
    assert (pages, linked, written.status_code) == ([page, page], acts, acts)
    assert TaskAnswer.objects.count() == (2 if acts == 302 else 0)


def test_a_task_is_answered_from_the_list_in_one_press_and_said_by_the_plan_s_state(inside: World) -> None:
    task = a_task(inside.reviewer, items(inside.plans[PlanState.DRAFT])[0].content)
    client = as_(inside.drafter)
    page = client.get(HERE, {"nam": YEAR})
    [(row, likely)] = page.context["waiting"]
    assert (row.task, likely.content) == (task, task.content)
    answered = client.post(f"{HERE}{task.pk}/gan/", {"noi_dung": likely.pk})
    assert answered["Location"] == f"{HERE}?nam={YEAR}"
    states = {PlanState(answer.row.plan.state): answer.state for answer in given(inside.agency, task).answers}
    assert states == {PlanState(likely.plan.state): state(inside, task)}
    answer(task, inside.plans[PlanState.ISSUED], inside.drafter)
    assert state(inside, task) == AnswerState.ISSUED


def test_many_to_one_and_one_to_many(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    first, second = a_task(inside.reviewer), a_task(inside.reviewer, GAMES)
    answer(first, plan, inside.drafter, 0, 1)
    answer(second, plan, inside.drafter, 0)
    answer(second, plan, inside.drafter, 0)
    pairs = TaskAnswer.objects.order_by("id").values_list("task", "item_key")
    one, two = items(plan)[:2]
    assert list(pairs) == [(first.pk, one.pk), (first.pk, two.pk), (second.pk, one.pk)]
    rows = as_(inside.drafter).get(f"{HERE}ke-hoach/{plan.pk}/").context["rows"]
    assert [len(row["answers"]) for row in rows][:2] == [2, 1]


def test_items_of_others_and_none_at_all_are_refused(inside: World) -> None:
    task, client = a_task(inside.reviewer), as_(inside.drafter)
    theirs = a_plan(inside.stranger.agency, by=inside.stranger)
    assert client.post(f"{HERE}{task.pk}/gan/", {"noi_dung": items(theirs)[0].pk}).status_code == 409
    assert client.post(f"{HERE}{task.pk}/gan/", {"noi_dung": "x"}).status_code == 302
    assert client.post(f"{HERE}{10**9}/gan/", {"noi_dung": "1"}).status_code == 404
    assert TaskAnswer.objects.count() == 0
    only_theirs = a_task(inside.reviewer, GAMES, "Sở Xây dựng")
    assert client.get(f"{HERE}{only_theirs.pk}/").status_code == 404
    with pytest.raises(Refused, match="không giao cho cơ quan"):
        answer(only_theirs, inside.plans[PlanState.DRAFT], inside.drafter)


def test_a_withdrawn_task_is_answered_no_more(inside: World) -> None:
    task = a_task(inside.reviewer)
    answer(task, inside.plans[PlanState.DRAFT], inside.drafter)
    assigning.withdraw(task.pk, "Trùng", by=inside.reviewer)
    with pytest.raises(Refused, match="đã được Sở Nội vụ rút"):
        answer(task, inside.plans[PlanState.DRAFT], inside.drafter, 1)
    page = as_(inside.drafter).get(f"{HERE}{task.pk}/")
    assert (page.status_code, page.context["may_answer"]) == (200, False)


def test_an_empty_text_is_said_beside_its_field(inside: World) -> None:
    task = a_task(inside.reviewer)
    page = as_(inside.drafter).post(f"{HERE}{task.pk}/", {"text": "  ", "loaded": answering.mark(None)})
    assert page.context["form"].errors == {"text": ["Nhập giải trình."]}


def test_a_text_over_a_colleague_s_is_shown_first_and_kept(inside: World) -> None:
    task, client = a_task(inside.reviewer), as_(inside.drafter)
    loaded = answering.mark(None)
    answering.write(task.pk, inside.agency, "Lời của trưởng phòng", loaded=loaded, by=inside.unit_head)
    page = client.post(f"{HERE}{task.pk}/", {"text": "Lời của chuyên viên", "loaded": loaded})
    form = page.context["form"]
    assert form["text"].value() == "Lời của chuyên viên"
    assert form.errors == {
        "text": [
            "Người cùng cơ quan vừa ghi giải trình khác: “Lời của trưởng phòng”. Đề nghị xem lại trước khi lưu lần nữa."
        ]
    }
    again = client.post(
        f"{HERE}{task.pk}/", {"text": "Lời của chuyên viên", "loaded": form["loaded"].value()}
    )
    assert (again.status_code, TaskAnswer.objects.get().text) == (302, "Lời của chuyên viên")
    verbs = HistoryEvent.objects.about(task).values_list("verb", "agency_id")
    assert list(verbs) == [
        ("assigned", None),
        ("explained", inside.agency.pk),
        ("explained", inside.agency.pk),
    ]


def test_a_deleted_item_falls_away_visibly_and_holds_again_when_it_comes_back(inside: World) -> None:
    task, plan = a_task(inside.reviewer), inside.plan()
    answer(task, plan, inside.drafter)
    item = items(plan)[0]
    kept = trash.throw(item, by=inside.drafter)
    fallen = given(inside.agency, task)
    assert (fallen.state, fallen.answers[0].fallen, fallen.answers[0].words) == (
        AnswerState.NONE,
        True,
        item.content,
    )
    assert text_of(as_(inside.drafter).get(HERE, {"nam": YEAR})).count("chưa trả lời") == 0
    assert text_of(as_(inside.drafter).get(f"{HERE}{task.pk}/")).count("Nội dung đã xóa khỏi kế hoạch") == 1
    trash.bring_back(plan, kept.anchor)
    assert state(inside, task) == AnswerState.DRAFT
    plan.delete()
    assert (state(inside, task), TaskAnswer.objects.get().plan) == (AnswerState.NONE, None)


def test_links_hold_when_the_plan_goes_back_to_a_version(inside: World) -> None:
    task, plan = a_task(inside.reviewer), inside.plan()
    version: Version = versions.keep(plan, VersionKind.MARKED, by=inside.drafter)
    answer(task, plan, inside.drafter)
    ContentItem.objects.filter(pk=items(plan)[0].pk).update(content="Nội dung đã sửa")
    assert given(inside.agency, task).answers[0].words == "Nội dung đã sửa"
    restoring.restore(plan.pk, version.pk, by=inside.drafter)
    assert state(inside, task) == AnswerState.DRAFT


def test_an_answer_is_taken_back(inside: World) -> None:
    task, plan = a_task(inside.reviewer), inside.plans[PlanState.DRAFT]
    answer(task, plan, inside.drafter)
    row = TaskAnswer.objects.get()
    client = as_(inside.drafter)
    assert as_(inside.clerk).post(f"{HERE}tra-loi/{row.pk}/bo/").status_code == 409
    back = client.post(f"{HERE}tra-loi/{row.pk}/bo/", {"tu": str(plan.pk)})
    assert (back["Location"], TaskAnswer.objects.count()) == (f"{HERE}ke-hoach/{plan.pk}/", 0)
    assert client.post(f"{HERE}tra-loi/{row.pk}/bo/").status_code == 404


def test_a_task_becomes_an_item_of_the_draft(inside: World) -> None:
    task, plan = a_task(inside.reviewer, GAMES, product="1 hội thi", due_text="Quý II"), inside.plan()
    before = plan.revision
    item = task_items.add(task.pk, inside.agency, by=inside.drafter)
    plan.refresh_from_db()
    assert (item.plan, item.content, item.time_text, item.products.get().text) == (
        plan,
        GAMES,
        "Quý II",
        "1 hội thi",
    )
    assert (state(inside, task), plan.revision) == (AnswerState.DRAFT, before + 1)


def test_answers_go_on_with_next_year_s_plan_and_task_marked_until_looked_at(inside: World) -> None:
    plan, content = inside.plans[PlanState.ISSUED], items(inside.plans[PlanState.ISSUED])[0].content
    task = a_task(inside.reviewer, content)
    answer(task, plan, inside.drafter)
    new = beginning.from_last_year(inside.agency, plan.pk, YEAR + 1, by=inside.drafter)
    source = a_source(inside.reviewer, year=YEAR + 1, number="050/QĐ-BNV")
    later = assigning.assign(source.pk, [words(content.replace("2027", "2028"))], by=inside.reviewer)[0]
    assert later.continues == task
    carried = given(inside.agency, later)
    assert [(each.row.plan, each.row.carried, each.state) for each in carried.answers] == [
        (new, True, AnswerState.DRAFT)
    ]
    kept = as_(inside.drafter).post(f"{HERE}tra-loi/{carried.answers[0].row.pk}/giu/", {"tu": "nhiem-vu"})
    assert kept["Location"] == f"{HERE}{later.pk}/"
    assert TaskAnswer.objects.get(task=later).carried is False
    other = beginning.from_last_year(inside.agency, plan.pk, YEAR + 1, by=inside.drafter)
    assert TaskAnswer.objects.filter(task=later, plan=other, carried=True).count() == 1


def test_items_begun_from_recorded_tasks_answer_them(inside: World) -> None:
    upper = inside.plans[PlanState.ISSUED]
    source = TaskSource.objects.create(
        plan=upper,
        year=YEAR,
        number=upper.symbol,
        issued_on=upper.issued_on,
        issuer="UBND",
        title=upper.subject,
    )
    task = assigning.assign(source.pk, [words() | {"item_number": 3}], by=inside.reviewer)[0]
    draft = inside.plan()
    item = items(draft)[0]
    answering.link_made(draft, [(upper.pk, 3, item), (upper.pk, 4, items(draft)[1])], by=inside.drafter)
    assert list(TaskAnswer.objects.values_list("task", "item_key")) == [(task.pk, item.pk)]


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_as_many_queries_for_many_tasks_as_for_one(inside: World, many: int) -> None:
    tasks = [a_task(inside.reviewer, f"{ONE_STOP} {number}") for number in range(many)]
    for task in tasks[1:]:
        answer(task, inside.plans[PlanState.ISSUED], inside.drafter, 0, 1)
    client, plan = as_(inside.drafter), inside.plans[PlanState.DRAFT]
    counted = [
        queries(client, address)
        for address in (f"{HERE}?nam={YEAR}", f"{HERE}{tasks[0].pk}/", f"{HERE}ke-hoach/{plan.pk}/")
    ]
    assert counted == [DOOR + 6, DOOR + 6, DOOR + 7]


def test_the_desk_says_how_many_wait(inside: World) -> None:
    today = timezone.localdate()
    source = a_source(inside.reviewer, year=today.year)
    first, _ = assigning.assign(source.pk, [words(), words(GAMES)], by=inside.reviewer)
    assert open_counts(inside.agency, [today.year]) == {today.year: (2, 2)}
    loaded = answering.mark(None)
    answering.write(first.pk, inside.agency, "Cơ quan không có đối tượng", loaded=loaded, by=inside.drafter)
    page = text_of(as_(inside.drafter).get("/dong-nai/so-tai-chinh/ke-hoach/viec/"))
    assert page.count(f"Còn 1 trên 2 nhiệm vụ cơ quan chủ trì năm {today.year} chưa trả lời") == 1
    assert TaskSource.objects.count() == 1
