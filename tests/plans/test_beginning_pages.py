"""Pages of beginning: the ways, the lists, the templates; who is let in, who is refused, who finds nothing."""

import re

import pytest

from plans.actions import beginning
from plans.models import Beginning, Plan, PlanTemplate
from plans.states import PlanState
from tests.plans.asking import BASE, DOOR, as_, editor, queries, text_of
from tests.plans.test_beginning_actions import a_template, upper  # noqa: F401  a fixture
from tests.world import World, a_plan

TEMPLATES = "/dong-nai/so-tai-chinh/mau-ke-hoach/"
SOURCE_WAYS = [
    "Từ kế hoạch năm trước",
    "Từ mẫu",
    "Từ nhiệm vụ được giao",
    "Nhập từ tệp Word, Excel",
    "Từ các mục thường dùng",
]


# --- the ways


def test_the_ways_stand_best_first(inside: World) -> None:
    page = text_of(as_(inside.drafter).get(f"{BASE}moi/?nam=2028"))
    found = [way for way in SOURCE_WAYS if way in page]
    assert sorted(found, key=page.index) == [way for way in SOURCE_WAYS if way in found]
    assert len(found) >= 4


def test_a_second_plan_of_one_year_and_subject_is_told_before_and_after(inside: World) -> None:
    client = as_(inside.drafter)
    subject = beginning.usual_subject(inside.agency, 2028)
    sent = {"nam": "2028", "subject": subject.upper(), "kind": "cchc", "form": "plan"}
    told = "Cơ quan đã có kế hoạch năm 2028 cùng trích yếu: bản nháp."

    def pages() -> list[int]:
        return [text_of(client.get(f"{BASE}moi/", {"nam": year})).count(told) for year in ("2027", "2028")]

    # Given no plan of that year, nothing is said; one more with the same words is told of
    assert pages() == [0, 0]
    first = client.post(f"{BASE}moi/", sent, follow=True)
    assert (text_of(first).count(told), pages()) == (0, [0, 1])
    # When it is begun all the same, its message and its checks say so
    second = text_of(client.post(f"{BASE}moi/", sent, follow=True))
    assert second.count(f"{told} Đề nghị kiểm tra.") == 2
    # And an issued one is called by its symbol
    Plan.objects.filter(period_from__year=2028).exclude(pk=Plan.objects.latest("id").pk).update(
        symbol="7/KH-STC"
    )
    page = text_of(client.get(f"{BASE}{Plan.objects.latest('id').pk}/kiem-tra/"))
    assert page.count("cùng trích yếu: số 7/KH-STC. Đề nghị kiểm tra.") == 1


def test_the_page_offers_the_plans_of_earlier_years(inside: World) -> None:
    client = as_(inside.drafter)
    counts = [
        len(answer.context["earlier"]) + len(answer.context["older"])
        for answer in (client.get(f"{BASE}moi/", {"nam": year}) for year in ("2027", "2028"))
    ]
    assert counts == [0, 5]


def test_an_earlier_plan_leads_straight_into_the_editor(inside: World) -> None:
    source = inside.plans[PlanState.ISSUED]
    answer = as_(inside.drafter).post(f"{BASE}moi/tu-nam-truoc/", {"ke_hoach": source.pk, "nam": "2028"})
    plan = Plan.objects.latest("id")
    assert (answer.status_code, answer["Location"], plan.year) == (302, editor(plan), 2028)


def test_a_template_leads_straight_into_the_editor(inside: World) -> None:
    made = a_template(inside)
    answer = as_(inside.drafter).post(f"{BASE}moi/tu-mau/", {"mau": made.pk, "nam": "2030"})
    plan = Plan.objects.latest("id")
    assert (answer.status_code, answer["Location"], plan.year) == (302, editor(plan), 2030)


@pytest.mark.parametrize("way", ["tu-nam-truoc", "tu-mau"])
@pytest.mark.parametrize("sent", [{}, {"ke_hoach": "x", "mau": "x"}, {"ke_hoach": "9" * 40, "mau": "٣"}])
def test_a_source_that_is_not_there_is_refused_with_a_sentence(
    inside: World, way: str, sent: dict[str, str]
) -> None:
    before = Plan.objects.count()
    answer = as_(inside.drafter).post(f"{BASE}moi/{way}/", sent)
    assert (answer.status_code, Plan.objects.count()) == (409, before)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("drafter", 200),
        ("unit_head", 200),
        ("head", 409),
        ("clerk", 409),
        ("stranger", 404),
        ("reviewer", 409),
    ],
)
def test_who_may_open_the_ways(inside: World, who: str, status: int) -> None:
    client = as_(getattr(inside, who))
    assert [client.get(f"{BASE}{page}").status_code for page in ("moi/", "moi/tu-nhiem-vu/")] == [status] * 2


