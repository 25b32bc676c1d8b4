"""The scan of a plan that was signed and stamped in ink, kept as its signed copy (Nghị định 30/2020/NĐ-CP, Điều 5, Điều 30)."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import storage
from cchc_portal.documents.dispatch import dispatching, telling
from cchc_portal.documents.models import IncomingScan, Paper, SignedScan
from cchc_portal.documents.scans import child as scan_child
from cchc_portal.documents.scans import kept, scanning
from plans import permissions
from plans.actions.door import locked
from plans.models import Plan
from plans.states import PlanState

WHILE_ONE_WAITS = 25  # seconds: one upload is read while its sender looks on
STANDS = "Đã có bản quét đã ký, đóng dấu. Bản quét đó sai thì chọn “Thay bản quét” và nêu lý do."


@dataclass(frozen=True)
class InPlaceOf:
    """The scan that was wrong, and why."""

    scan: SignedScan
    reason: str


def keep(
    plan_id: int, content: bytes, *, name: str, kind: str, by: Membership, instead: InPlaceOf | None = None
) -> SignedScan:
    """Beside the paper, known by its hash; nothing is ever taken away: a wrong scan stays, marked by the one in its place."""
    plan = locked(plan_id, by=by, may=permissions.may_keep_scan)
    if instead is not None:
        _refuse_instead(plan, instead)
    digest = storage.store(plan.province_id, content)
    _refuse_known(_paper(plan), digest)
    if instead is None and SignedScan.objects.filter(paper=plan.paper).exists():
        raise Refused(STANDS)
    scan: SignedScan = SignedScan.objects.create(
        agency=plan.agency,
        paper=plan.paper,
        name=name[-200:],
        kind=kind,
        file_digest=digest,
        file_size=len(content),
        uploaded_by=by.user,
        replaces=instead.scan if instead else None,
        reason=instead.reason.strip() if instead else "",
    )
    why: dict[str, Any] = {"reason": scan.reason} if instead else {}
    record(plan, "scan_replaced" if instead else "scan_kept", by=by, file=digest, name=scan.name, **why)
    if plan.line is not None:
        dispatching.scan_kept(plan.line, replaces=instead is not None)
        if instead is not None:
            telling.scan_replaced(plan.line, reason=scan.reason)
    return scan


def _refuse_known(paper: Paper, digest: str) -> None:
    if SignedScan.objects.filter(paper=paper, file_digest=digest).exists():
        raise Refused("Bản quét này đã được tải lên.")


def _refuse_instead(plan: Plan, instead: InPlaceOf) -> None:
    if instead.scan.paper_id != plan.paper_id:
        raise Refused("Bản quét này không phải của kế hoạch.")
    if SignedScan.objects.filter(replaces=instead.scan).exists():
        raise Refused("Bản quét này đã được thay từ trước; thay bản quét mới nhất.")
    if not instead.reason.strip():
        raise Refused("Nhập lý do thay bản quét.")


def bring_one(plan: Plan, content: bytes, *, name: str, by: Membership) -> IncomingScan:
    """The clerk has said of which plan it is; what stands on the page may say otherwise, and is then believed.

    It counts, and is sent, when it was looked at.
    """
    require(permissions.may_keep_scan(by, plan))
    paper, digest = _paper(plan), hashlib.sha256(content).hexdigest()
    _refuse_known(paper, digest)
    brought = [one for one in scanning.waiting_for(paper) if one.file_digest == digest]
    if brought:
        return brought[0]  # pressed twice, or brought again: it waits once
    reading = scan_child.reading(content, name, seconds=WHILE_ONE_WAITS)
    return scanning.await_look(paper, content, reading, name=name, by=by)


def set_aside(plan: Plan, sent: Any, *, says: str, by: Membership) -> IncomingScan:
    """An upload for a plan that was refused is kept to be looked at."""
    require(permissions.may_keep_scans(by, plan.agency))
    sent.seek(0)
    return scanning.set_aside(
        plan.paper, plan.agency, name=sent.name, size=sent.size, parts=sent.chunks(), says=says, by=by
    )


def bring(agency: Agency, sent: Any, *, by: Membership) -> IncomingScan:
    """One of many uploads: kept as it came, read by a worker."""
    require(permissions.may_keep_scans(by, agency))
    return scanning.receive(agency, name=sent.name, size=sent.size, parts=sent.chunks(), by=by)


def choose(scan: IncomingScan, plan: Plan, *, by: Membership, reason: str = "") -> IncomingScan:
    """The clerk says of which plan it is, and why it stands in the place of the scan that is there."""
    require(permissions.may_keep_scan(by, plan))
    return scanning.choose(scan.pk, _paper(plan), by=by, reason=reason)


def put_aside(scan: IncomingScan, *, by: Membership) -> IncomingScan:
    """The clerk says that it is of no paper of the agency, or has dealt with it; a scan may be given to one later all the same."""
    require(permissions.may_keep_scans(by, scan.agency))
    put = scanning.put_aside(scan.pk)
    record(put, "scan_put_aside", by=by, file=put.file_digest, name=put.name)
    return put


def _paper(plan: Plan) -> Paper:
    if plan.paper is None:
        raise Refused(f"Chỉ tải bản quét lên cho {plan.noun} đã ban hành.")
    return plan.paper


def try_again(scan: IncomingScan, *, by: Membership) -> None:
    require(permissions.may_keep_scans(by, scan.agency))
    scanning.try_again(scan)


def awaited(agency: Agency) -> Any:
    """Plans issued on paper, those without any scan first: what an upload may be of."""
    scanned = SignedScan.objects.filter(paper=OuterRef("paper"))
    issued = Plan.objects.filter(agency=agency, state=PlanState.ISSUED, paper__unsigned_digest="")
    return issued.annotate(kept=Exists(scanned)).order_by("kept", "-issued_on", "-pk")


def _keep_incoming(scan: IncomingScan, paper: Paper, by: Membership, reason: str) -> None:
    plan = Plan.objects.filter(issued_snapshot=paper.snapshot_id, agency=scan.agency_id).first()
    if plan is None:
        raise Refused("Văn bản này không phải kế hoạch lập trong cổng nên không có chỗ lưu bản quét.")
    wrong = kept.standing(paper) if reason else None
    instead = InPlaceOf(wrong, reason) if wrong else None
    content = storage.load(scan.province_id, scan.file_digest)
    keep(plan.pk, content, name=scan.name, kind=scan.kind, by=by, instead=instead)


def of_plan(plan: Plan) -> list[SignedScan]:
    """Newest first."""
    return kept.of_paper(plan.paper_id)


scanning.keepers.append(_keep_incoming)
