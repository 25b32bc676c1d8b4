"""What an amendment keeps in step: its table of old and new words, and the word of it on the plan that it amends."""

from typing import Any

from django.db.models import Max

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents.models import AfterIssue, IssuedNumber
from cchc_portal.documents.states import AfterKind
from plans import amending
from plans.models import Appendix, Block, BlockKind, Plan
from plans.records import to_snapshot

SAME = "Kế hoạch điều chỉnh chưa khác kế hoạch đã ban hành ở nội dung nào. Sửa những nội dung cần điều chỉnh, bổ sung rồi trình."


def refresh(plan: Plan) -> int:
    """The caller holds the plan's lock. An appendix that the drafter has deleted is put back at the end."""
    if plan.amends is None:
        return 0
    _, _, said = issued(plan.amends)
    rows = list(amending.differences(said, to_snapshot(plan)))
    _table_of(plan, amending.table(rows))
    return len(rows)


def _table_of(plan: Plan, table: dict[str, Any]) -> None:
    found = Appendix.objects.filter(plan=plan, title=amending.TITLE).order_by("-position", "-id").first()
    block = Block.objects.filter(appendix=found, kind=BlockKind.TABLE).first() if found else None
    if block is not None:
        block.content = {"table": table}
        block.save(update_fields=["content"])
        return
    last = Appendix.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    appendix = found or Appendix.objects.create(
        plan=plan, title=amending.TITLE, landscape=True, position=0 if last is None else last + 1
    )
    Block.objects.create(plan=plan, appendix=appendix, kind=BlockKind.TABLE, content={"table": table})


def refuse_the_same(plan: Plan) -> None:
    """An amendment that changes nothing is not submitted."""
    if plan.amends is not None and refresh(plan) == 0:
        raise Refused(SAME)


def tell_the_amended(plan: Plan, number: IssuedNumber, *, by: Membership) -> None:
    """On the register's line of the plan that was amended: by which paper it was put right."""
    line = plan.amends.line if plan.amends else None
    if line is not None:
        AfterIssue.objects.create(
            agency=plan.agency,
            number=line,
            kind=AfterKind.AMENDED,
            by_number=number,
            by_symbol=number.symbol,
            by_day=number.issued_on,
            reason=plan.subject,
            recorded_by=by.user,
        )


def issued(plan: Plan) -> tuple[str, Any, dict[str, Any]]:
    if plan.issued_snapshot is None or plan.issued_on is None:
        raise Refused("Chỉ điều chỉnh, bổ sung được kế hoạch đã ban hành.")
    return plan.symbol, plan.issued_on, plan.issued_snapshot.content
