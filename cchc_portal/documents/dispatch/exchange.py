"""An issued paper of the register as edXML: the frozen document, its PDF, the codes that agencies have."""

from datetime import datetime

from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import looking_up
from cchc_portal.documents.dispatch import edxml, outgoing
from cchc_portal.documents.models import ExchangeCode, IssuedNumber
from cchc_portal.documents.states import NumberStatus

NO_CODE = (
    "Cơ quan chưa có mã định danh điện tử. Nhập mã ở trang Sổ văn bản đi, mục “Mã định danh của cơ quan”."
)
BEING_SIGNED = "Phụ lục kèm theo đang được ký số. Tải lại sau ít phút."
NO_SCAN = (
    "Văn bản ký trên giấy chưa có bản quét nên chưa xuất được edXML. Tải bản quét đã ký, đóng dấu lên trước."
)
NO_FILE = "Tệp PDF của văn bản chưa tạo xong. Tải lại sau ít phút."


def edxml_of(line: IssuedNumber, *, made_at: datetime) -> bytes:
    """Refused in words where the register does not know enough, or a field is too long for the exchange."""
    if line.snapshot is None or line.status != NumberStatus.GIVEN:
        raise Refused(f"Số {line.symbol} không có văn bản trong cổng nên không xuất được edXML.")
    if looking_up.marks_of(line.snapshot):
        raise Refused(f"Văn bản {line.symbol} không còn hiệu lực nên không xuất edXML.")
    codes = dict(ExchangeCode.objects.values_list("agency_id", "code"))
    if line.agency_id not in codes:
        raise Refused(NO_CODE)
    file, paper = outgoing.file_of(line), outgoing.paper_of(line)
    if file is None or paper is None:
        raise Refused(NO_FILE)
    if file.signed == outgoing.Signed.NOT:
        raise Refused(NO_SCAN)
    enclosures = outgoing.enclosures_of(line)
    if enclosures is None:
        raise Refused(BEING_SIGNED)
    said = line.snapshot.content
    message = edxml.Message(
        snapshot=said,
        sender=edxml.Body(
            said["agency"]["name"], codes[line.agency_id], " ".join(said["agency"]["superior"])
        ),
        receivers=_receivers(line, codes),
        file_name=file.name,
        content=file.content,
        pages=paper.pages,
        copies=line.copies or 0,
        made_at=made_at,
        enclosures=[edxml.Enclosed(one.name, one.title, one.content) for one in enclosures],
    )
    try:
        return edxml.export(message)
    except edxml.TooLong as refusal:
        raise Refused(str(refusal)) from refusal


def _receivers(line: IssuedNumber, codes: dict[int, str]) -> list[edxml.Body]:
    sent = line.dispatches.select_related("to_agency").order_by("position")
    return [
        edxml.Body(each.to_agency.name, codes.get(each.to_agency.pk, ""))
        if each.to_agency
        else edxml.Body(each.recipient)
        for each in sent
    ]
