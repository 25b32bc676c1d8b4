"""Who may do what with a plan: one function a verb, the answer a sentence where it is no."""

from datetime import datetime

from django.utils import timezone

from cchc_portal.agencies.models import Agency, HistoryEvent, Membership, Province, Role, StepKind
from cchc_portal.agencies.permissions import Allowed, Denied, inherits, is_closed, oversees, works_in
from cchc_portal.documents import looking_up
from cchc_portal.documents.models import Signature
from cchc_portal.documents.signed.states import MAY_BEGIN, Order, SignatureState
from plans import approval
from plans.models import Plan, PlanStep
from plans.states import CHECKING, NOT_WRITING, TRANSITIONS, WRITERS, PlanForm, PlanState, Transition, Verb

_AT_WHICH_STATE = {
    Verb.EDIT: "{Noun} đang ở trạng thái “{state}” nên không chỉnh sửa được.",
    Verb.SUBMIT: "Chỉ trình được bản nháp hoặc bản đã trả lại; {noun} đang ở trạng thái “{state}”.",
    Verb.WITHDRAW: "Chỉ rút lại được {noun} đang chờ duyệt; {noun} đang ở trạng thái “{state}”.",
    Verb.PASS: "Chỉ chuyển bước được {noun} đang chờ duyệt; {noun} đang ở trạng thái “{state}”.",
    Verb.RETURN: "Chỉ trả lại được {noun} đã trình mà chưa ban hành; {noun} đang ở trạng thái “{state}”.",
    Verb.APPROVE: "Chỉ duyệt được {noun} đang chờ duyệt; {noun} đang ở trạng thái “{state}”.",
    Verb.ISSUE: "Chỉ cấp số cho {noun} đã duyệt; {noun} đang ở trạng thái “{state}”.",
    Verb.NUMBER: "Chỉ cấp số cho {noun} đã duyệt; {noun} đang ở trạng thái “{state}”.",
    Verb.SIGN: "Chỉ ký số {noun} đã được cấp số để ký; {noun} đang ở trạng thái “{state}”.",
    Verb.SEAL: "Chỉ ký số {noun} đã được cấp số để ký; {noun} đang ở trạng thái “{state}”.",
    Verb.STOP: "Chỉ dừng được việc ký số đang chờ; {noun} đang ở trạng thái “{state}”.",
    Verb.DELETE: "Chỉ xóa được bản nháp hoặc bản đã trả lại; {noun} đang ở trạng thái “{state}”.",
}


def may_view(membership: Membership, plan: Plan) -> Allowed | Denied:
    """The agency's people and a closed province's heirs see every plan; those who oversee it see what is issued."""
    if works_in(membership, plan.agency) or inherits(membership, plan.agency):
        return Allowed()
    if oversees(membership, plan.agency) and plan.state == PlanState.ISSUED:
        return Allowed()
    return Denied("Không tìm thấy kế hoạch.")


def may_create(membership: Membership, agency: Agency) -> Allowed | Denied:
    if not works_in(membership, agency):
        return Denied("Chỉ người của cơ quan lập được kế hoạch của cơ quan.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; trang này chỉ để tra cứu, không lập kế hoạch mới.")
    return _has_role(membership, TRANSITIONS[Verb.EDIT].roles)


def may_urge(membership: Membership, agency: Agency) -> Allowed | Denied:
    """Remind agencies of what they are late with: whoever follows them, at their own office."""
    if not works_in(membership, agency) or not oversees(membership, agency):
        return Denied("Việc đôn đốc dành cho người theo dõi tại Sở Nội vụ và quản trị tỉnh, thành phố.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; trang này chỉ để tra cứu.")
    return Allowed()


def may_write_letter(membership: Membership, agency: Agency) -> Allowed | Denied:
    """Letters of urging are written by those who follow the agencies, as any letter is by a drafter."""
    answer = may_urge(membership, agency)
    roles = TRANSITIONS[Verb.EDIT].roles | WRITERS[PlanForm.LETTER]
    return _has_role(membership, roles) if answer else answer


def may_edit(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.EDIT, membership, plan)


