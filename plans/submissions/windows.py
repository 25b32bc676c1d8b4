"""A report that is drafted before its data are whole: how long they run, and from which day it may be handed in.

Windows close before the day on which the report is due (Nghị định 09/2019/NĐ-CP, Điều 12, 13). Meanwhile a report may be written,
approved and numbered, since some are made with estimates ("ước thực hiện"); whoever does so is told.
"""

from datetime import date, timedelta

from django.utils import timezone

from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam.dates import short_date, weekday_date
from plans.models import Plan
from plans.states import PlanForm


def warning(plan: Plan) -> str:
    """Before submitting, approving and numbering a report whose period is not over; empty where there is nothing to say."""
    if plan.form != PlanForm.REPORT or plan.obligation_id is None:
        return ""
    owed = Obligation.objects.expected().filter(pk=plan.obligation_id, submitted_at__isnull=True).first()
    last = _runs_until(owed) if owed else None
    if owed is None or last is None:
        return ""
    return f"{_until(last)}; hạn gửi là {weekday_date(owed.due_on)}. Số liệu của những ngày còn lại chỉ là ước tính."


def opens(owed: Obligation) -> str:
    """On an issued report that cannot be handed in yet."""
    last = _runs_until(owed)
    return f"{_until(last)}." if last else ""


def _runs_until(owed: Obligation) -> date | None:
    """The last day of its data while that is not over."""
    last: date | None = owed.data_to
    runs = owed.kind != ObligationKind.PLAN and last is not None and timezone.localdate() <= last
    return last if runs else None


def _until(last: date) -> str:
    opening = short_date(last + timedelta(days=1))
    return f"Kỳ số liệu đến hết ngày {short_date(last)}; báo cáo được gửi Sở Nội vụ từ ngày {opening}"
