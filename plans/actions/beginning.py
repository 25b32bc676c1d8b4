"""Verbs that begin a plan: from last year's, from a template, from the tasks of an upper plan, from the usual sections.

Each makes a draft, keeps how it began with the lists that the drafter is shown, and records one act.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import work_calendar
from cchc_portal.documents import snapshots
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.alphabet import fold
from plans import checks, permissions, register
from plans.actions import answering, carrying, drafting
from plans.actions.door import locked
from plans.actions.editing import editing
from plans.actions.values import Values
from plans.beginning import sources, templates
from plans.beginning.assigned import answered, as_item
from plans.beginning.copying import copy_to_year
from plans.beginning.report import LISTS, Entry, Report, place_name
from plans.beginning.sources import Task
from plans.models import (
    AudienceGroup,
    Beginning,
    Block,
    BlockKind,
    ContentItem,
    ParentPlan,
    Plan,
    PlanTemplate,
    Section,
)
from plans.outline import Outline
from plans.records import add_items, from_snapshot
from plans.starting import COLUMNS, archive_of
from plans.states import PlanForm, PlanKind, PlanState

NOT_KEPT = "Số liệu thực hiện, minh chứng và lịch sử duyệt của kế hoạch cũ không chuyển sang."
ASSIGNED_TITLE = "Thực hiện nhiệm vụ được giao"


def blank(agency: Agency, values: Values, *, by: Membership) -> Plan:
    """A draft with the usual sections, resting on the upper plans of its kind and year."""
    plan = drafting.create_plan(agency, values, by=by)
    _rest_on(plan, sources.carried_out(agency, plan.year, plan.kind))
    _cite(plan)
    Beginning.objects.create(plan=plan, way=Beginning.Way.BLANK)
    return plan


def from_last_year(agency: Agency, source_plan_id: int, year: int, *, by: Membership) -> Plan:
    """An earlier plan, its days a year on, its number and signing reset, and an account of both."""
    require(permissions.may_create(by, agency))
    source = sources.source_plan(by, agency, source_plan_id)
    if source is None:
        raise Refused("Không tìm thấy kế hoạch để lập từ đó. Chọn lại trong danh sách.")
    new, report = copy_to_year(
        sources.words_of(source),
        year,
        calendar=_calendar(year),
        agency=sources.letterhead_of(agency, year),
        signers=sources.signers(agency),
        checks=_checked,
    )
    if source.state != PlanState.DRAFT:
        state = PlanState(source.state).label
        report.reset.insert(0, Entry("Trạng thái.", (), state, PlanState.DRAFT.label))
    report.reset.append(Entry(NOT_KEPT))
    report.look += _new_tasks(agency, year, new)
    began_from = f"kế hoạch năm {source.year}{f' số {source.symbol}' if source.symbol else ''}"
    plan = make(new, agency, source.kind, by=by, began_from=began_from, source=source.pk)
    keep(plan, Beginning.Way.LAST_YEAR, report, source=source)
    carrying.into_plan(plan, by=by)
    return plan


def from_template(agency: Agency, template_id: int, year: int, *, by: Membership) -> Plan:
    """A template's words with this year, agency and upper plans put in, and its guides beside the sections."""
    require(permissions.may_create(by, agency))
    template = sources.templates_for(agency).filter(pk=template_id).first()
    if template is None:
        raise Refused("Mẫu này không còn dùng được. Chọn lại trong danh sách.")
    head = sources.letterhead_of(agency, year)
    moved, report = copy_to_year(
        template.content, year, calendar=_calendar(year), agency=head, signers=sources.signers(agency)
    )
    parents = sources.carried_out(agency, year)
    above = [parent.cited for parent in parents]
    own = {"signatures": _signed_by_head(moved, agency), "archive": archive_of(by)}
    new = templates.filled({**moved, **own}, year, agency.name, above)
    report.reset.clear()
    report.look = _new_tasks(agency, year, new)
    plan = make(new, agency, PlanKind.CCHC, by=by, began_from=f"mẫu “{template.title}”")
    _rest_on(plan, parents)
    _guide(plan, template)
    keep(plan, Beginning.Way.TEMPLATE, report)
    return plan


