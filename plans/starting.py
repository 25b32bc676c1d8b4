"""What a new plan starts with: the usual sections, the agency's signature, its usual recipients.

Headings as plans of provinces and agencies have carried them since 2011; quyết định: Nghị định 30/2020/NĐ-CP, Phụ lục III.
"""

from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency, AgencyProfile, Membership, Role
from cchc_portal.vietnam.titles import named
from plans import starting_letters
from plans.models import (
    AudienceGroup,
    Block,
    BlockKind,
    DecisionCover,
    Plan,
    Recipient,
    Section,
    SignatureLine,
)
from plans.states import DECISIONS, PlanForm

COLUMNS = ("content", "channels", "products", "lead", "time")

_AIMS = (
    "Nâng cao nhận thức, trách nhiệm của cán bộ, công chức, viên chức trong thực hiện cải cách hành chính",
    "Giúp người dân, tổ chức, doanh nghiệp hiểu, tham gia và giám sát việc thực hiện cải cách hành chính",
)
_DEMANDS = (
    "Nội dung tuyên truyền chính xác, kịp thời, dễ hiểu, sát với từng nhóm đối tượng",
    "Hình thức tuyên truyền đa dạng, tiết kiệm, phù hợp với điều kiện của cơ quan",
)
_MONEY = "Kinh phí thực hiện Kế hoạch được bố trí trong dự toán chi thường xuyên và các nguồn hợp pháp khác theo quy định"


def fill(plan: Plan, by: Membership) -> None:
    """Write the starting text of a new plan, report or letter."""
    profile = plan.agency.profile_on(timezone.localdate())
    plan.archive = archive_of(by)
    if plan.is_plan:
        _fill_plan(plan, profile, by)
    else:
        starting_letters.fill(plan, profile, by)
    give_signature(plan)
    if plan.form in DECISIONS:
        give_decision(plan)


def archive_of(by: Membership) -> list[str]:
    """Where the paper is kept: the clerks, then the unit that drafts it (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9)."""
    return ["VT", by.post.unit.abbreviation] if by.post.unit and by.post.unit.abbreviation else ["VT"]


def _fill_plan(plan: Plan, profile: AgencyProfile, by: Membership) -> None:
    short = profile.name
    aims = _section(plan, "Mục đích, yêu cầu", 0)
    _entries(_section(plan, "Mục đích", 0, parent=aims), BlockKind.BULLETS, _AIMS)
    _entries(_section(plan, "Yêu cầu", 1, parent=aims), BlockKind.BULLETS, _DEMANDS)
    _items(_section(plan, "Nội dung, hình thức tuyên truyền", 1))
    _text(_section(plan, "Kinh phí thực hiện", 2), _MONEY)
    _entries(_section(plan, "Tổ chức thực hiện", 3), BlockKind.NUMBERED, _duties(by, short))
    plan.opening = f"{short} xây dựng {named(plan.subject)} như sau"
    plan.closing = f"Trên đây là {named(plan.subject)}"
    plan.save()
    _recipients(plan, profile)


def _duties(by: Membership, agency: str) -> tuple[str, ...]:
    focal = by.post.unit.name if by.post.unit else "Văn phòng"
    return (
        f"{focal} làm đầu mối triển khai, theo dõi, đôn đốc và tổng hợp kết quả thực hiện Kế hoạch",
        f"Các phòng, đơn vị thuộc {agency} căn cứ Kế hoạch tổ chức thực hiện, gửi kết quả về {focal} để tổng hợp, báo cáo",
    )


def _section(plan: Plan, heading: str, position: int, parent: Section | None = None) -> Section:
    return Section.objects.create(plan=plan, heading=heading, position=position, parent=parent)


def _entries(section: Section, kind: BlockKind, texts: tuple[str, ...]) -> None:
    content = {kind.value: [{"text": text, "bullets": []} for text in texts]}
    Block.objects.create(plan=section.plan, section=section, kind=kind, content=content)


def _text(section: Section, text: str) -> None:
    content = {"text": text, "footnotes": []}
    Block.objects.create(plan=section.plan, section=section, kind=BlockKind.TEXT, content=content)


def _items(section: Section) -> None:
    content: dict[str, Any] = {"columns": list(COLUMNS), "labels": {}, "total": None}
    block = Block.objects.create(plan=section.plan, section=section, kind=BlockKind.ITEMS, content=content)
    AudienceGroup.objects.create(plan=section.plan, block=block, title="")


def _recipients(plan: Plan, profile: AgencyProfile) -> None:
    superior = profile.superior.name if profile.superior else ""
    texts = [f"{superior} (b/c)"] if superior else []
    texts += ["Sở Nội vụ", f"Các phòng, đơn vị thuộc {profile.name}"]
    Recipient.objects.bulk_create(
        Recipient.in_province(plan=plan, text=text, position=position) for position, text in enumerate(texts)
    )


def give_signature(plan: Plan) -> None:
    """The head of the agency as the post says it; for a People's Committee on its behalf."""
    head = (
        Membership.objects.with_role(Role.AGENCY_HEAD)
        .held_on(timezone.localdate())
        .filter(post__agency=plan.agency)
        .select_related("post", "user")
        .order_by("id")
        .first()
    )
    committee = plan.agency.level in (Agency.Level.PEOPLES_COMMITTEE, Agency.Level.COMMUNE)
    SignatureLine.objects.create(
        plan=plan,
        authority=["TM. ỦY BAN NHÂN DÂN"] if committee else [],
        title=(head.post.signing_title if head else "") or ("CHỦ TỊCH" if committee else "GIÁM ĐỐC"),
        name=head.user.full_name if head else "",
    )


def give_decision(plan: Plan) -> None:
    """The usual articles of a decision that issues a plan."""
    line = SignatureLine.objects.filter(plan=plan).order_by("position", "id").first()
    title = line.title if line else "GIÁM ĐỐC"
    profile = plan.agency.profile_on(timezone.localdate())
    inline = plan.form == PlanForm.DECISION_INLINE
    first = (
        f"Ban hành {named(plan.subject)} với những nội dung sau"
        if inline
        else f"Ban hành kèm theo Quyết định này {named(plan.subject)}"
    )
    DecisionCover.objects.create(
        plan=plan,
        subject=f"Về việc ban hành {named(plan.subject)}"[:500],
        issuer=f"{title} {profile.name}".upper()[:200],
        articles=[
            first,
            "Quyết định này có hiệu lực kể từ ngày ký",
            f"Thủ trưởng các phòng, đơn vị thuộc {profile.name} và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
        ],
    )
