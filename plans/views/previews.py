"""The paper on the screen: the whole plan as it would be printed now, and one changed block of it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.documents import looking_up, paper
from cchc_portal.documents.states import PaperFormat
from cchc_portal.vietnam.text import lower_first
from plans import previewing
from plans.models import Plan
from plans.outline import Outline

from . import deciding
from .papers import paper_rows
from .reaching import address, plan_or_404

IN_A_FRAME = "khung"  # asked by the pages that show the sheet inside themselves


@require_safe
@agency_page
@xframe_options_sameorigin
def preview(request: Any, plan_id: int) -> HttpResponse:
    """The very template of the PDF; in a draft the editor finds each block by its name.

    Opened as a page of its own it carries a bar that leads back, prints and makes the PDF.
    Who is about to sign in another's stead sees the lines that will follow from it.
    """
    plan = plan_or_404(request, plan_id)
    nonce = str(request.csp_nonce)
    frozen = plan.issued_snapshot or plan.approved_snapshot
    if frozen:
        marks = looking_up.marks_of(frozen) if plan.issued_snapshot else ["draft"]
        sheet = paper.html(frozen.content, marks=marks, nonce=nonce)
    else:
        outline = Outline.of(plan)
        content = deciding.as_signed_by(request.membership, plan, outline)
        sheet = paper.html(content, marks={"draft"}, nonce=nonce, anchors=outline.anchors())
    return HttpResponse(sheet if IN_A_FRAME in request.GET else _with_bar(request, plan, sheet))


def _with_bar(request: Any, plan: Plan, sheet: str) -> str:
    """The sheet knows nothing of the portal, so the bar is set into its page."""
    pdf = next(row for row in paper_rows(request, plan)["rows"] if row["format"] == PaperFormat.PDF)
    context = {
        "back_href": address(request, "detail", plan_id=plan.pk),
        "noun": plan.noun,
        "pdf": pdf,
        "pdf_name": lower_first(pdf["name"]),
        "nonce": str(request.csp_nonce),
    }
    head = render_to_string("plans/_preview_head.html", context)
    bar = render_to_string("plans/_preview_bar.html", context, request)
    for mark, words in (
        ("</head>", f"{head}</head>"),
        ("<body>", f"<body>{bar}<main>"),
        ("</body>", "</main></body>"),
    ):
        sheet = sheet.replace(mark, words, 1)
    return sheet


@require_safe
@agency_page
def preview_part(request: Any, plan_id: int, anchor: str) -> HttpResponse:
    """What is printed of one block; nothing (204) where its change reaches further and the sheet is to be loaded anew."""
    found = previewing.pieces(plan_or_404(request, plan_id), anchor)
    return HttpResponse(status=204) if found is None else JsonResponse({"pieces": found})
