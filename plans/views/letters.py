"""Letters that go the same way, handed on together: submitted, numbered, signed; one list for each act, the letters chosen in it.

Urging may draft a letter to each of many agencies; each still goes by its own verb and is refused alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.pages import agency_page
from plans.actions import many, procedure, signing
from plans.forms.letters import NumberLettersForm, SubmitLettersForm
from plans.models import Plan
from plans.states import PlanForm, PlanState

from .plan import AFTER_NUMBERING
from .reaching import address, go

MOST = 200
CHOICE = "cong_van"


@dataclass(frozen=True)
class Act:
    """What is done with those that are chosen; `do` takes a letter, who does it, and what the form asked."""

    title: str
    lead: str
    button: str
    icon: str
    done: str
    do: Callable[[Plan, Membership, dict[str, Any]], Plan]
    form: type[PortalForm] | None = None
    confirm: str = ""


def _submit(plan: Plan, by: Membership, said: dict[str, Any]) -> Plan:
    return procedure.submit(plan.pk, by=by, note=said["note"])


def _number(plan: Plan, by: Membership, said: dict[str, Any]) -> Plan:
    act = signing.number if said["way"] == NumberLettersForm.BY_KEY else procedure.issue
    return act(plan.pk, by=by, issued_on=said["issued_on"])


def _sign(plan: Plan, by: Membership, said: dict[str, Any]) -> Plan:
    return signing.sign(plan.pk, by=by)


def _seal(plan: Plan, by: Membership, said: dict[str, Any]) -> Plan:
    return signing.seal(plan.pk, by=by)


ACTS = {
    "trinh": Act(
        "Trình nhiều công văn",
        "Mở từng công văn để đọc lại, sửa nếu cần; bỏ chọn công văn chưa trình.",
        "Trình các công văn đã chọn",
        "send",
        "Đã trình {count} công văn.",
        _submit,
        SubmitLettersForm,
    ),
    "cap-so": Act(
        "Cấp số nhiều công văn",
        "Số được cấp lần lượt theo thứ tự dưới đây.",
        "Cấp số các công văn đã chọn",
        "stamp",
        "Đã cấp số {count} công văn: {symbols}.",
        _number,
        NumberLettersForm,
        "Sau khi cấp số, nội dung công văn không sửa được nữa. Cấp số các công văn đã chọn?",
    ),
    "ky-so": Act(
        "Ký số nhiều công văn",
        "Các công văn dưới đây đã duyệt, đã có số và chờ ký số.",
        "Ký số các công văn đã chọn",
        "sign",
        "Đã ghi nhận yêu cầu ký số {count} công văn. Mỗi công văn được chuyển cho văn thư khi ký xong.",
        _sign,
        confirm="Chữ ký số không gỡ khỏi văn bản được. Ký số các công văn đã chọn?",
    ),
    "ky-so-co-quan": Act(
        "Ký số của cơ quan trên nhiều công văn",
        "Người duyệt đã ký số các công văn dưới đây.",
        "Ký số của cơ quan trên các công văn đã chọn",
        "stamp",
        "Đã ghi nhận yêu cầu ký số của cơ quan trên {count} công văn. Mỗi công văn được ban hành khi ký xong.",
        _seal,
        confirm="Ký số của cơ quan là ban hành văn bản; việc này không hoàn tác được. Ký các công văn đã chọn?",
    ),
}


def _by_act(waiting: list[Plan]) -> dict[str, list[Plan]]:
    """The letters of those that wait for one person, under the act that each waits for."""
    unsigned = _unsigned(waiting)
    found: dict[str, list[Plan]] = {name: [] for name in ACTS}
    for plan in waiting:
        if plan.form == PlanForm.LETTER and (name := _act_of(plan, unsigned)):
            found[name].append(plan)
    return found


def _act_of(plan: Plan, unsigned: set[int]) -> str:
    """ "" of a letter that was given back, or that is to be read first.

    What was given back is handed in on its own page, where its reason stands and word for word needs a tick.
    """
    if plan.state == PlanState.SIGNING:
        return "ky-so" if plan.pk in unsigned else "ky-so-co-quan"
    return {PlanState.DRAFT: "trinh", PlanState.APPROVED: "cap-so"}.get(PlanState(plan.state), "")


def _unsigned(waiting: list[Plan]) -> set[int]:
    """Those whose approver has yet to sign: the agency's signature comes after (Nghị định 30/2020/NĐ-CP, Điều 32.2.d)."""
    signing = [
        plan.pk for plan in waiting if plan.form == PlanForm.LETTER and plan.state == PlanState.SIGNING
    ]
    if not signing:
        return set()
    return set(Plan.objects.filter(pk__in=signing).to_be_signed().values_list("pk", flat=True))


