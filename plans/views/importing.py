"""From an uploaded file to a draft: the upload, then one page with what was recognised, what was not, and what the plan will be."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.alphabet import fold
from plans import permissions
from plans.actions import beginning, importing
from plans.forms.importing import ImportForm, UploadForm
from plans.importing import building, choices, columns, facts, legacy, source, writing
from plans.importing.choices import Choices
from plans.importing.pieces import LABELS, NOT_TAKEN, TABLE_LABELS, Piece, Recognised, Role
from plans.importing.refusal import Unreadable
from plans.importing.source import Source
from plans.models import UploadedPlan
from plans.views import importing_summary

from .reaching import address, go, with_province

SHOWN_ROWS = 3
MAKE = "lap"
_SELECTED = SafeString(" selected")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def upload(request: Any) -> HttpResponse:
    """Choose a file; one that cannot be read is refused in a sentence and nothing is kept."""
    agency = with_province(request)
    require(permissions.may_create(request.membership, agency))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            kept = importing.upload(agency, name=sent.name, content=sent.read(), by=request.membership)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return go(request, "import", upload_id=kept.pk)
    context = {
        "page_title": "Nhập kế hoạch từ tệp",
        "breadcrumbs": _trail(request, "Nhập từ tệp"),
        "form": form,
        "cancel_href": address(request, "create"),
    }
    return render(request, "plans/import_upload.html", context)


def _trail(request: Any, here: str) -> list[tuple[str, str]]:
    return [
        ("Kế hoạch", address(request, "plan_list")),
        ("Lập kế hoạch mới", address(request, "create")),
        (here, ""),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def mapping(request: Any, upload_id: int) -> HttpResponse:
    """What was recognised beside what the plan will be; every part can be corrected before the draft is made."""
    kept = _upload_or_404(request, upload_id)
    require(permissions.may_create(request.membership, with_province(request)))
    if kept.plan_id:
        return go(request, "edit", plan_id=kept.plan_id)
    read = source.from_json(kept.source)
    chosen = choices.from_json(kept.mapping)
    form = _form(request, read, chosen, kept)
    if request.method == "POST":
        chosen = _chosen(request, chosen, form)
        if request.POST.get("viec") != MAKE:
            importing.decide(kept.pk, chosen, _typed(form), by=request.membership)
            return go(request, "import", upload_id=kept.pk, anchor="ket-qua")
        if form.is_valid():
            try:
                plan = importing.make_plan(kept.pk, chosen, form.cleaned_data, by=request.membership)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                return go(request, "edit", plan_id=plan.pk)
    return render(request, "plans/import.html", _context(request, kept, read, chosen, form))


def _upload_or_404(request: Any, upload_id: int) -> UploadedPlan:
    """The person's own upload to this agency, nobody else's."""
    own = UploadedPlan.objects.filter(agency=request.agency, user_id=request.user.pk)
    kept: UploadedPlan | None = own.filter(pk=upload_id).first()
    if kept is None:
        raise Http404
    return kept


def _form(request: Any, read: Source, chosen: Choices, kept: UploadedPlan) -> ImportForm:
    old = legacy.guess(read)
    return ImportForm(
        request.POST if request.method == "POST" else None,
        sheets=[sheet.name for sheet in read.sheets],
        old=bool(old),
        initial={**_proposal(request, read, chosen, old or ""), **kept.mapping.get("facts", {})},
    )


def _proposal(request: Any, read: Source, chosen: Choices, old: str) -> dict[str, Any]:
    recognised = choices.apply(read, chosen)
    today = timezone.localdate()
    start, end = facts.period(recognised, dates.planned_year(today))
    subject = recognised.subject or beginning.usual_subject(request.agency, start.year)
    return {
        "subject": subject[:500],
        "period_from": start,
        "period_to": end,
        "sheet": chosen.sheet,
        "encoding": old if chosen.encoding is None else chosen.encoding,
    }


def _chosen(request: Any, before: Choices, form: ImportForm) -> Choices:
    """The choices of the page; another sheet or encoding begins anew."""
    form.is_valid()
    sheet = form.cleaned_data.get("sheet", before.sheet)
    encoding = form.cleaned_data.get("encoding", before.encoding)
    asked_anew = sheet != before.sheet or (before.encoding is not None and encoding != before.encoding)
    shown = request.POST.get("bang-ma-da-doc", "")
    if asked_anew or (encoding is not None and encoding != shown):
        return Choices(sheet, encoding)
    return choices.from_form(request.POST, sheet, encoding)


def _typed(form: ImportForm) -> dict[str, str]:
    """The fields as they stand, right or wrong, so that nothing typed is lost."""
    names = ("subject", "period_from", "period_to")
    return {name: str(form.data.get(name, "")) for name in names}


# --- the page


def _context(
    request: Any, kept: UploadedPlan, read: Source, chosen: Choices, form: ImportForm
) -> dict[str, Any]:
    recognised = choices.apply(read, chosen)
    built = building.build(recognised, importing.names_of(with_province(request)))
    rows = list(_rows(recognised))
    return {
        "page_title": "Xem lại nội dung đã nhận ra",
        "breadcrumbs": _trail(request, "Nhập từ tệp"),
        "upload": kept,
        "form": form,
        "notes": [*recognised.notes, *_about(request, recognised)],
        "encoding": legacy.LABELS.get(legacy.guess(read) or "", ""),
        "encoding_read": form["encoding"].value() if "encoding" in form.fields else "",
        "rows": rows,
        "unplaced": [row for row in rows if row["unplaced"]],
        "summary": importing_summary.of(built, recognised.kind),
        "upload_href": address(request, "upload"),
    }


def _about(request: Any, recognised: Recognised) -> Iterator[str]:
    """Where the file was written by, or for, somebody else."""
    written = facts.agency_name(recognised)
    profile = request.agency.profile_on(timezone.localdate())
    own = " ".join([*profile.superior_header, *profile.header])
    if written and fold(" ".join(profile.header)) not in fold(written):
        yield f"Tệp ghi tên cơ quan “{written}”; bản nháp mang tên cơ quan theo hồ sơ: “{own}”."


def _rows(recognised: Recognised) -> Iterator[dict[str, Any]]:
    for number, piece, has_room in choices.offered(recognised):
        yield {
            "number": number,
            "text": piece.shown,
            "aside": piece.aside,
            "notes": piece.footnotes,
            "role": (TABLE_LABELS if piece.table else LABELS)[piece.role],
            "tone": _tone(piece),
            "unplaced": piece.role is Role.UNPLACED,
            "options": _options(piece) if has_room else "",
            "table": _table(piece, number, has_room=has_room) if piece.table else None,
        }


def _tone(piece: Piece) -> str:
    if piece.role is Role.UNPLACED:
        return "unplaced"
    if piece.role in NOT_TAKEN:
        return "aside"
    return "heading" if piece.role in (Role.HEADING1, Role.HEADING2, Role.HEADING3) else "plain"


def _options(piece: Piece) -> SafeString:
    return _select(TABLE_LABELS if piece.table else LABELS, piece.role)


def _select(labels: Any, chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(value), _SELECTED if value == chosen else "", label) for value, label in labels.items()),
    )


def _table(piece: Piece, number: int, *, has_room: bool) -> dict[str, Any]:
    """The head with the choice of each column, and the first rows."""
    assert piece.table is not None  # noqa: S101  only tables come here
    rows = [[" ".join(cell.lines) if cell else "" for cell in row] for row in piece.table.rows[piece.head :]]
    labels = writing.column_labels(piece)
    return {
        "columns": [
            {
                "name": f"cot-{number}-{place}",
                "label": label,
                "options": _select(columns.LABELS, kind)
                if has_room and piece.role is not Role.UNPLACED
                else "",
            }
            for place, (label, kind) in enumerate(zip(labels, piece.columns, strict=False))
        ],
        "rows": rows[:SHOWN_ROWS],
        "more": max(0, len(rows) - SHOWN_ROWS),
        "count": len(rows),
    }
