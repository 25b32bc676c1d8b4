"""The public page of codes and files: what it tells and to whom, what it answers to a forged file, how often it may be asked, what it notes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cchc_portal.documents import looking_up
from cchc_portal.documents.models import AfterIssue, CheckRecord, IssuedNumber
from cchc_portal.vietnam import lookup_codes
from publications import actions
from publications.models import Announcement
from tests.publications.check_page import checks, fields_of, words_of
from tests.world import entered

pytestmark = pytest.mark.usefixtures("counters")


# --- by the code


def test_the_page_tells_the_intended_fields_and_no_others(settled, issued):
    plan, code = issued
    response = Client().get(f"/kiem-tra/{code}/")
    snapshot = plan.issued_snapshot.content
    signature = snapshot["signatures"][0]
    lines = " / ".join([*(signature["authority"] or []), signature["title"]])
    assert (response.status_code, response["Cache-Control"].split(", ")[-2:]) == (
        200,
        ["must-revalidate", "private"],
    )
    fields = fields_of(response)
    assert list(fields) == [
        "Tình trạng hôm nay",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Cơ quan ban hành",
        "Thuộc",
        "Văn bản",
        "Người ký",
        "Số trang",
        "SHA-256 của tệp gốc",
        "Mã tra cứu",
    ]
    assert fields["Số, ký hiệu"] == plan.symbol
    assert fields["Cơ quan ban hành"] == snapshot["agency"]["name"]
    assert fields["Thuộc"] == settled.province.full_name
    assert fields["Người ký"].startswith(f"{signature['name']} {lines}".strip())
    assert fields["SHA-256 của tệp gốc"] == plan.paper.file_digest
    assert fields["Số trang"] == str(plan.paper.pages)
    assert fields["Tình trạng hôm nay"] == "Còn hiệu lực"


@pytest.mark.parametrize(
    "form", [str, str.lower, lookup_codes.printed, lambda code: f" {code} ".replace("V", "Ù")]
)
def test_a_typed_code_is_answered_on_the_same_page(issued, form):
    plan, code = issued
    response = Client().get("/kiem-tra/", {"ma": form(code)})
    assert (response.status_code, fields_of(response)["Số, ký hiệu"]) == (200, plan.symbol)


def test_unknown_and_malformed_codes_have_one_answer(settled, issued, django_assert_max_num_queries):
    _, code = issued
    wrong = [
        code[:-1] + ("0" if code[-1] != "0" else "1"),
        code[:-1],
        "abc",
        "x" * 5000,
        lookup_codes.new(528),
        "' OR 1=1",
    ]
    answers = [Client().get("/kiem-tra/", {"ma": one}) for one in wrong]
    assert {one.status_code for one in answers} == {404}
    said = {words_of(one) for one in answers}
    assert len(said) == 1
    assert "Không tìm thấy văn bản nào có mã này." in said.pop()


def test_a_code_of_one_province_finds_nothing_inside_another(settled, issued):
    _, code = issued
    elsewhere = lookup_codes.beginning(settled.there.province.pk) + code[lookup_codes.OF_PROVINCE :]
    assert Client().get(f"/kiem-tra/{elsewhere}/").status_code == 404
    with entered(settled.there.province):
        assert looking_up.found(code) is None


def test_a_public_paper_is_linked_and_a_hidden_one_is_not(settled, issued):
    plan, code = issued
    with entered(settled.province):
        news = Announcement.objects.get(plan=plan)
    address = f"/{settled.province.slug}/cong-bo/{news.slug}/"
    assert address not in Client().get(f"/kiem-tra/{code}/").content.decode()
    with entered(settled.province):
        actions.publish(news.pk, by=settled.clerk)
    assert f'href="{address}"' in Client().get(f"/kiem-tra/{code}/").content.decode()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("amended", "Được điều chỉnh, bổ sung bằng Kế hoạch số 99/KH-STC ngày 01/06/2027"),
        ("replaced", "Bị thay thế bằng Kế hoạch số 99/KH-STC ngày 01/06/2027"),
        ("withdrawn", "Đã thu hồi theo Kế hoạch số 99/KH-STC ngày 01/06/2027"),
    ],
)
def test_the_page_tells_what_became_of_the_paper(settled, issued, kind, said):
    plan, code = issued
    with entered(settled.province):
        line = IssuedNumber.objects.get(snapshot=plan.issued_snapshot)
        AfterIssue.objects.create(
            agency=plan.agency,
            number=line,
            kind=kind,
            by_symbol="99/KH-STC",
            by_day="2027-06-01",
            reason="Theo kết luận kiểm tra",
            recorded_by=settled.clerk.user,
        )
    response = Client().get(f"/kiem-tra/{code}/")
    assert fields_of(response)["Tình trạng hôm nay"] == said
    headline = f"Văn bản số {plan.symbol} {said[:1].lower()}{said[1:]}."
    assert f'<p class="notice__title">{headline}</p>' in response.content.decode()
    assert "Theo kết luận kiểm tra" not in response.content.decode()


def test_each_check_is_noted_in_its_province_without_an_address(settled, issued):
    plan, code = issued
    Client().get(f"/kiem-tra/{code}/", REMOTE_ADDR="203.0.113.7")
    Client().get("/kiem-tra/", {"ma": code[:-1] + "0" if code[-1] != "0" else code[:-1] + "1"})
    assert checks(settled.province) == [("scanned", "found", plan.paper_id), ("typed", "unknown", None)]
    assert checks(settled.there.province) == []
    with entered(settled.province):
        visitor = CheckRecord.objects.order_by("pk")[0].visitor
    assert re.fullmatch(r"[0-9a-f]{64}", visitor)


# --- too often


def test_an_address_that_asks_too_often_is_told_to_wait(issued):
    _, code = issued
    answers = [Client().get(f"/kiem-tra/{code}/") for _ in range(31)]
    assert [one.status_code for one in answers] == [200] * 30 + [429]
    assert "Đã kiểm tra quá nhiều lần trong một phút." in words_of(answers[-1])
    assert answers[-1]["Retry-After"] == "60"
    assert Client().get(f"/kiem-tra/{code}/", REMOTE_ADDR="203.0.113.8").status_code == 200


def test_all_together_are_limited_too(issued, counters, monkeypatch):
    _, code = issued
    counters["code:all"] = 600
    assert Client().get(f"/kiem-tra/{code}/").status_code == 429


def test_the_form_is_refused_without_its_token(issued):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/kiem-tra/", {"tep": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" ", "Nhập mã in ở lề dưới mỗi trang của bản in tra cứu."),
        ("01/KH-KCNĐN", "Đây là số, ký hiệu của văn bản, không phải mã tra cứu."),
        ("ABCD-EFGH-JKMN", "Không tìm thấy văn bản nào có mã này."),
        ("https://vi-du.vn/kiem-tra/ABCD", "Không tìm thấy văn bản nào có mã này."),
    ],
)
def test_what_is_no_code_is_told_from_a_wrong_one(db: None, typed: str, said: str) -> None:
    page = Client().get("/kiem-tra/", {"ma": typed})
    assert (page.status_code, page.context["unknown"].startswith(said)) == (404, True)
