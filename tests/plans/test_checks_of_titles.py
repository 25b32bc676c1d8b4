"""Opening, closing and decision name the plan as its subject does; other words for the same are left alone."""

from typing import Any

import pytest

from plans.checks import Mend
from tests.plans.drafts_to_check import found

OLD = "Kế hoạch tuyên truyền cải cách hành chính năm 2027"
NEW = "Kế hoạch thông tin, tuyên truyền chuyển đổi số năm 2027"
SUBJECT = "Thông tin, tuyên truyền chuyển đổi số năm 2027"


def told(**changes: Any) -> list[tuple[str, tuple[Any, ...], str | None]]:
    parts = {"subject": SUBJECT, "opening": "", "closing": "", **changes}
    texts = {"opening": parts["opening"], "closing": parts["closing"]}
    return [
        (each.message, each.place, mended(each.mend, texts))
        for each in found("Một", **parts)
        if "khác trích yếu" in each.message
    ]


def mended(mend: Mend | None, texts: dict[str, str]) -> str | None:
    return mend.applied(texts[str(mend.place[0])]) if mend and mend.place[0] in texts else None


MESSAGE = f"“{OLD}” khác trích yếu của kế hoạch. Đề nghị kiểm tra."


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("opening", "Sở Nội vụ xây dựng ", " như sau"),
        (
            "opening",
            "Thực hiện Kế hoạch số 385/KH-UBND ngày 16/11/2026, Sở ban hành ",
            " với nội dung như sau",
        ),
        ("closing", "Trên đây là ", ""),
        ("closing", "Trên đây là ", ", đề nghị các phòng, đơn vị thực hiện"),
    ],
)
def test_a_title_that_is_no_more_is_told_and_mended(part: str, before: str, after: str) -> None:
    assert told(**{part: f"{before}{OLD}{after}"}) == [(MESSAGE, (part,), f"{before}{NEW}{after}")]


def test_a_decision_names_the_plan_twice() -> None:
    decision = {
        "subject": f"Về việc ban hành {OLD}",
        "issuer": "GIÁM ĐỐC SỞ NỘI VỤ",
        "articles": [f"Ban hành kèm theo Quyết định này {OLD}", "Quyết định này có hiệu lực kể từ ngày ký"],
    }
    assert [place for _, place, _ in told(form="decision_attached", decision=decision)] == [
        ("decision", "subject"),
        ("decision", "articles", 0),
    ]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("opening", "Sở Nội vụ ban hành Kế hoạch như sau"),
        ("opening", f"Sở Nội vụ xây dựng {NEW} như sau"),
        ("opening", "Sở xây dựng kế hoạch tuyên truyền với nội dung như sau"),
        ("opening", "Thực hiện Kế hoạch số 12/KH-UBND về cải cách hành chính, Sở ban hành Kế hoạch với nội dung như sau"),
        ("closing", "Trên đây là Kế hoạch thông tin, tuyên truyền chuyển đổi số của Sở Nội vụ năm 2027"),
        ("closing", "Trên đây là Kế hoạch thông tin, tuyên truyền chuyển đổi số năm 2026"),
        ("closing", "Trên đây là kế hoạch của Sở"),
        ("closing", "Đề nghị các đơn vị thực hiện"),
    ],
)  # fmt: skip
def test_what_names_the_plan_in_other_words_is_left_alone(part: str, words: str) -> None:
    assert told(**{part: words}) == []


AMENDING = "Điều chỉnh, bổ sung Kế hoạch số 01/KH-STC ngày 22 tháng 11 năm 2026 về thông tin, tuyên truyền"


def of_subject(subject: str) -> list[tuple[str, str | None]]:
    told = found("Một", subject=subject, opening="", closing="")
    return [
        (each.message, each.mend.applied(subject) if each.mend else None)
        for each in told
        if each.place == ("subject",)
    ]


@pytest.mark.parametrize(
    "subject",
    [
        f"{AMENDING} năm 2027",
        AMENDING,
        "Điều chỉnh Kế hoạch số 01/KH-STC ngày 22/11/2026 về tuyên truyền năm 2026",
    ],
)
def test_the_year_of_a_cited_document_is_not_the_plans(subject: str) -> None:
    assert of_subject(subject) == []


def test_a_subject_that_begins_with_its_type_is_told_and_mended() -> None:
    assert of_subject("Kế hoạch tập huấn nghiệp vụ năm 2027") == [
        (
            "Trích yếu không nhắc lại tên loại: “Kế hoạch” đã in ở dòng trên.",
            "Tập huấn nghiệp vụ năm 2027",
        )
    ]
