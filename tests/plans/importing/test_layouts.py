"""Three layouts of real plans as Word files become the plans that they are: equal, section by section and row by row."""

import io
from typing import Any

import docx
import pytest

from plans.importing import building, facts, opening, recognising
from plans.importing.building import Built
from plans.importing.pieces import Recognised, Role
from tests.plans.importing import files


def recognised(content: bytes, name: str = "ke-hoach.docx") -> Recognised:
    return recognising.recognise(opening.read(content, name))


def built(content: bytes, *names: str) -> Built:
    return building.build(recognised(content), names)


def entry(text: str, *inner: Any) -> dict[str, Any]:
    return {"text": text, "bullets": list(inner)}


def text(words: str) -> dict[str, Any]:
    return {"text": words, "footnotes": []}


def item(content: str, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "audience": [], "channels": [], "products": [], "lead": [], "support": [],
        "time": None, "budget": None, "areas": [], "note": "",
    }  # fmt: skip
    return {"content": content, **empty, **more}


def time(words: str) -> dict[str, Any]:
    return {"text": words, "from": None, "to": None, "every": None}


def product(words: str, quantity: int | None = None, unit: str = "") -> dict[str, Any]:
    return {"text": words, "quantity": quantity, "unit": unit}


def section(heading: str, *blocks: Any, sections: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"heading": heading, "blocks": list(blocks), "sections": list(sections)}


def group(title: str | None, *rows: Any, channels: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"title": title, "channels": list(channels), "items": list(rows), "total": None}


def test_two_groups_beside_merged_forms() -> None:
    table = {
        "columns": ["content", "channels"],
        "labels": {"content": "Nội dung tuyên truyền", "channels": "Hình thức tuyên truyền"},
        "groups": [
            group("Đối với cán bộ, công chức, viên chức", *map(item, files.OFFICIALS), channels=files.FORMS),
            group(
                "Đối với doanh nghiệp, cá nhân, tổ chức", *map(item, files.PEOPLE), channels=files.OTHER_FORMS
            ),
        ],
        "total": None,
    }
    assert built(files.two_groups()).parts() == {
        "bases": [],
        "opening": "Căn cứ Kế hoạch số 15245/KH-UBND ngày 31/12/2026 của UBND tỉnh, Ban Quản lý lập kế hoạch như sau",
        "sections": [
            section(
                "Mục đích",
                {
                    "bullets": [
                        entry("Tăng cường sự hiểu biết của người dân về cải cách hành chính (CCHC)"),
                        entry("Nâng cao trách nhiệm của cán bộ, công chức"),
                    ]
                },
            ),
            section("Nội dung, hình thức tuyên truyền", {"items": table}),
            section(
                "Tổ chức thực hiện",
                {
                    "numbered": [
                        entry(
                            "Văn phòng làm đầu mối phối hợp các phòng triển khai và bố trí kinh phí thực hiện kế hoạch này"
                        ),
                        entry("Lãnh đạo các phòng đôn đốc, chỉ đạo thực hiện tốt kế hoạch này"),
                    ]
                },
            ),
        ],
        "closing": "Trên đây là Kế hoạch thông tin, tuyên truyền cải cách hành chính năm 2027",
        "appendices": [],
        "signatures": [{"authority": [], "title": "TRƯỞNG BAN", "name": "Trưởng ban mẫu"}],
        "recipients": ["UBND tỉnh (b/c)", "Sở Nội vụ"],
        "archive": ["VT", "CCHC"],
    }


def test_four_columns_with_products_behind_dashes() -> None:
    table = {
        "columns": ["content", "products", "time"],
        "labels": {"content": "Nội dung công việc", "products": "Dự kiến sản phẩm", "time": "Thời gian"},
        "groups": [
            group(
                None,
                item(
                    "Đăng tin, bài về cải cách hành chính",
                    products=[product("24 tin, bài", 24, "tin, bài"), product("02 phóng sự", 2, "phóng sự")],
                    time=time("Cả năm"),
                ),
                item(
                    "Tổ chức hội nghị",
                    products=[product("Báo cáo"), product("Biên bản")],
                    time=time("Quý II"),
                ),
                item("Khảo sát sự hài lòng", products=[product("Báo cáo kết quả")], time=time("Trước 30/6")),
            )
        ],
        "total": None,
    }
    points = [
        entry("Nâng cao nhận thức của công chức, viên chức, người lao động trong Sở"),
        entry("Tạo sự đồng thuận của người dân, doanh nghiệp"),
    ]
    aims = (
        section("Mục đích", {"numbered": points}),
        section("Yêu cầu", text("Tuyên truyền **thường xuyên**, đúng trọng tâm")),
    )
    dashes = [entry("Văn phòng Sở chủ trì", entry("phối hợp với các phòng")), entry("Các đơn vị thực hiện")]
    assert built(files.four_columns()).parts() == {
        "bases": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"],
        "opening": "Thực hiện Kế hoạch số 493/KH-UBND ngày 21/12/2026, Sở ban hành kế hoạch như sau",
        "sections": [
            section("Mục đích, yêu cầu", sections=aims),
            section("Nhiệm vụ", {"items": table}),
            section("Tổ chức thực hiện", {"bullets": dashes}),
        ],
        "closing": "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2027 của Sở",
        "appendices": [],
        "signatures": [{"authority": ["KT. GIÁM ĐỐC"], "title": "PHÓ GIÁM ĐỐC", "name": "Phó giám đốc mẫu"}],
        "recipients": ["UBND tỉnh"],
        "archive": ["VT", "VP"],
    }


