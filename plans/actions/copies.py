"""Asking for a plan's files: the paper of record once issued, marked drafts before."""

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Denied, Refused, require
from cchc_portal.documents import actions as papers
from cchc_portal.documents import looking_up, snapshots
from cchc_portal.documents.models import Paper, Snapshot
from cchc_portal.documents.states import PaperFormat
from plans.models import Plan
from plans.permissions import may_view
from plans.records import to_snapshot
from plans.states import PlanState

OUT_OF_FORCE = "Văn bản không còn hiệu lực nên chỉ tạo được bản in tra cứu, có dấu trên mỗi trang."


def current_snapshot(plan: Plan) -> Snapshot | None:
    """The frozen form of what the plan says now, where there is one."""
    frozen = plan.issued_snapshot or plan.approved_snapshot
    if frozen is not None:
        return frozen
    digest = snapshots.digest(to_snapshot(plan))
    return Snapshot.objects.filter(agency=plan.agency, digest=digest).first()


def ask_for_copy(plan: Plan, format: PaperFormat, *, by: Membership) -> Paper:
    """A file of what the plan says now; asked again it is the same file."""
    require(may_view(by, plan))
    if format == PaperFormat.LOOKUP:
        return _lookup_print(plan)
    if format == PaperFormat.TO_SIGN:
        return _print_to_sign(plan)
    if plan.issued_snapshot is not None and looking_up.marks_of(plan.issued_snapshot):
        raise Refused(OUT_OF_FORCE)
    if plan.paper is not None and plan.paper.unsigned_digest and format == PaperFormat.PDF:
        return plan.paper  # signed: never made again
    content = to_snapshot(plan)
    frozen = plan.issued_snapshot or plan.approved_snapshot
    if frozen is None and (wrong := snapshots.findings(content)):
        require(Denied(f"Chưa tạo được văn bản: {wrong[0].message}"))
    return papers.ask_for_paper(
        frozen or papers.freeze(plan.agency, content), format=format, draft=plan.issued_snapshot is None
    )


def _lookup_print(plan: Plan) -> Paper:
    if plan.paper is None or plan.state != PlanState.ISSUED:
        raise Refused("Chỉ in được bản tra cứu của kế hoạch đã ban hành.")
    return papers.ask_for_lookup_print(plan.paper)


def _print_to_sign(plan: Plan) -> Paper:
    """What was approved, without a mark; number and day stay open, as the law's form leaves them, until it is signed."""
    if plan.state != PlanState.APPROVED or plan.approved_snapshot is None:
        raise Refused("Bản in để ký chỉ có khi kế hoạch đã duyệt và chưa cấp số.")
    return papers.ask_for_paper(plan.approved_snapshot, format=PaperFormat.TO_SIGN, draft=True)


def try_again(plan: Plan, paper: Paper, *, by: Membership) -> None:
    require(may_view(by, plan))
    papers.try_again(paper)
    record(plan, "paper_retried", by=by, format=paper.format)
