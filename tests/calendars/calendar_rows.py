"""A row in each further table of the calendar, for tests of the fences."""

from datetime import date

from cchc_portal.calendars.models import Extension, Obligation, ObligationRule, Practice
from tests.world import Office


def one_of_each(obligation: Obligation, office: Office) -> None:
    Practice.objects.create()
    rule = ObligationRule.objects.create(
        year=2031, kind="report_h1", levels=["so"], due_day=date(2031, 6, 17), source="Công văn của tỉnh"
    )
    obligation.rule, obligation.transferred_to = rule, office.agency
    obligation.save()
    Extension.objects.create(
        obligation=obligation,
        asked_to=date(2031, 6, 30),
        reason="Chờ số liệu",
        asked_by=office.drafter.user,
    )