def may_attach(membership: Membership, plan: Plan) -> Allowed | Denied:
    """Files that go with the plan: the drafter while drafting, the clerk until the number is on the paper."""
    answer = may_edit(membership, plan)
    if answer or not membership.has_role(Role.CLERK) or not works_in(membership, plan.agency):
        return answer
    if is_closed(plan.agency) or plan.state not in TRANSITIONS[Verb.EDIT].sources:
        return answer
    return Allowed()


def may_sign_attached(membership: Membership, plan: Plan) -> Allowed | Denied:
    """The agency's key signs an attached file once more where it failed."""
    if not works_in(membership, plan.agency):
        return Denied(f"Chỉ người của cơ quan lập {plan.noun} thực hiện được việc này.")
    if is_closed(plan.agency):
        return Denied(f"Cơ quan đã kết thúc hoạt động; {plan.noun} chỉ để tra cứu.")
    if plan.state != PlanState.ISSUED:
        return Denied(f"Phụ lục kèm theo được ký số sau khi {plan.noun} ban hành.")
    return _has_role(membership, frozenset({Role.CLERK}))


def may_submit(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.SUBMIT, membership, plan)


def may_withdraw(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.WITHDRAW, membership, plan)


def may_pass(membership: Membership, plan: Plan) -> Allowed | Denied:
    """Nobody checks what they handed in themselves."""
    if membership.user_id == plan.submitted_by_id:
        return Denied(f"Người trình không tự kiểm tra {plan.noun} do mình trình.")
    return _may(Verb.PASS, membership, plan)


def may_return(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.RETURN, membership, plan)


def may_approve(membership: Membership, plan: Plan) -> Allowed | Denied:
    """Four eyes: whoever wrote any of it, or submitted it, may not approve, in whatever post."""
    if membership.user_id in barred_from(StepKind.APPROVE, plan):
        return Denied(f"Người soạn thảo hoặc người trình không được tự duyệt {plan.noun} của mình.")
    return _may(Verb.APPROVE, membership, plan)


def may_issue(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.ISSUE, membership, plan)


def may_number(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.NUMBER, membership, plan)


def may_sign(membership: Membership, plan: Plan) -> Allowed | Denied:
    """Whoever approved it, and nobody for them (Điều 13)."""
    answer = _may(Verb.SIGN, membership, plan)
    return _once(plan, Order.PERSON) if answer else answer


def may_seal(membership: Membership, plan: Plan) -> Allowed | Denied:
    """The agency signs only after the person (Điều 32.2.d)."""
    answer = _may(Verb.SEAL, membership, plan)
    if answer and not person_has_signed(plan):
        return Denied("Người duyệt chưa ký số; chữ ký số của cơ quan chỉ được ký sau.")
    return _once(plan, Order.AGENCY) if answer else answer


def _once(plan: Plan, order: Order) -> Allowed | Denied:
    """A signature that is done or under way is not asked for again."""
    found = Signature.objects.standing().filter(paper_id=plan.paper_id, order=order).first()
    if found is None or found.state in MAY_BEGIN:
        return Allowed()
    return Denied(f"Chữ ký này đang ở tình trạng “{found.get_state_display()}” nên không ký lại.")


def person_signed_at(plan: Plan) -> datetime | None:
    """None while it is the person's turn."""
    found = Signature.objects.standing().filter(paper_id=plan.paper_id, order=Order.PERSON)
    when: datetime | None = found.filter(state=SignatureState.DONE).values_list("done_at", flat=True).first()
    return when


def person_has_signed(plan: Plan) -> bool:
    return person_signed_at(plan) is not None


def may_stop(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.STOP, membership, plan)


def may_keep_scan(membership: Membership, plan: Plan) -> Allowed | Denied:
    """The clerk keeps the scan of what was signed in ink."""
    if not works_in(membership, plan.agency):
        return Denied(f"Chỉ người của cơ quan lập {plan.noun} thực hiện được việc này.")
    if plan.state != PlanState.ISSUED or plan.paper is None or plan.paper.unsigned_digest:
        return Denied(f"Chỉ tải bản quét lên cho {plan.noun} đã ban hành và ký, đóng dấu trên giấy.")
    return _has_role(membership, frozenset({Role.CLERK}))