def test_an_appendix_of_six_columns_on_a_page_that_lies_across() -> None:
    table = {
        "columns": ["content", "products", "lead", "support", "time"],
        "labels": {
            "content": "Nội dung, nhiệm vụ",
            "products": "Sản phẩm",
            "lead": "Đơn vị chủ trì",
            "support": "Đơn vị phối hợp",
            "time": "Thời gian thực hiện",
        },
        "groups": [
            group(
                "Tuyên truyền chung",
                item(
                    "Đăng tin, bài",
                    lead=["Sở Nội vụ"],
                    support=["Các sở", "UBND cấp xã"],
                    time=time("Thường xuyên"),
                    products=[product("24 tin, bài", 24, "tin, bài")],
                ),
                item(
                    "Hội thi trực tuyến",
                    lead=["Sở Nội vụ"],
                    support=["Đoàn Thanh niên"],
                    time=time("Quý III"),
                    products=[product("01 hội thi", 1, "hội thi")],
                ),
            ),
            group(
                "Tuyên truyền chuyên đề",
                item(
                    "Phóng sự",
                    lead=["Đài Phát thanh và Truyền hình"],
                    time=time("Quý II"),
                    products=[product("04 phóng sự", 4, "phóng sự")],
                ),
            ),
        ],
        "total": None,
    }
    found = built(files.six_columns())
    assert found.appendices == [
        {"title": "Nhiệm vụ thông tin, tuyên truyền", "landscape": True, "blocks": [{"items": table}]}
    ]
    assert found.sections == [
        section("Mục tiêu", text("Nâng cao mức độ hài lòng của người dân")),
        section(
            "Nhiệm vụ",
            sections=(
                section("Sở Nội vụ", text("Chủ trì triển khai Kế hoạch")),
                section("Các sở, ban, ngành", text("Xây dựng kế hoạch của cơ quan (Phụ lục kèm theo)")),
            ),
        ),
        section("Tổ chức thực hiện"),
    ]
    assert found.signatures == [
        {
            "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
            "title": "PHÓ CHỦ TỊCH",
            "name": "Phó chủ tịch mẫu",
        }
    ]
    assert (found.recipients, found.archive) == (["Bộ Nội vụ (b/c)", "Các sở, ban, ngành"], ["VT", "NC"])
    assert found.unplaced == []


@pytest.mark.parametrize(
    ("layout", "subject", "period"),
    [
        ("two groups", "Thông tin, tuyên truyền cải cách hành chính năm 2027", ("2027-01-01", "2027-12-31")),
        ("four columns", "Tuyên truyền cải cách hành chính năm 2027", ("2027-01-01", "2027-12-31")),
        (
            "six columns",
            "Thông tin, tuyên truyền cải cách hành chính giai đoạn 2027 - 2030",
            ("2027-01-01", "2030-12-31"),
        ),
    ],
)
def test_subject_and_period_are_proposed_as_the_file_says_them(
    layout: str, subject: str, period: tuple[str, str]
) -> None:
    found = recognised(files.LAYOUTS[layout]())
    start, end = facts.period(found, 2026)
    assert (found.subject, start.isoformat(), end.isoformat()) == (subject, *period)


@pytest.mark.parametrize("layout", files.LAYOUTS)
def test_nothing_of_a_known_layout_is_left_without_a_place(layout: str) -> None:
    found = recognised(files.LAYOUTS[layout]())
    assert [piece.shown for piece in found.of(Role.UNPLACED)] == []
    assert [piece.shown for piece in found.of(Role.NUMBER)] == [
        {
            "two groups": "Số: 06 /KH-KCNĐN",
            "four columns": "Số: 4658/KH-STNMT",
            "six columns": "Số: 12/KH-UBND",
        }[layout]
    ]


def test_words_set_in_italics_come_without_marks_where_the_plan_has_words_alone() -> None:
    document = docx.Document(io.BytesIO(files.four_columns()))
    for line in document.paragraphs:
        if line.text.startswith(("Căn cứ", "Thực hiện Kế hoạch", "Trên đây")):
            for run in line.runs:
                run.italic = True
    found, upright = built(files.saved(document)), built(files.four_columns())
    assert (found.bases, found.opening, found.closing) == (upright.bases, upright.opening, upright.closing)
