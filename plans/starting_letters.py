"""What a new report or letter starts with (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4, 1.5)."""

from cchc_portal.agencies.models import AgencyProfile, Membership
from cchc_portal.vietnam.layout import AS_ABOVE
from cchc_portal.vietnam.text import lower_first
from plans.models import Block, BlockKind, Plan, Recipient, Section
from plans.states import PlanForm

_OF_A_REPORT = (
    "Kết quả thực hiện",
    "Tồn tại, hạn chế và nguyên nhân",
    "Phương hướng, nhiệm vụ trong thời gian tới",
    "Kiến nghị, đề xuất",
)


def fill(plan: Plan, profile: AgencyProfile, by: Membership) -> None:
    """Its usual sections, or the one run of text of a letter; the signature is the caller's."""
    if plan.form == PlanForm.LETTER:
        _section(plan, "", 0)
        plan.closing = f"{profile.name} đề nghị các cơ quan quan tâm, phối hợp thực hiện"
        plan.unit = by.post.unit.abbreviation if by.post.unit else ""
        _recipients(plan, [AS_ABOVE])
    else:
        for position, heading in enumerate(_OF_A_REPORT):
            _section(plan, heading, position)
        about = lower_first(plan.subject)
        plan.opening = f"{profile.name} báo cáo {about} như sau"
        plan.closing = f"Trên đây là Báo cáo {about}"
        superior = profile.superior.name if profile.superior else ""
        _recipients(plan, [*([f"{superior} (b/c)"] if superior else []), "Sở Nội vụ"])
    plan.save()


def _section(plan: Plan, heading: str, position: int) -> None:
    section = Section.objects.create(plan=plan, heading=heading, position=position)
    content = {"text": "", "footnotes": []}
    Block.objects.create(plan=plan, section=section, kind=BlockKind.TEXT, content=content)


def _recipients(plan: Plan, texts: list[str]) -> None:
    Recipient.objects.bulk_create(
        Recipient.in_province(plan=plan, text=text, position=position) for position, text in enumerate(texts)
    )
