"""What the checks say of a plan, beside it and on its own page; and the button that puts one thing right."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from plans import anchors, checks, permissions, register, twins
from plans.actions import mending
from plans.beginning.report import place_name
from plans.checks import Finding, Level, Mend
from plans.mending import Spot, spot_of
from plans.models import Plan
from plans.outline import Outline, Place

from .reaching import address, go, plan_or_404


@dataclass(frozen=True)
class Row:
    """One finding as the page shows it: where its link leads, and what its button sends."""

    finding: Finding
    anchor: str
    field: str = ""
    where: str = ""
    """The place in words: “Mục III, nhóm 1, dòng 9”."""
    page: str = ""
    """The page where it is set, of what the text itself has no box for: a table's columns, its totals."""

    @property
    def place(self) -> str:
        return ".".join(map(str, self.finding.mend.place if self.finding.mend else self.finding.place))


@dataclass(frozen=True)
class Group:
    """Findings of one level."""

    level: Level
    rows: list[Row]
    total: int

    @property
    def count(self) -> str:
        return f"{self.total} {self.level.label.lower()}"

    @property
    def rest(self) -> int:
        """How many more there are than the page lists."""
        return self.total - len(self.rows)

    @property
    def is_open(self) -> bool:
        """Hints wait until somebody asks for them."""
        return self.level is not Level.HINT or self.total <= _FEW


_FEW = 3

BESIDE = 20
"""As many of one level are listed beside the text: more are not read there, and a plan of 400 rows would bring 200 KiB
of them with each page. Those put right make room for the next; the plan's own page lists them all."""


def found_in(outline: Outline) -> list[Finding]:
    """Everything that the checks find, with the province's own register and the agency's other plans."""
    found = checks.findings(outline.snapshot, register=register.of_province())
    return sorted([*twins.finding(outline.plan), *found], key=lambda finding: checks.ORDER[finding.level])


def shown(
    request: Any, plan: Plan, outline: Outline, found: list[Finding], *, most: int | None = None
) -> dict[str, Any]:
    """What the list of findings needs: groups by level (at most `most` rows each), the sentence above, who may mend."""
    groups = [
        Group(level, [_row(request, outline, finding) for finding in of_level[:most]], len(of_level))
        for level in Level
        if (of_level := [finding for finding in found if finding.level is level])
    ]
    may = permissions.may_edit(request.membership, plan)
    return {
        "groups": groups,
        "counted": ", ".join(group.count for group in groups) or "không thấy chỗ nào cần sửa",
        "has_errors": any(finding.level is Level.ERROR for finding in found),
        "mend_href": address(request, "mend", plan_id=plan.pk) if may else "",
        "all_href": address(request, "detail", plan_id=plan.pk) + "#kiem-tra",
    }


def _row(request: Any, outline: Outline, finding: Finding) -> Row:
    spot = spot_of(outline, finding.mend.place if finding.mend else finding.place)
    where = place_name(outline.snapshot, finding.place)
    field = spot.field if spot else _last(finding.place)
    page = _own_page(request, outline.plan, spot) if spot and (spot.is_columns or spot.is_sum) else ""
    return Row(finding, outline.anchor_of(finding.place), field, where, page)


def _own_page(request: Any, plan: Plan, spot: Spot) -> str:
    kind, pk = anchors.split(spot.anchor)
    box = "columns" if spot.is_columns else "total_budget"
    return f"{address(request, 'row_edit', plan_id=plan.pk, kind=kind, row_id=pk)}#div_id_{box}"


def _last(place: Place) -> str:
    """The field that the place itself names, for a link that leads into it."""
    return {"time": "time_text", "budget": "budget_amount"}.get(str(place[-1]), "") if place else ""


@require_safe
@agency_page
def findings(request: Any, plan_id: int) -> HttpResponse:
    """The list by itself, asked for again after each save."""
    plan = plan_or_404(request, plan_id)
    outline = Outline.of(plan)
    context = {
        "plan": plan,
        "checked": shown(request, plan, outline, found_in(outline), most=BESIDE),
        "edit_href": "",
    }
    return render(request, "plans/_checked.html", context)


@require_POST
@agency_page
def mend(request: Any, plan_id: int) -> HttpResponse:
    """Put one thing right and come back to it; what stands there must still be what was found."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_edit(request.membership, plan))
    try:
        anchor = mending.mend(plan.pk, _asked(request), by=request.membership)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return go(request, "edit", plan_id=plan.pk)
    messages.success(request, "Đã sửa.")
    return go(request, "edit", anchor, plan_id=plan.pk)


def _asked(request: Any) -> Mend:
    steps = str(request.POST.get("place", "")).split(".")
    place = tuple(int(step) if step.isdecimal() else step for step in steps)
    was, now = (str(request.POST.get(name, "")).replace("\r\n", "\n") for name in ("was", "now"))
    if not was:
        raise Refused(mending.CHANGED)
    return Mend(place, was, now, "")
