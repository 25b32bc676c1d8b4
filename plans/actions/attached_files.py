"""Verbs of the files that are to be issued with a plan: add, move, take out; issued with it they are frozen.

Each counts as an edit of the plan: an approval given before is void (Nghị định 30/2020/NĐ-CP, Điều 11; Phụ lục I, mục III.1).
"""

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.models import AttachedFile
from plans import permissions
from plans.actions import procedure
from plans.actions.editing import editing
from plans.models import DraftFile, Plan

GONE = "Tệp này không còn trong danh sách."


def add(plan_id: int, content: bytes, *, title: str, name: str, by: Membership) -> DraftFile:
    """Judged before anything is kept or locked; raises `attaching.NotAttachable` with what is wrong with the file."""
    require(permissions.may_attach(by, Plan.objects.select_related("agency__province").get(pk=plan_id)))
    pages = attaching.judged(content)
    with editing(plan_id, by=by, verb="file_attached", may=permissions.may_attach) as edit:
        present = of_draft(edit.plan)
        digest = storage.store(edit.plan.province_id, content)
        _refuse_more(present, digest)
        added: DraftFile = DraftFile.objects.create(
            plan=edit.plan,
            position=len(present) + 1,
            title=title,
            name=name[-200:],
            file_digest=digest,
            file_size=len(content),
            pages=pages,
            uploaded_by=by.user,
        )
        edit.details |= {"what": _named(added), "file": digest}
    return added


def _refuse_more(present: list[DraftFile], digest: str) -> None:
    if len(present) >= attaching.MOST:
        raise Refused(f"Mỗi kế hoạch kèm theo nhiều nhất {attaching.MOST} tệp.")
    known = next((row for row in present if row.file_digest == digest), None)
    if known is not None:
        raise Refused(f"Tệp này đã có trong danh sách, tên là “{known.title}”.")


def move(plan_id: int, file_id: int, *, up: bool, by: Membership) -> None:
    """Change places with the one before or behind it; at the end of the list nothing happens."""
    with editing(plan_id, by=by, verb="file_moved", may=permissions.may_attach) as edit:
        rows = of_draft(edit.plan)
        row = _of(rows, file_id)
        at = rows.index(row)
        other = at - 1 if up else at + 1
        if not 0 <= other < len(rows):
            edit.changed = False
            return
        rows[at], rows[other] = rows[other], rows[at]
        _number(rows)
        edit.details["what"] = _named(row)


def take_out(plan_id: int, file_id: int, *, by: Membership) -> None:
    """Out of the list; the stored bytes stay for the history."""
    with editing(plan_id, by=by, verb="file_taken_out", may=permissions.may_attach) as edit:
        rows = of_draft(edit.plan)
        row = _of(rows, file_id)
        edit.details |= {"what": _named(row), "file": row.file_digest}
        row.delete()
        _number([each for each in rows if each is not row])


def try_again(plan: Plan, attached_id: int, *, by: Membership) -> AttachedFile:
    """The agency's signature on a file that could not be signed."""
    require(permissions.may_sign_attached(by, plan))
    return attaching.try_again(attached_id, by=by)


def bring(plan: Plan, attached_id: int, content: bytes, *, by: Membership) -> AttachedFile:
    """The file as the agency has signed it outside; raises `signatures.NotAccepted` with what is wrong with it."""
    require(permissions.may_sign_attached(by, plan))
    return attaching.bring(attached_id, content, by=by)


def keep_refused(plan: Plan, attached_id: int, content: bytes, *, by: Membership) -> None:
    """What was not accepted stays for inspection; the file is as it was."""
    require(permissions.may_sign_attached(by, plan))
    attaching.keep_refused(attached_id, content, by=by)


def of_draft(plan: Plan) -> list[DraftFile]:
    """In the order in which they are issued."""
    return list(DraftFile.objects.filter(plan=plan).select_related("uploaded_by").order_by("position", "id"))


def _of(rows: list[DraftFile], file_id: int) -> DraftFile:
    found = next((row for row in rows if row.pk == file_id), None)
    if found is None:
        raise Refused(GONE)
    return found


def _number(rows: list[DraftFile]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
        row.save(update_fields=["position"])


def _named(row: DraftFile) -> str:
    return f"tệp phụ lục “{row.title}”"


def _issue(plan: Plan, *, by: Membership) -> None:
    """What was approved goes out with the paper, as it stands."""
    if plan.paper is None:
        return
    pieces = [attaching.Piece(row.title, row.file_digest, row.file_size, row.pages) for row in of_draft(plan)]
    attaching.issue_with(plan.paper, plan.symbol, pieces, by=by)


procedure.after_issue.append(_issue)
