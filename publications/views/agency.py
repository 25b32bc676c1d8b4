"""Where an agency decides what of its issued plans everybody may read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Denied, require
from publications import actions, permissions, sentences
from publications.forms import AnnouncementForm
from publications.models import Announcement, with_notices


@agency_page
def publication_list(request: Any) -> HttpResponse:
    """The agency's announcements, those not yet public first."""
    rows = Announcement.objects.visible_to(request.membership, request.agency).drafts_first().with_agency()
    page = page_of(rows, number=request.GET.get("trang"))
    context = {
        "page_title": "Công bố",
        "page": page,
        "rows": [_choices(request, one) for one in with_notices(page)],
    }
    return render(request, "publications/publication_list.html", context)


@agency_page
def preview(request: Any, slug: str) -> HttpResponse:
    """The announcement as everybody would see it, with the verbs."""
    found = _of_agency(request, slug)
    context = {
        "page_title": found.title,
        "breadcrumbs": [("Công bố", "../"), (found.symbol, "")],
        "announcement": found,
        "row": _choices(request, found),
        "steps": sentences.told(found),
    }
    return render(request, "publications/preview.html", context)


@agency_page
def edit(request: Any, slug: str) -> HttpResponse:
    found = _of_agency(request, slug)
    require(permissions.may_edit(request.membership, found))
    form = AnnouncementForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.correct(found.pk, by=request.membership, **form.cleaned_data)
        messages.success(request, "Đã lưu tin công bố.")
        return _back(request, slug)
    context = {
        "page_title": "Chỉnh sửa tin công bố",
        "breadcrumbs": [("Công bố", "../../"), (found.symbol, "../"), ("Chỉnh sửa", "")],
        "announcement": found,
        "form": form,
    }
    return render(request, "publications/edit.html", context)


@agency_page
@require_POST
def publish(request: Any, slug: str) -> HttpResponse:
    found = actions.publish(_of_agency(request, slug).pk, by=request.membership)
    messages.success(request, f"Đã công khai tin về văn bản {found.symbol}.")
    return _back(request, slug)


@agency_page
@require_POST
def hide(request: Any, slug: str) -> HttpResponse:
    found = actions.hide(_of_agency(request, slug).pk, by=request.membership)
    messages.success(request, f"Đã ẩn tin về văn bản {found.symbol}; trang công khai không còn tin này.")
    return _back(request, slug)


def _choices(request: Any, announcement: Announcement) -> dict[str, Any]:
    """An announcement with its verbs: each allowed, or with the sentence why not."""
    answers = {
        "publish": permissions.may_publish(request.membership, announcement),
        "hide": permissions.may_hide(request.membership, announcement),
        "edit": permissions.may_edit(request.membership, announcement),
    }
    refused = answers["hide" if announcement.is_public else "publish"]
    reason = refused.reason if isinstance(refused, Denied) else ""
    return {
        "announcement": announcement,
        **{f"may_{verb}": bool(answer) for verb, answer in answers.items()},
        "reason": reason,
    }


def _of_agency(request: Any, slug: str) -> Announcement:
    visible = Announcement.objects.visible_to(request.membership, request.agency)
    found: Announcement | None = visible.with_agency().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _back(request: Any, slug: str) -> HttpResponse:
    return redirect(
        "publications:preview", province=request.province.slug, agency=request.agency.slug, slug=slug
    )
