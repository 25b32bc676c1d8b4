"""Legal bases from the register: what the picker offers, the line that is added, their order, all of it without a script too."""

from typing import Any

import pytest

from plans.models import LegalBasis, LegalDocument, Plan
from plans.states import PlanState
from tests.plans.asking import BASE, DOOR, as_, fields_of, queries, text_of
from tests.world import World

ONE_STOP = (
    "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, "
    "một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia"
)


def plan_of(world: World) -> Plan:
    return world.plans[PlanState.DRAFT]


def with_bases(world: World, *texts: str) -> Plan:
    plan = plan_of(world)
    LegalBasis.objects.filter(plan=plan).delete()
    for position, text in enumerate(texts):
        LegalBasis.objects.create(plan=plan, text=text, position=position)
    return plan


def texts(plan: Plan) -> list[str]:
    return list(plan.bases.order_by("position", "id").values_list("text", flat=True))


def offered(world: World, typed: str) -> list[tuple[str, str]]:
    answer = as_(world.drafter).get(f"{BASE}{plan_of(world).pk}/can-cu/tim/", {"tim": typed}).json()
    return [(offer["symbol"], offer["note"]) for offer in answer["offers"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (
            "61/2018",
            [
                ("118/2025/NĐ-CP", "Thay cho 61/2018/NĐ-CP"),
                ("61/2018/NĐ-CP", "Hết hiệu lực từ 01/07/2025, được thay bằng 118/2025/NĐ-CP"),
            ],
        ),
        ("cong tac van thu", [("30/2020/NĐ-CP", "")]),
        ("Công tác văn thư", [("30/2020/NĐ-CP", "")]),
        ("khong co gi", []),
        ("", []),
    ],
)
def test_what_is_offered(inside: World, typed: str, first: list[tuple[str, str]]) -> None:
    assert offered(inside, typed)[:2] == first


def test_a_document_that_holds_by_itself_carries_no_note(inside: World) -> None:
    found = dict(offered(inside, "co che mot cua"))
    assert found["118/2025/NĐ-CP"] == ""


def test_the_province_s_own_documents_are_offered(inside: World) -> None:
    LegalDocument.objects.create(
        symbol="12/2027/QĐ-UBND", title="ban hành Quy chế phối hợp", issuer="UBND thành phố"
    )
    assert offered(inside, "quy che phoi hop") == [("12/2027/QĐ-UBND", "")]


def test_the_search_takes_as_many_queries_as_reaching_a_plan_and_one(inside: World) -> None:
    plan = plan_of(inside)
    address = f"{BASE}{plan.pk}/can-cu/tim/"
    assert (
        queries(as_(inside.drafter), f"{address}?tim=cai cach") == queries(as_(inside.drafter), address) + 1
    )
    assert queries(as_(inside.drafter), address) <= DOOR + 2


@pytest.mark.parametrize(("person", "status"), [("head", 200), ("stranger", 404), ("foreigner", 404)])
def test_who_may_search(inside: World, person: str, status: int) -> None:
    address = f"{BASE}{plan_of(inside).pk}/can-cu/tim/"
    assert as_(getattr(inside, person)).get(address).status_code == status


def test_a_found_document_is_added_before_the_request(inside: World) -> None:
    plan = with_bases(
        inside, "Căn cứ Luật Báo chí ngày 10 tháng 12 năm 2025", "Theo đề nghị của Chánh Văn phòng"
    )
    client = as_(inside.drafter)
    page = client.get(f"{BASE}{plan.pk}/soan/phan/can-cu/sua/", {"tim": "mot cua lien thong"})
    assert text_of(page).count("Thêm vào căn cứ : 118/2025/NĐ-CP") == 1
    answer = client.post(f"{BASE}{plan.pk}/can-cu/them/", {"line": ONE_STOP})
    assert answer["Location"] == f"{BASE}{plan.pk}/soan/phan/can-cu/sua/"
    assert texts(plan) == [
        "Căn cứ Luật Báo chí ngày 10 tháng 12 năm 2025",
        ONE_STOP,
        "Theo đề nghị của Chánh Văn phòng",
    ]


def test_what_is_chosen_is_marked_and_not_added_twice(inside: World) -> None:
    plan = with_bases(inside, ONE_STOP)
    client = as_(inside.drafter)
    page = text_of(client.get(f"{BASE}{plan.pk}/soan/phan/can-cu/sua/", {"tim": "mot cua lien thong"}))
    assert (page.count("đã chọn"), page.count("Thêm vào căn cứ : 118/2025/NĐ-CP")) == (1, 0)
    again = client.post(f"{BASE}{plan.pk}/can-cu/them/", {"line": ONE_STOP}, follow=True)
    assert (text_of(again).count("Văn bản này đã có trong căn cứ."), texts(plan)) == (1, [ONE_STOP])


def test_documents_in_force_stand_before_those_that_are_no_more(inside: World) -> None:
    notes = [note for _, note in offered(inside, "cai cach hanh chinh")]
    old = [note.startswith("Hết hiệu lực") for note in notes]
    assert (old, set(old)) == (sorted(old), {False, True})


def test_only_lines_of_the_register_come_in_by_this_door(inside: World) -> None:
    plan = with_bases(inside)
    assert (
        as_(inside.drafter).post(f"{BASE}{plan.pk}/can-cu/them/", {"line": "Căn cứ tự đặt"}).status_code
        == 404
    )
    assert texts(plan) == []


MIXED = (
    "Theo đề nghị của Chánh Văn phòng",
    ONE_STOP,
    "Căn cứ tình hình thực tế",
    "Căn cứ Luật Báo chí ngày 10 tháng 12 năm 2025",
)
IN_ORDER = [MIXED[3], MIXED[1], MIXED[2], MIXED[0]]


def test_one_press_puts_the_bases_in_order_and_keeps_their_rows(inside: World) -> None:
    plan = with_bases(inside, *MIXED)
    rows = set(plan.bases.values_list("pk", "text"))
    as_(inside.drafter).post(f"{BASE}{plan.pk}/can-cu/xep/")
    revision = Plan.objects.get(pk=plan.pk).revision
    assert (texts(plan), set(plan.bases.values_list("pk", "text"))) == (IN_ORDER, rows)
    page = as_(inside.drafter).post(f"{BASE}{plan.pk}/can-cu/xep/", follow=True)
    assert (text_of(page).count("Các căn cứ đã đúng thứ bậc."), Plan.objects.get(pk=plan.pk).revision) == (
        1,
        revision,
    )


def test_the_page_of_the_bases_saves_free_text_and_orders_it_in_one_press(inside: World) -> None:
    plan = with_bases(inside, *MIXED)
    client = as_(inside.drafter)
    page = f"{BASE}{plan.pk}/soan/phan/can-cu/sua/"
    sent: dict[str, Any] = fields_of(client.get(page))
    sent["bases"] += "\nCăn cứ lời nói của Giám đốc"
    client.post(page, sent | {"xep": "1"})
    assert texts(plan) == [*IN_ORDER[:3], "Căn cứ lời nói của Giám đốc", IN_ORDER[3]]


def test_who_may_not_edit_changes_no_bases(inside: World) -> None:
    plan = with_bases(inside, *MIXED)
    asked = [("them", {"line": ONE_STOP}), ("xep", {})]
    for person, status in ((inside.head, 409), (inside.stranger, 404)):
        assert [
            as_(person).post(f"{BASE}{plan.pk}/can-cu/{name}/", sent).status_code for name, sent in asked
        ] == [status] * 2
    assert texts(plan) == list(MIXED)
