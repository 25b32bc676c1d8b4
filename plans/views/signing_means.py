"""With what an agency signs: one row for the agency itself and one for each post that approves; kept by its administrator."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.models import Post
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require, works_in
from cchc_portal.documents import storage
from cchc_portal.documents.models import SigningMeans
from plans.actions import signing_means as verbs
from plans.forms.signing import MeansForm
from plans.permissions import may_keep_means

from .reaching import address, with_province

TITLE = "Cách ký số"
OF_AGENCY = 0  # in addresses, where a post's number would stand


def here(request: Any, name: str = "list", **more: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"signing:{name}", kwargs=own | more)


@require_safe
@agency_page
def means_list(request: Any) -> HttpResponse:
    """Everybody of the agency sees with what is signed."""
    agency = with_province(request)
    if not works_in(request.membership, agency):
        raise Http404
    kept = {means.post_id: means for means in SigningMeans.objects.filter(agency=agency)}
    may = may_keep_means(request.membership, agency)
    posts = [None, *Post.objects.filter(agency=agency).order_by("id")]
    context = {
        "page_title": TITLE,
        "breadcrumbs": [("Việc của tôi", address(request, "tasks")), (TITLE, "")],
        "may": may,
        "rows": [_row(request, post, kept.get(post.pk if post else None), bool(may)) for post in posts],
    }
    return render(request, "signing/list.html", context)


def _row(request: Any, post: Post | None, means: SigningMeans | None, may: bool) -> dict[str, Any]:
    number = post.pk if post else OF_AGENCY
    return {
        "name": post.title if post else "Cơ quan (con dấu)",
        "means": means,
        "edit_href": here(request, "edit", post_id=number) if may else "",
        "picture_href": here(request, "picture", post_id=number) if means and means.picture else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit(request: Any, post_id: int) -> HttpResponse:
    agency, post = with_province(request), _post_or_404(request, post_id)
    require(may_keep_means(request.membership, agency))
    means = SigningMeans.objects.filter(agency=agency, post=post).first()
    form = MeansForm(request.POST or None, request.FILES or None, agency=agency, post=post, means=means)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values = verbs.Values(
            way=data["way"],
            key_name=data["key_name"],
            picture=data["picture"],
            width_mm=data.get("width_mm"),
            certificate=data["certificate"],
            holder=form.about.holder if form.about else "",
        )
        kept = verbs.keep(agency, post, values, by=request.membership)
        messages.success(request, f"Đã lưu cách ký số: {kept}.")
        return redirect(here(request))
    title = f"{TITLE}: {post.title if post else 'cơ quan'}"
    context = {
        "page_title": title,
        "breadcrumbs": [(TITLE, here(request)), (title, "")],
        "form": form,
        "submit": "Lưu cách ký số",
        "cancel_href": here(request),
    }
    return render(request, "plans/signing_form.html", context)


@require_safe
@agency_page
def picture(request: Any, post_id: int) -> HttpResponse:
    """The picture, for those who keep it alone: whoever has it could draw it anywhere."""
    agency, post = with_province(request), _post_or_404(request, post_id)
    require(may_keep_means(request.membership, agency))
    means = SigningMeans.objects.filter(agency=agency, post=post).exclude(picture="").first()
    if means is None:
        raise Http404
    response = HttpResponse(storage.load(agency.province_id, means.picture), content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _post_or_404(request: Any, post_id: int) -> Post | None:
    if post_id == OF_AGENCY:
        return None
    found: Post | None = Post.objects.filter(agency=request.agency, pk=post_id).first()
    if found is None:
        raise Http404
    return found
