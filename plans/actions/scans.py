"""The scan of a plan that was signed and stamped in ink, kept as its signed copy (Nghị định 30/2020/NĐ-CP, Điều 5, Điều 30)."""

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import storage
from cchc_portal.documents.models import SignedScan
from plans import permissions
from plans.actions.door import locked
from plans.models import Plan


def keep(plan_id: int, content: bytes, *, name: str, kind: str, by: Membership) -> SignedScan:
    """Beside the paper, known by its hash; nothing of it is ever replaced."""
    plan = locked(plan_id, by=by, may=permissions.may_keep_scan)
    digest = storage.store(plan.province_id, content)
    if SignedScan.objects.filter(paper=plan.paper, file_digest=digest).exists():
        raise Refused("Bản quét này đã được tải lên.")
    scan: SignedScan = SignedScan.objects.create(
        agency=plan.agency,
        paper=plan.paper,
        name=name[-200:],
        kind=kind,
        file_digest=digest,
        file_size=len(content),
        uploaded_by=by.user,
    )
    record(plan, "scan_kept", by=by, file=digest, name=scan.name)
    return scan


def of_plan(plan: Plan) -> list[SignedScan]:
    """Newest first."""
    return list(
        SignedScan.objects.filter(paper_id=plan.paper_id).select_related("uploaded_by").order_by("-id")
    )
