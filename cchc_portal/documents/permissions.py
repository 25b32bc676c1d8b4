"""Who may do what with the register of outgoing papers and with what has come in: the answer is a sentence where it is no."""

from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.agencies.permissions import Allowed, Denied, inherits, is_closed, oversees, works_in
from cchc_portal.documents.models import Dispatch
from cchc_portal.documents.standing import OUT_OF_FORCE

HIDDEN = Denied("Không tìm thấy trang.")


def may_read_register_book(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The agency's people, a closed province's heirs, and those who oversee it (what was issued only)."""
    if works_in(membership, agency) or inherits(membership, agency) or oversees(membership, agency):
        return Allowed()
    return HIDDEN


def may_keep_register_book(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The agency's clerk, while the agency exists: reserve, give, void, enter, note what became of a paper, send."""
    if not works_in(membership, agency):
        return Denied("Chỉ văn thư của cơ quan ghi được sổ văn bản đi của cơ quan.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; sổ văn bản đi chỉ để tra cứu.")
    return _clerk(membership)


def may_copy(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The agency's clerk, while the agency exists: copies of what it has issued (Nghị định 30/2020/NĐ-CP, Điều 27)."""
    if not works_in(membership, agency):
        return Denied("Chỉ văn thư của cơ quan sao được văn bản của cơ quan.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; văn bản chỉ để tra cứu.")
    return _clerk(membership)


def may_read_incoming(membership: Membership, agency: Agency) -> Allowed | Denied:
    """What has come to an agency is read by its own people."""
    return Allowed() if works_in(membership, agency) or inherits(membership, agency) else HIDDEN


def may_confirm_receipt(membership: Membership, dispatch: Dispatch) -> Allowed | Denied:
    """The receiving agency's clerk, for what came through the portal."""
    agency = dispatch.to_agency
    if agency is None or not works_in(membership, agency):
        return Denied("Chỉ văn thư của cơ quan nhận xác nhận được văn bản đến.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; văn bản đến chỉ để tra cứu.")
    return _clerk(membership)


def may_take_received(membership: Membership, dispatch: Dispatch) -> Allowed | Denied:
    """The file of what came: for all its people while the document is in force, afterwards for the clerk who keeps it."""
    kinds = set(dispatch.number.afterwards.values_list("kind", flat=True))
    if not kinds & OUT_OF_FORCE or membership.has_role(Role.CLERK):
        return Allowed()
    return Denied(
        f"Văn bản {dispatch.number.symbol} không còn hiệu lực nên không mở để sử dụng; văn thư giữ bản đã nhận."
    )


def _clerk(membership: Membership) -> Allowed | Denied:
    if membership.has_role(Role.CLERK):
        return Allowed()
    return Denied(f"Việc này dành cho văn thư; vị trí hiện tại là {membership.post.title}.")
