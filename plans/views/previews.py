"""The paper on the screen: the whole plan as it would be printed now, and one changed block of it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.documents import paper
from plans import previewing
from plans.outline import Outline

from . import deciding
from .reaching import plan_or_404


@require_safe
@agency_page
@xframe_options_sameorigin
def preview(request: Any, plan_id: int) -> HttpResponse:
    """The very template of the PDF; in a draft the editor finds each block by its name.

    Who is about to sign in another's stead sees the lines that will follow from it.
    """
    plan = plan_or_404(request, plan_id)
    nonce = str(request.csp_nonce)
    frozen = plan.issued_snapshot or plan.approved_snapshot
    if frozen:
        marks = frozenset() if plan.issued_snapshot else frozenset({"draft"})
        return HttpResponse(paper.html(frozen.content, marks=marks, nonce=nonce))
    outline = Outline.of(plan)
    content = deciding.as_signed_by(request.membership, plan, outline)
    page = paper.html(content, marks={"draft"}, nonce=nonce, anchors=outline.anchors())
    return HttpResponse(page)


@require_safe
@agency_page
def preview_part(request: Any, plan_id: int, anchor: str) -> HttpResponse:
    """What is printed of one block; nothing (204) where its change reaches further and the sheet is to be loaded anew."""
    found = previewing.pieces(plan_or_404(request, plan_id), anchor)
    return HttpResponse(status=204) if found is None else JsonResponse({"pieces": found})
