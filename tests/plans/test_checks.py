"""What stops a plan from being submitted, what is only worth a second look, and where each finding points."""

from datetime import date
from typing import Any

import pytest

from cchc_portal.documents import snapshots
from plans import checks
from plans.checks import Level
from tests.documents import samples
from tests.documents.samples import SENTENCE

TODAY = date(2027, 1, 21)
USUAL = "Mục đích, yêu cầu, nội dung, kinh phí và tổ chức thực hiện"
ROW = {"content": "Một", "channels": ["Zalo"], "time": {"text": "Quý I"}, "lead": ["Văn phòng"]}


def ready(**changes: Any) -> dict[str, Any]:
    """A draft without a single finding, changed at its top level."""
    rows = {
        "items": {
            "columns": ["content", "channels", "time", "lead"],
            "groups": [{"items": [ROW]}],
        }
    }
    draft = {"number": None, "issued_on": None, "sections": [{"heading": USUAL, "blocks": [rows]}]}
    return samples.plan(**{**draft, **changes})


def found(snapshot: dict[str, Any]) -> list[tuple[str, str, tuple[Any, ...]]]:
    return [
        (finding.level.value, finding.message, finding.place)
        for finding in checks.findings(snapshot, on=TODAY)
    ]


def test_a_complete_draft_has_nothing_to_put_right() -> None:
    assert found(ready()) == []


