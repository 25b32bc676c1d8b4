"""What a new province needs of the floors above its agencies: its channels at once, then templates and the year's rules."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from cchc_portal.agencies import checklist
from cchc_portal.agencies.checklist import Step
from cchc_portal.agencies.models import Province
from cchc_portal.agencies.signals import province_opened
from cchc_portal.calendars.models import ObligationRule
from cchc_portal.vietnam import dates
from plans import channel_catalogue
from plans.models import PlanTemplate


@receiver(province_opened, dispatch_uid="plans.seed_channels")
def seed_channels(sender: Any, **_: Any) -> None:
    channel_catalogue.seed_catalogue()


def templates(province: Province) -> Step:
    count = PlanTemplate.objects.filter(agency__isnull=True).count()
    note = f"{count} mẫu dùng chung." if count else "Chưa có mẫu kế hoạch dùng chung cho các cơ quan."
    return Step("Mẫu kế hoạch", bool(count), note, "plan_templates:list", "Xem các mẫu")


def rules(province: Province) -> Step:
    """Switched on, of the year that is being planned or a later one."""
    year = dates.planned_year(timezone.localdate())
    count = ObligationRule.objects.filter(
        year__gte=year, switched_on_at__isnull=False, withdrawn_at__isnull=True
    ).count()
    note = (
        f"{count} quy định đang áp dụng từ năm {year}."
        if count
        else f"Chưa có quy định riêng cho năm {year}; các cơ quan đang theo hạn sẵn có của Cổng."
    )
    return Step("Thời hạn báo cáo trong năm", bool(count), note, "calendars:rules", "Chọn quy định")


checklist.MORE.extend([templates, rules])
