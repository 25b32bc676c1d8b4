"""What was done with a line of the register, as sentences."""

from typing import Any

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.documents.models import IssuedNumber

_ACTS = {
    "number_reserved": "Giữ số",
    "number_given": "Cấp số đang giữ",
    "copy_numbered": "Lấy số cho {what}",
    "number_voided": "Hủy số",
    "number_entered": "Ghi văn bản từ sổ riêng",
    "line_changed": "Sửa các cột văn thư ghi",
    "corrected": "Ghi đính chính bằng {what}",
    "amended": "Ghi sửa đổi, bổ sung bằng {what}",
    "replaced": "Ghi thay thế bằng {what}",
    "withdrawn": "Thu hồi bằng {what}",
    "sent_again": "Gửi lại {what}",
    "handed_over": "Ghi ký nhận của {what}: {who}",
    "received": "{what} xác nhận đã nhận",
    "withdrawal_confirmed": "{what} xác nhận thu hồi",
}


def of_line(line: IssuedNumber) -> list[dict[str, Any]]:
    """Newest first, as the timeline shows them."""
    events = HistoryEvent.objects.about(line)
    return [_step(event) for event in events][::-1]


def _step(event: HistoryEvent) -> dict[str, Any]:
    known = {"what": "văn bản khác", "who": ""} | event.details
    return {
        "verb": _ACTS.get(event.verb, "Thực hiện một việc khác").format(**known),
        "who": event.actor_name,
        "post": event.post,
        "at": event.at,
        "note": event.details.get("reason", ""),
    }