PARENT = {"issued_on": "2027-01-04", "issuer": "UBND thành phố", "title": "Tuyên truyền năm 2027"}
ERROR, WARNING = Level.ERROR.value, Level.WARNING.value
CASES: dict[str, tuple[dict[str, Any], tuple[str, str, tuple[Any, ...]]]] = {
    "no subject": ({"subject": ""}, (ERROR, "Kế hoạch chưa có trích yếu.", ("subject",))),
    "a long subject": (
        {"subject": "a" * 501, "closing": ""},
        (ERROR, "Trích yếu dài 501 ký tự; sổ đăng ký nhận nhiều nhất 500 ký tự.", ("subject",)),
    ),
    "an old year": (
        {"subject": "Tuyên truyền cải cách hành chính năm 2026"},
        (
            WARNING,
            "Trích yếu ghi “năm 2026” nhưng kế hoạch thực hiện năm 2027. Đề nghị kiểm tra.",
            ("subject",),
        ),
    ),
    "no sections": ({"sections": []}, (ERROR, "Kế hoạch chưa có mục nào.", ("sections",))),
    "nobody signs": ({"signatures": []}, (ERROR, "Kế hoạch chưa có người ký.", ("signatures",))),
    "no name": (
        {"signatures": [{"authority": [], "title": "GIÁM ĐỐC", "name": None}]},
        (WARNING, "Người ký “GIÁM ĐỐC” chưa có họ và tên.", ("signatures", 0)),
    ),
    "a degree before the name": (
        {"signatures": [{"authority": [], "title": "GIÁM ĐỐC", "name": "TS. Trưởng Ban"}]},
        (WARNING, "Trước họ tên người ký không ghi học hàm, học vị, quân hàm.", ("signatures", 0)),
    ),
    "no recipients": ({"recipients": []}, (ERROR, "Kế hoạch chưa có nơi nhận.", ("recipients",))),
    "a party symbol in the state's order": (
        {"opening": "Thực hiện Nghị quyết số 18/NQ-TW ngày 25/10/2017"},
        (WARNING, "“18/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 18-NQ/TW.", ("opening",)),
    ),
    "a citation from the future": (
        {"opening": "Thực hiện Kế hoạch số 438/KH-UBND ngày 31/12/2028"},
        (
            WARNING,
            "Văn bản 438/KH-UBND ghi ngày 31/12/2028, sau hôm nay (21/01/2027). Đề nghị kiểm tra.",
            ("opening",),
        ),
    ),
    "an emoji": (
        {"closing": "Trên đây là Kế hoạch 😀"},
        (ERROR, "Văn bản giấy không in được ký tự: 😀. Xóa hoặc thay bằng chữ.", ("closing",)),
    ),
    "a parent that is named nowhere": (
        {
            "parents": [{**PARENT, "number": "53/KH-UBND"}],
            "opening": "Thực hiện Kế hoạch số 153/KH-UBND ngày 04/01/2027, Sở xây dựng kế hoạch như sau",
        },
        (
            WARNING,
            "Đoạn mở đầu và các căn cứ chưa nhắc đến văn bản cấp trên số 53/KH-UBND. Đề nghị bổ sung.",
            ("parents", 0),
        ),
    ),
    "a decision without its part": (
        {"form": "decision_attached"},
        (ERROR, "Kế hoạch ban hành bằng quyết định nhưng chưa có phần quyết định.", ("decision",)),
    ),
    "a decision without bases": (
        {"form": "decision_attached", "decision": samples.decision_attached()["decision"], "bases": []},
        (ERROR, "Quyết định chưa có căn cứ ban hành. Thêm ít nhất một căn cứ.", ("bases",)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_found_once_with_its_place(case: str) -> None:
    changes, finding = CASES[case]
    assert found({**ready(), **changes}) == [finding]


@pytest.mark.parametrize(
    "named",
    [
        {"opening": "Thực hiện Kế hoạch số 53/KH-UBND ngày 04/01/2027, Sở xây dựng kế hoạch như sau"},
        {"bases": ["Căn cứ Kế hoạch số 53/kh-ubnd"]},
    ],
    ids=["in the opening", "among the bases"],
)
def test_a_parent_that_is_named_needs_no_second_mention(named: dict[str, Any]) -> None:
    assert found({**ready(), "parents": [{**PARENT, "number": "53/KH-UBND"}], **named}) == []


def sections(*given: dict[str, Any]) -> dict[str, Any]:
    return {**ready(), "sections": [*ready()["sections"], *given]}


def test_a_section_without_heading_or_content_is_an_error() -> None:
    empty = {"heading": "", "blocks": [], "sections": []}
    assert found(sections(empty)) == [
        (ERROR, "Mục II chưa có tên mục.", ("sections", 1)),
        (ERROR, "Mục II chưa có nội dung. Đề nghị bổ sung hoặc xóa mục này.", ("sections", 1)),
    ]


def test_a_paragraph_that_waits_for_words_harms_only_where_it_stands_alone() -> None:
    waiting, said = {"text": "", "footnotes": []}, {"text": "Một đoạn", "footnotes": []}
    beside = {"heading": "Kinh phí", "blocks": [said, waiting], "sections": []}
    alone = {"heading": "Kinh phí", "blocks": [waiting], "sections": []}
    assert found(sections(beside)) == []
    assert found(sections(alone)) == [
        (ERROR, "Mục II “Kinh phí” chưa có nội dung. Đề nghị bổ sung hoặc xóa mục này.", ("sections", 1))
    ]


def test_rows_are_told_what_their_columns_lack() -> None:
    table = ready()["sections"][0]["blocks"][0]["items"]
    group = table["groups"][0]
    bare = {**group["items"][0], "content": "Hai", "channels": [], "time": None}
    titled = {**group, "title": "Đối với người dân", "items": [*group["items"], bare]}
    block = {"items": {**table, "groups": [titled]}}
    assert found({**ready(), "sections": [{"heading": USUAL, "blocks": [block], "sections": []}]}) == [
        (
            WARNING,
            "Dòng số 2 (nhóm “Đối với người dân”) của bảng nội dung chưa có hình thức tuyên truyền, thời gian thực hiện.",
            ("sections", 0, "blocks", 0, "items", "groups", 0, "items", 1),
        )
    ]


def test_channels_of_the_whole_group_count_for_its_rows() -> None:
    snapshot = ready()
    group = snapshot["sections"][0]["blocks"][0]["items"]["groups"][0]
    group["channels"], group["items"][0]["channels"] = ["Báo Đồng Nai"], []
    assert found(snapshot) == []


def test_a_character_that_leaves_nothing_on_paper_is_no_fault() -> None:
    assert found(ready(closing="Trên đây là Kế\u200b hoạch")) == []


def test_several_groups_have_names_and_an_empty_one_without_a_name_is_an_error() -> None:
    snapshot = ready()
    items = snapshot["sections"][0]["blocks"][0]["items"]
    (group,) = items["groups"]
    items["groups"] = [group, {**group, "title": "Đối với người dân"}, {**group, "items": []}]
    place = ("sections", 0, "blocks", 0, "items", "groups")
    assert found(snapshot) == [
        (
            ERROR,
            "Đặt tên cho nhóm đối tượng thứ 3 của bảng nội dung và thêm nội dung, hoặc xóa nhóm này.",
            (*place, 2),
        ),
        (WARNING, "Đặt tên cho nhóm đối tượng thứ 1 của bảng nội dung, vì bảng có 3 nhóm.", (*place, 0)),
    ]


@pytest.mark.parametrize(
    ("words", "count"), [("theo Phụ lục I và Phụ lục II", 0), ("theo Phụ lục II", 1), ("như trên", 2)]
)
def test_the_body_names_each_appendix(words: str, count: int) -> None:
    appendix = {"title": "Dự toán", "landscape": False, "blocks": [{"text": SENTENCE, "footnotes": []}]}
    body = {"heading": "Thực hiện", "blocks": [{"text": words, "footnotes": []}], "sections": []}
    messages = [message for _, message, _ in found({**sections(body), "appendices": [appendix, appendix]})]
    assert [message.split(". ")[1] for message in messages] == ["Đề nghị ghi rõ chỗ cần xem phụ lục."] * count


def test_only_errors_stop_submission() -> None:
    snapshot = {
        **ready(),
        "signatures": [{"authority": [], "title": "GIÁM ĐỐC", "name": None}],
        "recipients": [],
    }
    assert [finding.message for finding in checks.errors(snapshot)] == ["Kế hoạch chưa có nơi nhận."]


def test_a_plan_without_errors_can_be_frozen() -> None:
    assert (checks.errors(ready()), snapshots.findings(ready())) == ([], [])


def test_what_is_typed_and_not_printed_is_told() -> None:
    item = {
        "content": "Một",
        "channels": ["Zalo"],
        "support": ["Phòng Quản lý đầu tư"],
        "budget": {"amount": 22_500_000, "source": None},
    }
    table = {"items": {"columns": ["content", "channels"], "groups": [{"items": [item]}]}}
    told = found(ready(sections=[{"heading": USUAL, "blocks": [table]}]))
    assert told[:1] == [
        (
            WARNING,
            "Bảng nội dung không in cột đơn vị phối hợp, kinh phí dù đã nhập. Thêm cột vào bảng nếu cần in.",
            ("sections", 0, "blocks", 0, "items"),
        )
    ]
