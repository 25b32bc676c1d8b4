"""All that can be typed on the page of one submission: whichever button is pressed sends all of it, and nothing of it is lost."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.http import QueryDict

from cchc_portal.agencies.formbase import PortalForm, Problem, summarise
from cchc_portal.agencies.models import Membership
from plans.actions import reviewing as actions
from plans.forms.submissions import AcceptForm, AskForm, CommentForm, GiveBackForm, VerdictForm
from plans.models import Submission
from plans.submissions import checklist
from plans.submissions.states import Act, Verdict

from .given_tasks import number_of

DECISIONS: dict[Act, tuple[str, type[PortalForm]]] = {
    Act.ACCEPT: ("chap-nhan", AcceptForm),
    Act.GIVE_BACK: ("tra-lai", GiveBackForm),
    Act.ASK_SUPPLEMENT: ("bo-sung", AskForm),
}
NAMES = {
    Act.ACCEPT: "Ý kiến gửi cơ quan",
    Act.GIVE_BACK: "Trả lại để hoàn thiện",
    Act.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
}
NOTHING = "Nhập nhận xét hoặc chọn đánh giá."
TWO = "Phần “{name}” đang có nội dung chưa gửi. Xóa nội dung đó, hoặc chọn nút của phần đó."


class Typed:
    """`act`: the decision whose button was pressed; the words of the others stand as they were typed."""

    def __init__(self, found: Submission, sent: QueryDict | None = None, act: Act | None = None) -> None:
        self.found, self.act = found, act
        self._sent = QueryDict() if sent is None else sent
        self.comment = CommentForm(sent, prefix="nhan-xet", places=_places(found))
        self.decisions = {each: self._decision(each) for each in DECISIONS}
        self.decision = self.decisions.get(act) if act else None

    def _decision(self, act: Act) -> PortalForm:
        prefix, form = DECISIONS[act]
        if act == self.act:
            return form(self._sent, prefix=prefix)
        typed = {name: self._sent.get(f"{prefix}-{name}", "") for name in form.base_fields}
        return form(prefix=prefix, initial={name: value for name, value in typed.items() if value.strip()})

    @cached_property
    def criteria(self) -> list[dict[str, Any]]:
        """Each of the list, with what was judged before and its form; only what was changed is read again."""
        given = {each.criterion_id: each for each in self.found.verdicts.all()}
        on_page = {number_of(sent) for sent in self._sent.getlist("tieu_chi")}
        rows = []
        for criterion in checklist.of(self.found):
            row = given.get(criterion.pk)
            start = {"verdict": row.verdict, "comment": row.comment} if row else {}
            prefix = f"tieu-chi-{criterion.pk}"
            form = VerdictForm(self._sent, prefix=prefix, initial=start)
            if criterion.pk not in on_page or not form.has_changed():
                form = VerdictForm(prefix=prefix, initial=start)
            rows.append({"criterion": criterion, "given": row, "form": form})
        return rows

    @property
    def verdicts(self) -> dict[int, VerdictForm]:
        """Those that were judged anew."""
        return {row["criterion"].pk: row["form"] for row in self.criteria if row["form"].is_bound}

    @property
    def remark(self) -> str:
        self.comment.is_valid()
        said: str = getattr(self.comment, "cleaned_data", {}).get("text", "")
        return said

    @property
    def undecided(self) -> list[Act]:
        """Decisions that something was typed for and whose button was not pressed."""
        return [act for act, form in self.decisions.items() if act != self.act and form.initial]

    def is_right(self) -> bool:
        """Whether all can be saved and done; a decision is not taken while words of another one stand beside it."""
        if self.decision:
            for act in self.undecided:
                self.decision.add_error(None, TWO.format(name=NAMES[act]))
        return not any(form.errors for form in self._forms())

    def says_something(self) -> bool:
        """Whether there is anything to save; where not, it is said beside the remark."""
        if self.remark or self.verdicts:
            return True
        self.comment.add_error("text", NOTHING)
        return False

    @property
    def decided(self) -> dict[str, Any]:
        """What the decision says, once all is right."""
        return self.decision.cleaned_data if self.decision else {}

    def problems(self) -> list[Problem]:
        return [problem for form in self._forms() for problem in summarise(form)]

    def _forms(self) -> Iterator[PortalForm]:
        yield from self.verdicts.values()
        yield self.comment
        yield from self.decisions.values()

    def save(self, *, by: Membership) -> None:
        """What was judged and remarked; a decision comes after it, so that the agency reads it with the decision."""
        for number, form in self.verdicts.items():
            said = form.cleaned_data
            actions.assess(self.found.pk, number, Verdict(said["verdict"]), said["comment"], by=by)
        if self.remark:
            actions.comment(self.found.pk, self.remark, place=self.comment.cleaned_data["place"], by=by)


def decisions_of(sent: QueryDict) -> QueryDict:
    """What was typed for the decisions, without what has been saved."""
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name.startswith(tuple(f"{prefix}-" for prefix, _ in DECISIONS.values())):
            kept.setlist(name, values)
    return kept


def _places(found: Submission) -> list[str]:
    """The headings of the paper."""
    if found.plan is None or found.plan.issued_snapshot is None:
        return []
    content = found.plan.issued_snapshot.content
    headings = [section.get("heading") or "" for section in content["sections"]]
    return list(dict.fromkeys(heading[:300] for heading in headings if heading))
