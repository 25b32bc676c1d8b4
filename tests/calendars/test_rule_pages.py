"""The pages of a year's rules: who reads them, a rule from its draft to its withdrawal, mistakes beside their fields."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc_portal.calendars.models import ObligationRule
from tests.calendars.rule_rows import DOOR, RULES, drafted, owed, signed_in
from tests.world import Office, World, an_agency, entered

TYPED = {
    "kind": "report_q1",
    "levels": ["so"],
    "due_day": "17/03/2027",
    "data_from": "15/12/2026",
    "data_to": "14/03/2027",
    "source": "Công văn của Sở Nội vụ",
}


@pytest.mark.parametrize(
    ("person", "where", "status"),
    [
        ("province_admin", "so-noi-vu", 200),
        ("reviewer", "so-noi-vu", 200),
        ("province_admin", "so-tai-chinh", 404),
        ("drafter", "so-tai-chinh", 200),
        ("drafter", "so-noi-vu", 404),
        ("foreigner", "so-noi-vu", 404),
    ],
)
def test_who_reads_the_rules(empty: World, person: str, where: str, status: int) -> None:
    address = f"/dong-nai/{where}/lich/quy-dinh/"
    assert signed_in(getattr(empty, person)).get(address).status_code == status
    if status == 200 and person == "drafter":
        assert signed_in(empty.drafter).post(address, {"offset": "3"}).status_code == 409


def test_a_rule_is_drafted_looked_at_and_switched_on(empty: World) -> None:
    client = signed_in(empty.province_admin)
    answer = client.post(f"{RULES}them/?nam=2027", TYPED)
    with entered(empty.province):
        rule = ObligationRule.objects.get()
    assert answer["Location"] == f"{RULES}{rule.pk}/xem-truoc/"
    page = client.get(answer["Location"])
    assert [
        (step["stage"], step["day"].isoformat(), step["rungs"], step["people"])
        for step in page.context["steps"]
    ] == [
        ("còn 10 ngày làm việc", "2027-03-03", "Người soạn thảo", 2),
        ("còn 5 ngày làm việc", "2027-03-10", "Người soạn thảo, Trưởng đơn vị", 4),
        ("còn 1 ngày làm việc", "2027-03-16", "Người soạn thảo, Trưởng đơn vị", 4),
        ("đến hạn", "2027-03-17", "Người soạn thảo, Trưởng đơn vị", 4),
        ("quá hạn", "2027-03-18", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan", 6),
        ("quá hạn", "2027-03-25", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan, Sở Nội vụ", 7),
    ]
    assert page.context["unheld"] == ["Sở Nội vụ"]
    page = client.post(answer["Location"], follow=True)
    assert [str(told) for told in page.context["messages"]][-1] == (
        "Đã áp dụng “Báo cáo quý I năm 2027”: 3 cơ quan phải thực hiện."
    )
    assert [row["count"] for row in page.context["rows"]] == [3]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"due_day": ""}, "due_day", "Nhập ngày hạn, hoặc số ngày làm việc ở ô dưới."),
        (
            {"working_days": "5"},
            "working_days",
            "Chỉ nhập một trong hai: ngày hạn, hoặc số ngày làm việc.",
        ),
        ({"data_to": ""}, "data_to", "Nhập cả ngày đầu và ngày cuối của kỳ số liệu."),
        ({"data_to": "14/12/2026"}, "data_to", "Ngày cuối của kỳ số liệu phải từ ngày đầu trở đi."),
        ({"kind": "one_off"}, "title", "Nhập tên báo cáo theo yêu cầu."),
        ({"levels": []}, "levels", "Chọn loại cơ quan."),
        ({"source": ""}, "source", "Nhập văn bản quy định."),
    ],
)
def test_a_mistake_in_a_rule_is_told_beside_its_field(
    empty: World, change: dict[str, Any], field: str, message: str
) -> None:
    page = signed_in(empty.province_admin).post(f"{RULES}them/?nam=2027", TYPED | change)
    assert page.context["form"].errors[field] == [message]
    with entered(empty.province):
        assert ObligationRule.objects.count() == 0


def test_an_overlap_is_told_on_the_form(empty: World) -> None:
    client = signed_in(empty.province_admin)
    client.post(f"{RULES}them/?nam=2027", TYPED)
    page = client.post(f"{RULES}them/?nam=2027", TYPED)
    assert page.context["form"].non_field_errors() == [
        "Sở, ban, ngành đã có quy định “Báo cáo quý I năm 2027” (hạn 17/03/2027). Sửa hoặc rút quy định đó trước."
    ]


def test_a_request_leaves_three_working_days_unless_it_says_otherwise(empty: World) -> None:
    entry = {"kind": "one_off", "title": "Báo cáo chuyên đề", "levels": ["so"], "source": "Công văn"}
    client = signed_in(empty.reviewer)
    answer = client.post(f"{RULES}them/?nam=2027", entry)
    client.post(answer["Location"])
    with entered(empty.province):
        assert owed(agency=empty.agency) == [("so-tai-chinh", "one_off", "2027-01-07", "2027-01-07")]


def test_the_years_usual_rules_are_drafted_changed_and_withdrawn_on_the_page(empty: World) -> None:
    client = signed_in(empty.province_admin)
    assert client.get(f"{RULES}?nam=2027").context["usual_missing"] is True
    page = client.post(f"{RULES}?nam=2027", {"offset": "4"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == ["Đã lập 5 quy định nháp của năm 2027."]
    page = client.post(f"{RULES}?nam=2027", {"offset": "4"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Mỗi việc của năm đã có quy định; không lập thêm."
    ]
    assert page.context["usual_missing"] is False
    with entered(empty.province):
        rule = ObligationRule.objects.get(kind="report_q1")
    source = "Công văn số 581/BNV-CCHC của Bộ Nội vụ; sớm hơn 4 ngày làm việc"
    assert (rule.due_day, rule.source) == (date(2027, 3, 16), source)
    changed = TYPED | {"due_day": "15/03/2027"}
    assert client.post(f"{RULES}{rule.pk}/sua/", changed)["Location"] == f"{RULES}?nam=2027"
    client.post(f"{RULES}{rule.pk}/xem-truoc/")
    page = client.post(f"{RULES}{rule.pk}/sua/", {"due_day": "17/03/2027", "source": "Công văn"}, follow=True)
    assert [str(told) for told in page.context["messages"]][-1] == (
        "Đã lưu quy định “Báo cáo quý I năm 2027”. 3 thời hạn chưa hoàn thành được tính lại."
    )
    page = client.post(f"{RULES}{rule.pk}/rut/", follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã rút quy định “Báo cáo quý I năm 2027”. 3 việc chưa gửi không còn phải thực hiện."
    ]


@pytest.mark.parametrize("more", [0, 3])
def test_the_pages_of_rules_take_as_many_queries_for_many_agencies(empty: World, more: int) -> None:
    with entered(empty.province):
        for number in range(more):
            Office.staffed(an_agency(empty.province, f"so-{number}", f"Sở {number}", f"S{number}"))
        rule = drafted(empty)
    client = signed_in(empty.province_admin)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{RULES}{rule.pk}/xem-truoc/")
    taken = [query for query in queries.captured_queries if not query["sql"].startswith(("SAVE", "RELEASE"))]
    # The door; the rule; days and practice twice; ladder, people, agencies; the calendar of the steps; quiet hours.
    assert len(taken) == DOOR + 8
