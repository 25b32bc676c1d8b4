"""The register of incoming papers: the year's lines, to whom each went, taken away as Excel or as a printed book."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import actions, delivery, permissions, spreadsheets
from cchc_portal.documents.arrivals import columns, entering
from cchc_portal.documents.forms import ArrivalForm
from cchc_portal.documents.models import Arrival, Paper
from cchc_portal.documents.register import printed_book
from cchc_portal.documents.states import PaperState

from .reaching import address, agency_of, may_keep, require_keeper

TITLE = "Sổ văn bản đến"
INCOMING = "Văn bản đến"


@require_safe
@agency_page
def line_list(request: Any) -> HttpResponse:
    year = _asked(request)
    lines = Arrival.objects.of_year(request.agency, year)
    total = lines.count()
    page = page_of(lines.reverse(), number=request.GET.get("trang"), total=total)
    keeps = bool(may_keep(request))
    context = {
        "page_title": TITLE,
        "breadcrumbs": [(INCOMING, address(request, "incoming:list")), (TITLE, "")],
        "year": year,
        "years": _years(request, year),
        "page": page,
        "rows": [_row(request, line, keeps=keeps) for line in page],
        "count": total,
        "titles": columns.TITLES,
        "may_keep": keeps,
        "printing": _printing(request),
        "query": request.GET.urlencode(),
    }
    return render(request, "book/arrivals.html", context)


def _row(request: Any, line: Arrival, *, keeps: bool) -> dict[str, Any]:
    return {
        "line": line,
        "note": columns.note(line),
        "file_href": address(request, "incoming:file", came_id=line.dispatch_id),
        "href": address(request, "incoming:annotate", arrival_id=line.pk) if keeps else "",
    }


def _asked(request: Any) -> int:
    """The year of the address, this year where it names none."""
    require(permissions.may_read_incoming(request.membership, agency_of(request)))
    year = request.GET.get("nam", "")
    return int(year) if year.isdecimal() and len(year) == len("2027") else timezone.localdate().year


def _years(request: Any, year: int) -> list[int]:
    kept = Arrival.objects.filter(agency=request.agency).order_by().values_list("year", flat=True).distinct()
    return sorted({*kept, year}, reverse=True)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def annotate(request: Any, arrival_id: int) -> HttpResponse:
    line: Arrival = get_object_or_404(Arrival.objects.filter(agency=request.agency), pk=arrival_id)
    if not permissions.may_read_incoming(request.membership, agency_of(request)):
        raise Http404
    require_keeper(request)
    form = ArrivalForm(
        request.POST or None, initial={name: getattr(line, name) for name in entering.FREE_COLUMNS}
    )
    back = address(request, "incoming:register")
    if request.method == "POST" and form.is_valid():
        entering.annotate(line.pk, form.cleaned_data, by=request.membership)
        messages.success(request, f"Đã lưu dòng số đến {line.number} của sổ.")
        return redirect(f"{back}?nam={line.year}")
    title = f"Ghi chuyển giao: số đến {line.number}"
    context = {
        "page_title": title,
        "breadcrumbs": [(INCOMING, address(request, "incoming:list")), (TITLE, back), (title, "")],
        "form": form,
        "submit": "Lưu dòng này",
        "note": f"{line.symbol}: {line.title}",
        "cancel_href": back,
    }
    return render(request, "book/form.html", context)


@require_safe
@agency_page
def excel(request: Any) -> HttpResponse:
    year = _asked(request)
    heads = tuple(zip(columns.TITLES, columns.WIDTHS, strict=True))
    rows = map(columns.cells, Arrival.objects.of_year(request.agency, year))
    above = (request.agency.name, "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", f"Năm {year}")
    content = spreadsheets.written([spreadsheets.Sheet(TITLE, heads, rows, above=above)])
    response = HttpResponse(content, content_type=spreadsheets.TYPE)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{TITLE} {year}.xlsx"))
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@agency_page
def order_print(request: Any) -> HttpResponse:
    """The printed book is made by a worker; the page shows when it is ready."""
    year = _asked(request)
    require_keeper(request)
    lines = Arrival.objects.of_year(request.agency, year)
    said = printed_book.of_arrivals(request.agency, lines, year=year)
    paper = actions.ask_for_paper(actions.freeze(request.agency, said))
    if paper.state == PaperState.FAILED:
        actions.try_again(paper)
    messages.success(request, f"Đã yêu cầu in sổ năm {year}. Tệp PDF hiện ở trang này khi tạo xong.")
    return redirect(f"{address(request, 'incoming:register')}?nam={year}&ban-in={paper.pk}")


def _printing(request: Any) -> dict[str, Any] | None:
    asked = request.GET.get("ban-in", "")
    own = Paper.objects.filter(agency=request.agency, snapshot__content__has_key=printed_book.KEY)
    paper = own.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    if paper is None:
        return None
    return {
        "paper": paper,
        "state": PaperState(paper.state).label,
        "failed": paper.state == PaperState.FAILED,
        "href": address(request, "incoming:print_file", print_id=paper.pk) if paper.is_ready else "",
    }


@require_safe
@agency_page
def print_file(request: Any, print_id: int) -> HttpResponse:
    if not permissions.may_read_incoming(request.membership, agency_of(request)):
        raise Http404
    own = Paper.objects.filter(agency=request.agency, snapshot__content__has_key=printed_book.KEY)
    return delivery.file_response(
        get_object_or_404(own, pk=print_id), "Sổ đăng ký văn bản đến", download=True
    )
