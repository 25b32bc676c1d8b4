"""The register of legal documents: who sees and keeps it, how it answers, what the province's own entries do to it."""

from datetime import date
from typing import Any

import pytest

from cchc_portal.agencies.models import HistoryEvent
from plans import checks, register
from plans.models import LegalDocument
from plans.records import to_snapshot
from plans.states import PlanState
from tests.plans.asking import DOOR, as_, queries, text_of
from tests.world import World, entered

PAGE = "/dong-nai/so-tai-chinh/van-ban-phap-ly/"
ADMIN_PAGE = "/dong-nai/so-noi-vu/van-ban-phap-ly/"
ENTRY = {
    "symbol": "12/2027/QĐ-UBND",
    "title": "Ban hành Quy chế phối hợp tuyên truyền",
    "issuer": "Ủy ban nhân dân thành phố",
    "issued_on": "05/01/2027",
    "effective_from": "15/01/2027",
    "effective_to": "",
    "replaced_by": "",
}


def symbols(world: World, **asked: str) -> list[str]:
    rows = as_(world.drafter).get(PAGE, asked).context["page"]
    return [row.document.symbol for row in rows]


@pytest.mark.parametrize(
    ("person", "status"),
    [("drafter", 200), ("head", 200), ("province_admin", 200), ("stranger", 404), ("foreigner", 404)],
)
def test_owner_colleague_and_stranger(inside: World, person: str, status: int) -> None:
    assert as_(getattr(inside, person)).get(PAGE).status_code == status


@pytest.mark.parametrize("own", [0, 12])
def test_the_list_takes_one_query_beyond_the_door(inside: World, own: int) -> None:
    for number in range(own):
        LegalDocument.objects.create(symbol=f"{number}/QĐ-UBND", title="Quy chế", issuer="UBND")
    assert queries(as_(inside.drafter), PAGE) == DOOR + 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cơ chế một cửa", ["61/2018/NĐ-CP", "118/2025/NĐ-CP"]),
        ("co che mot cua", ["61/2018/NĐ-CP", "118/2025/NĐ-CP"]),
        ("18/nq-tw", ["18-NQ/TW"]),
        ("30/2020", ["30/2020/NĐ-CP"]),
        ("khong co gi het", []),
    ],
)
def test_documents_are_found_with_and_without_accents(inside: World, typed: str, found: list[str]) -> None:
    assert symbols(inside, q=typed) == found


@pytest.mark.parametrize(
    ("day", "label", "successors"),
    [
        ("21/01/2020", "Còn hiệu lực", []),
        ("22/11/2026", "Hết hiệu lực", ["118/2025/NĐ-CP"]),
        ("01/5/2018", "Chưa có hiệu lực", []),
    ],
)
def test_validity_is_told_of_the_day_asked_for(
    inside: World, day: str, label: str, successors: list[str]
) -> None:
    page = as_(inside.drafter).get(PAGE, {"q": "61/2018/NĐ-CP", "on": day})
    (row,) = page.context["page"]
    assert (row.label, [each.symbol for each in row.status.successors]) == (label, successors)


def test_only_the_province_s_administrator_is_offered_changes(inside: World) -> None:
    offered = {
        name: text_of(as_(getattr(inside, name)).get(PAGE)).count("Thêm văn bản")
        for name in ("drafter", "province_admin")
    }
    assert offered == {"drafter": 0, "province_admin": 1}


