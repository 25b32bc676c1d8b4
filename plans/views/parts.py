"""The parts of the plan's own row: their place in the address, their verb's part, their form, their name."""

from dataclasses import dataclass

from plans.actions import drafting
from plans.forms.address import AddressForm
from plans.forms.base import DraftForm
from plans.forms.plan import BasesForm, DecisionForm, HeadForm, RecipientsForm, WordsForm
from plans.models import Plan
from plans.states import DECISIONS


@dataclass(frozen=True)
class PartPage:
    part: drafting.Part
    form: type[DraftForm]
    title: str


PARTS: dict[str, PartPage] = {
    "thong-tin": PartPage(drafting.HEAD, HeadForm, "Thông tin chung"),
    "loi-van": PartPage(drafting.WORDS, WordsForm, "Đoạn mở đầu, đoạn kết"),
    "can-cu": PartPage(drafting.BASES, BasesForm, "Các căn cứ"),
    "noi-nhan": PartPage(drafting.RECIPIENTS, RecipientsForm, "Nơi nhận"),
    "quyet-dinh": PartPage(drafting.DECISION, DecisionForm, "Quyết định"),
    "kinh-gui": PartPage(drafting.ADDRESS, AddressForm, "Kính gửi"),
}


def has_part(plan: Plan, part: drafting.Part) -> bool:
    """A decision stands around a plan alone; "Kính gửi" in reports and letters."""
    if part is drafting.DECISION:
        return plan.form in DECISIONS
    return part is not drafting.ADDRESS or plan.is_addressed
