"""Plans of our own wording that together reach every rule of the paper; each is a canonical snapshot."""

import copy
from typing import Any

from cchc_portal.documents import snapshots

SUBJECT = "Tuyên truyền cải cách hành chính năm 2027"
SENTENCE = (
    "Các phòng và đơn vị trực thuộc đưa tin kịp thời, viết ngắn gọn, dẫn đúng văn bản và gửi bài về Văn phòng "
    "trước ngày 20 hằng tháng để biên tập, kiểm tra số liệu rồi đăng lên cổng thông tin điện tử"
)
CHANNELS = [
    "Trang tin điện tử và mạng xã hội của cơ quan",
    "Sinh hoạt đầu tuần, họp giao ban của các phòng",
    "Bảng niêm yết, tờ gấp đặt tại Bộ phận Một cửa",
]


def plan(**changes: Any) -> dict[str, Any]:
    """A short plan of a sở with a superior, issued under Nghị định 30/2020/NĐ-CP."""
    return snapshots.normalise({**copy.deepcopy(_PLAN), **changes})


_PLAN: dict[str, Any] = {
    "format": 1,
    "agency": {
        "province": "Đồng Nai",
        "name": "Sở Nội vụ thành phố Đồng Nai",
        "header": ["SỞ NỘI VỤ"],
        "superior": ["UBND THÀNH PHỐ ĐỒNG NAI"],
        "symbol": "SNV",
        "place": "Đồng Nai",
    },
    "form": "plan",
    "rules": "ND30_2020",
    "number": "7",
    "issued_on": "2027-03-05",
    "period": {"from": "2027-01-01", "to": "2027-12-31"},
    "subject": SUBJECT,
    "bases": [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        (
            "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ về cải cách hành chính nhà nước "
            "giai đoạn 2021 - 2030"
        ),
        "Theo đề nghị của Chánh Văn phòng Sở",
    ],
    "opening": "Sở Nội vụ xây dựng kế hoạch tuyên truyền cải cách hành chính với các nội dung như sau",
    "sections": [
        {
            "heading": "Mục đích, yêu cầu",
            "sections": [
                {
                    "heading": "Mục đích",
                    "blocks": [{"numbered": [SENTENCE, SENTENCE, SENTENCE, SENTENCE, SENTENCE]}],
                },
                {
                    "heading": "Yêu cầu",
                    "blocks": [
                        {
                            "bullets": [
                                SENTENCE,
                                {"text": "Mỗi quý có ít nhất", "bullets": ["Ba tin", "Một bài"]},
                            ]
                        },
                        {
                            "text": "Nội dung **trọng tâm** và *thời sự*[^1]",
                            "footnotes": ["Theo hướng dẫn hằng năm"],
                        },
                    ],
                },
            ],
        },
        {
            "heading": "Nội dung, hình thức",
            "blocks": [
                {
                    "items": {
                        "columns": ["content", "channels"],
                        "groups": [
                            {
                                "title": "Đối với công chức",
                                "channels": CHANNELS,
                                "items": [{"content": SENTENCE} for _ in range(4)],
                            }
                        ],
                    }
                }
            ],
        },
        {"heading": "Tổ chức thực hiện", "blocks": [{"numbered": [SENTENCE, SENTENCE]}]},
    ],
    "closing": "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2027, yêu cầu các đơn vị thực hiện",
    "signatures": [{"authority": ["KT. GIÁM ĐỐC"], "title": "PHÓ GIÁM ĐỐC", "name": "Họ Và Tên"}],
    "recipients": ["UBND thành phố (để b/c)", "Các phòng, đơn vị trực thuộc"],
    "archive": ["VT", "CCHC"],
}


def draft() -> dict[str, Any]:
    return plan(number=None, issued_on=None)


def of_2019() -> dict[str, Any]:
    """The same under Thông tư 01/2011/TT-BNV."""
    return plan(rules="TT01_2011", issued_on="2019-02-09")


def of_a_committee() -> dict[str, Any]:
    """No superior; signed for the collective, by a deputy."""
    return plan(
        agency={
            "province": "Thành phố Hồ Chí Minh",
            "name": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
            "header": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"],
            "superior": [],
            "symbol": "UBND",
            "place": "Thành phố Hồ Chí Minh",
        },
        number="112",
        signatures=[
            {
                "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
                "title": "PHÓ CHỦ TỊCH",
                "name": "Họ Và Tên",
            }
        ],
    )


