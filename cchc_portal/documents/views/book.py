"""The register itself: what is in it, finding a paper, taking it away as Excel or as a printed book, the agency's code."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import actions, delivery, permissions, spreadsheets
from cchc_portal.documents.forms import BookFilterForm, CodeForm, EntryForm, ReserveForm
from cchc_portal.documents.models import ExchangeCode, IssuedNumber, Paper
from cchc_portal.documents.register import book, columns, printed_book, sheet
from cchc_portal.documents.states import PaperState

from .reaching import TITLE, address, agency_of, go_to_line, may_keep, require_keeper, trail

ALL_YEARS = 0


@require_safe
@agency_page
def line_list(request: Any) -> HttpResponse:
    lines, form = _asked(request)
    total = lines.count()
    page = page_of(lines.with_columns(), number=request.GET.get("trang"), total=total)
    context = {
        "page_title": TITLE,
        "breadcrumbs": [(TITLE, "")],
        "form": form,
        "filtered": any(form.cleaned_data.values()),
        "page": page,
        "rows": [_row(request, line) for line in page],
        "count": total,
        "titles": columns.SHORT,
        "may_keep": may_keep(request),
        "query": request.GET.urlencode(),
        "printing": _printing(request),
        "print_year": _printed_year(form),
    }
    return render(request, "book/list.html", context)


def _row(request: Any, line: IssuedNumber) -> dict[str, Any]:
    return {
        "line": line,
        "href": address(request, "book:line", line_id=line.pk),
        "sent_on": columns.sent_on(line),
        "receipt": columns.receipt(line),
        "note": line.note,
        "standing": columns.standing_of(line),
    }


def _asked(request: Any) -> tuple[Any, BookFilterForm]:
    """What the address asks for: lines in order, and the form that says so."""
    require(permissions.may_read_register_book(request.membership, agency_of(request)))
    lines = IssuedNumber.objects.visible_to(request.membership, request.agency)
    kept = list(lines.order_by().values_list("year", "series").distinct())
    form = BookFilterForm(
        request.GET,
        years=sorted({year for year, _ in kept}, reverse=True),
        series=sorted({series for _, series in kept}),
    )
    form.is_valid()
    wanted = form.cleaned_data
    if wanted.get("year"):
        lines = lines.filter(year=wanted["year"])
    if wanted.get("series"):
        lines = lines.filter(series=wanted["series"])
    words = wanted.get("q") or ""
    return lines.matching(words) if words else lines.newest_first(), form


@require_safe
@agency_page
def excel(request: Any) -> HttpResponse:
    """Every line that the page's filters show, in the order of the book."""
    lines, form = _asked(request)
    year = form.cleaned_data.get("year")
    above = (request.agency.name, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", f"Năm {year}" if year else "Các năm")
    content = sheet.written(lines.in_book_order().with_columns(), above=above)
    response = HttpResponse(content, content_type=spreadsheets.TYPE)
    name = f"{sheet.NAME} {form.cleaned_data.get('year') or 'các năm'}.xlsx"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@agency_page
def order_print(request: Any) -> HttpResponse:
    """The printed book is made by a worker; the page shows when it is ready."""
    require_keeper(request)
    lines, form = _asked(request)
    wanted = form.cleaned_data
    year = _printed_year(form)
    lines = lines.filter(year=year).in_book_order().with_columns()
    said = printed_book.said(request.agency, lines, year=year, series=wanted.get("series") or "")
    paper = actions.ask_for_paper(actions.freeze(request.agency, said))
    if paper.state == PaperState.FAILED:
        actions.try_again(paper)
    messages.success(request, f"Đã yêu cầu in sổ năm {year}. Tệp PDF hiện ở trang này khi tạo xong.")
    query = request.GET.copy()
    query["ban-in"] = str(paper.pk)
    return redirect(f"{address(request, 'book:list')}?{query.urlencode()}")


def _printed_year(form: BookFilterForm) -> int:
    """A book is of one year (Phụ lục IV): the chosen one, else this one."""
    return form.cleaned_data.get("year") or timezone.localdate().year


def _printing(request: Any) -> dict[str, Any] | None:
    asked = request.GET.get("ban-in", "")
    paper = _printed(request, int(asked)) if asked.isdecimal() and len(asked) < 12 else None
    if paper is None:
        return None
    return {
        "paper": paper,
        "state": PaperState(paper.state).label,
        "failed": paper.state == PaperState.FAILED,
        "href": address(request, "book:print_file", print_id=paper.pk) if paper.is_ready else "",
    }


def _printed(request: Any, paper_id: int) -> Paper | None:
    own = Paper.objects.filter(agency=request.agency, snapshot__content__has_key=printed_book.KEY)
    found: Paper | None = own.filter(pk=paper_id).first()
    return found


@require_safe
@agency_page
def print_file(request: Any, print_id: int) -> HttpResponse:
    """The whole register, kept numbers too: for the agency's own people."""
    paper = _printed(request, print_id)
    if paper is None or not permissions.may_read_incoming(request.membership, agency_of(request)):
        raise Http404
    return delivery.file_response(paper, "Sổ đăng ký văn bản đi", download=True)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def reserve(request: Any) -> HttpResponse:
    require_keeper(request)
    form = ReserveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        line = book.reserve(
            request.agency, **form.cleaned_data, year=timezone.localdate().year, by=request.membership
        )
        messages.success(request, f"Đã giữ số {line.symbol}.")
        return go_to_line(request, line)
    note = "Số tiếp theo của năm được giữ cho văn bản làm ngoài cổng. Kế hoạch trong cổng thì giữ số ở trang của kế hoạch."
    return _form_page(request, form, "Giữ số", "Giữ số", note)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def enter(request: Any) -> HttpResponse:
    require_keeper(request)
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            line = book.enter(request.agency, form.cleaned_data, by=request.membership)
        except Refused as refusal:
            form.add_error("number", refusal.reason)
        else:
            messages.success(request, f"Đã ghi {line.symbol} vào sổ.")
            return go_to_line(request, line)
    note = "Dùng cho văn bản đã lấy số ở sổ riêng của cơ quan, kể cả văn bản không phải kế hoạch."
    return _form_page(request, form, "Ghi văn bản từ sổ riêng", "Ghi vào sổ", note)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def code(request: Any) -> HttpResponse:
    require_keeper(request)
    kept = ExchangeCode.objects.filter(agency=request.agency).first()
    form = CodeForm(request.POST or None, initial={"code": kept.code if kept else ""})
    if request.method == "POST" and form.is_valid():
        book.keep_code(request.agency, form.cleaned_data["code"], by=request.membership)
        messages.success(request, "Đã lưu mã định danh của cơ quan.")
        return redirect(address(request, "book:list"))
    note = "Mã này ghi vào tệp edXML khi trao đổi văn bản điện tử giữa các cơ quan."
    return _form_page(request, form, "Mã định danh của cơ quan", "Lưu mã định danh", note)


def _form_page(request: Any, form: Any, title: str, submit: str, note: str) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": trail(request, (title, "")),
        "form": form,
        "submit": submit,
        "note": note,
        "cancel_href": address(request, "book:list"),
    }
    return render(request, "book/form.html", context)
