"""Stored papers over HTTP: named in Vietnamese, of a fixed type, never run by the browser. The caller has asked permission."""

import logging

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from cchc_portal.documents import actions, file_names, storage
from cchc_portal.documents.models import Paper, SignedScan
from cchc_portal.documents.states import PaperFormat

BEING_REMADE = "Tệp đã lưu bị hỏng. Cổng đang tạo lại từ nội dung đã duyệt; mở lại sau ít phút."
SIGNED_IS_DAMAGED = "Tệp đã ký số trong kho lưu bị hỏng; quản trị viên cần khôi phục tệp từ bản sao lưu."
CONTENT_TYPES = {
    PaperFormat.PDF: "application/pdf",
    PaperFormat.LOOKUP: "application/pdf",
    PaperFormat.TO_SIGN: "application/pdf",
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_NAMED = {PaperFormat.LOOKUP: "Bản in tra cứu ", PaperFormat.TO_SIGN: "Bản in để ký "}

log = logging.getLogger(__name__)


def file_name(title: str, paper: Paper) -> str:
    """ "06/KH-KCNĐN" → "06-KH-KCNĐN.pdf"; a draft says so."""
    kind = PaperFormat(paper.format)
    what = _NAMED.get(kind, "Dự thảo " if paper.draft else "")
    return f"{what}{file_names.safe(title)}.{kind.ending}"


def file_response(paper: Paper, title: str, *, download: bool = False) -> HttpResponse:
    """The bytes as they were stored; 404 while there are none, and a paper on order where they are damaged."""
    if not paper.is_ready:
        raise Http404
    try:
        content = storage.load(paper.province_id, paper.file_digest)
    except storage.DamagedFile:
        log.exception("Tệp của văn bản %s bị hỏng.", paper.pk)
        actions.make_again(paper)
        said = SIGNED_IS_DAMAGED if paper.unsigned_digest else BEING_REMADE
        return HttpResponse(
            said, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "10"}
        )
    response = HttpResponse(content, content_type=CONTENT_TYPES[PaperFormat(paper.format)])
    disposition = content_disposition_header(
        download or paper.format == PaperFormat.DOCX, file_name(title, paper)
    )
    response["Content-Disposition"] = str(disposition)
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{paper.file_digest}"'
    return response


def scan_response(scan: SignedScan, name: str, kind: str) -> HttpResponse:
    """The scan of a signed paper, as it was kept."""
    response = HttpResponse(storage.load(scan.province_id, scan.file_digest), content_type=kind)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    return response
