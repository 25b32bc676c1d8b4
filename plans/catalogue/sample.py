"""A plan that exists nowhere, with the outline that the editor's templates walk over."""

from collections import defaultdict
from copy import deepcopy
from datetime import date
from itertools import count
from types import SimpleNamespace
from typing import Any

from cchc_portal.documents import snapshots
from plans.models import BlockKind, Plan
from plans.outline import Outline
from plans.states import PlanState

Data = dict[str, Any]

PROVINCE = SimpleNamespace(slug="dong-nai", name="Đồng Nai")
AGENCY = SimpleNamespace(slug="so-tai-chinh", name="Sở Tài chính thành phố Đồng Nai", province=PROVINCE, pk=1)
SUBJECT = "Tuyên truyền cải cách hành chính năm 2027 của Sở Tài chính"
MARKS = "ẮẰẲẴẶ Ễ Ộ Ợ ỵ"
"""The highest and the lowest marks of the alphabet: no line may clip them."""
SENTENCE = (
    "Các phòng và đơn vị trực thuộc đưa tin kịp thời, viết ngắn gọn, dẫn đúng văn bản và gửi bài về Văn phòng "
    "trước ngày 20 hằng tháng để biên tập, kiểm tra số liệu rồi đăng lên trang tin điện tử"
)
LONG_TEXT = f"{MARKS}: {SENTENCE}; {SENTENCE}; {SENTENCE}"
COLUMNS = ["content", "channels", "products", "lead", "time", "budget"]


def plan(state: PlanState = PlanState.DRAFT) -> Plan:
    return Plan(
        pk=1, subject=SUBJECT, state=state, period_from=date(2027, 1, 1), period_to=date(2027, 12, 31)
    )


def _item(content: str, **more: Any) -> Data:
    usual = {
        "channels": ["Trang tin điện tử của Sở", "Sinh hoạt đầu tuần"],
        "products": [{"text": "tin, bài", "quantity": 24}],
        "lead": ["Văn phòng Sở"],
        "time": {"text": "Hằng tháng"},
        "budget": {"amount": 12500000, "source": "Dự toán được giao"},
    }
    return {"content": content, **usual, **more}


FILLED = [
    {
        "title": "Đối với công chức, viên chức và người lao động",
        "channels": ["Họp giao ban", "Mạng nội bộ"],
        "items": [
            _item("Phổ biến kế hoạch cải cách hành chính năm 2027 đến từng phòng, đơn vị"),
            _item("Hướng dẫn dùng chữ ký số trong xử lý văn bản", time={"text": "Quý II"}, budget=None),
        ],
    },
    {
        "title": "Đối với người dân và doanh nghiệp",
        "items": [_item("Giới thiệu dịch vụ công trực tuyến và cách nộp hồ sơ tại nhà", lead=[])],
    },
]
EMPTY = [{"title": "Đối với người dân và doanh nghiệp", "items": [{"content": ""}]}]
LONG = [{"title": f"{MARKS}: {SENTENCE}", "items": [_item(LONG_TEXT), _item(f"Nội dung thứ hai {MARKS}")]}]


def _table(groups: list[Data]) -> Data:
    return {"items": {"columns": COLUMNS, "groups": deepcopy(groups)}}


_TEXT = {
    "bases": [
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ",
        "Theo đề nghị của Chánh Văn phòng Sở",
    ],
    "opening": "Sở Tài chính xây dựng kế hoạch tuyên truyền cải cách hành chính với các nội dung như sau",
    "closing": "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2027, yêu cầu các đơn vị thực hiện",
}
_AGENCY = {
    "province": "Đồng Nai",
    "name": AGENCY.name,
    "header": ["SỞ TÀI CHÍNH"],
    "superior": ["UBND THÀNH PHỐ ĐỒNG NAI"],
    "symbol": "STC",
    "place": "Đồng Nai",
}


def snapshot(*blocks: Data, heading: str = "Nội dung, hình thức tuyên truyền") -> Data:
    """A draft with the usual words; the blocks stand in its second section."""
    sections = [
        {
            "heading": "Mục đích, yêu cầu",
            "sections": [
                {
                    "heading": "Mục đích",
                    "blocks": [
                        {"text": f"Nâng cao **nhận thức** của *công chức, viên chức*. {MARKS}"},
                        {"numbered": [SENTENCE, "Mỗi quý có ít nhất một đợt tuyên truyền"]},
                    ],
                },
                {
                    "heading": "Yêu cầu",
                    "blocks": [{"bullets": [{"text": "Mỗi quý có", "bullets": ["Ba tin", "Một bài"]}]}],
                },
            ],
        },
        {"heading": heading, "blocks": list(blocks)},
        {"heading": f"Tổ chức thực hiện {MARKS}", "blocks": [{"text": LONG_TEXT}]},
    ]
    return snapshots.assemble(
        {
            "format": 1,
            "agency": _AGENCY,
            "form": "plan",
            "period": {"from": "2027-01-01", "to": "2027-12-31"},
            "subject": SUBJECT,
            **_TEXT,
            "sections": sections,
        }
    )


class _Rows:
    """Rows of the database as they would be for a snapshot, numbered from 1 on."""

    def __init__(self, words: Data) -> None:
        self._numbers = count(1)
        self.sections: dict[Any, list[Any]] = defaultdict(list)
        self.in_section: dict[int, list[Any]] = defaultdict(list)
        self.in_appendix: dict[int, list[Any]] = defaultdict(list)
        self.groups: dict[int, list[Any]] = defaultdict(list)
        self.items: dict[int, list[Any]] = defaultdict(list)
        for name in ("parents", "bases", "recipients", "signatures", "appendices"):
            setattr(self, name, [self._row() for _ in words[name]])
        self._add_sections(None, words["sections"])

    def _row(self, **more: Any) -> SimpleNamespace:
        return SimpleNamespace(pk=next(self._numbers), **more)

    def _add_sections(self, parent: int | None, sections: list[Data]) -> None:
        for data in sections:
            row = self._row(guide="" if parent else "Nêu ngắn gọn; mỗi ý một gạch đầu dòng.")
            self.sections[parent].append(row)
            for block in data["blocks"]:
                self.in_section[row.pk].append(self._block(block))
            self._add_sections(row.pk, data["sections"])

    def _block(self, data: Data) -> SimpleNamespace:
        row = self._row(kind=next(kind.value for kind in BlockKind if kind.value in data))
        for group in data.get("items", {}).get("groups", []):
            made = self._row()
            self.groups[row.pk].append(made)
            self.items[made.pk] = [self._row() for _ in group["items"]]
        return row


class SampleOutline(Outline):
    """The editor's outline of a snapshot that no database holds."""

    def __init__(self) -> None:
        self.plan = plan()
        self.snapshot = snapshot(_table(FILLED), _table(EMPTY), _table(LONG))
        self.rows = _Rows(self.snapshot)  # type: ignore[assignment]
        self.parents = self._short_list("van-ban", "parents")
        self.bases = self._short_list("can-cu", "bases")
        self.recipients = self._short_list("noi-nhan", "recipients")
        self.signatures = self._short_list("nguoi-ky", "signatures")
        self.sections = self._section_nodes(None, self.snapshot["sections"], ("sections",), 1)
        self.appendices = []
