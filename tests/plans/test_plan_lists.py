"""Lists of plans over HTTP, and the page that begins a plan: what is shown, found, counted, refused."""

import pytest

from plans.models import Plan
from plans.states import PlanState
from tests.plans.asking import BASE, DOOR, as_, queries, text_of
from tests.world import World, a_plan

# --- lists


def test_the_list_shows_each_plan_with_its_state_and_holder(inside: World) -> None:
    page = text_of(as_(inside.drafter).get(BASE))
    found = [label for label in PlanState.labels if label in page]
    assert found == list(PlanState.labels)
    assert page.count("Thủ trưởng cơ quan") == 1


@pytest.mark.parametrize("words", ["tuyen truyen 2027", "TUYÊN TRUYỀN", "cải cách"])
def test_plans_are_found_with_and_without_accents(inside: World, words: str) -> None:
    assert as_(inside.drafter).get(BASE, {"q": words}).context["page"].paginator.count == 5


def test_the_filters_narrow_by_year_and_state(inside: World) -> None:
    client = as_(inside.drafter)
    counts = [
        client.get(BASE, wanted).context["page"].paginator.count
        for wanted in (
            {"year": "2027"},
            {"year": "2026"},
            {"state": "issued"},
            {"year": "2027", "state": "draft"},
        )
    ]
    assert counts == [5, 0, 1, 1]


def test_a_list_asked_by_htmx_is_the_fragment_alone(inside: World) -> None:
    body = as_(inside.drafter).get(BASE, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body
    assert body.count("<tr>") == 6


@pytest.mark.parametrize(("address", "most"), [("", 3), ("viec/", 7)])
def test_lists_ask_few_queries_whatever_the_rows(inside: World, address: str, most: int) -> None:
    client = as_(inside.drafter)
    before = queries(client, BASE + address)
    for _ in range(2):
        a_plan(inside.agency, by=inside.drafter)
    assert queries(client, BASE + address) == before
    assert before == DOOR + most


def test_my_tasks_are_what_waits_for_my_post(inside: World) -> None:
    waiting = {
        name: sorted(
            task["status"]["label"]
            for task in as_(getattr(inside, name)).get(f"{BASE}viec/").context["waiting"]
        )
        for name in ("drafter", "head", "clerk", "agency_admin")
    }
    assert waiting == {
        "drafter": ["Bản nháp", "Đã trả lại, cần chỉnh sửa"],
        "head": ["Đang trình duyệt"],
        "clerk": ["Đã duyệt, chờ văn thư cấp số"],
        "agency_admin": [],
    }


# --- a new plan


def test_a_new_plan_leads_to_its_editor(inside: World) -> None:
    sent = {"nam": "2028", "subject": "Tuyên truyền năm 2028", "kind": "cchc", "form": "plan"}
    answer = as_(inside.drafter).post(f"{BASE}moi/", sent)
    plan = Plan.objects.latest("id")
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}{plan.pk}/soan/")
    assert (plan.year, plan.state, plan.created_by) == (2028, PlanState.DRAFT, inside.drafter.user)


def test_what_is_too_long_is_said_beside_its_field_and_nothing_is_saved(inside: World) -> None:
    before = Plan.objects.count()
    sent = {"nam": "2028", "subject": "x" * 501, "kind": "cchc", "form": "plan"}
    answer = as_(inside.drafter).post(f"{BASE}moi/", sent)
    form = answer.context["form"]
    assert form.errors == {"subject": ["Trích yếu dài 501 ký tự; nhiều nhất là 500 ký tự."]}
    assert answer.context["year"] == 2028
    assert answer.content.decode().count("x" * 501) == 1
    assert Plan.objects.count() == before


@pytest.mark.parametrize("person", ["head", "clerk", "agency_admin"])
def test_only_who_drafts_begins_a_plan(inside: World, person: str) -> None:
    answer = as_(getattr(inside, person)).get(f"{BASE}moi/")
    assert answer.status_code == 409
    assert text_of(answer).count("Quay lại trang trước để tiếp tục.") == 1
    assert text_of(answer).count("chữ đã nhập") == 0
