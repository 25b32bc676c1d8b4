"""What a receipt says, frozen with the submission that it confirms: the office that receives, who sent what, when to the second."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Role
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.documents import printed_receipt
from cchc_portal.documents.snapshots import canonical_json
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from plans.models import Submission

GROUP = 4  # characters of a SHA-256
NOTE = "Biên nhận điện tử do Cổng lập tự động khi nhận hồ sơ, không cần chữ ký và con dấu."


def said(made: Submission) -> dict[str, Any]:
    """The office's letterhead, and a row for each fact."""
    moment = timezone.localtime(made.handed_in_at)
    office = office_of(made)
    rows = [
        ("Cơ quan gửi", made.agency.name),
        ("Người gửi", sender(made)),
        ("Nơi nhận", office.name if office else "Sở Nội vụ"),
        ("Nội dung gửi", f"{made.obligation.document}, lần gửi {made.attempt}"),
        ("Thời điểm gửi", exact(moment)),
        ("Thời hạn", judged(made)),
        ("Văn bản", what(made)),
        (f"Mã SHA-256 của {hashed(made)[0]}", grouped(hashed(made)[1])),
    ]
    title = f"Về việc gửi {lower_first(made.obligation.document)}"
    header = _header(office, made, moment)
    return printed_receipt.said(printed_receipt.Receipt(header, title, [list(row) for row in rows], NOTE))


def office_of(made: Submission) -> Agency | None:
    """Where the province's reviewers sit."""
    offices = Agency.objects.filter(posts__roles__contains=[Role.REVIEWER], province=made.province_id)
    found: Agency | None = offices.open_on(timezone.localdate(made.handed_in_at)).in_order().first()
    return found


def _header(office: Agency | None, made: Submission, moment: datetime) -> dict[str, Any]:
    profile = (office or made.agency).profile_on(moment.date())
    return {
        "superior": [*profile.superior_header] if office else [],
        "issuer": [*profile.header] if office else ["SỞ NỘI VỤ"],
        "number": f"Số: {made.receipt_symbol}",
        "place_date": dates.written_place_date(profile.place, moment.date()),
    }


def sender(made: Submission) -> str:
    """A person who is called as the post is, is said once."""
    name = str(made.handed_in_by)
    return made.handed_in_as if made.handed_in_as.startswith(f"{name},") else f"{name}, {made.handed_in_as}"


def exact(moment: datetime) -> str:
    """In words that leave no doubt about the zone."""
    local = timezone.localtime(moment)
    clock = f"{local:%H} giờ {local:%M} phút {local:%S} giây"
    return f"{clock}, {dates.weekday_date(local.date())} (giờ Việt Nam)"


def judged(made: Submission) -> str:
    """By the day that counts."""
    due_on = made.obligation.due_on
    late = timezone.localdate(made.handed_in_at) > due_on
    return f"Hết {dates.weekday_date(due_on)}; gửi {'sau hạn' if late else 'trong hạn'}"


def what(made: Submission) -> str:
    """The paper in one line."""
    if made.plan is not None:
        day = dates.short_date(made.plan.issued_on) if made.plan.issued_on else ""
        return f"Số {made.plan.symbol} ngày {day}, {made.plan.subject}"
    if made.file_digest:
        return f"Tệp “{made.file_name}”"
    if made.obligation.kind == ObligationKind.PLAN:
        return "Văn bản ban hành ngoài Cổng"
    return "Báo cáo nhập trên Cổng, không phát sinh" if made.nothing_unusual else "Báo cáo nhập trên Cổng"


def hashed(made: Submission) -> tuple[str, str]:
    """What the digest is of, and the digest: the file where there is one, else the words that were frozen."""
    if made.file_digest:
        return "tệp đã gửi", made.file_digest
    if made.plan is not None:
        if made.plan.paper is not None and made.plan.paper.file_digest:
            return "tệp PDF", made.plan.paper.file_digest
        snapshot = made.plan.issued_snapshot
        return "nội dung đã ban hành", snapshot.digest if snapshot else ""
    words = canonical_json({"text": made.text, "figures": made.figures})
    return "nội dung đã gửi", hashlib.sha256(words.encode()).hexdigest()


def grouped(digest: str) -> str:
    """All of it, in groups that can be read aloud."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP)).upper()
