"""Stacks: the issued papers of a list as one file for the printer; the province's choice of what is printed."""

from collections.abc import Iterable

from cchc_portal.agencies.models import Agency, Membership, Province
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import actions as papers
from cchc_portal.documents import looking_up
from cchc_portal.documents.dispatch import printed_copies
from cchc_portal.documents.dispatch.printed_copies import Copies
from cchc_portal.documents.models import Paper, PrintChoice, Snapshot, Stack, StackedPaper
from cchc_portal.documents.states import Print
from cchc_portal.vietnam import symbols, text
from plans import permissions
from plans.models import Plan
from plans.states import PlanState

MOST = 200  # papers in one stack
OUT_OF_FORCE = {"withdrawn": "ĐÃ THU HỒI", "expired": "BỊ THAY THẾ"}


def ask(plans: Iterable[Plan], agency: Agency, *, two_sided: bool, prints: Print, by: Membership) -> Stack:
    """What of `plans` is issued and this person may see, in the order given; nothing else is in it."""
    require(permissions.may_print_stacks(by, agency))
    issued = [plan for plan in plans if plan.state == PlanState.ISSUED and plan.paper is not None]
    chosen = [plan for plan in issued if permissions.may_view(by, plan)]
    if not chosen:
        raise Refused("Đánh dấu ít nhất một kế hoạch đã ban hành rồi ghép tập in.")
    if len(chosen) > MOST:
        raise Refused(f"Một tập in có nhiều nhất {MOST} văn bản; đang chọn {len(chosen)}.")
    stacked = [_stacked(plan, prints) for plan in chosen]
    return papers.ask_for_stack(agency, stacked, by=by, two_sided=two_sided, prints=prints)


def try_again(stack: Stack, *, by: Membership) -> None:
    require(permissions.may_print_stacks(by, stack.agency))
    papers.try_stack_again(stack)


def choose(prints: Print, province: Province, *, by: Membership) -> None:
    """Which print the whole province hands out unless asked for the other."""
    require(permissions.may_choose_print(by, province))
    PrintChoice.objects.update_or_create(province=province, defaults={"by_default": prints})


def _stacked(plan: Plan, prints: Print) -> StackedPaper:
    if plan.issued_snapshot is None:
        raise Refused("Chỉ in được kế hoạch đã ban hành.")
    snapshot = plan.issued_snapshot.content
    stacked: StackedPaper = StackedPaper.in_province(
        paper=_paper(plan, prints),
        symbol=plan.symbol,
        title=_title(snapshot) + _gone(plan.issued_snapshot),
        issuer=snapshot["agency"]["name"],
        issued_on=plan.issued_on,
        recipients=list(snapshot["recipients"]),
        copies=copies_of(plan).sent,
    )
    return stacked


def copies_of(plan: Plan) -> Copies:
    """Of an issued plan: as it was sent, else as the plan names its receivers."""
    snapshot = plan.issued_snapshot
    if snapshot is None or looking_up.marks_of(snapshot):
        return Copies()  # out of force: it is sent to nobody any more
    line = looking_up.line_of(snapshot)
    sent = list(line.dispatches.all()) if line else []
    return printed_copies.count(sent or plan.recipients.all(), snapshot.content["archive"])


def _paper(plan: Plan, prints: Print) -> Paper:
    paper = plan.paper
    if paper is None:
        raise Refused("Chỉ in được kế hoạch đã ban hành.")
    gone = looking_up.marks_of(paper.snapshot)  # then only the print that says so is handed out
    return papers.ask_for_lookup_print(paper) if prints == Print.LOOKUP or gone else paper


def _title(snapshot: dict[str, object]) -> str:
    kind = symbols.kind_of(snapshot)
    decision = snapshot["decision"]
    subject = decision["subject"] if isinstance(decision, dict) else snapshot["subject"]
    return f"{symbols.type_of_series(kind)} {text.lower_first(text.plain(str(subject)))}"[:600]


def _gone(snapshot: Snapshot) -> str:
    """The list says what its pages say across themselves, and why they are not the print that was asked for."""
    return "".join(f" ({OUT_OF_FORCE[mark]}, in bản tra cứu)" for mark in looking_up.marks_of(snapshot))
