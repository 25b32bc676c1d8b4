"""The decision bar and the summary of a plan's page: what this person may do now, and what they would decide on."""

from typing import Any

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Allowed, Denied, works_in
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.numbers import format_number
from plans import approval, permissions
from plans.actions import numbers
from plans.checks import Finding, Level
from plans.models import Plan
from plans.outline import Outline
from plans.states import TRANSITIONS, WITH_THE_DRAFTER, WRITERS, PlanForm, PlanState, Verb

from .reaching import address

_MAY = {
    Verb.EDIT: permissions.may_edit,
    Verb.SUBMIT: permissions.may_submit,
    Verb.WITHDRAW: permissions.may_withdraw,
    Verb.PASS: permissions.may_pass,
    Verb.APPROVE: permissions.may_approve,
    Verb.RETURN: permissions.may_return,
    Verb.ISSUE: permissions.may_issue,
    Verb.NUMBER: permissions.may_number,
    Verb.STOP: permissions.may_stop,
    Verb.DELETE: permissions.may_delete,
}
_FORWARD = (Verb.SUBMIT, Verb.EDIT, Verb.PASS, Verb.APPROVE, Verb.ISSUE, Verb.NUMBER)
# What is shown in each state, the next step first.
_SHOWN = {
    PlanState.DRAFT: (Verb.SUBMIT, Verb.EDIT, Verb.DELETE),
    PlanState.RETURNED: (Verb.SUBMIT, Verb.EDIT, Verb.DELETE),
    PlanState.SUBMITTED: (Verb.PASS, Verb.APPROVE, Verb.RETURN, Verb.WITHDRAW),
    PlanState.APPROVED: (Verb.ISSUE, Verb.NUMBER, Verb.RETURN, Verb.EDIT),
    PlanState.SIGNING: (Verb.STOP,),  # signing itself stands beside each signature
    PlanState.ISSUED: (),
}
_PAGES = {
    Verb.EDIT: "edit",
    Verb.SUBMIT: "submit",
    Verb.RETURN: "return",
    Verb.ISSUE: "issue",
    Verb.NUMBER: "number",
    Verb.STOP: "stop_signing",
    Verb.DELETE: "delete",
}
_POSTS = {Verb.WITHDRAW: "withdraw", Verb.PASS: "pass", Verb.APPROVE: "approve"}
_READ_FIRST = (Verb.PASS, Verb.APPROVE)  # they send the revision that the page showed
_ICONS = {
    Verb.EDIT: "edit",
    Verb.SUBMIT: "send",
    Verb.WITHDRAW: "return",
    Verb.RETURN: "return",
    Verb.PASS: "check",
    Verb.APPROVE: "check",
    Verb.ISSUE: "stamp",
    Verb.NUMBER: "sign",
    Verb.STOP: "close",
    Verb.DELETE: "trash",
}


def choices(
    request: Any, plan: Plan, findings: list[Finding], *, as_returned: bool = False
) -> list[dict[str, Any]]:
    """Buttons of the state's verbs that this post can ever do; a forward one that waits is shown with its reason.

    What was given back and still says the same is changed first.
    """
    shown = []
    for verb in sorted(_of_this_step(plan), key=lambda verb: not (as_returned and verb is Verb.EDIT)):
        if _is_of_the_post(verb, request.membership, plan):
            answer = _with_checks(verb, _MAY[verb](request.membership, plan), findings)
            shown.append((verb, answer))
    allowed = [verb for verb, answer in shown if answer]
    following = next((verb for verb in allowed if _is_next(verb, request.membership, plan)), None)
    return [
        _choice(request, plan, verb, answer, primary=verb == following)
        for verb, answer in shown
        if answer or _is_worth_telling(verb, allowed)
    ]


def _of_this_step(plan: Plan) -> list[Verb]:
    """The state's verbs, without those that belong to another step of the chain."""
    step = approval.current(plan)
    return [
        verb
        for verb in _SHOWN[PlanState(plan.state)]
        if not TRANSITIONS[verb].steps or step is None or step.kind in TRANSITIONS[verb].steps
    ]