def may_keep_scans(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The clerk brings many scans at once; each is asked about again when its record is known."""
    if not works_in(membership, agency):
        return Denied("Chỉ văn thư của cơ quan tải được bản quét của cơ quan lên.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động; văn bản chỉ để tra cứu.")
    return _has_role(membership, frozenset({Role.CLERK}))


def may_keep_means(membership: Membership, agency: Agency) -> Allowed | Denied:
    """With what the agency's people sign is kept by its administrator."""
    if not works_in(membership, agency):
        return Denied("Chỉ người của cơ quan khai báo được cách ký số của cơ quan.")
    if is_closed(agency):
        return Denied("Cơ quan đã kết thúc hoạt động nên không khai báo cách ký số.")
    return _has_role(membership, frozenset({Role.AGENCY_ADMIN}))


def may_amend(membership: Membership, plan: Plan) -> Allowed | Denied:
    """Put an issued plan right by another of the same form (Điều 18 khoản 3)."""
    if not works_in(membership, plan.agency):
        return Denied("Chỉ người của cơ quan lập được kế hoạch điều chỉnh.")
    if plan.state != PlanState.ISSUED or not plan.is_plan:
        return Denied("Chỉ điều chỉnh, bổ sung được kế hoạch đã ban hành.")
    return may_create(membership, plan.agency)


def may_delete(membership: Membership, plan: Plan) -> Allowed | Denied:
    return _may(Verb.DELETE, membership, plan)


def may_see_work(membership: Membership, plan: Plan) -> Allowed | Denied:
    """The agency's own work on its plan, remarks, versions, comparisons: its people, and those who inherited a closed one."""
    if works_in(membership, plan.agency) or inherits(membership, plan.agency):
        return Allowed()
    return Denied("Không tìm thấy kế hoạch.")


def may_remark(membership: Membership, plan: Plan) -> Allowed | Denied:
    """Whoever works in the agency, whatever the post, until the plan is issued."""
    if not works_in(membership, plan.agency):
        return Denied(f"Chỉ người của cơ quan lập {plan.noun} nhận xét được.")
    if is_closed(plan.agency):
        return Denied(f"Cơ quan đã kết thúc hoạt động; {plan.noun} chỉ để tra cứu.")
    if plan.state == PlanState.ISSUED:
        return Denied(f"{plan.noun.capitalize()} đã ban hành nên chỉ đọc lại được các nhận xét.")
    return Allowed()


def may_keep_templates(membership: Membership, agency: Agency | None) -> Allowed | Denied:
    """An agency's templates are kept by its administrator, the province's (no agency) by the province's."""
    if agency is None:
        return _has_role(membership, frozenset({Role.PROVINCE_ADMIN}))
    if not works_in(membership, agency):
        return Denied("Chỉ người của cơ quan quản lý được mẫu của cơ quan.")
    return _has_role(membership, frozenset({Role.AGENCY_ADMIN}))


def may_keep_register(membership: Membership, province: Province) -> Allowed | Denied:
    """The province's own legal documents are entered by its administrators, while it exists."""
    if province.is_closed_on(timezone.localdate()):
        return Denied("Tỉnh, thành phố đã kết thúc hoạt động; sổ văn bản chỉ để tra cứu.")
    if membership.province_id == province.pk and membership.has_role(Role.PROVINCE_ADMIN):
        return Allowed()
    return Denied("Chỉ quản trị tỉnh, thành phố được thêm, sửa hoặc xóa văn bản của tỉnh, thành phố.")


def may_print_stacks(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The agency's clerk, and whoever keeps a closed agency's archive: printing changes nothing."""
    if not (works_in(membership, agency) or inherits(membership, agency)):
        return Denied("Chỉ văn thư của cơ quan ghép được tập in của cơ quan.")
    return _has_role(membership, frozenset({Role.CLERK, Role.AGENCY_ADMIN, Role.PROVINCE_ADMIN}))


def may_take_original(membership: Membership, plan: Plan) -> Allowed | Denied:
    """The file of an issued plan as it was issued: anybody who sees the plan while it is in force, afterwards who keeps the archive."""
    snapshot = plan.issued_snapshot
    if snapshot is None or not (marks := looking_up.marks_of(snapshot)):
        return Allowed()
    keeps = membership.has_role(Role.CLERK, Role.AGENCY_ADMIN, Role.PROVINCE_ADMIN)
    if keeps and (works_in(membership, plan.agency) or inherits(membership, plan.agency)):
        return Allowed()
    gone = "đã thu hồi" if "withdrawn" in marks else "bị thay thế"
    return Denied(f"Văn bản {gone}; văn thư giữ bản nguyên trạng. Để tham khảo, in bản tra cứu có dấu.")


def may_choose_print(membership: Membership, province: Province) -> Allowed | Denied:
    if province.is_closed_on(timezone.localdate()) or membership.province_id != province.pk:
        return Denied("Chỉ quản trị tỉnh, thành phố đang hoạt động chọn được bản in mặc định.")
    return _has_role(membership, frozenset({Role.PROVINCE_ADMIN}))


def _may(verb: Verb, membership: Membership, plan: Plan) -> Allowed | Denied:
    if not works_in(membership, plan.agency):
        return Denied(f"Chỉ người của cơ quan lập {plan.noun} thực hiện được việc này.")
    if is_closed(plan.agency):
        return Denied(f"Cơ quan đã kết thúc hoạt động; {plan.noun} chỉ để tra cứu.")
    transition = TRANSITIONS[verb]
    if plan.state not in transition.sources:
        return Denied(_at_which_state(verb, plan))
    if transition.approver:
        return _approved(membership, plan)
    if transition.steps:
        return _holds_step(membership, plan, transition)
    return _has_role(membership, transition.roles | WRITERS.get(PlanForm(plan.form), frozenset()))


def _at_which_state(verb: Verb, plan: Plan) -> str:
    return _AT_WHICH_STATE[verb].format(
        noun=plan.noun, Noun=plan.noun.capitalize(), state=PlanState(plan.state).label
    )


def _approved(membership: Membership, plan: Plan) -> Allowed | Denied:
    if membership.user_id == plan.approved_by_id:
        return Allowed()
    return Denied(f"Chỉ người đã duyệt {plan.noun} ký số được; vị trí hiện tại là {membership.post.title}.")


def _holds_step(membership: Membership, plan: Plan, transition: Transition) -> Allowed | Denied:
    step = approval.current(plan)
    if step is None or step.kind not in transition.steps:
        where = f"bước “{step.name}” của {step.holder.lower()}" if step else "bước khác"
        return Denied(f"Chưa đến bước này: {plan.noun} đang ở {where}.")
    if approval.right_to(step, membership) is None:
        return Denied(f"Việc này dành cho {_lower(step)}; vị trí hiện tại là {membership.post.title}.")
    return Allowed()


def _lower(step: PlanStep) -> str:
    return step.holder if step.post_id else step.holder[:1].lower() + step.holder[1:]


def barred_from(kind: str, plan: Plan) -> set[int]:
    """Whose own work it would be: those who handed it in, from checking it; they and all who wrote any of it, from approving it.

    Every act on the plan counts as writing but those that leave its words alone, so that a new verb is never forgotten.
    """
    if kind == StepKind.NUMBER:
        return set()
    if kind in CHECKING:
        return {plan.submitted_by_id} if plan.submitted_by_id else set()
    written = HistoryEvent.objects.about(plan).exclude(verb__in=NOT_WRITING)
    people = {plan.submitted_by_id, plan.created_by_id, *written.values_list("actor_id", flat=True)}
    return {person for person in people if person is not None}


def _has_role(membership: Membership, roles: frozenset[Role]) -> Allowed | Denied:
    if membership.has_role(*roles):
        return Allowed()
    wanted = " hoặc ".join(role.label.lower() for role in Role if role in roles)
    return Denied(f"Việc này dành cho {wanted}; vị trí hiện tại là {membership.post.title}.")
