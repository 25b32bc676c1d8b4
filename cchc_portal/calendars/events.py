"""What happened to an obligation, as a person reads it."""

from datetime import date
from typing import Any

from cchc_portal.vietnam.dates import short_date

WORDS = {
    "submit": "Gửi",
    "report_sent": "Ghi nhận đã gửi",
    "give_back": "Trả lại: {reason}",
    "accept": "Chấp nhận",
    "exempt": "Miễn thực hiện: {reason}",
    "transfer": "Chuyển từ {before} sang {after}: {reason}",
    "ask_extension": "Xin gia hạn đến {to}: {reason}",
    "grant_extension": "Đồng ý gia hạn đến {to}. {answer}",
    "refuse_extension": "Không đồng ý gia hạn đến {to}. {answer}",
    "urge": "Đôn đốc lần {times}: gửi thông báo đến {told} người của {name}",
    "urge_by_letter": "Đôn đốc lần {times} bằng Công văn số {symbol} ngày {issued_on}",
    "move_deadline": "Hạn thay đổi từ {before} sang {after}",
}


def line(event: Any) -> dict[str, Any]:
    """When, who, what."""
    details = {name: _written(value) for name, value in event.details.items()}
    what = WORDS.get(event.verb, "{verb}").format(verb=event.verb, **details).strip()
    return {"at": event.at, "who": event.actor_name, "post": event.post, "what": what}


def _written(value: Any) -> str:
    try:
        return short_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