def _is_of_the_post(verb: Verb, membership: Membership, plan: Plan) -> bool:
    """What other posts do is not offered, not even as a refusal: the plan's state says who has it."""
    if not works_in(membership, plan.agency):
        return False
    transition = TRANSITIONS[verb]
    if not transition.steps:
        return membership.has_role(*transition.roles, *WRITERS.get(PlanForm(plan.form), ()))
    step = approval.current(plan)
    return step is not None and approval.right_to(step, membership) is not None


def _is_next(verb: Verb, membership: Membership, plan: Plan) -> bool:
    """The step that this very person is awaited for: a draft waits for whoever drew it up, whoever else may take it on."""
    if verb not in _FORWARD:
        return False
    if plan.state not in WITH_THE_DRAFTER:
        return verb != Verb.EDIT
    return plan.created_by_id in (None, membership.user_id)


def _is_worth_telling(verb: Verb, allowed: list[Verb]) -> bool:
    return verb in (Verb.SUBMIT, Verb.PASS, Verb.APPROVE, Verb.ISSUE) or (
        not allowed and verb in (Verb.EDIT, Verb.NUMBER)
    )


def _with_checks(verb: Verb, answer: Allowed | Denied, findings: list[Finding]) -> Allowed | Denied:
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if verb is Verb.SUBMIT and answer and errors:
        return Denied(f"Còn {len(errors)} chỗ cần sửa trước khi trình; xem danh sách kiểm tra.")
    return answer


def _choice(
    request: Any, plan: Plan, verb: Verb, answer: Allowed | Denied, *, primary: bool
) -> dict[str, Any]:
    label = verb.label.replace("kế hoạch", plan.noun)
    choice: dict[str, Any] = {"verb": verb, "label": label, "icon": _ICONS[verb], "kind": "secondary"}
    if isinstance(answer, Denied):
        return choice | {"refused": answer.reason}
    if primary:
        choice["kind"] = "primary"
    if verb is Verb.DELETE:
        choice["kind"] = "link"  # last and quiet; the page that it leads to asks
    if verb in _PAGES:
        return choice | {"href": address(request, _PAGES[verb], plan_id=plan.pk)}
    choice |= {"action": address(request, _POSTS[verb], plan_id=plan.pk), "confirm": _question(verb, plan)}
    return choice | ({"name": "revision", "value": str(plan.revision)} if verb in _READ_FIRST else {})


def _question(verb: Verb, plan: Plan) -> str:
    asked = {
        Verb.PASS: f"Đồng ý và chuyển {plan.noun} “{plan.subject}” sang bước sau?",
        Verb.APPROVE: f"Duyệt {plan.noun} “{plan.subject}”?",
    }
    return asked.get(verb, "")


def numbering_question(plan: Plan) -> str:
    """Said before a number is given, which cannot be taken back."""
    return f"Sau khi cấp số, nội dung văn bản không sửa được nữa. Cấp số {numbers.coming(plan)} cho {plan.noun} này?"


def summary(plan: Plan, outline: Outline) -> list[dict[str, Any]]:
    """What the person who signs looks for first."""
    items = [item for node in outline.nodes() if node.kind == "nhom" for item in node.data["items"]]
    money = sum(item["budget"]["amount"] or 0 for item in items if item["budget"])
    rows: list[dict[str, Any]] = [
        {"key": "Loại kế hoạch" if plan.is_plan else "Lĩnh vực", "value": plan.get_kind_display()},
        {"key": "Hình thức", "value": PlanForm(plan.form).label},
        *([{"key": "Kính gửi", "lines": plan.addressees}] if plan.addressees else []),
        {
            "key": "Thời gian thực hiện",
            "value": dates.written_period(plan.period_from, plan.period_to).capitalize(),
        },
    ]
    if plan.is_plan:
        rows.append({"key": "Nội dung tuyên truyền", "value": f"{format_number(len(items))} nội dung"})
    if money:
        rows.append({"key": "Kinh phí", "value": f"{format_number(money)} đồng"})
    parents = [f"{node.data['number'] or ''} {node.data['title']}".strip() for node in outline.parents]
    if parents:
        rows.append({"key": "Thực hiện", "lines": parents})
    signers = [
        f"{node.data['title']}{': ' + node.data['name'] if node.data['name'] else ''}"
        for node in outline.signatures
    ]
    return [*rows, {"key": "Người ký", "lines": signers}]
