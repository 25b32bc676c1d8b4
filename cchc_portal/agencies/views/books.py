"""The book of a province: the blank one, what stands, an uploaded one looked at before it is entered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.forms import BookForm, EnterForm
from cchc_portal.agencies.models import ProvinceUpload
from cchc_portal.agencies.packages import Unreadable
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.province_book import comparing, entering, present, writing
from cchc_portal.agencies.province_book.columns import SHEETS
from cchc_portal.agencies.province_book.comparing import What
from cchc_portal.agencies.province_book.entering import Outlook
from cchc_portal.agencies.province_book.reading import Book

from .reaching import address, go
from .setting_up import admitted, trail

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200
MOST_FAULTS = 1000
GOOD_ONLY = "dong-dung"


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@agency_page
def blank(request: Any) -> HttpResponse:
    admitted(request)
    return _file(writing.blank(), "mau-thiet-lap.xlsx")


@require_safe
@agency_page
def export(request: Any) -> HttpResponse:
    admitted(request)
    standing = present.look(request.province, timezone.localdate())
    return _file(writing.filled(comparing.rows_standing(standing)), f"danh-sach-{request.province.slug}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def upload(request: Any) -> HttpResponse:
    """Choose a file; one that cannot be read is refused in a sentence and nothing is kept."""
    admitted(request)
    form = BookForm(request.POST, request.FILES) if request.method == "POST" else BookForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            kept = entering.keep(sent.read(), sent.name, by=request.membership)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return go(request, "province_setup:preview", book_id=kept.pk)
    context = {
        "page_title": "Nhập cơ quan, người dùng từ tệp",
        "breadcrumbs": trail(request, ("Nhập từ tệp", "")),
        "form": form,
    }
    return render(request, "agencies/upload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def preview(request: Any, book_id: int) -> HttpResponse:
    """What would be added and changed, and every fault with its place; then all rows, or only the right ones."""
    kept = _upload_or_404(request, book_id)
    if kept.entered_at is not None:
        return go(request, "province_setup:checklist")
    form = EnterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, kept, form)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    outlook = entering.look(kept, by=request.membership)
    return render(request, "agencies/preview.html", _context(request, kept, outlook, form))


def _upload_or_404(request: Any, book_id: int) -> ProvinceUpload:
    """An upload of this province, for its administrators."""
    kept: ProvinceUpload | None = ProvinceUpload.objects.filter(pk=book_id).first()
    if kept is None:
        raise Http404
    admitted(request)
    return kept


def _enter(request: Any, kept: ProvinceUpload, form: EnterForm) -> HttpResponse:
    good_only = request.POST.get("viec") == GOOD_ONLY
    entered = entering.enter(
        kept.pk, good_only=good_only, invite=form.cleaned_data["invite"], by=request.membership
    ).entered
    added = sum(entered["added"].values())
    told = f"Đã nhập tệp: thêm {added} dòng, sửa {len(entered['changed'])} dòng."
    if entered["left_out"]:
        told += f" {entered['left_out']} dòng lỗi không được nhập."
    messages.success(request, told)
    return go(request, "province_setup:checklist")


def _context(request: Any, kept: ProvinceUpload, outlook: Outlook, form: EnterForm) -> dict[str, Any]:
    own = outlook.checked.own_faults
    changed = [each for each in outlook.differences if each.what == What.CHANGE]
    good = outlook.count(What.ADD) + outlook.count(What.CHANGE)
    return {
        "page_title": "Xem lại trước khi nhập",
        "breadcrumbs": trail(
            request, ("Nhập từ tệp", address(request, "province_setup:upload")), ("Xem lại", "")
        ),
        "upload": kept,
        "form": form,
        "sheets": _counts(outlook),
        "faults": own[:MOST_FAULTS],
        "more_faults": max(0, len(own) - MOST_FAULTS),
        "wrong_rows": outlook.checked.wrong_rows,
        "following": len({(each.sheet, each.row) for each in outlook.checked.faults if each.follows}),
        "changed": changed[:MOST_SHOWN],
        "more_changed": max(0, len(changed) - MOST_SHOWN),
        "added": _added(outlook),
        "good": good,
        "may_enter_all": bool(good) and not outlook.checked.faults,
        "may_enter_good": bool(good) and bool(outlook.checked.faults),
        "good_only": GOOD_ONLY,
    }


def _counts(outlook: Outlook) -> list[dict[str, Any]]:
    """A row a sheet."""
    wrong: dict[str, set[int]] = {}
    for fault in outlook.checked.faults:
        wrong.setdefault(fault.sheet, set()).add(fault.row)
    return [
        {
            "title": sheet.title,
            "add": outlook.count(What.ADD, sheet.key),
            "change": outlook.count(What.CHANGE, sheet.key),
            "same": outlook.count(What.SAME, sheet.key),
            "wrong": len(wrong.get(sheet.title, ())),
        }
        for sheet in SHEETS
    ]


def _added(outlook: Outlook) -> list[dict[str, Any]]:
    """What is new, by sheet; of many the first ones and how many more."""
    found = []
    for sheet in SHEETS:
        new = [
            each for each in outlook.differences if each.what == What.ADD and each.row.sheet.key == sheet.key
        ]
        if new:
            found.append(
                {
                    "title": sheet.title,
                    "rows": new[:MOST_SHOWN],
                    "more": max(0, len(new) - MOST_SHOWN),
                    "count": len(new),
                }
            )
    return found


@require_safe
@agency_page
def wrong(request: Any, book_id: int) -> HttpResponse:
    """The wrong rows with their reasons, to be mended and sent in alone."""
    kept = _upload_or_404(request, book_id)
    if kept.entered_at is not None:
        raise Http404
    outlook = entering.look(kept, by=request.membership)
    rows = Book.from_json(kept.book).rows
    return _file(writing.wrong_rows(rows, outlook.checked.faults), "dong-loi.xlsx")
