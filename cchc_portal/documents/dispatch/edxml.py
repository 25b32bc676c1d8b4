"""An issued document as edXML, the form in which agencies exchange papers (QCVN 102:2016/BTTTT; Nghị định 30/2020/NĐ-CP, Phụ lục VI).

Pure: what it says comes from the frozen document, the file is the PDF of record. Elements stand in the order of the national sample.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET

from cchc_portal.vietnam import symbols

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
ADMINISTRATIVE = "2"  # DocumentType.Type: all of Phụ lục III are administrative
UNDIVIDED = "0"  # DocumentType.TypeDetail, a number: as in the national sample; TypeName says which it is
NEW = "0"  # BussinessDocType of a document that is sent for the first time

# The longest that each field may be (Phụ lục VI, mục II.I), under the name that people know it by.
LENGTHS = {
    "mã định danh của cơ quan": 13,
    "tên cơ quan ban hành": 200,
    "số của văn bản": symbols.NUMBER_LENGTH,
    "ký hiệu của văn bản": symbols.NOTATION_LENGTH,
    "tên loại văn bản": 100,
    "trích yếu": 500,
    "chức vụ người ký": 100,
    "họ và tên người ký": 50,
    "tên nơi nhận": 200,
    "số trang": 3,
    "số lượng bản": 3,
}


class TooLong(ValueError):
    """A field does not fit; the sentence names it."""


@dataclass(frozen=True)
class Body:
    """An agency as edXML names it."""

    name: str
    code: str = ""
    superior: str = ""


@dataclass(frozen=True)
class Enclosed:
    """An appendix that is a file of its own."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """All that the file says beyond the frozen document."""

    snapshot: dict[str, Any]
    sender: Body
    receivers: Sequence[Body]
    file_name: str
    content: bytes
    pages: int | None
    copies: int
    made_at: datetime
    enclosures: Sequence[Enclosed] = ()


def export(message: Message) -> bytes:
    root = ET.Element("edXML", {"xmlns": NAMESPACE, "xmlns:edXML": NAMESPACE})
    envelope = ET.SubElement(root, "edXML:edXMLEnvelope")
    header = ET.SubElement(envelope, "edXML:edXMLHeader")
    _message_header(ET.SubElement(header, "MessageHeader"), message)
    _trace(ET.SubElement(header, "TraceHeaderList"), message)
    ET.SubElement(header, "DigitalSignature")
    manifest = ET.SubElement(ET.SubElement(envelope, "edXML:edXMLBody"), "edXMLManifest")
    encoded = ET.SubElement(root, "AttachmentEncoded")
    files = [(message.file_name, message.content), *((one.name, one.content) for one in message.enclosures)]
    for number, (name, content) in enumerate(files, start=1):
        said = {"ContentId": f"cid:{number}", "ContentType": "application/pdf"}
        _texts(ET.SubElement(manifest, "Reference"), **said, AttachmentName=name)
        _attachment(ET.SubElement(encoded, "Attachment"), said, name, content)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _attachment(element: ET.Element, said: dict[str, str], name: str, content: bytes) -> None:
    _texts(
        element, ContentId=said["ContentId"], AttachmentName=name, ContentType=said["ContentType"],
        ContentTransferEncoded=base64.b64encode(content).decode("ascii"),
    )  # fmt: skip


def _message_header(header: ET.Element, message: Message) -> None:
    said = message.snapshot
    kind = symbols.kind_of(said)
    subject = said["decision"]["subject"] if said["decision"] else said["subject"]
    number = symbols.printed_number(said["number"])
    notation = symbols.notation(kind, symbols.issuer_of(said))
    _body(ET.SubElement(header, "From"), message.sender, "tên cơ quan ban hành")
    for receiver in message.receivers:
        _body(ET.SubElement(header, "To"), receiver, "tên nơi nhận")
    _texts(
        ET.SubElement(header, "Code"),
        CodeNumber=_fits("số của văn bản", number),
        CodeNotation=_fits("ký hiệu của văn bản", notation),
    )
    _texts(
        ET.SubElement(header, "PromulgationInfo"),
        Place=said["agency"]["place"],
        PromulgationDate=f"{date.fromisoformat(said['issued_on']):%Y/%m/%d}",
    )
    _texts(
        ET.SubElement(header, "DocumentType"),
        Type=ADMINISTRATIVE,
        TypeName=_fits("tên loại văn bản", symbols.type_of_series(kind)),
        TypeDetail=UNDIVIDED,
    )
    _texts(header, Subject=_fits("trích yếu", subject), Content=said["opening"] or "")
    _signer(ET.SubElement(header, "SignerInfo"), said["signatures"][0])
    _texts(header, DueDate="")
    places = ET.SubElement(header, "ToPlaces")
    for words in said["recipients"]:
        _texts(places, Place=words)
    _other(ET.SubElement(header, "OtherInfo"), message)
    document_id = f"{message.sender.code},{said['issued_on'].replace('-', '/')},{number}/{notation}"
    _texts(header, SteeringType="0", DocumentId=document_id)


def _body(element: ET.Element, body: Body, what: str) -> None:
    _texts(
        element,
        OrganId=_fits("mã định danh của cơ quan", body.code),
        OrganizationInCharge=body.superior,
        OrganName=_fits(what, body.name),
    )


def _signer(element: ET.Element, line: dict[str, Any]) -> None:
    """Competence is the authority by which they sign: TM., KT., TL., TUQ., Q.; nothing for the head."""
    competence = " ".join(words.split(" ", 1)[0] for words in line["authority"])
    _texts(
        element,
        Competence=competence,
        Position=_fits("chức vụ người ký", line["title"]),
        FullName=_fits("họ và tên người ký", line["name"]),
    )


def _other(element: ET.Element, message: Message) -> None:
    _texts(
        element,
        Priority="0",
        SphereOfPromulgation="",
        TyperNotation="",
        PromulgationAmount=_fits("số lượng bản", str(message.copies)),
        PageAmount=_fits("số trang", str(message.pages or "")),
    )
    appendixes = ET.SubElement(element, "Appendixes")
    titles = [appendix["title"] for appendix in message.snapshot["appendices"]]
    for title in (*titles, *(one.title for one in message.enclosures)):
        _texts(appendixes, Appendix=title)


def _trace(element: ET.Element, message: Message) -> None:
    trace = ET.SubElement(element, "TraceHeader")
    _texts(trace, OrganId=message.sender.code, Timestamp=f"{message.made_at:%Y/%m/%d %H:%M:%S}")
    _texts(ET.SubElement(element, "Bussiness"), BussinessDocType=NEW, BussinessDocReason="Văn bản mới")


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text


def _fits(what: str, text: str) -> str:
    most = LENGTHS[what]
    if len(text) > most:
        raise TooLong(
            f"{what[:1].upper()}{what[1:]} dài {len(text)} ký tự; dữ liệu trao đổi nhận nhiều nhất {most} ký tự."
        )
    return text
