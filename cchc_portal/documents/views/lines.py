"""One line of the register: its columns, where the paper went, what became of it, and the verbs of the clerk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import file_names
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.dispatch import exchange
from cchc_portal.documents.forms import AfterIssueForm, FreeColumnsForm, PaperColumnsForm, VoidForm
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import book, columns, line_history
from cchc_portal.documents.states import AfterKind, NumberStatus
from cchc_portal.documents.templatetags.sending import log_of
from cchc_portal.vietnam import copies

from .reaching import address, go_to_line, line_or_404, may_keep, require_keeper, trail

AFTER = {
    "dinh-chinh": (
        AfterKind.CORRECTED,
        "Ghi đính chính",
        "Chỉ dùng khi có sai sót về thể thức, kỹ thuật trình bày, thủ tục ban hành; đính chính bằng công văn. Sai sót về nội dung thì sửa đổi, thay thế.",
    ),
    "sua-doi": (
        AfterKind.AMENDED,
        "Ghi sửa đổi, bổ sung",
        "Nội dung được sửa đổi, bổ sung bằng văn bản cùng hình thức.",
    ),
    "thay-the": (AfterKind.REPLACED, "Ghi thay thế", "Nội dung sai được thay thế bằng văn bản cùng hình thức."),
    "thu-hoi": (
        AfterKind.WITHDRAWN,
        "Thu hồi văn bản",
        "Các nơi đã nhận được yêu cầu xác nhận thu hồi. Việc thu hồi không hoàn tác được.",
    ),
}  # fmt: skip
FILES_GONE = " Các tệp phụ lục riêng kèm theo văn bản này ({}) thôi dùng cùng văn bản; tệp nào còn dùng thì kèm theo văn bản {}."
FILES_STAY = " Các tệp phụ lục riêng kèm theo văn bản này ({}) giữ nguyên, trừ tệp được văn bản mới thay."


@require_safe
@agency_page
def line(request: Any, line_id: int) -> HttpResponse:
    found = line_or_404(request, line_id)
    plan = found.plans.order_by("id").first()
    context = {
        "page_title": found.symbol,
        "breadcrumbs": trail(request, (found.symbol, "")),
        "line": found,
        "standing": columns.standing_of(found),
        "rows": _summary(found),
        "choices": _choices(request, found) if may_keep(request) else [],
        "plan_href": address(request, "plans:detail", plan_id=plan.pk) if plan else "",
        "edxml_href": _edxml_href(request, found),
        "history": line_history.of_line(found),
        "log": log_of(request, found),
    }
    return render(request, "book/line.html", context)


def _summary(found: IssuedNumber) -> list[dict[str, str]]:
    return [
        {"key": title, "value": text}
        for title, text in zip(columns.TITLES, columns.texts(found), strict=True)
    ]


def _choices(request: Any, found: IssuedNumber) -> list[dict[str, str]]:
    def choice(label: str, name: str, kind: str = "secondary", **more: Any) -> dict[str, str]:
        return {"label": label, "href": address(request, name, line_id=found.pk, **more), "kind": kind}

    own = [choice("Sửa các cột văn thư ghi", "book:annotate")]
    if found.status == NumberStatus.RESERVED:
        give = [] if found.plans.exists() else [choice("Cấp số đang giữ", "book:give", "primary")]
        return [*give, choice("Hủy số", "book:void", "danger")]
    if found.status == NumberStatus.VOID:
        return own
    if found.series == copies.SERIES or any(
        row.kind == AfterKind.WITHDRAWN for row in found.afterwards.all()
    ):
        return own  # what becomes of a document is noted at its own line, not at its copies'
    after = [
        choice(label, "book:after", "danger" if kind == AfterKind.WITHDRAWN else "secondary", what=what)
        for what, (kind, label, _) in AFTER.items()
    ]
    void = [choice("Hủy số", "book:void", "danger")] if found.by_hand and not found.snapshot_id else []
    return [*own, *after, *void]


def _edxml_href(request: Any, found: IssuedNumber) -> str:
    ready = found.snapshot_id is not None and found.status == NumberStatus.GIVEN
    return address(request, "book:edxml", line_id=found.pk) if ready and may_keep(request) else ""


@require_safe
@agency_page
def edxml(request: Any, line_id: int) -> HttpResponse:
    found = line_or_404(request, line_id)
    require_keeper(request)
    content = exchange.edxml_of(found, made_at=timezone.localtime())
    response = HttpResponse(content, content_type="application/xml")
    name = f"{file_names.safe(found.symbol)}.edxml"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _verb(
    name: str,
    title: str,
    make_form: Callable[[Any, IssuedNumber], Any],
    act: Callable[[IssuedNumber, dict[str, Any], Any], Any],
    done: str,
    note: str = "",
) -> Callable[..., HttpResponse]:
    """A verb with a form: what was typed is refused beside its field, a refusal of the verb stands above."""

    def view(request: Any, line_id: int) -> HttpResponse:
        found = line_or_404(request, line_id)
        require_keeper(request)
        form = make_form(request.POST or None, found)
        if request.method == "POST" and form.is_valid():
            try:
                act(found, form.cleaned_data, request.membership)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                messages.success(request, done.format(symbol=found.symbol))
                return go_to_line(request, found)
        return _form_page(request, found, form, title, note)

    view.__name__ = view.__qualname__ = name
    return require_http_methods(["GET", "HEAD", "POST"])(agency_page(view))


def _form_page(
    request: Any, found: IssuedNumber, form: Any, title: str, note: str, confirm: str = ""
) -> HttpResponse:
    back = address(request, "book:line", line_id=found.pk)
    context = {
        "page_title": f"{title}: {found.symbol}",
        "breadcrumbs": trail(request, (found.symbol, back), (title, "")),
        "form": form,
        "submit": title,
        "note": note,
        "confirm": confirm,
        "cancel_href": back,
    }
    return render(request, "book/form.html", context)


annotate = _verb(
    "annotate",
    "Sửa các cột văn thư ghi",
    lambda data, line: FreeColumnsForm(
        data, initial={name: getattr(line, name) for name in book.FREE_COLUMNS}
    ),
    lambda line, values, by: book.annotate(line.pk, values, by=by),
    "Đã lưu dòng {symbol} của sổ.",
)
give = _verb(
    "give",
    "Cấp số đang giữ",
    lambda data, line: PaperColumnsForm(data, initial={"subject": line.subject}),
    lambda line, values, by: book.give(line.pk, values, by=by),
    "Đã cấp số {symbol}.",
)
void = _verb(
    "void",
    "Hủy số",
    lambda data, line: VoidForm(data),
    lambda line, values, by: book.void(line.pk, reason=values["reason"], by=by),
    "Đã hủy số {symbol}. Số này không cấp lại.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def after(request: Any, line_id: int, what: str) -> HttpResponse:
    """Corrected, amended, replaced, withdrawn: by which paper, and why."""
    if what not in AFTER:
        raise Http404
    kind, title, note = AFTER[what]
    found = line_or_404(request, line_id)
    require_keeper(request)
    form = AfterIssueForm(request.POST or None, kind=kind, line=found)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            book.note_after_issue(found.pk, kind, **typed, by=request.membership)
        except Refused as refusal:
            form.add_error("by_symbol" if typed["by_symbol"] else "by_number", refusal.reason)
        else:
            messages.success(request, f"Đã ghi vào sổ: {found.symbol}, {kind.label.lower()}.")
            return go_to_line(request, found)
    sure = f"Thu hồi văn bản {found.symbol}? Việc thu hồi không hoàn tác được."
    confirm = sure if kind == AfterKind.WITHDRAWN else ""
    return _form_page(request, found, form, title, f"{note}{_about_files(found, kind)}", confirm)


def _about_files(line: IssuedNumber, kind: AfterKind) -> str:
    """What becomes of the files that went with the paper; a correction touches none."""
    rows = attaching.of_lines([line]).get(line.snapshot_id or 0, [])
    named = "; ".join(f"“{row.title}”" for row in rows)
    if not rows or kind == AfterKind.CORRECTED:
        return ""
    if kind == AfterKind.AMENDED:
        return FILES_STAY.format(named)
    return FILES_GONE.format(named, "thay thế" if kind == AfterKind.REPLACED else "ban hành lại")
