"""Appendices that are files of their own after the issue: what is signed, once more by the key or brought from outside, and the files.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached import delivery as attached_delivery
from cchc_portal.documents.attached.states import MAY_RETRY, AttachedState
from cchc_portal.documents.models import AttachedFile, LongTermFile
from cchc_portal.documents.signed import extending, signatures
from plans import permissions
from plans.actions import attached_files
from plans.forms.signing import SignedAttachedForm
from plans.models import Plan
from plans.states import PlanState

from . import one_form
from .reaching import address, go, own_plan_or_404, plan_or_404

ANCHOR = "phu-luc-kem-theo"
IN_INK = "Văn bản được ký, đóng dấu trên giấy nên các tệp này giữ nguyên như khi ban hành, không có chữ ký số của cơ quan."
OUTSIDE = (
    "Văn bản được ký số bằng thiết bị ở ngoài cổng. Văn thư tải từng tệp phụ lục xuống, ký số của cơ quan bằng thiết bị đó "
    "rồi tải tệp đã ký lên. Tệp chưa ký số giữ nguyên như khi ban hành."
)
UNSIGNED = ("Chưa có chữ ký số của cơ quan", "warn")


def panel(request: Any, plan: Plan) -> dict[str, Any]:
    """Nothing where no file was issued with the plan."""
    rows = attaching.of_paper(plan.paper) if plan.paper else []
    if not rows:
        return {}
    may = bool(permissions.may_sign_attached(request.membership, plan))
    kept = _long_term(request, plan)
    means = signatures.means_of(plan.agency, None) if may else None
    return {
        "attached": {
            "issued": True,
            "rows": [
                _sealed(request, plan, row, kept.get(row.pk))
                | _offered(request, plan, row, may and attaching.may_be_brought(row, means), may)
                for row in rows
            ],
            "busy": any(row.is_being_signed for row in rows),
            "href": address(request, "attached", plan_id=plan.pk),
            "note": _why_unsigned(plan, rows),
        }
    }


def _long_term(request: Any, plan: Plan) -> dict[int, LongTermFile]:
    """For the agency's own people, as it is with the document itself."""
    if plan.paper is None or not permissions.may_see_work(request.membership, plan):
        return {}
    return extending.of_attached(plan.paper)


def _sealed(request: Any, plan: Plan, row: AttachedFile, kept: LongTermFile | None) -> dict[str, Any]:
    at = {"plan_id": plan.pk, "attached_id": row.pk}
    label, tone = UNSIGNED if _is_awaited(plan, row) else (row.get_state_display(), row.tone)
    return {
        "row": row,
        "label": label,
        "tone": tone,
        "long_term": kept,
        "long_term_stuck": kept is not None and kept.error == extending.FOREIGN,
        "long_term_href": address(request, "attached_long_term", **at) if kept and kept.is_done else "",
        "file_href": address(request, "attached_file", **at),
    }


def _offered(request: Any, plan: Plan, row: AttachedFile, outside: bool, may: bool) -> dict[str, str]:
    """The key once more, or a file that was signed outside."""
    at = {"plan_id": plan.pk, "attached_id": row.pk}
    again = may and row.state in MAY_RETRY and not outside
    return {
        "retry_href": address(request, "attached_retry", **at) if again else "",
        "bring_href": address(request, "attached_bring", **at) if outside else "",
    }


def _is_awaited(plan: Plan, row: AttachedFile) -> bool:
    """Signed outside like the document itself, only not yet."""
    return row.state == AttachedState.UNSIGNED and bool(plan.paper and plan.paper.unsigned_digest)


def _why_unsigned(plan: Plan, rows: list[AttachedFile]) -> str:
    if plan.paper is None or all(row.state != AttachedState.UNSIGNED for row in rows):
        return ""
    return OUTSIDE if plan.paper.unsigned_digest else IN_INK


@require_safe
@agency_page
def issued_file(request: Any, plan_id: int, attached_id: int) -> HttpResponse:
    """As it leaves the agency, for whoever may read the plan."""
    plan = plan_or_404(request, plan_id)
    row = _attached_or_404(plan, attached_id)
    return attached_delivery.file_response(row.province_id, row.file_digest, attaching.file_name(row))


@require_POST
@agency_page
def retry(request: Any, plan_id: int, attached_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    row = _attached_or_404(plan, attached_id)
    try:
        with transaction.atomic():
            attached_files.try_again(plan, row.pk, by=request.membership)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "Cổng đang ký số lại tệp phụ lục. Trang này tự cập nhật khi ký xong.")
    return go(request, "detail", ANCHOR, plan_id=plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def bring(request: Any, plan_id: int, attached_id: int) -> HttpResponse:
    """Back with the file signed outside; what is wrong with it stands beside the field, and the upload is kept for inspection."""
    plan = own_plan_or_404(request, plan_id)
    row = _attached_or_404(plan, attached_id)
    require(permissions.may_sign_attached(request.membership, plan))
    form = SignedAttachedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _brought(request, plan, row, form):
        messages.success(request, f"Đã nhận tệp phụ lục đã ký số “{row.title}”.")
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    note = f"Hiển thị chữ ký số ở góc trên bên phải trang đầu với dòng chữ: “Số: {row.symbol}; thời gian ký”."
    title = f"Tải phụ lục đã ký lên: {row.title}"
    return one_form.page(request, plan, form, title, submit="Tải lên và kiểm tra", note=note, anchor=ANCHOR)


def _brought(request: Any, plan: Plan, row: AttachedFile, form: SignedAttachedForm) -> bool:
    content = form.cleaned_data["file"].read()
    try:
        with transaction.atomic():
            attached_files.bring(plan, row.pk, content, by=request.membership)
    except signatures.NotAccepted as refusal:
        attached_files.keep_refused(plan, row.pk, content, by=request.membership)
        form.add_error("file", list(refusal.sentences))
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    else:
        return True
    return False


@require_safe
@agency_page
def long_term_file(request: Any, plan_id: int, attached_id: int) -> HttpResponse:
    """The signed file with its timestamp and what later checks need behind it."""
    plan = own_plan_or_404(request, plan_id)
    row = _attached_or_404(plan, attached_id)
    kept = _long_term(request, plan).get(row.pk)
    if kept is None or not kept.is_done:
        raise Http404
    name = attaching.file_name(row).replace(".pdf", " (có dấu thời gian).pdf")
    return attached_delivery.file_response(row.province_id, kept.file_digest, name)


def _attached_or_404(plan: Plan, attached_id: int) -> AttachedFile:
    rows = AttachedFile.objects.select_related("paper", "agency").filter(paper=plan.paper_id)
    found: AttachedFile | None = rows.filter(pk=attached_id).first()
    if found is None or plan.state != PlanState.ISSUED:
        raise Http404
    return found
