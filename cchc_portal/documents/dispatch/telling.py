"""A line in the inbox of agencies that have a document inside the portal, where its file is no longer the one that they received (Điều 18)."""

from django.urls import reverse

from cchc_portal.agencies.models import Role
from cchc_portal.calendars import actions as calendars
from cchc_portal.documents.models import Dispatch, IssuedNumber
from cchc_portal.documents.states import SendingState, Way
from cchc_portal.vietnam import dates


def scan_replaced(line: IssuedNumber, *, reason: str) -> None:
    """The clerk of each agency that has the document; who has not got it yet gets the right one at once."""
    day = f" ngày {dates.short_date(line.issued_on)}" if line.issued_on else ""
    text = (
        f"{line.agency.name} đã thay bản quét của văn bản số {line.symbol}{day}; đề nghị chỉ sử dụng bản mới. "
        f"Lý do: {reason}"
    )
    gone = (SendingState.SENT, SendingState.RECEIVED)
    sent = Dispatch.objects.filter(number=line, way=Way.INSIDE, state__in=gone, to_agency__isnull=False)
    for dispatch in sent.select_related("to_agency__province").order_by("pk"):
        own = {"province": dispatch.to_agency.province.slug, "agency": dispatch.to_agency.slug}
        calendars.notify_post_holders(
            dispatch.to_agency, Role.CLERK, text, reverse("incoming:list", kwargs=own)
        )