def joint() -> dict[str, Any]:
    return plan(
        signatures=[
            {"authority": ["TL. CHỦ TỊCH"], "title": "CHÁNH VĂN PHÒNG", "name": "Người Ký Một"},
            {"authority": [], "title": "Q. GIÁM ĐỐC", "name": "Người Ký Hai"},
        ]
    )


def items_of(rows: int, columns: list[str] | None = None) -> dict[str, Any]:
    """A table of content items with every column, in two groups."""
    row = {
        "content": "Giới thiệu dịch vụ công trực tuyến mới và cách nộp hồ sơ tại nhà",
        "channels": ["Trang tin điện tử", "Tờ gấp"],
        "products": [{"text": "Tin, bài", "quantity": 24, "unit": "tin, bài"}],
        "lead": ["Văn phòng"],
        "support": ["Phòng Cải cách hành chính", "Trung tâm Phục vụ hành chính công"],
        "time": {"text": "Quý II"},
        "budget": {"amount": 12500000},
        "note": "Lồng ghép",
    }
    titles = ["Đối với công chức", "Đối với người dân"]
    return {
        "items": {
            "columns": columns
            or ["content", "channels", "products", "lead", "support", "time", "budget", "note"],
            "groups": [
                {"title": title, "items": [row] * ((rows + order) // 2)} for order, title in enumerate(titles)
            ],
            "total": {"budget": 12500000 * rows},
        }
    }


def with_appendices(rows: int = 30, **changes: Any) -> dict[str, Any]:
    """Two appendices: a landscape one of items, a portrait one with a free table and its sum in words."""
    table = {
        "head": [["TT", "Nội dung chi", "Số tiền (đồng)"]],
        "rows": [[str(n), SENTENCE, "1.500.000"] for n in range(1, 31)],
        "widths": [8, 62, 30],
        "align": ["center", "left", "right"],
        "total": ["", "Tổng cộng", "45.000.000"],
        "in_words": True,
    }
    sections = copy.deepcopy(_PLAN["sections"])
    sections[2]["blocks"] = ["Phân công chi tiết tại Phụ lục I, dự toán tại Phụ lục II kèm theo"]
    return plan(
        sections=sections,
        appendices=[
            {"title": "Phân công nhiệm vụ", "landscape": True, "blocks": [items_of(rows)]},
            {
                "title": "Dự toán kinh phí",
                "landscape": False,
                "blocks": ["Mức chi theo quy định", {"table": table}],
            },
        ],
        **changes,
    )


_DECISION = {
    "subject": "Về việc ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2027",
    "issuer": "GIÁM ĐỐC SỞ NỘI VỤ",
    "articles": [
        "Ban hành kèm theo Quyết định này Kế hoạch tuyên truyền cải cách hành chính năm 2027",
        "Quyết định này có hiệu lực kể từ ngày ký",
        "Chánh Văn phòng Sở, Trưởng các phòng và đơn vị trực thuộc chịu trách nhiệm thi hành Quyết định này",
    ],
}


def decision_attached() -> dict[str, Any]:
    return plan(form="decision_attached", decision=_DECISION)


def decision_inline() -> dict[str, Any]:
    articles = ["Ban hành Kế hoạch tuyên truyền với những nội dung sau đây", *_DECISION["articles"][1:]]
    return plan(form="decision_inline", opening="", closing="", decision={**_DECISION, "articles": articles})


def shared_channels(rows: int, channels: int = 3) -> dict[str, Any]:
    """One group whose few channels stand beside many rows."""
    listed = [f"{CHANNELS[n % 3]} (đợt {n + 1})" for n in range(channels)]
    group = {
        "title": "Đối với công chức",
        "channels": listed,
        "items": [{"content": SENTENCE} for _ in range(rows)],
    }
    return plan(
        sections=[
            {
                "heading": "Nội dung",
                "blocks": [{"items": {"columns": ["content", "channels"], "groups": [group]}}],
            }
        ]
    )


def ending_after(lines: int) -> dict[str, Any]:
    """A body of so many short paragraphs, to push the ending over a page's edge."""
    return plan(
        bases=[],
        sections=[{"heading": "Nội dung", "blocks": ["Một dòng ngắn"] * lines}],
        closing="Trên đây là Kế hoạch",
    )
