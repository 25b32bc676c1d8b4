"""An agency that has ended with work open: its successor takes the work, or nobody does, and the portal says what it did."""

from dataclasses import dataclass

from cchc_portal.agencies.models import Agency, AgencySuccession, Membership
from cchc_portal.agencies.permissions import Refused, is_closed
from cchc_portal.calendars.models import Obligation

from .standing import exempt, transfer


@dataclass(frozen=True)
class Handover:
    """How many obligations went where, in one sentence."""

    count: int
    sentence: str


def hand_over(agency: Agency, *, by: Membership) -> Handover:
    """Everything that the ended agency still owes, to its only successor; of an abolished one nothing more is expected."""
    if not is_closed(agency):
        raise Refused(f"{agency} còn hoạt động; chuyển từng việc nếu cần.")
    rows = list(Obligation.objects.of_agency(agency).open())
    became = list(
        AgencySuccession.objects.filter(predecessor=agency)
        .select_related("successor")
        .order_by("effective_on", "id")
    )
    here = {one.successor_id: one for one in became if one.successor_province_id == agency.province_id}
    if len(here) == 1:
        (succession,) = here.values()
        heir = succession.successor
        for owed in rows:
            transfer(owed, to=heir, by=by, reason=f"{heir} kế thừa theo {succession.legal_document}")
        return Handover(len(rows), f"Đã chuyển {len(rows)} việc của {agency} cho {heir}.")
    if here:
        names = ", ".join(str(one.successor) for one in here.values())
        raise Refused(f"{agency} có nhiều cơ quan kế thừa ({names}). Mở từng việc để chọn cơ quan nhận.")
    if any(one.kind == AgencySuccession.Kind.ABOLISH for one in became):
        document = became[-1].legal_document
        for owed in rows:
            exempt(owed, by=by, reason=f"{agency} giải thể theo {document}")
        return Handover(len(rows), f"{agency} đã giải thể: {len(rows)} việc không còn phải thực hiện.")
    raise Refused(f"Chưa ghi {agency} được cơ quan nào kế thừa. Mở từng việc để chuyển hoặc miễn.")
