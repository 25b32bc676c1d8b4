"""The parts of the plan's own row: their place in the address, their verb's part, their form, their name."""

from dataclasses import dataclass

from plans.actions import drafting
from plans.forms.base import DraftForm
from plans.forms.plan import BasesForm, DecisionForm, HeadForm, RecipientsForm, WordsForm


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
}
