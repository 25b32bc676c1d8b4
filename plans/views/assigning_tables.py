"""Many tasks at once: those that an issued plan's own table proposes, and those of a table that was pasted or uploaded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from plans.actions import assigning
from plans.assignments import tables
from plans.assignments.bodies import meant, pieces
from plans.assignments.proposals import proposed
from plans.forms.assignments import NOBODY, TableForm
from plans.models import TaskSource

from .assigning import here, source_or_404, source_trail

_LEVEL_NAMES = dict(Agency.Level.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def proposals(request: Any, source_id: int) -> HttpResponse:
    """The plan's items with boxes to tick; whom each is for can be put right here."""
    source = source_or_404(request, source_id)
    if source.plan is None or source.plan.issued_snapshot is None:
        raise Http404
    rows = _proposed(request, source, source.plan.issued_snapshot.content)
    chosen = [row for row in rows if row["chosen"]]
    faulty = [row for row in chosen if row["fault"]]
    if request.method == "POST" and chosen and not faulty:
        made = assigning.assign(source.pk, [row["values"] for row in chosen], by=request.membership)
        messages.success(request, f"Đã giao {len(made)} nhiệm vụ và báo cho các cơ quan.")
        return redirect(here(request, "source", source_id=source.pk))
    title = "Nhiệm vụ trong kế hoạch"
    context = {
        "page_title": title,
        "breadcrumbs": source_trail(request, source, (title, "")),
        "source": source,
        "rows": rows,
        "none_chosen": request.method == "POST" and not chosen,
        "faulty": faulty if request.method == "POST" else [],
        "cancel_href": here(request, "source", source_id=source.pk),
    }
    return render(request, "plans/assignments/proposals.html", context)


def _proposed(request: Any, source: TaskSource, snapshot: Any) -> list[dict[str, Any]]:
    """Rows of the page: as the plan says them, or as they were sent."""
    known, sent = assigning.known_bodies(), request.POST
    there = set(source.tasks.values_list("item_number", flat=True))
    rows = []
    for proposal in proposed(snapshot, source.year):
        if proposal.number in there:
            continue
        values, number = dict(proposal.values), str(proposal.number)
        if request.method == "POST":
            values["lead_text"] = "; ".join(pieces(sent.get(f"chu_tri-{number}", "")))[:1000]
        found = meant(values["lead_text"], known)
        chosen = number in sent.getlist("giao") if request.method == "POST" else bool(found)
        fault = "" if found else NOBODY.format(words=values["lead_text"])
        if not values["lead_text"]:
            fault = "Nhập cơ quan chủ trì."
        rows.append(
            {"number": number, "values": values, "chosen": chosen, "fault": fault, "whom": _whom(found)}
        )
    return rows


def _whom(found: Any) -> str:
    """Whom the words are understood to mean."""
    kinds = [f"mọi {_LEVEL_NAMES[level].lower()}" for level in found.levels]
    return "; ".join([*kinds, *(agency.name for agency in found.agencies)])


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def table(request: Any, source_id: int) -> HttpResponse:
    """A table is read and shown first; then all of it is taken, or the good rows when that is asked."""
    source = source_or_404(request, source_id)
    form = TableForm(request.POST or None, request.FILES or None)
    read: list[tables.Read] = []
    if request.method == "POST" and form.is_valid():
        try:
            read = tables.read(form.cleaned_data["rows"], source.year, assigning.known_bodies())
        except tables.NoTable as refusal:
            form.add_error("table", str(refusal))
    faulty = [row for row in read if row.fault]
    good = [row.values for row in read if not row.fault]
    what = request.POST.get("viec", "")
    if good and ((what == "giao" and not faulty) or what == "giao-dong-dung"):
        made = assigning.assign(source.pk, good, by=request.membership)
        left = f" Còn {len(faulty)} dòng chưa giao." if faulty else ""
        messages.success(request, f"Đã giao {len(made)} nhiệm vụ và báo cho các cơ quan.{left}")
        return redirect(here(request, "source", source_id=source.pk))
    return _table_page(request, source, form, read, faulty)


def _table_page(
    request: Any, source: TaskSource, form: TableForm, read: list[tables.Read], faulty: list[tables.Read]
) -> HttpResponse:
    title = "Nhập bảng nhiệm vụ"
    if read:  # a file's table goes on as text, so that it need not be chosen again
        form.data = {**form.data.dict(), "table": tables.as_text(form.cleaned_data["rows"])}  # type: ignore[attr-defined]
    context = {
        "page_title": title,
        "breadcrumbs": source_trail(request, source, (title, "")),
        "source": source,
        "form": form,
        "read": read,
        "faulty": faulty,
        "good": len(read) - len(faulty),
        "cancel_href": here(request, "source", source_id=source.pk),
    }
    return render(request, "plans/assignments/table.html", context)
