"""One row of each table that drafting keeps beside a plan, for tests that walk all tables."""

from datetime import date

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import storage
from plans.models import (
    AssignedTask,
    Beginning,
    ContentItem,
    DraftFile,
    LegalDocument,
    Mention,
    Plan,
    PlanTemplate,
    Remark,
    RemovedRow,
    Sitting,
    TaskAnswer,
    TaskParty,
    TaskSource,
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
    a_draft_file(plan, member)
    a_task_answer(plan, member)
    Watch.objects.create(plan=plan, user=user)
    PlanTemplate.objects.create(agency=plan.agency, title="Mẫu của cơ quan", content=content, made_by=user)
    UploadedPlan.objects.create(agency=plan.agency, user=user, name="kh.docx", size=1, source={}, plan=plan)
    Beginning.objects.create(plan=plan, way=Beginning.Way.BLANK, source=plan)
    LegalDocument.objects.create(symbol="01/QĐ-UBND", issuer="UBND", title="Quyết định", added_by=user)


def a_task_answer(plan: Plan, member: Membership) -> TaskAnswer:
    """The agency's answer to the one task of its province, with the document that gives it, and the agency named."""
    source, _ = TaskSource.objects.get_or_create(
        year=2027,
        number="1/KH-UBND",
        defaults={"plan": plan, "issued_on": date(2026, 3, 1), "issuer": "UBND", "title": "Kế hoạch"},
    )
    task, _ = AssignedTask.objects.get_or_create(
        source=source, content="Nhiệm vụ", defaults={"lead_text": "Các sở", "levels": ["so"]}
    )
    TaskParty.objects.get_or_create(task=task, agency=plan.agency, part=TaskParty.Part.LEAD)
    item = ContentItem.objects.filter(plan=plan).order_by("id")[0]
    made: TaskAnswer
    made, _ = TaskAnswer.objects.get_or_create(
        task=task, agency=plan.agency, item_key=item.pk, defaults={"plan": plan, "answered_by": member.user}
    )
    return made


def a_draft_file(plan: Plan, member: Membership) -> DraftFile:
    made: DraftFile
    made, _ = DraftFile.objects.get_or_create(
        plan=plan,
        file_digest=storage.store(plan.province_id, b"%PDF-1.7 du thao"),
        defaults={
            "position": 1,
            "title": "Phụ lục I. Danh mục",
            "name": "phu-luc.pdf",
            "file_size": 16,
            "pages": 1,
            "uploaded_by": member.user,
        },
    )
    return made
