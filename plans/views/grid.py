"""The table of content items sent whole by its own form, where no script saves each cell by itself."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from plans import permissions
from plans.actions.saving import saving
from plans.forms.cells import mark_of, read_marks
from plans.models import Block, BlockKind, Plan
from plans.outline import Node, Outline
from plans.templatetags.grids import Grid, Typed, grid_of

from . import changes
from .reaching import address, go, plan_or_404

Difference = tuple[str, str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def save(request: Any, plan_id: int, block_id: int) -> HttpResponse:
    """Save what differs from what the page was loaded with; a cell that somebody else has changed meanwhile is shown."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_edit(request.membership, plan))
    get_object_or_404(Block.objects.filter(plan=plan, kind=BlockKind.ITEMS), pk=block_id)
    if request.method != "POST":
        return go(request, "edit", f"phan-{block_id}", plan_id=plan.pk)
    table = _Sent(grid_of(_block(plan, block_id)), request.POST)
    if table.wanted:
        with (
            transaction.atomic(),
            saving(plan.pk, key=f"bang-{block_id}", place=f"phan-{block_id}", by=request.membership) as work,
        ):
            for anchor, fields in table.wanted.items():
                table.answered(anchor, changes.apply(work, changes.setting(anchor, fields)))
    if table.kept:
        return _again(request, plan, block_id, table)
    messages.success(request, "Đã lưu bảng nội dung tuyên truyền.")
    return _on(request, plan, table.grid) or go(request, "edit", f"phan-{block_id}", plan_id=plan.pk)


class _Sent:
    """What came with the form, cell by cell: to be saved, or to be shown again because it cannot be."""

    def __init__(self, grid: Grid, posted: Any) -> None:
        self.grid = grid
        self.wanted: dict[str, dict[str, dict[str, str]]] = {}
        self.kept: Typed = {}
        self.differences: list[Difference] = []
        self.problems: list[str] = []
        marks = read_marks(posted.get("loaded", ""))
        for anchor, strings in grid.shown.items():
            boxes = zip(strings.items(), grid.names(anchor), marks.get(anchor, []), strict=False)
            for (field, stored), name, mark in boxes:
                typed = posted.get(name)
                if typed is not None:
                    self._sort(anchor, field, stored, typed.replace("\r\n", "\n"), mark)

    def _sort(self, anchor: str, field: str, stored: str, typed: str, loaded: str) -> None:
        if typed == stored or mark_of(typed) == loaded:
            return
        if mark_of(stored) == loaded:
            self.wanted.setdefault(anchor, {})[field] = {"was": stored, "now": typed}
            return
        self.kept.setdefault(anchor, {})[field] = typed
        self.differences.append((self._name(anchor, field), stored, typed))

    def answered(self, anchor: str, answer: dict[str, Any]) -> None:
        """A cell that could not be read keeps what was typed."""
        for field, sentence in answer.get("errors", {}).items():
            self.kept.setdefault(anchor, {})[field] = self.wanted[anchor][field]["now"]
            self.problems.append(f"{self._name(anchor, field)}: {sentence}")

    def _name(self, anchor: str, field: str) -> str:
        """A cell in words: ``Hình thức, dòng 3``."""
        labels = {box.field: box.label for column in self.grid.columns for box in column.boxes}
        for group in self.grid.groups:
            if group.node.anchor == anchor:
                return f"Nhóm {group.node.label}"
            for row in group.rows:
                if row.node.anchor == anchor:
                    return f"{labels[field]}, dòng {row.node.number}"
        return labels[field]


def _block(plan: Plan, block_id: int) -> Node:
    for node in Outline.of(plan).nodes():
        if (node.kind, node.pk, node.block_kind) == ("phan", block_id, BlockKind.ITEMS):
            return node
    raise Http404


def _again(request: Any, plan: Plan, block_id: int, table: _Sent) -> HttpResponse:
    """The table once more with what could not be saved still in its cells; saving again is then deliberate."""
    back = address(request, "edit", plan_id=plan.pk)
    context = {
        "page_title": "Bảng nội dung tuyên truyền",
        "breadcrumbs": [
            ("Kế hoạch", address(request, "plan_list")),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            ("Soạn thảo", back),
            ("Bảng nội dung tuyên truyền", ""),
        ],
        "plan": plan,
        "node": _block(plan, block_id),
        "typed": table.kept,
        "differences": table.differences,
        "problems": table.problems,
        "grid_base": back,
    }
    return render(request, "plans/grid.html", context)


def _on(request: Any, plan: Plan, grid: Grid) -> HttpResponse | None:
    """After saving, to the page that moves or deletes the row whose number was given."""
    verb, _, key = request.POST.get("viec", "").partition("-")
    name = {"chuyen": "row_move", "xoa": "row_delete"}.get(verb)
    if name is None:
        return None
    number = request.POST.get(f"dong-{key}", "").strip()
    for group in grid.groups:
        for row in group.rows:
            if group.node.key == key and row.node.number == number:
                return go(request, name, plan_id=plan.pk, kind="noi-dung", row_id=row.node.pk)
    messages.warning(request, "Ghi số thứ tự của một dòng trong nhóm.")
    return None
