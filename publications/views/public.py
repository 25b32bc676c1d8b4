"""What anybody reads: the provinces, what each has made public, one announcement, its paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone

from cchc_portal.agencies.models import Province, ProvinceSuccession
from cchc_portal.agencies.pages import province_page, public_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.documents import delivery
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached import delivery as attached_delivery
from cchc_portal.vietnam import dates, text
from publications.forms import LONGEST_SEARCH, SearchForm
from publications.models import Announcement, with_notices

FILE_POLICY = "sandbox; default-src 'none'"


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Provinces of today, and apart those that were merged away, each with its heir."""
    today = timezone.localdate()
    provinces = list(Province.objects.in_order())
    heirs = {one.predecessor_id: one for one in ProvinceSuccession.objects.select_related("successor")}
    closed = [(one, heirs.get(one.pk)) for one in provinces if one.is_closed_on(today)]
    context = {
        "page_title": "Kế hoạch tuyên truyền cải cách hành chính của các tỉnh, thành phố",
        "provinces": [one for one in provinces if not one.is_closed_on(today)],
        "closed": closed,
    }
    return render(request, "publications/home.html", context)


@province_page
def province(request: Any) -> HttpResponse:
    """What the agencies of a province have issued and made public, newest first."""
    published = Announcement.objects.published()
    words = text.clean_line(request.GET.get("tu", ""))[:LONGEST_SEARCH]
    counted = list(published.counted(words))
    form = SearchForm(request.GET or None, agencies=_agencies(counted), years=_years(counted))
    chosen = form.cleaned_data if form.is_valid() else {"tu": words, "co_quan": "", "nam": None}
    rows = published.matching(words).from_agency(chosen.get("co_quan", "")).issued_in(chosen.get("nam"))
    total = sum(
        one["total"]
        for one in counted
        if chosen.get("co_quan", "") in {"", one["agency__slug"]} and chosen.get("nam") in {None, one["year"]}
    )
    page = page_of(rows.newest_first().with_agency(), number=request.GET.get("trang"), total=total)
    with_notices(page)
    context = {
        "page_title": f"Văn bản đã công bố của {request.province.full_name}",
        "breadcrumbs": _path(request.province),
        "form": form,
        "page": page,
        "anything": bool(counted),
        "result": f"{formats.number_format(total, use_l10n=True, force_grouping=True)} văn bản",
        "clear_href": request.path if any(request.GET.get(name) for name in form.fields) else "",
        "closing": closing_sentence(request.province),
    }
    return render(request, "publications/province.html", context)


@province_page
def announcement(request: Any, slug: str) -> HttpResponse:
    """One announcement; one that is not public does not exist here, whoever asks."""
    found = _published(slug)
    context = {
        "page_title": found.title,
        "breadcrumbs": _path(request.province, found.symbol),
        "announcement": found,
        "attached": attaching.of_paper(found.paper) if found.paper else [],
        "closing": closing_sentence(request.province),
    }
    return render(request, "publications/announcement.html", context)


@province_page
def paper(request: Any, slug: str) -> HttpResponse:
    """The announcement's paper as a file to keep."""
    found = _published(slug)
    if found.paper is None:
        raise Http404
    response = delivery.file_response(found.paper, found.file_title, download=True)
    response["Content-Security-Policy"] = FILE_POLICY
    return response


@province_page
def attached(request: Any, slug: str, position: int) -> HttpResponse:
    """An appendix of the paper that is a file of its own."""
    found = _published(slug)
    row = attaching.at(found.paper, position) if found.paper else None
    if row is None:
        raise Http404
    return attached_delivery.file_response(row.province_id, row.file_digest, attaching.file_name(row))


def closing_sentence(province: Province) -> str:
    """What became of a closed province; empty for one that is at work."""
    if not province.is_closed_on(timezone.localdate()):
        return ""
    name = province.full_name
    succession = ProvinceSuccession.objects.filter(predecessor=province).select_related("successor").first()
    if succession is None:
        return f"{name[:1].upper()}{name[1:]} đã kết thúc hoạt động; trang này chỉ để tra cứu."
    day = dates.short_date(succession.effective_on)
    heir = succession.successor.full_name
    return f"{name[:1].upper()}{name[1:]} đã nhập vào {heir} từ {day}; trang này chỉ để tra cứu."


def _published(slug: str) -> Announcement:
    found: Announcement | None = Announcement.objects.published().with_agency().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _path(province: Province, here: str = "") -> list[tuple[str, str]]:
    name = province.full_name[:1].upper() + province.full_name[1:]
    home_link = ("Các tỉnh, thành phố", "/")
    return [home_link, (name, f"/{province.slug}/"), (here, "")] if here else [home_link, (name, "")]


def _agencies(counted: list[dict[str, Any]]) -> list[tuple[str, str]]:
    names = {one["agency__sort_key"]: (one["agency__slug"], one["agency__name"]) for one in counted}
    return [names[key] for key in sorted(names)]


def _years(counted: list[dict[str, Any]]) -> list[int]:
    return sorted({one["year"] for one in counted}, reverse=True)
