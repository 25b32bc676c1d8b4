"""A draft that is otherwise in order, and what its checks tell of one row or end."""

from datetime import date
from typing import Any

from plans import checks
from plans.checks import Finding
from tests.documents import samples

TODAY = date(2027, 1, 21)
HEADING = "Mục đích, yêu cầu, nội dung, kinh phí và tổ chức thực hiện"


def plan_saying(text: str, **changes: Any) -> dict[str, Any]:
    """A draft of 2027 that is otherwise in order, with one row that says this."""
    row = {"content": text, "channels": ["Zalo"], "time": {"text": "Quý I"}, "lead": ["Văn phòng"]}
    table = {"items": {"columns": ["content", "channels", "time", "lead"], "groups": [{"items": [row]}]}}
    draft = {"number": None, "issued_on": None, "sections": [{"heading": HEADING, "blocks": [table]}]}
    return samples.plan(**{**draft, **changes})


ROW = ("sections", 0, "blocks", 0, "items", "groups", 0, "items", 0, "content")


def found(text: str, on: date = TODAY, **changes: Any) -> list[Finding]:
    return checks.findings(plan_saying(text, **changes), on=on)
