"""Copies of a plan that the agency has issued, or of one that came to it: on paper under a number, electronic under the agency's signature (Nghị định 30/2020/NĐ-CP, Điều 25–27)."""

from dataclasses import dataclass
from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import actions as papers
from cchc_portal.documents.copies import copying
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import Dispatch, DocumentCopy, Signature, Snapshot
from cchc_portal.documents.permissions import may_copy
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam.copies import CopyForm
from cchc_portal.vietnam.text import lower_first
from plans.models import Plan
from plans.states import PlanState


@dataclass(frozen=True)
class Source:
    """A document as one agency copies it: its own, or one that came to it."""

    agency: Agency  # that copies
    snapshot: Snapshot  # the document as it was issued
    about: Plan | Dispatch  # whose history tells of the copies


def of_plan(plan: Plan) -> Source:
    """What the agency itself has issued."""
    if plan.state != PlanState.ISSUED or plan.issued_snapshot is None:
        raise Refused(
            f"Chỉ sao được văn bản đã ban hành; {plan.noun} đang ở trạng thái “{PlanState(plan.state).label}”."
        )
    return Source(plan.agency, plan.issued_snapshot, plan)


def of_incoming(dispatch: Dispatch, agency: Agency) -> Source:
    """What came to `agency` through the portal, as its sender has issued it."""
    if dispatch.number.snapshot is None or dispatch.to_agency_id != agency.pk:
        raise Refused("Văn bản này không lập trong cổng nên không sao được tại đây.")
    return Source(agency, dispatch.number.snapshot, dispatch)


def make(source: Source, wanted: copying.Wanted, *, by: Membership) -> DocumentCopy:
    require(may_copy(by, source.agency))
    made = copying.on_paper(source.agency, source.snapshot, wanted, by=by)
    _tell(source.about, "copied", made, by=by)
    return made


def make_electronic(source: Source, form: CopyForm, *, by: Membership, **choices: Any) -> DocumentCopy:
    require(may_copy(by, source.agency))
    made = copying.electronic(source.agency, source.snapshot, form, by=by, **choices)
    _tell(source.about, "copied", made, by=by)
    return made


def print_again(source: Source, copy: DocumentCopy, *, by: Membership) -> None:
    """A print that failed; or one of today, where the document has lost its force since the last."""
    require(may_copy(by, source.agency))
    paper = copy_files.print_of(copy)
    if paper is not None and paper.state == PaperState.FAILED:
        papers.try_again(paper)
    else:
        copy_files.ask_for_print(copy)


def seal(source: Source, copy: DocumentCopy, *, by: Membership) -> None:
    """The agency's key signs an electronic copy."""
    signatures.begin(_signature(source, copy, by), signatures.means_of(source.agency, None), by=by)


def bring(source: Source, copy: DocumentCopy, content: bytes, *, by: Membership) -> None:
    """An electronic copy that the agency has signed on a computer of its own; raises NotAccepted."""
    signature = _signature(source, copy, by)
    signatures.bring(signature, content, signatures.means_of(source.agency, None), by=by)


def _signature(source: Source, copy: DocumentCopy, by: Membership) -> Signature:
    require(may_copy(by, source.agency))
    found = copy_files.signature_of(copy)
    if found is None:
        raise Refused("Bản sao giấy được ký, đóng dấu trên giấy; chỉ bản sao điện tử được ký số.")
    return found


def follow(signature: Signature) -> None:
    """An electronic copy is signed: the history of what it was made of says so."""
    copy = DocumentCopy.objects.filter(snapshot_id=signature.paper.snapshot_id).first()
    about = copy and _about(copy)
    if copy is not None and about is not None and signature.signer is not None:
        _tell(about, "copy_sealed", copy, by=signature.signer)


def _about(copy: DocumentCopy) -> Plan | Dispatch | None:
    own: Plan | None = Plan.objects.filter(issued_snapshot=copy.original_id, agency=copy.agency_id).first()
    came: Dispatch | None = (
        Dispatch.objects.came_to(copy.agency).filter(number__snapshot=copy.original_id).first()
    )
    return own or came


def _tell(about: Plan | Dispatch, verb: str, copy: DocumentCopy, *, by: Membership) -> None:
    record(about, verb, by=by, agency_id=copy.agency_id, what=_named(copy))


def _named(copy: DocumentCopy) -> str:
    return lower_first(f"{copy.type_name} số {copy.symbol}" if copy.symbol else copy.type_name)


signatures.after_done.append(follow)
