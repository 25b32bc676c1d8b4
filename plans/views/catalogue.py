"""The catalogue of what a plan's pages are built of, beside the portal's own; where the portal shows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import public_page
from plans.catalogue import sample, states
from plans.models import BlockKind
from plans.outline import Outline

from . import sheet

TITLE = "Thành phần của kế hoạch"
# What the script says in the line of saving; the words before any of it are the template's own.
SAVING = (
    ("none", "Mọi chỗ sửa được tự lưu"),
    ("saving", "Đang lưu…"),
    ("saved", "Đã lưu lúc 14:07"),
    ("kept", "Mất kết nối. Nội dung đang được giữ trên máy này và sẽ tự lưu khi có mạng."),
    (
        "failed",
        "Chưa lưu được: máy chủ chưa trả lời. Nội dung đang được giữ trên máy này, tự thử lại sau 4 giây.",
    ),
)
PEOPLE = "Đang sửa: Phó Chánh Văn phòng (Mục II, dòng 3); thẻ khác của tài khoản này"


@require_safe
@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything from samples; nothing on this page is saved."""
    return render(request, "plans/catalogue.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    outline = sample.SampleOutline()
    for node in outline.nodes():
        node.fields = sheet._fields(node)
    frame = {"province": sample.PROVINCE, "agency": sample.AGENCY, "plan": outline.plan}
    return {
        "page_title": TITLE,
        "breadcrumbs": [("Thành phần giao diện", "/thanh-phan/"), (TITLE, "")],
        **frame,
        **_editor(outline),
        "bars": _bars(request, frame),
        "versions": states.versions(),
        "compared": states.comparison(),
        "old": {"name": "Bản trả lại, 14:05 03/02/2027"},
        "new": {"name": "Bản hiện tại"},
        "found": states.findings(),
        "nothing_found": states.NOTHING_FOUND,
        "begun_lists": states.beginning(),
        **states.remarks(),
        "earlier": states.earlier(),
        "import_rows": states.import_rows(),
        "desk": states.desk(),
        "differences": [("Nội dung", sample.SENTENCE, f"{sample.SENTENCE} {sample.MARKS}")],
        "marks": sample.MARKS,
        "sentence": sample.SENTENCE,
        "now": timezone.localtime(),
    }


def _editor(outline: Outline) -> dict[str, Any]:
    """What the editor's own templates ask for."""
    return {
        "outline": outline,
        "block_kinds": [(kind.value, kind.label) for kind in BlockKind],
        "prose_templates": ["plans/_prose.html"],
        "grid_templates": ["plans/_grid.html"],
        "grid_base": "",
        "editor_href": "",
    }


def _bars(request: HttpRequest, frame: dict[str, Any]) -> list[SafeString]:
    """The editor's bar in each state of saving, from its own template."""
    html = render_to_string("plans/_editor_bar.html", frame, request)
    said = [
        html.replace('data-state="none"', f'data-state="{state}"').replace(SAVING[0][1], words)
        for state, words in SAVING
    ]
    together = html.replace("data-people hidden>", f"data-people>{PEOPLE}").replace(" hidden>", ">")
    return [mark_safe(bar) for bar in (*said, together)]  # noqa: S308  the template's own answer
