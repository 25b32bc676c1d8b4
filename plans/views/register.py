"""Pages of the register: which documents there are, how each stands on a day, and the province's own entries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.vietnam.register import Document, Register, Standing, Status, order_key
from plans import permissions
from plans import register as joined
from plans.actions import register as verbs
from plans.forms.register import LegalDocumentForm, RegisterFilterForm
from plans.models import LegalDocument

from .reaching import address

TITLE = "Sổ văn bản pháp lý"
LABELS = {
    Standing.IN_FORCE: ("Còn hiệu lực", "ok"),
    Standing.EXPIRED: ("Hết hiệu lực", "danger"),
    Standing.NOT_YET: ("Chưa có hiệu lực", "info"),
    Standing.UNKNOWN: ("Chưa rõ hiệu lực", "neutral"),
}


@dataclass(frozen=True)
class Row:
    """One document as the page lists it."""

    document: Document
    status: Status

    @property
    def label(self) -> str:
        return LABELS[self.status.standing][0]

    @property
    def tone(self) -> str:
        return LABELS[self.status.standing][1]


def _here(request: Any, name: str = "list", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"register:{name}", kwargs=own | kwargs)


@require_safe
@agency_page
def document_list(request: Any) -> HttpResponse:
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    day = form.cleaned_data.get("on") or timezone.localdate()
    rows = _rows(joined.of_province(), form.cleaned_data, day)
    context = {
        "page_title": TITLE,
        "breadcrumbs": _trail(request, ""),
        "form": form,
        "filtered": any(form.cleaned_data.values()),
        "day": day,
        "page": page_of(rows, number=request.GET.get("trang"), total=len(rows)),
        "count": len(rows),
        "may_keep": permissions.may_keep_register(request.membership, request.province),
        "list_href": _here(request),
    }
    return render(request, "plan_register/list.html", context)


def _rows(register: Register, wanted: dict[str, Any], day: date) -> list[Row]:
    words, standing = wanted.get("q"), wanted.get("standing")
    found = register.search(words) if words else sorted(register.documents, key=order_key)
    if standing == "own":
        found = [document for document in found if document.key is not None]
    rows = [Row(document, register.status_on(document, day)) for document in found]
    if standing in (Standing.IN_FORCE, Standing.EXPIRED):
        rows = [row for row in rows if row.status.standing == standing]
    return rows


def _trail(request: Any, here: str) -> list[tuple[str, str]]:
    plans = ("Kế hoạch", address(request, "plan_list"))
    return [plans, (TITLE, _here(request)), (here, "")] if here else [plans, (TITLE, "")]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add(request: Any) -> HttpResponse:
    """A new entry; `thay` names a document of the country that the province corrects."""
    require(permissions.may_keep_register(request.membership, request.province))
    start = joined.of_province().find(request.GET.get("thay", "")) if "thay" in request.GET else None
    form = LegalDocumentForm(request.POST or None, initial=joined.values_of(start) if start else None)
    if request.method == "POST" and form.is_valid():
        row = verbs.add(request.province, form.cleaned_data, by=request.membership)
        messages.success(request, f"Đã thêm văn bản {row.symbol} vào sổ.")
        return redirect(_here(request))
    return _form_page(request, form, "Thêm văn bản vào sổ", "Thêm vào sổ")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit(request: Any, document_id: int) -> HttpResponse:
    row = _own(request, document_id)
    form = LegalDocumentForm(
        request.POST or None, entry=row, initial=joined.values_of(joined.as_document(row))
    )
    if request.method == "POST" and form.is_valid():
        verbs.change(row, form.cleaned_data, by=request.membership)
        messages.success(request, f"Đã lưu văn bản {form.cleaned_data['symbol']}.")
        return redirect(_here(request))
    return _form_page(request, form, f"Sửa văn bản {row.symbol}", "Lưu")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def remove(request: Any, document_id: int) -> HttpResponse:
    """Asks on a page of its own where no script has asked before."""
    row = _own(request, document_id)
    if request.method == "POST":
        verbs.remove(row, by=request.membership)
        messages.success(request, f"Đã xóa văn bản {row.symbol} khỏi sổ.")
        return redirect(_here(request))
    context = {
        "page_title": f"Xóa văn bản {row.symbol}",
        "breadcrumbs": _trail(request, "Xóa"),
        "question": f"Xóa văn bản {row.symbol} khỏi sổ của tỉnh, thành phố?",
        "note": "Kế hoạch đã dẫn văn bản này không thay đổi.",
        "submit": "Xóa khỏi sổ",
        "cancel_href": _here(request),
    }
    return render(request, "plans/confirm.html", context)


def _own(request: Any, document_id: int) -> LegalDocument:
    """An entry of this province, for those who keep them."""
    row: LegalDocument = get_object_or_404(LegalDocument.objects.all(), pk=document_id)
    row.province = request.province
    require(permissions.may_keep_register(request.membership, request.province))
    return row


def _form_page(request: Any, form: LegalDocumentForm, title: str, submit: str) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": _trail(request, title),
        "form": form,
        "submit": submit,
        "cancel_href": _here(request),
    }
    return render(request, "plan_register/form.html", context)
