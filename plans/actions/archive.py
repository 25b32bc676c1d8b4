"""Papers from before the portal: a plan that was issued elsewhere enters with its own number and date."""

from datetime import date

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, User
from cchc_portal.documents import actions as papers
from cchc_portal.documents import numbering
from cchc_portal.documents.register import book
from cchc_portal.vietnam import symbols
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanKind, PlanState


def enter_issued(snapshot: dict, agency: Agency, *, approver: User, kind: str = PlanKind.CCHC) -> Plan:
    """Records, register row, both snapshots and the paper of a plan issued in the past; `approver` answers for the entry."""
    plan = from_snapshot(snapshot, agency, by=None, kind=kind)
    issued_on = date.fromisoformat(snapshot["issued_on"])
    given = numbering.enter_number(
        agency=agency,
        series=plan.series,
        issuer_symbol=snapshot["agency"]["symbol"],
        issued_on=issued_on,
        subject=plan.subject,
        number=snapshot["number"],
    )
    frozen = papers.freeze(agency, snapshot)
    plan.number, plan.symbol = symbols.printed_number(given.number), plan.symbol_as_printed or given.symbol
    plan.approved_by, plan.approved_at = approver, timezone.now()
    plan.approved_snapshot = plan.issued_snapshot = frozen
    plan.paper = papers.ask_for_paper(frozen)
    plan.state, plan.line = PlanState.ISSUED, given
    plan.save()
    book.fill(given, frozen)
    record(plan, "entered", by=None, symbol=plan.symbol, issued_on=issued_on.isoformat())
    return plan