def test_the_administrator_adds_changes_and_takes_back(inside: World) -> None:
    client = as_(inside.province_admin)
    assert client.post(f"{ADMIN_PAGE}them/", ENTRY)["Location"] == ADMIN_PAGE
    row = LegalDocument.objects.get()
    assert (row.symbol, row.issued_on, row.effective_from, row.added_by) == (
        "12/2027/QĐ-UBND",
        date(2027, 1, 5),
        date(2027, 1, 15),
        inside.province_admin.user,
    )
    assert symbols(inside, q="quy che phoi hop", standing="own") == ["12/2027/QĐ-UBND"]
    changed = {**ENTRY, "effective_to": "01/7/2027", "replaced_by": "30/2027/QĐ-UBND\n31/2027/QĐ-UBND"}
    assert client.post(f"{ADMIN_PAGE}{row.pk}/", changed)["Location"] == ADMIN_PAGE
    row.refresh_from_db()
    assert (row.effective_to, row.replaced_by) == (date(2027, 7, 1), ["30/2027/QĐ-UBND", "31/2027/QĐ-UBND"])
    assert client.get(f"{ADMIN_PAGE}{row.pk}/xoa/").status_code == 200
    assert client.post(f"{ADMIN_PAGE}{row.pk}/xoa/")["Location"] == ADMIN_PAGE
    verbs = (
        HistoryEvent.objects.filter(subject_kind="plans.legaldocument")
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert (LegalDocument.objects.count(), list(verbs)) == (
        0,
        ["document_added", "document_changed", "document_removed"],
    )


def test_nobody_else_changes_the_register(inside: World) -> None:
    row = LegalDocument.objects.create(symbol="12/QĐ-UBND", title="Quy chế", issuer="UBND")
    asked = (f"{PAGE}them/", f"{PAGE}{row.pk}/", f"{PAGE}{row.pk}/xoa/")
    assert [as_(inside.drafter).post(address, ENTRY).status_code for address in asked] == [409, 409, 409]
    assert LegalDocument.objects.get().title == "Quy chế"


def test_an_entry_of_another_province_is_not_found(world: World) -> None:
    with entered(world.there.province):
        theirs = LegalDocument.objects.create(symbol="9/QĐ-UBND", title="Quy chế", issuer="UBND")
    client = as_(world.province_admin)
    assert client.get(f"{ADMIN_PAGE}{theirs.pk}/").status_code == 404
    with entered(world.province):
        assert [document.symbol for document in register.of_province().search("9/QĐ-UBND")] == []


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"symbol": ""}, "symbol", "Nhập số, ký hiệu."),
        ({"title": " "}, "title", "Nhập trích yếu."),
        ({"issued_on": "31/02/2027"}, "issued_on", "Không có ngày “31/02/2027” trong lịch."),
        (
            {"effective_from": "01/01/2027"},
            "effective_from",
            "Ngày có hiệu lực không thể trước ngày ban hành (05/01/2027).",
        ),
        ({"effective_to": "15/01/2027"}, "effective_to", "Ngày hết hiệu lực phải sau 15/01/2027."),
        ({"replaced_by": "12/2027/qđ-ubnd"}, "replaced_by", "Văn bản không thể được thay bằng chính nó."),
        ({"symbol": "9 /QĐ-UBND"}, "symbol", "Sổ của tỉnh, thành phố đã có văn bản 9 /QĐ-UBND. Sửa dòng đó."),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    inside: World, change: dict[str, str], field: str, message: str
) -> None:
    LegalDocument.objects.create(symbol="09/QĐ-UBND", title="Quy chế", issuer="UBND")
    page = as_(inside.province_admin).post(f"{ADMIN_PAGE}them/", ENTRY | change)
    assert page.context["form"].errors == {field: [message]}
    assert LegalDocument.objects.count() == 1


def test_the_form_starts_from_the_country_s_entry(inside: World) -> None:
    form = as_(inside.province_admin).get(f"{ADMIN_PAGE}them/", {"thay": "282/QĐ-TTg"}).context["form"]
    assert (form["symbol"].value(), form["issuer"].value()) == ("282/QĐ-TTg", "Thủ tướng Chính phủ")


def test_checks_ask_the_province_s_own_entry_first(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    snapshot: dict[str, Any] = {
        **to_snapshot(plan),
        "opening": "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ như sau",
        "parents": [],
        "bases": [],
    }

    def told() -> list[str]:
        found = checks.findings(snapshot, register=register.of_province(), on=date(2027, 1, 21))
        return [finding.message for finding in found if "76/NQ-CP" in finding.message]

    assert told() == []
    LegalDocument.objects.create(
        symbol="76/NQ-CP",
        title="ban hành Chương trình",
        issuer="Chính phủ",
        issued_on=date(2021, 7, 15),
        effective_from=date(2021, 7, 15),
        effective_to=date(2027, 1, 1),
        replaced_by=["5/NQ-CP"],
    )
    assert told() == [
        "Nghị quyết số 76/NQ-CP hết hiệu lực từ ngày 01/01/2027, được thay bằng Nghị quyết số 5/NQ-CP."
    ]