def from_tasks(agency: Agency, keys: list[str], year: int, *, by: Membership) -> Plan:
    """The usual sections, with a row for each chosen task and the upper plans as what it carries out."""
    require(permissions.may_create(by, agency))
    chosen = _chosen(agency, year, keys)
    start, end = dates.year_period(year)
    values: Values = {
        "period_from": start,
        "period_to": end,
        "subject": usual_subject(agency, year),
        "kind": PlanKind.CCHC,
        "form": PlanForm.PLAN,
    }
    plan = drafting.create_plan(agency, values, by=by, began_from="nhiệm vụ được giao")
    _add(plan, chosen, by=by)
    _cite(plan)
    keep(plan, Beginning.Way.TASKS, Report())
    return plan


def add_tasks(plan_id: int, keys: list[str], *, by: Membership) -> list[ContentItem]:
    """Chosen tasks as further rows of a draft; the rows."""
    with editing(plan_id, by=by, verb="row_added") as edit:
        chosen = _chosen(edit.plan.agency, edit.plan.year, keys)
        made = _add(edit.plan, chosen, by=by)
        edit.details["what"] = f"{len(made)} nội dung từ nhiệm vụ được giao"
    return made


def mark_seen(plan_id: int, name: str, *, by: Membership) -> bool:
    """Tick or untick one entry of the lists ("look-3"); “all” ticks every one. Returns what it is now."""
    plan = locked(plan_id, by=by, may=permissions.may_edit)
    begun = Beginning.objects.select_for_update().filter(plan=plan).first()
    entries = _entries(begun, name) if begun else []
    if begun is None or not entries:
        raise Refused("Danh sách đã thay đổi. Mở lại trang rồi đánh dấu.")
    seen = name == "all" or not entries[0]["seen"]
    for entry in entries:
        entry["seen"] = seen
    begun.save()
    return seen


def _entries(begun: Beginning, name: str) -> list[dict[str, Any]]:
    if name == "all":
        return [entry for each in LISTS for entry in begun.report.get(each, [])]
    listed, _, number = name.rpartition("-")
    found = begun.report.get(listed, []) if listed in LISTS else []
    return [found[int(number)]] if number.isdecimal() and int(number) < len(found) else []


def usual_subject(agency: Agency, year: int) -> str:
    return f"Thông tin, tuyên truyền cải cách hành chính năm {year} của {agency.name}"


# --- what the verbs share


def _calendar(year: int) -> Any:
    return work_calendar.between(*dates.year_period(year))


def _checked(snapshot: Any) -> list[checks.Finding]:
    return checks.findings(snapshot, register=register.of_province())


def make(new: dict[str, Any], agency: Agency, kind: str, *, by: Membership, **details: Any) -> Plan:
    plan = from_snapshot(snapshots.assemble(new), agency, by=by.user, kind=kind)
    _join_parents(plan)
    record(plan, "created", by=by, **details)
    return plan


def _join_parents(plan: Plan) -> None:
    """A parent that stands in this portal is known as such again."""
    rows = [row for row in plan.parents.all() if row.number]
    known = Plan.objects.filter(state=PlanState.ISSUED, symbol__in=[row.number for row in rows])
    by_symbol = {(found.symbol, found.issued_on): found for found in known.exclude(pk=plan.pk)}
    for row in rows:
        row.inside = by_symbol.get((row.number, row.issued_on))
        if row.inside:
            row.save()


def _signed_by_head(content: dict[str, Any], agency: Agency) -> list[dict[str, Any]]:
    """A template's signature under the title that the agency's own head signs with."""
    head, lines = sources.head_of(agency), [dict(line) for line in content["signatures"]]
    title = head.post.signing_title if head else ""
    if head and lines and title and fold(title) not in {fold(line["title"]) for line in lines}:
        lines[0] |= {"title": title, "name": head.user.full_name}
    return lines


def _guide(plan: Plan, template: PlanTemplate) -> None:
    for node in Outline(plan).nodes():
        guide = template.guides.get(".".join(map(str, node.place)), "")
        if node.kind == "muc" and guide:
            Section.objects.filter(pk=node.pk).update(guide=guide)