def offered(request: Any, waiting: list[Plan]) -> list[tuple[str, str]]:
    """Address and words of each list that holds more than one of those that wait."""
    return [
        (address(request, "letters", act=name), f"{ACTS[name].title} một lần")
        for name, found in _by_act(waiting).items()
        if len(found) > 1
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def letters(request: Any, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    found = _waiting(request, act)
    posted = request.method == "POST"
    wanted = set(request.POST.getlist(CHOICE)) if posted else _ticked_at_first(request, found)
    form_of = ACTS[act].form
    form = form_of(request.POST if posted else None) if form_of else None
    if posted:
        chosen = [plan for plan in found if str(plan.pk) in wanted]
        if not wanted:
            messages.error(request, "Chọn ít nhất một công văn trong danh sách.")
        elif form is None or form.is_valid():
            _tell_of_those_gone(request, len(wanted) - len(chosen))
            return _do(request, ACTS[act], chosen, form.cleaned_data if form else {})
    return render(request, "plans/letters.html", _context(request, ACTS[act], found, wanted, form))


def _waiting(request: Any, act: str) -> list[Plan]:
    visible = Plan.objects.visible_to(request.membership, request.agency).filter(form=PlanForm.LETTER)
    rows = visible.with_everybody().awaiting(request.membership).order_by("pk")[:MOST]
    return _by_act(list(rows))[act]


def _ticked_at_first(request: Any, found: list[Plan]) -> set[str]:
    """All but the drafts of colleagues, which wait for whoever drew them up."""
    others = {
        plan.pk
        for plan in found
        if plan.state == PlanState.DRAFT and plan.created_by_id not in (None, request.user.pk)
    }
    return {str(plan.pk) for plan in found if plan.pk not in others}


def _tell_of_those_gone(request: Any, count: int) -> None:
    if count:
        messages.warning(request, f"{count} công văn không còn ở bước này nên không thực hiện.")


def _context(
    request: Any, act: Act, found: list[Plan], wanted: set[str], form: PortalForm | None
) -> dict[str, Any]:
    rows = [(plan, address(request, "detail", plan_id=plan.pk), str(plan.pk) in wanted) for plan in found]
    breadcrumbs = [("Việc của tôi", address(request, "tasks")), (act.title, "")]
    return {
        "page_title": act.title,
        "breadcrumbs": breadcrumbs,
        "act": act,
        "rows": rows,
        "form": form,
        "choice": CHOICE,
    }


def _do(request: Any, act: Act, chosen: list[Plan], said: dict[str, Any]) -> HttpResponse:
    outcomes = many.each(chosen, lambda plan: act.do(plan, request.membership, said))
    done = [outcome.plan for outcome in outcomes if not outcome.refusal]
    if done:
        symbols = ", ".join(plan.symbol for plan in done)
        messages.success(request, act.done.format(count=len(done), symbols=symbols))
    if any(plan.state == PlanState.ISSUED for plan in done):
        messages.info(request, AFTER_NUMBERING)
    for refusal, names in _refused(outcomes).items():
        messages.error(request, f"Chưa thực hiện: {'; '.join(names)}. {refusal}")
    return go(request, "tasks")


def _refused(outcomes: list[many.Outcome]) -> dict[str, list[str]]:
    """Which letters each reason holds back."""
    reasons: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.refusal:
            about = ", ".join(outcome.plan.addressees) or outcome.plan.subject
            reasons.setdefault(outcome.refusal, []).append(about)
    return reasons