@pytest.mark.parametrize("who", ["head", "clerk", "agency_admin", "stranger", "reviewer", "foreigner"])
def test_nobody_else_begins_a_plan_by_sending_the_form(inside: World, who: str) -> None:
    before = Plan.objects.count()
    source = inside.plans[PlanState.ISSUED]
    answer = as_(getattr(inside, who)).post(f"{BASE}moi/tu-nam-truoc/", {"ke_hoach": source.pk})
    assert (answer.status_code in (404, 409), Plan.objects.count()) == (True, before)


def test_the_ways_ask_as_many_queries_for_thirty_plans_as_for_one(inside: World) -> None:
    client = as_(inside.drafter)
    a_plan(inside.agency, by=inside.drafter, year=2020)
    before = queries(client, f"{BASE}moi/?nam=2027")
    for _ in range(3):
        a_plan(inside.agency, by=inside.drafter, year=2021)
    assert queries(client, f"{BASE}moi/?nam=2027") == before
    assert before <= DOOR + 6


# --- tasks


def test_tasks_are_ticked_and_become_a_plan(inside: World, upper: Plan) -> None:  # noqa: F811
    client = as_(inside.drafter)
    page = client.get(f"{BASE}moi/tu-nhiem-vu/?nam=2027")
    assert [task.key for task in page.context["tasks"]] == [f"{upper.pk}-0", f"{upper.pk}-2"]
    answer = client.post(f"{BASE}moi/tu-nhiem-vu/", {"nam": "2027", "nhiem_vu": [f"{upper.pk}-2"]})
    plan = Plan.objects.latest("id")
    assert (answer["Location"], [item.content for item in plan.items.all()]) == (
        editor(plan),
        ["Đối thoại với doanh nghiệp"],
    )


def test_the_page_says_how_many_tasks_the_agency_leads(inside: World, upper: Plan) -> None:  # noqa: F811
    parts = [task.assigned.part for task in as_(inside.drafter).get(f"{BASE}moi/?nam=2027").context["tasks"]]
    assert parts == ["lead", "support"]
    page = text_of(as_(inside.drafter).get(f"{BASE}moi/?nam=2027"))
    assert page.count("nêu cơ quan ở 2 nhiệm vụ: 1 nhiệm vụ chủ trì, 1 nhiệm vụ phối hợp.") == 1


def test_nothing_ticked_is_asked_again(inside: World, upper: Plan) -> None:  # noqa: F811
    answer = as_(inside.drafter).post(f"{BASE}moi/tu-nhiem-vu/", {"nam": "2027"})
    assert answer.status_code == 200
    assert text_of(answer).count("Chưa chọn nhiệm vụ nào") == 1


def test_tasks_are_added_to_a_draft(inside: World, upper: Plan) -> None:  # noqa: F811
    plan = inside.plans[PlanState.DRAFT]
    before = plan.items.count()
    address = f"{BASE}{plan.pk}/nhiem-vu-duoc-giao/"
    client = as_(inside.drafter)
    assert client.get(address).status_code == 200
    sent = client.post(address, {"nhiem_vu": f"{upper.pk}-0"})
    added = plan.items.order_by("-pk")[0]
    assert (sent.status_code, sent["Location"]) == (302, f"{BASE}{plan.pk}/soan/#noi-dung-{added.pk}")
    assert plan.items.count() == before + 1


@pytest.mark.parametrize(("who", "status"), [("head", 409), ("stranger", 404), ("foreigner", 404)])
def test_tasks_are_not_added_by_others(inside: World, who: str, status: int) -> None:
    plan = inside.plans[PlanState.DRAFT]
    assert as_(getattr(inside, who)).get(f"{BASE}{plan.pk}/nhiem-vu-duoc-giao/").status_code == status


# --- the account


@pytest.fixture
def begun(inside: World) -> Beginning:
    source = inside.plans[PlanState.ISSUED]
    as_(inside.drafter).post(f"{BASE}moi/tu-nam-truoc/", {"ke_hoach": source.pk, "nam": "2028"})
    return Beginning.objects.latest("id")


def test_the_account_lists_what_to_look_at_first_with_links(inside: World, begun: Beginning) -> None:
    answer = as_(inside.drafter).get(f"{BASE}{begun.plan_id}/khoi-dau/")
    assert [listed["name"] for listed in answer.context["lists"]] == ["look", "moved", "reset"]
    anchors = [entry["anchor"] for _, entry in answer.context["lists"][0]["entries"] if entry["anchor"]]
    linked = re.findall(rf'href="{editor(begun.plan)}#([\w-]+)"', answer.content.decode())
    assert linked[: len(anchors)] == anchors
    assert anchors[0] == f"van-ban-{begun.plan.parents.get().pk}"


def test_a_plan_with_nothing_to_tell_of_its_beginning_has_no_link_to_it(
    inside: World,
    begun: Beginning,
    upper: Plan,  # noqa: F811
) -> None:
    plan = beginning.from_tasks(inside.agency, [f"{upper.pk}-0"], 2027, by=inside.drafter)
    found = [as_(inside.drafter).get(f"{BASE}{pk}/").context["begun_href"] for pk in (begun.plan_id, plan.pk)]
    assert found == [f"{BASE}{begun.plan_id}/khoi-dau/", ""]


