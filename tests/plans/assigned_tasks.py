"""Documents that give tasks, tasks and answers, for tests inside a province."""

from datetime import date
from typing import Any

from cchc_portal.agencies.models import Membership
from plans.actions import answering, assigning
from plans.models import AssignedTask, ContentItem, Plan, TaskSource

YEAR = 2027
ONE_STOP = "Hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận một cửa"
GAMES = "Tổ chức hội thi tìm hiểu về văn hóa công vụ"


def a_source(by: Membership, *, year: int = YEAR, number: str = "049/QĐ-BNV") -> TaskSource:
    return assigning.record_source(
        by.province,
        {
            "year": year,
            "number": number,
            "issued_on": date(2026, 3, 1),
            "issuer": "Bộ Nội vụ",
            "title": f"Kế hoạch thông tin, tuyên truyền cải cách hành chính năm {year}",
        },
        by=by,
    )


def words(content: str = ONE_STOP, lead: str = "Các sở, ban, ngành", **more: Any) -> dict[str, Any]:
    return {
        "group": "", "content": content, "lead_text": lead, "support_text": "", "frequency": "",
        "product": "", "quantity": None, "unit": "", "due_on": None, "due_text": "", **more,
    }  # fmt: skip


def a_task(
    by: Membership, content: str = ONE_STOP, lead: str = "Các sở, ban, ngành", **more: Any
) -> AssignedTask:
    source = TaskSource.objects.filter(year=YEAR).first() or a_source(by)
    return assigning.assign(source.pk, [words(content, lead, **more)], by=by)[0]


def items(plan: Plan) -> list[ContentItem]:
    return list(ContentItem.objects.filter(plan=plan).order_by("group__position", "position", "id"))


def answer(task: AssignedTask, plan: Plan, by: Membership, *places: int) -> None:
    rows = items(plan)
    answering.link(task.pk, plan.agency, [rows[place].pk for place in places or (0,)], by=by)
