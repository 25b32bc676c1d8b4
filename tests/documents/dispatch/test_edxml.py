"""edXML: the elements of the national sample in their order, lengths refused in words, the file whole inside (T-81)."""

import base64
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cchc_portal.documents.dispatch import edxml
from tests.documents import samples

PDF = bytes(range(256)) * 5
NS = f"{{{edxml.NAMESPACE}}}"


def message(**changes: Any) -> edxml.Message:
    said = samples.plan(**changes)
    sender = edxml.Body(said["agency"]["name"], "000.00.01.H19", "UBND THÀNH PHỐ ĐỒNG NAI")
    receivers = [edxml.Body("Sở Tài chính", "000.00.02.H19"), edxml.Body("Báo Đồng Nai")]
    return edxml.Message(said, sender, receivers, "07-KH-SNV.pdf", PDF, 3, 4, datetime(2027, 3, 5, 8, 30))  # noqa: DTZ001  local


def outline(element: ET.Element) -> Any:
    """Names as they stand; a leaf with its text."""
    name = element.tag.removeprefix(NS)
    return (name, [outline(child) for child in element]) if len(element) else (name, element.text or "")


def named(message: edxml.Message) -> tuple[str, Any]:
    return outline(ET.fromstring(edxml.export(message)))  # type: ignore[no-any-return]


def test_the_file_is_the_national_structure_element_by_element() -> None:
    said = samples.plan()
    signer = said["signatures"][0]
    header = [
        ("From", [("OrganId", "000.00.01.H19"), ("OrganizationInCharge", "UBND THÀNH PHỐ ĐỒNG NAI"),
                  ("OrganName", "Sở Nội vụ thành phố Đồng Nai")]),
        ("To", [("OrganId", "000.00.02.H19"), ("OrganizationInCharge", ""), ("OrganName", "Sở Tài chính")]),
        ("To", [("OrganId", ""), ("OrganizationInCharge", ""), ("OrganName", "Báo Đồng Nai")]),
        ("Code", [("CodeNumber", "07"), ("CodeNotation", "KH-SNV")]),
        ("PromulgationInfo", [("Place", "Đồng Nai"), ("PromulgationDate", "2027/03/05")]),
        ("DocumentType", [("Type", "2"), ("TypeName", "Kế hoạch"), ("TypeDetail", "0")]),
        ("Subject", samples.SUBJECT),
        ("Content", said["opening"]),
        ("SignerInfo", [("Competence", "".join(line.split(" ")[0] for line in signer["authority"])),
                        ("Position", signer["title"]), ("FullName", signer["name"])]),
        ("DueDate", ""),
        ("ToPlaces", [("Place", words) for words in said["recipients"]]),
        ("OtherInfo", [("Priority", "0"), ("SphereOfPromulgation", ""), ("TyperNotation", ""),
                       ("PromulgationAmount", "4"), ("PageAmount", "3"), ("Appendixes", "")]),
        ("SteeringType", "0"),
        ("DocumentId", "000.00.01.H19,2027/03/05,07/KH-SNV"),
    ]  # fmt: skip
    trace = [
        ("TraceHeader", [("OrganId", "000.00.01.H19"), ("Timestamp", "2027/03/05 08:30:00")]),
        ("Bussiness", [("BussinessDocType", "0"), ("BussinessDocReason", "Văn bản mới")]),
    ]
    body = [("edXMLManifest", [("Reference", [
        ("ContentId", "cid:1"), ("ContentType", "application/pdf"), ("AttachmentName", "07-KH-SNV.pdf")])])]  # fmt: skip
    attachment = [
        ("ContentId", "cid:1"), ("AttachmentName", "07-KH-SNV.pdf"), ("ContentType", "application/pdf"),
        ("ContentTransferEncoded", base64.b64encode(PDF).decode()),
    ]  # fmt: skip
    assert named(message()) == ("edXML", [
        ("edXMLEnvelope", [
            ("edXMLHeader", [("MessageHeader", header), ("TraceHeaderList", trace), ("DigitalSignature", "")]),
            ("edXMLBody", body),
        ]),
        ("AttachmentEncoded", [("Attachment", attachment)]),
    ])  # fmt: skip


def test_it_begins_as_the_sample_does_and_is_prefixed_where_that_is() -> None:
    written = edxml.export(message()).decode()
    assert written.split("\n")[1] == f'<edXML xmlns="{edxml.NAMESPACE}" xmlns:edXML="{edxml.NAMESPACE}">'
    assert [written.count(f"<edXML:edXML{name}>") for name in ("Envelope", "Header", "Body")] == [1, 1, 1]


def test_the_paper_comes_out_as_it_went_in() -> None:
    found = ET.fromstring(edxml.export(message())).find(f".//{NS}ContentTransferEncoded")
    assert found is not None
    assert base64.b64decode(found.text or "") == PDF


def signed(**line: str) -> dict[str, Any]:
    return {"signatures": [{"authority": [], "title": "GIÁM ĐỐC", "name": "", **line}]}


@pytest.mark.parametrize(
    ("changes", "field", "most"),
    [
        ({"subject": "ă" * 501}, "Trích yếu", 500),
        ({"number": "1" * 12}, "Số của văn bản", 11),
        (signed(title="Ô" * 101), "Chức vụ người ký", 100),
        (signed(name="ế" * 51), "Họ và tên người ký", 50),
        ({"agency": {**samples.plan()["agency"], "symbol": "S" * 28}}, "Ký hiệu của văn bản", 30),
        ({"agency": {**samples.plan()["agency"], "name": "S" * 201}}, "Tên cơ quan ban hành", 200),
    ],
)
def test_a_field_that_is_too_long_is_named(changes: dict[str, Any], field: str, most: int) -> None:
    said = {**samples.plan(), **changes}
    own = edxml.Body(said["agency"]["name"], "000.00.01.H19")
    asked = edxml.Message(said, own, [], "a.pdf", PDF, 3, 4, datetime(2027, 3, 5))  # noqa: DTZ001  local
    with pytest.raises(edxml.TooLong) as refused:
        edxml.export(asked)
    assert str(refused.value) == (
        f"{field} dài {most + 1} ký tự; dữ liệu trao đổi nhận nhiều nhất {most} ký tự."
    )


def test_the_longest_that_fits_is_taken() -> None:
    assert named(message(subject="ă" * 500))[0] == "edXML"


def test_a_decision_that_a_plan_comes_with_is_exchanged_as_a_decision() -> None:
    cover = {"subject": "Ban hành Kế hoạch", "issuer": "GIÁM ĐỐC", "articles": ["Ban hành."]}
    root = ET.fromstring(edxml.export(message(form="decision_attached", decision=cover)))
    found = [root.find(f".//{NS}{name}") for name in ("Type", "TypeName", "TypeDetail", "CodeNotation")]
    assert [each.text for each in found if each is not None] == ["2", "Quyết định", "0", "QĐ-SNV"]
