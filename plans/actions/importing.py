"""Verbs of an uploaded file: read it, keep what the person decides about it, make a plan of it. All of it or nothing."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Denied, require
from cchc_portal.documents import snapshots
from cchc_portal.vietnam.text import clean_line
from plans import permissions, starting
from plans.actions import beginning
from plans.beginning.report import Entry, Report
from plans.importing import building, choices, opening, source
from plans.importing.building import Built
from plans.importing.pieces import Recognised, Role
from plans.models import Beginning, Plan, UploadedPlan
from plans.records import letterhead, to_snapshot
from plans.states import PlanKind

KEPT_FOR = timedelta(days=7)
_LONGEST_NAME = 255

Data = dict[str, Any]


def upload(agency: Agency, *, name: str, content: bytes, by: Membership) -> UploadedPlan:
    """Keep what the file says, not the file; raises Unreadable with one sentence, and then keeps nothing."""
    require(permissions.may_create(by, agency))
    name = file_name(name)
    read = opening.read(content, name)
    return UploadedPlan.objects.create(
        agency=agency, user=by.user, name=name, size=len(content), source=source.to_json(read)
    )


def file_name(name: str) -> str:
    """The name without folders, short enough for a sentence."""
    whole = clean_line(PurePath(name.replace("\\", "/")).name) or "tệp"
    path = PurePath(whole)
    return whole if len(whole) <= _LONGEST_NAME else path.stem[: _LONGEST_NAME - 10] + path.suffix[:10]


def recognised(upload: UploadedPlan, chosen: choices.Choices) -> Recognised:
    return choices.apply(source.from_json(upload.source), chosen)


def decide(upload_id: int, chosen: choices.Choices, facts: Mapping[str, str], *, by: Membership) -> None:
    """Keep the choices and the fields of the form as they stand."""
    kept = _locked(upload_id, by=by)
    kept.mapping = {**chosen.to_json(), "facts": dict(facts)}
    kept.save(update_fields=["mapping"])


def make_plan(upload_id: int, chosen: choices.Choices, values: Data, *, by: Membership) -> Plan:
    """A draft of the file as corrected; asked twice it is the same draft."""
    kept = _locked(upload_id, by=by)
    if kept.plan is not None:
        return kept.plan
    read = recognised(kept, chosen)
    built = building.build(read, names_of(kept.agency))
    snapshot = _snapshot(kept.agency, values, read, built, by)
    if wrong := snapshots.findings(snapshot):
        require(Denied(f"Chưa tạo được kế hoạch: {wrong[0].message}"))
    plan = beginning.make(snapshot, kept.agency, PlanKind.CCHC, by=by, began_from=f"tệp “{kept.name}”")
    beginning.keep(plan, Beginning.Way.FILE, _report(snapshot, read, built))
    kept.plan = plan
    kept.mapping = chosen.to_json()
    kept.save(update_fields=["plan", "mapping"])
    return plan


def forget_old() -> int:
    """Delete what was uploaded a week ago and never became a plan, in the entered province; how many."""
    old = UploadedPlan.objects.filter(plan=None, uploaded_at__lt=timezone.now() - KEPT_FOR)
    return int(old.delete()[0])


def _locked(upload_id: int, *, by: Membership) -> UploadedPlan:
    """The person's own upload, its row locked."""
    own = UploadedPlan.objects.select_for_update(of=("self",)).select_related("agency__province", "plan")
    kept: UploadedPlan = own.get(pk=upload_id, user_id=by.user_id)
    require(permissions.may_create(by, kept.agency))
    return kept


def names_of(agency: Agency) -> tuple[str, ...]:
    """Names that keep their capitals."""
    profile = agency.profile_on(timezone.localdate())
    superior = (profile.superior.name,) if profile.superior else ()
    return (profile.name, profile.province_name, *superior)


def _snapshot(agency: Agency, values: Data, read: Recognised, built: Built, by: Membership) -> Data:
    start: date = values["period_from"]
    end: date = values["period_to"]
    own = {"agency": agency, "period_from": start, "period_to": end, "subject": values["subject"]}
    if read.kind == "excel":
        return _among_usual_sections(own, built, by)
    return snapshots.assemble(
        {
            "format": 1,
            "agency": letterhead(Plan(**own)),
            "form": "plan",
            "period": {"from": start, "to": end},
            "subject": values["subject"],
            **built.parts(),
        }
    )


def _among_usual_sections(own: Data, built: Built, by: Membership) -> Data:
    """A table alone is no plan: the usual sections stand around it. Written once to be read, and gone again."""
    usual = Plan.objects.create(created_by=by.user, **own)
    starting.fill(usual, by)
    snapshot = to_snapshot(usual)
    usual.delete()
    blocks = [block for section in built.sections for block in section["blocks"]]
    parts = built.parts()
    for section in snapshot["sections"]:
        if any("items" in block for block in section["blocks"]):
            section["blocks"] = blocks or section["blocks"]
    if built.unplaced:
        snapshot["sections"].append(parts["sections"][-1])
    said = {
        key: parts[key]
        for key in ("bases", "recipients", "archive", "signatures", "appendices")
        if parts[key]
    }
    return snapshots.assemble({**snapshot, **said})


def _report(snapshot: Data, read: Recognised, built: Built) -> Report:
    """What was not taken over, and what has to be looked at."""
    numbers = [piece.shown for piece in read.of(Role.NUMBER, Role.PLACE_DATE)]
    left = len(built.unplaced)
    last = len(snapshot["sections"]) - 1
    return Report(
        reset=[
            Entry("Số, ngày của văn bản trong tệp; văn thư cấp lại khi ban hành.", (), text)
            for text in numbers
        ],
        look=[Entry(f"{left} đoạn chưa xếp được chỗ, đang ở mục cuối.", ("sections", last))] if left else [],
    )
