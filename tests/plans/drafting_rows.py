"""One row of each table that drafting keeps beside a plan, for tests that walk all tables."""

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from plans.models import (
    Beginning,
    LegalDocument,
    Mention,
    Plan,
    PlanTemplate,
    Remark,
    RemovedRow,
    Sitting,
    UploadedPlan,
    Version,
    VersionKind,
    Watch,
)


def one_of_each(plan: Plan, member: Membership) -> None:
    user, content = member.user, {"format": 1}
    sitting = Sitting.objects.create(
        plan=plan, user=user, name="Chuyên viên", key="tab", seen_at=timezone.now()
    )
    Version.objects.create(
        plan=plan, kind=VersionKind.SITTING, made_by=user, revision=1, content=content, sitting=sitting
    )
    remark = Remark.objects.create(plan=plan, text="Cần nêu rõ", author=user, author_name="Chuyên viên")
    Remark.objects.create(plan=plan, parent=remark, text="Đã sửa", author=user, author_name="Chuyên viên")
    Mention.objects.create(remark=remark, user=user, name="Chuyên viên")
    RemovedRow.objects.create(
        plan=plan, anchor="muc-1", name="mục “Kinh phí”", rows=[], removed_by_name="Chuyên viên"
    )
    Watch.objects.create(plan=plan, user=user)
    PlanTemplate.objects.create(agency=plan.agency, title="Mẫu của cơ quan", content=content, made_by=user)
    UploadedPlan.objects.create(agency=plan.agency, user=user, name="kh.docx", size=1, source={}, plan=plan)
    Beginning.objects.create(plan=plan, way=Beginning.Way.BLANK, source=plan)
    LegalDocument.objects.create(symbol="01/QĐ-UBND", issuer="UBND", title="Quyết định", added_by=user)
