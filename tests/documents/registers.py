"""Lines of the register for tests: what a clerk would type."""

from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import book

BY_HAND: dict[str, Any] = {
    "series": "CV",
    "number": "12",
    "symbol": "12/STC-VP",
    "issued_on": date(2026, 3, 5),
    "subject": "Về việc đính chính Kế hoạch",
    "signer": "Phó Giám đốc",
    "recipients": "Sở Nội vụ; Các phòng",
    "keeper": "VT, VP",
    "copies": 3,
    "sent_on": date(2026, 3, 6),
    "receipt": "Văn thư Sở Nội vụ",
    "note": "Gửi bưu điện",
}


def entered_line(clerk: Membership, **changes: Any) -> IssuedNumber:
    return book.enter(clerk.agency, {**BY_HAND, **changes}, by=clerk)


def kept_line(clerk: Membership, series: str = "CV", subject: str = "Về việc họp") -> IssuedNumber:
    return book.reserve(
        clerk.agency, series=series, subject=subject, year=timezone.localdate().year, by=clerk
    )
