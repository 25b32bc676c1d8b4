"""Copies of an issued plan: on paper under a number, electronic under the agency's signature (Nghị định 30/2020/NĐ-CP, Điều 25–27)."""

from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import actions as papers
from cchc_portal.documents.copies import copying
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import DocumentCopy, Signature, Snapshot
from cchc_portal.documents.permissions import may_copy
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam.copies import CopyForm
from cchc_portal.vietnam.text import lower_first
from plans.models import Plan
from plans.states import PlanState


def issued(plan: Plan) -> Snapshot:
    """What is copied: the document as it was issued."""
    if plan.state != PlanState.ISSUED or plan.issued_snapshot is None:
        raise Refused(
            f"Chỉ sao được văn bản đã ban hành; kế hoạch đang ở trạng thái “{PlanState(plan.state).label}”."
        )
    return plan.issued_snapshot


def make(plan: Plan, wanted: copying.Wanted, *, by: Membership) -> DocumentCopy:
    require(may_copy(by, plan.agency))
    made = copying.on_paper(plan.agency, issued(plan), wanted, by=by)
    record(plan, "copied", by=by, what=_named(made))
    return made


def make_electronic(plan: Plan, form: CopyForm, *, by: Membership, **choices: Any) -> DocumentCopy:
    require(may_copy(by, plan.agency))
    made = copying.electronic(plan.agency, issued(plan), form, by=by, **choices)
    record(plan, "copied", by=by, what=_named(made))
    return made


def print_again(plan: Plan, copy: DocumentCopy, *, by: Membership) -> None:
    """A print that failed; or one of today, where the document has lost its force since the last."""
    require(may_copy(by, plan.agency))
    paper = copy_files.print_of(copy)
    if paper is not None and paper.state == PaperState.FAILED:
        papers.try_again(paper)
    else:
        copy_files.ask_for_print(copy)


def seal(plan: Plan, copy: DocumentCopy, *, by: Membership) -> None:
    """The agency's key signs an electronic copy."""
    signatures.begin(_signature(plan, copy, by), signatures.means_of(plan.agency, None), by=by)


def bring(plan: Plan, copy: DocumentCopy, content: bytes, *, by: Membership) -> None:
    """An electronic copy that the agency has signed on a computer of its own; raises NotAccepted."""
    signature = _signature(plan, copy, by)
    signatures.bring(signature, content, signatures.means_of(plan.agency, None), by=by)


def _signature(plan: Plan, copy: DocumentCopy, by: Membership) -> Signature:
    require(may_copy(by, plan.agency))
    found = copy_files.signature_of(copy)
    if found is None:
        raise Refused("Bản sao giấy được ký, đóng dấu trên giấy; chỉ bản sao điện tử được ký số.")
    return found


def follow(signature: Signature) -> None:
    """An electronic copy is signed: its document's history says so."""
    copy = DocumentCopy.objects.filter(snapshot_id=signature.paper.snapshot_id).first()
    plan = copy and Plan.objects.filter(issued_snapshot=copy.original_id, agency=copy.agency_id).first()
    if copy is not None and plan is not None and signature.signer is not None:
        record(plan, "copy_sealed", by=signature.signer, what=_named(copy))


def _named(copy: DocumentCopy) -> str:
    return lower_first(f"{copy.type_name} số {copy.symbol}" if copy.symbol else copy.type_name)


signatures.after_done.append(follow)
