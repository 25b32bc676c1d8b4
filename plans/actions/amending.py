"""Verbs of a plan that amends an issued one: begin it, and make its table of old and new words again."""

from cchc_portal.agencies.models import Membership
from cchc_portal.documents.attached import attaching
from plans import amending, permissions
from plans.actions import amended, beginning
from plans.actions.door import locked
from plans.actions.editing import editing
from plans.beginning.report import Entry, Report
from plans.models import Beginning, Plan


def begin(plan_id: int, *, by: Membership) -> Plan:
    """A draft of the agency that says what the issued plan says, to be put right; its last appendix will hold the differences."""
    issued = locked(plan_id, by=by, may=permissions.may_amend)
    symbol, day, said = amended.issued(issued)
    content = amending.words(said, symbol, day)
    name = amending.name_of(symbol, day)
    plan = beginning.make(content, issued.agency, issued.kind, by=by, began_from=name, amends=issued.pk)
    plan.amends = issued
    plan.save(update_fields=["amends"])
    report = Report()
    report.look.append(
        Entry(
            f"Sửa những nội dung cần điều chỉnh, bổ sung của {name}; phụ lục so sánh lập lại mỗi khi trình."
        )
    )
    report.look += _files(issued)
    beginning.keep(plan, Beginning.Way.AMENDMENT, report, source=issued)
    return plan


def _files(issued: Plan) -> list[Entry]:
    """Files that were issued with the plan stay as they are unless this plan brings others."""
    if issued.paper is None:
        return []
    return [
        Entry(
            f"Tệp phụ lục riêng “{row.title}” của {issued.symbol} giữ nguyên hiệu lực. Nếu điều chỉnh tệp này, thêm tệp thay thế "
            "vào kế hoạch điều chỉnh và nêu trong nội dung."
        )
        for row in attaching.of_paper(issued.paper)
    ]


def compare_again(plan_id: int, *, by: Membership) -> int:
    """Write the table anew from what the draft says now; how many places differ."""
    with editing(plan_id, by=by, verb="part_changed") as edit:
        edit.details["what"] = "bảng so sánh nội dung điều chỉnh, bổ sung"
        return amended.refresh(edit.plan)
