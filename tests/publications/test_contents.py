"""What an announcement takes from a snapshot."""

import pytest

from publications import contents
from publications.demo.files import snapshot
from tests.documents import samples


def items(*groups: tuple[str | None, list[str]]) -> dict:
    return {
        "items": {
            "columns": ["content", "channels"],
            "groups": [
                {
                    "title": title,
                    "channels": ["Họp giao ban"],
                    "items": [{"content": content, "channels": ["Báo", "Họp giao ban"]} for content in rows],
                }
                for title, rows in groups
            ],
        }
    }


def test_titled_groups_are_told_with_their_number_of_rows() -> None:
    plan = samples.plan(
        sections=[{"heading": "Nội dung", "blocks": [items(("Đối với công chức", ["Một", "Hai"]))]}]
    )
    assert contents.main_contents(plan) == ["Đối với công chức (2 nội dung)"]


def test_rows_of_an_untitled_group_are_told_themselves() -> None:
    plan = samples.plan(sections=[{"heading": "Nội dung", "blocks": [items((None, ["**Một**", "Hai"]))]}])
    assert contents.main_contents(plan) == ["Một", "Hai"]


def test_groups_in_subsections_and_appendices_are_found() -> None:
    inner = {"heading": "Nội dung", "sections": [{"heading": "Phần một", "blocks": [items((None, ["Một"]))]}]}
    plan = samples.plan(sections=[inner], appendices=[{"title": "Bảng", "blocks": [items((None, ["Hai"]))]}])
    assert contents.main_contents(plan) == ["Một", "Hai"]


def test_without_a_table_the_headings_are_told() -> None:
    plan = samples.plan(
        sections=[{"heading": "Mục đích", "blocks": ["Để biết"]}, {"heading": "Tổ chức thực hiện"}]
    )
    assert contents.main_contents(plan) == ["Mục đích", "Tổ chức thực hiện"]


def test_channels_are_told_once_in_the_order_of_the_plan() -> None:
    sections = [
        {"heading": "Hình thức", "blocks": [{"channels": ["Tờ gấp", "Báo"]}]},
        {"heading": "Nội dung", "blocks": [items((None, ["Một"]))]},
    ]
    assert contents.channels(samples.plan(sections=sections)) == ["Tờ gấp", "Báo", "Họp giao ban"]


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Tuyên truyền cải cách hành chính năm 2027", "Kế hoạch tuyên truyền cải cách hành chính năm 2027"),
        ("CCHC năm 2027", "Kế hoạch CCHC năm 2027"),
        ("Đối thoại với *doanh nghiệp*", "Kế hoạch đối thoại với doanh nghiệp"),
    ],
)
def test_the_document_is_named_with_its_type(subject: str, told: str) -> None:
    assert contents.document_title(samples.plan(subject=subject)) == told


def test_a_decision_is_named_by_its_own_subject() -> None:
    decision = {
        "subject": "Về việc ban hành Kế hoạch năm 2027",
        "issuer": "GIÁM ĐỐC SỞ",
        "articles": ["Ban hành Kế hoạch"],
    }
    plan = samples.plan(form="decision_attached", decision=decision)
    assert contents.document_title(plan) == "Quyết định về việc ban hành Kế hoạch năm 2027"


def test_the_headline_says_who_issued_what() -> None:
    assert contents.title(snapshot("kon-tum-100-2020.yaml")) == (
        "Ủy ban nhân dân tỉnh Kon Tum ban hành Kế hoạch truyền thông hoạt động kiểm soát thủ tục hành chính năm 2020 "
        "trên địa bàn tỉnh Kon Tum"
    )


def test_an_agency_that_stands_in_the_subject_is_not_named_twice() -> None:
    plan = samples.plan(subject="Tuyên truyền của Sở Nội vụ thành phố Đồng Nai năm 2027")
    assert contents.title(plan) == "Ban hành Kế hoạch tuyên truyền của Sở Nội vụ thành phố Đồng Nai năm 2027"


def test_a_long_headline_is_cut_at_a_word() -> None:
    told = contents.title(samples.plan(subject="Tuyên truyền " * 38))
    assert (len(told) <= contents.TITLE_LENGTH, told[-8:]) == (True, " truyền…")
