"""Files that people have attached over HTTP: always to be kept, never opened by the browser inside the portal. The caller has asked permission."""

import logging

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from cchc_portal.documents import storage

DAMAGED = "Tệp trong kho lưu bị hỏng; quản trị viên cần khôi phục tệp từ bản sao lưu."

log = logging.getLogger(__name__)


def file_response(province_id: int, digest: str, name: str) -> HttpResponse:
    try:
        content = storage.load(province_id, digest)
    except storage.DamagedFile:
        log.exception("Tệp kèm theo %s bị hỏng.", digest[:12])
        return HttpResponse(DAMAGED, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["ETag"] = f'"{digest}"'
    return response