def keep(plan: Plan, way: str, report: Report, source: Plan | None = None) -> None:
    """The lists as they will be shown: each entry with its place in words and its anchor in the editor."""
    outline = Outline(plan)

    def shown(entry: Entry) -> dict[str, Any]:
        anchor = outline.anchor_of(entry.place) if entry.place and entry.place[0] != "agency" else ""
        where = place_name(outline.snapshot, entry.place)
        return {**asdict(entry), "place": list(entry.place), "where": where, "anchor": anchor, "seen": False}

    written = {name: [shown(entry) for entry in getattr(report, name)] for name in LISTS}
    report_kept = written if any(written.values()) else {}
    Beginning.objects.create(plan=plan, way=way, source=source, report=report_kept)


def _new_tasks(agency: Agency, year: int, snapshot: dict[str, Any]) -> list[Entry]:
    """One line for each upper plan: they are chosen together, on one page."""
    missing: dict[str, list[str]] = {}
    for task in sources.tasks_for(agency, year):
        content = task.assigned.item["content"]
        if not answered(content, snapshot):
            missing.setdefault(task.parent.symbol, []).append(content)
    return [
        Entry(
            f"{len(contents)} nhiệm vụ được giao chưa có trong bản nháp: {'; '.join(contents)}",
            (),
            source=f"Kế hoạch số {symbol}",
            kind="task",
        )
        for symbol, contents in missing.items()
    ]


def _chosen(agency: Agency, year: int, keys: list[str]) -> list[Task]:
    wanted = set(keys)
    chosen = [task for task in sources.tasks_for(agency, year) if task.key in wanted]
    if not chosen:
        raise Refused("Chọn ít nhất một nhiệm vụ trong danh sách.")
    return chosen


def _add(plan: Plan, chosen: list[Task], *, by: Membership) -> list[ContentItem]:
    group = group_for(plan)
    add_items(group, [as_item(task.assigned, task.leaders) for task in chosen])
    made = list(group.items.order_by("-position", "-id")[: len(chosen)])[::-1]
    pairs = zip(chosen, made, strict=True)
    answering.link_made(plan, [(task.parent.pk, task.assigned.number, item) for task, item in pairs], by=by)
    _rest_on(plan, {task.parent.pk: task.parent for task in chosen}.values())
    return made


def _rest_on(plan: Plan, parents: Iterable[Plan]) -> None:
    """The upper plans that it carries out, after those that it names already."""
    known = set(plan.parents.values_list("inside_id", flat=True))
    new = [parent for parent in parents if parent.pk not in known]
    for position, parent in enumerate(new, start=plan.parents.count()):
        ParentPlan.objects.create(
            plan=plan,
            inside=parent,
            position=position,
            number=parent.symbol,
            issued_on=parent.issued_on,
            issuer=parent.agency.profile_on(parent.issued_on or date.min).name,
            title=parent.subject,
        )


def _cite(plan: Plan) -> None:
    """The opening names what the plan carries out (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a)."""
    rows = plan.parents.select_related("inside__agency").order_by("position", "id")
    if cited := "; ".join(row.inside.cited for row in rows if row.inside):
        plan.opening = f"Thực hiện {cited}, {plan.opening}"
        plan.save()


def group_for(plan: Plan) -> AudienceGroup:
    """Where assigned tasks go: the plan's only group without a title, else a group of their own in its first table."""
    blocks = Block.objects.filter(plan=plan, kind=BlockKind.ITEMS).order_by(
        "section__position", "position", "id"
    )
    block = blocks.first() or _new_table(plan)
    groups = AudienceGroup.objects.filter(block=block).order_by("position", "id")
    untitled = [group for group in groups if not group.title or group.title == ASSIGNED_TITLE]
    if untitled:
        return untitled[-1]
    position = groups.count()
    return AudienceGroup.objects.create(plan=plan, block=block, title=ASSIGNED_TITLE, position=position)


def _new_table(plan: Plan) -> Block:
    place = Section.objects.filter(plan=plan, parent=None).count()
    section = Section.objects.create(plan=plan, heading="Nội dung tuyên truyền", position=place)
    content: dict[str, Any] = {"columns": list(COLUMNS), "labels": {}, "total": None}
    return Block.objects.create(plan=plan, section=section, kind=BlockKind.ITEMS, content=content)
