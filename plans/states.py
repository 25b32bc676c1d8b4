"""The procedure as data: states of a plan, their colours, and who moves it from where to where by which verb.

Nghị định 30/2020/NĐ-CP: an approved draft that is changed goes back to the signer (Điều 11); number and date come after signing (Điều 15).
From submission to issue a plan goes through its agency's chain (Điều 12–14): there the verb belongs to whoever holds the step, not to a role.
"""

from dataclasses import dataclass

from django.db import models

from cchc_portal.agencies.models import Role, StepKind


class PlanState(models.TextChoices):
    DRAFT = "draft", "Bản nháp"
    SUBMITTED = "submitted", "Đang trình duyệt"
    RETURNED = "returned", "Đã trả lại, cần chỉnh sửa"
    APPROVED = "approved", "Đã duyệt, chờ văn thư cấp số"
    SIGNING = "signing", "Đã cấp số, chờ ký số"
    ISSUED = "issued", "Đã ban hành"


TONES = {
    PlanState.DRAFT: "neutral",
    PlanState.SUBMITTED: "info",
    PlanState.RETURNED: "danger",
    PlanState.APPROVED: "review",
    PlanState.SIGNING: "review",
    PlanState.ISSUED: "ok",
}
WITH_THE_DRAFTER = frozenset({PlanState.DRAFT, PlanState.RETURNED})
EDITABLE = WITH_THE_DRAFTER | {PlanState.APPROVED}  # an edit after approval voids it
ON_ITS_WAY = frozenset({PlanState.SUBMITTED, PlanState.APPROVED})  # through the agency's chain
WITH_A_SNAPSHOT = frozenset({PlanState.APPROVED, PlanState.SIGNING, PlanState.ISSUED})


class PlanForm(models.TextChoices):
    PLAN = "plan", "Kế hoạch"
    DECISION_INLINE = "decision_inline", "Quyết định có kế hoạch trong Điều 1"
    DECISION_ATTACHED = "decision_attached", "Quyết định ban hành kèm theo kế hoạch"
    REPORT = "report", "Báo cáo"
    LETTER = "letter", "Công văn"


PLANS = (PlanForm.PLAN, PlanForm.DECISION_INLINE, PlanForm.DECISION_ATTACHED)
"""Forms of a plan; what lists or counts plans leaves the others out."""
DECISIONS = (PlanForm.DECISION_INLINE, PlanForm.DECISION_ATTACHED)
PLAN_FORMS = [(form.value, form.label) for form in PLANS]
WRITERS = {PlanForm.LETTER: frozenset({Role.REVIEWER})}
"""Who writes a form beside the drafters: whoever follows the agencies writes to them."""
NOUNS = {PlanForm.REPORT: "báo cáo", PlanForm.LETTER: "công văn"}
"""What a row is called in a sentence; a plan else."""


class PlanKind(models.TextChoices):
    CCHC = "cchc", "Thông tin, tuyên truyền cải cách hành chính"
    TTHC = "tthc", "Truyền thông kiểm soát thủ tục hành chính"


class RuleSet(models.TextChoices):
    ND30_2020 = "ND30_2020", "Nghị định 30/2020/NĐ-CP"
    TT01_2011 = "TT01_2011", "Thông tư 01/2011/TT-BNV"


class Verb(models.TextChoices):
    EDIT = "edit", "Chỉnh sửa"
    SUBMIT = "submit", "Trình kế hoạch"
    WITHDRAW = "withdraw", "Rút lại để chỉnh sửa"
    PASS = "pass", "Đồng ý, chuyển bước sau"
    RETURN = "return", "Trả lại để chỉnh sửa"
    APPROVE = "approve", "Duyệt kế hoạch"
    ISSUE = "issue", "Cấp số và ban hành"
    NUMBER = "number", "Cấp số để ký số"
    SIGN = "sign", "Ký số"
    SEAL = "seal", "Ký số của cơ quan"
    STOP = "stop", "Dừng ký số"
    DELETE = "delete", "Xóa bản nháp"


# Acts on a plan that leave its words alone; "approval_voided" always comes with the edit that caused it.
NOT_WRITING = (
    Verb.PASS, Verb.RETURN, Verb.APPROVE, Verb.ISSUE, "approval_voided", "paper_retried",
    Verb.NUMBER, Verb.SIGN, Verb.SEAL, Verb.STOP, "signed", "upload_refused", "scan_kept", "scan_replaced",
    "copied", "copy_sealed",
    "viewed", "marked", "remarked", "remark_answered", "remark_resolved", "remark_reopened",
)  # fmt: skip


@dataclass(frozen=True)
class Transition:
    """From which states a verb may be done, and where it leads (None: the row is gone or stays as it is).

    By which roles; or, on a plan's way through the chain, at which kinds of step, by whoever holds the step; or by the one who approved.
    """

    verb: Verb
    sources: frozenset[PlanState]
    roles: frozenset[Role]
    target: PlanState | None
    steps: frozenset[StepKind] = frozenset()
    approver: bool = False


DRAFTERS = frozenset({Role.DRAFTER, Role.UNIT_HEAD})
NOBODY: frozenset[Role] = frozenset()
CHECKING = frozenset({StepKind.CONTENT, StepKind.FORM})
NUMBERING = frozenset({StepKind.NUMBER})
BEING_SIGNED = frozenset({PlanState.SIGNING})


TRANSITIONS = {
    transition.verb: transition
    for transition in (
        Transition(Verb.EDIT, EDITABLE, DRAFTERS, PlanState.DRAFT),
        Transition(Verb.SUBMIT, WITH_THE_DRAFTER, DRAFTERS, PlanState.SUBMITTED),
        Transition(Verb.WITHDRAW, frozenset({PlanState.SUBMITTED}), DRAFTERS, PlanState.DRAFT),
        Transition(Verb.PASS, frozenset({PlanState.SUBMITTED}), NOBODY, PlanState.SUBMITTED, CHECKING),
        Transition(Verb.RETURN, ON_ITS_WAY, NOBODY, PlanState.RETURNED, frozenset(StepKind)),
        Transition(
            Verb.APPROVE,
            frozenset({PlanState.SUBMITTED}),
            NOBODY,
            PlanState.APPROVED,
            frozenset({StepKind.APPROVE}),
        ),
        Transition(
            Verb.ISSUE,
            frozenset({PlanState.APPROVED}),
            NOBODY,
            PlanState.ISSUED,
            frozenset({StepKind.NUMBER}),
        ),
        Transition(Verb.NUMBER, frozenset({PlanState.APPROVED}), NOBODY, PlanState.SIGNING, NUMBERING),
        Transition(Verb.SIGN, BEING_SIGNED, NOBODY, PlanState.SIGNING, approver=True),
        Transition(Verb.SEAL, BEING_SIGNED, NOBODY, PlanState.ISSUED, NUMBERING),
        Transition(Verb.STOP, BEING_SIGNED, NOBODY, PlanState.APPROVED, NUMBERING),
        Transition(Verb.DELETE, WITH_THE_DRAFTER, DRAFTERS, None),
    )
}