def test_a_tick_is_kept_and_counted(inside: World, begun: Beginning) -> None:
    client, address = as_(inside.drafter), f"{BASE}{begun.plan_id}/khoi-dau/"
    before = client.get(address).context["unseen"]
    answer = client.post(address, {"xem": "look-0"})
    assert (answer.status_code, answer["Location"]) == (302, f"{address}#cho-look-0")
    assert client.get(address).context["unseen"] == before - 1


def test_a_tick_by_htmx_answers_the_lists_alone(inside: World, begun: Beginning) -> None:
    address = f"{BASE}{begun.plan_id}/khoi-dau/"
    answer = as_(inside.drafter).post(address, {"xem": "look-0"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "<html" in answer.content.decode()) == (200, False)


@pytest.mark.parametrize(
    ("who", "reads", "ticks"),
    [("head", 200, 409), ("clerk", 200, 409), ("stranger", 404, 404), ("reviewer", 404, 404)],
)
def test_others_of_the_agency_read_the_account_and_strangers_find_nothing(
    inside: World, begun: Beginning, who: str, reads: int, ticks: int
) -> None:
    client, address = as_(getattr(inside, who)), f"{BASE}{begun.plan_id}/khoi-dau/"
    assert (client.get(address).status_code, client.post(address, {"xem": "all"}).status_code) == (
        reads,
        ticks,
    )


def test_a_plan_without_a_beginning_has_no_account(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    assert as_(inside.drafter).get(f"{BASE}{plan.pk}/khoi-dau/").status_code == 404


# --- templates


def test_a_plan_is_saved_as_a_template_and_leads_to_its_guides(inside: World) -> None:
    plan = inside.plans[PlanState.ISSUED]
    client = as_(inside.agency_admin)
    sent = {"title": "Mẫu hằng năm", "summary": "Cho mọi năm", "whose": "agency"}
    answer = client.post(f"{BASE}{plan.pk}/luu-lam-mau/", sent)
    made = PlanTemplate.objects.latest("id")
    assert (answer["Location"], made.agency, made.title) == (
        f"{TEMPLATES}{made.pk}/",
        inside.agency,
        "Mẫu hằng năm",
    )
    guided = {"title": "Mẫu mới", "summary": "", "guide_0": "Nêu mục đích.", "guide_1": ""}
    assert client.post(f"{TEMPLATES}{made.pk}/", guided)["Location"] == TEMPLATES
    made.refresh_from_db()
    assert (made.title, made.guides) == ("Mẫu mới", {"sections.0": "Nêu mục đích."})


def test_the_provinces_admin_makes_a_province_template_of_an_issued_plan(inside: World) -> None:
    plan = inside.plans[PlanState.ISSUED]
    sent = {"title": "Mẫu chung", "whose": "province"}
    as_(inside.province_admin).post(f"{BASE}{plan.pk}/luu-lam-mau/", sent)
    made = PlanTemplate.objects.latest("id")
    assert (made.agency, made.level, made.title) == (None, "so", "Mẫu chung")


def test_an_agencys_admin_makes_no_province_template(inside: World) -> None:
    plan = inside.plans[PlanState.ISSUED]
    sent = {"title": "Mẫu chung", "whose": "province"}
    answer = as_(inside.agency_admin).post(f"{BASE}{plan.pk}/luu-lam-mau/", sent)
    assert (answer.status_code, PlanTemplate.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("who", "own", "provinces"),
    [
        ("agency_admin", 200, 409),
        ("province_admin", 404, 200),
        ("drafter", 409, 409),
        ("stranger", 404, 404),
        ("reviewer", 404, 409),
        ("foreigner", 404, 404),
    ],
)
def test_who_may_change_a_template(inside: World, who: str, own: int, provinces: int) -> None:
    made = a_template(inside), a_template(inside, of_province=True)
    client = as_(getattr(inside, who))
    assert tuple(client.get(f"{TEMPLATES}{each.pk}/").status_code for each in made) == (own, provinces)


def test_a_retired_template_is_kept_from_drafters_and_can_be_taken_back(inside: World) -> None:
    made = a_template(inside)
    admin, drafter = as_(inside.agency_admin), as_(inside.drafter)
    listed = []
    for word in ("thoi", "lai"):
        admin.post(f"{TEMPLATES}{made.pk}/dung/", {"dung": word})
        listed.append(tuple(len(client.get(TEMPLATES).context["rows"]) for client in (admin, drafter)))
    assert listed == [(1, 0), (1, 1)]


def test_a_templates_paper_has_year_and_agency_put_in(inside: World) -> None:
    made = a_template(inside)
    paper = text_of(as_(inside.drafter).get(f"{TEMPLATES}{made.pk}/xem-truoc/"))
    assert ("{" in paper, paper.count("SỞ TÀI CHÍNH") >= 1) == (False, True)
