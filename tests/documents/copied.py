"""What was frozen of a copy, for tests that print it."""

from typing import Any

BLOCK: dict[str, Any] = {
    "form": "sao-y",
    "rules": "ND30_2020",
    "symbol": "03/SY-STC",
    "issuer": ["SỞ TÀI CHÍNH"],
    "place": "Đồng Nai",
    "day": "2027-02-03",
    "authority": ["TL. GIÁM ĐỐC"],
    "title": "CHÁNH VĂN PHÒNG",
    "name": "Họ Và Tên Người Sao",
    "recipients": ["UBND thành phố (để b/c)", "Như trên"],
    "archive": ["VT"],
    "sections": None,
    "appendices": None,
    "before": [],
    "electronic": False,
}


def block(**changes: Any) -> dict[str, Any]:
    return {**BLOCK, **changes}
