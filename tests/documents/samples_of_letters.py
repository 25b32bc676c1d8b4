"""Letters and reports of our own wording, each a canonical snapshot."""

import copy
from typing import Any

from cchc_portal.documents import snapshots
from tests.documents import samples

ASKED = "Đến nay còn 03 cơ quan chưa gửi báo cáo; Sở Nội vụ đề nghị các cơ quan thực hiện"
DUTIES = [
    "Gửi báo cáo về Sở Nội vụ trước ngày 25 tháng 3 năm 2027",
    "Cử một công chức làm đầu mối, báo họ và tên, số điện thoại về Phòng Cải cách hành chính",
]
ONE = ["Sở Tài chính"]
MANY = ["Sở Tài chính", "Ủy ban nhân dân xã Long Thành", "Ban Quản lý các Khu công nghiệp"]


def letter(**changes: Any) -> dict[str, Any]:
    """A letter to one agency, in running text and points."""
    return snapshots.normalise({**copy.deepcopy(_LETTER), **changes})


def letter_draft() -> dict[str, Any]:
    return letter(number=None, issued_on=None)


def letter_to_many() -> dict[str, Any]:
    return letter(addressees=MANY)


def letter_of_2019() -> dict[str, Any]:
    return letter(rules="TT01_2011", issued_on="2019-02-09", addressees=MANY)


def report(**changes: Any) -> dict[str, Any]:
    """A report with parts, figures in a table and no addressee."""
    return snapshots.normalise({**copy.deepcopy(_REPORT), **changes})


def report_to_one() -> dict[str, Any]:
    return report(addressees=["Ủy ban nhân dân thành phố Đồng Nai"])


def report_of_2019() -> dict[str, Any]:
    return report(rules="TT01_2011", issued_on="2019-02-09", addressees=MANY)


_COMMON: dict[str, Any] = {
    "format": 1,
    "agency": samples.plan()["agency"],
    "rules": "ND30_2020",
    "number": "7",
    "issued_on": "2027-03-05",
    "period": {"from": "2027-01-01", "to": "2027-12-31"},
    "signatures": [{"authority": ["KT. GIÁM ĐỐC"], "title": "PHÓ GIÁM ĐỐC", "name": "Họ Và Tên"}],
    "recipients": ["Như trên", "UBND thành phố (để b/c)"],
    "archive": ["VT", "CCHC"],
}
_LETTER: dict[str, Any] = {
    **_COMMON,
    "form": "letter",
    "unit": "CCHC",
    "subject": "Đôn đốc gửi báo cáo cải cách hành chính quý I năm 2027",
    "addressees": ONE,
    "opening": f"{samples.SENTENCE}. {ASKED}",
    "sections": [{"heading": "", "blocks": [{"numbered": DUTIES}]}],
    "closing": "Sở Nội vụ đề nghị các cơ quan quan tâm thực hiện",
}
_REPORT: dict[str, Any] = {
    **_COMMON,
    "form": "report",
    "subject": "Kết quả tuyên truyền cải cách hành chính quý I năm 2027",
    "recipients": ["Sở Nội vụ", "UBND thành phố (để b/c)"],
    "opening": "Sở Tài chính báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2027 như sau",
    "sections": [
        {"heading": "Kết quả thực hiện", "blocks": [{"numbered": [samples.SENTENCE, samples.SENTENCE]}]},
        {
            "heading": "Số liệu",
            "blocks": [{"table": {"head": [["Nội dung", "Số lượng"]], "rows": [["Tin, bài", "24"]]}}],
        },
    ],
    "closing": "Trên đây là Báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2027",
}
