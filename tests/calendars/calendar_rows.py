"""A row in each further table of the calendar, for tests of the fences."""

from datetime import date

from django.utils import timezone

from cchc_portal.calendars.models import (
    Delivery,
    Extension,
    LadderStep,
    Obligation,
    ObligationRule,
    Practice,
)
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
    LadderStep.objects.create(rung="drafter", offset=-8)
    Delivery.objects.create(
        user=office.drafter.user,
        agency=office.agency,
        channel="email",
        address="nguoi-nhan@example.vn",
        items=1,
        at=timezone.now(),
    )


OF_AN_OBLIGATION = ("ask_extension", "obligation", "exempt", "transfer")
OF_A_RULE = ("rule_edit", "rule_preview", "rule_withdraw")


def parts(obligation: Obligation, office: Office) -> dict[tuple[str, str], int]:
    """Which row the addresses of the calendar are about."""
    rule, _ = ObligationRule.objects.get_or_create(
        year=2032,
        kind="report_h1",
        defaults={"levels": ["so"], "due_day": date(2032, 6, 17), "source": "Công văn của tỉnh"},
    )
    asked = obligation.extensions.first() or Extension.objects.create(
        obligation=obligation, asked_to=date(2032, 6, 30), reason="Chờ", asked_by=office.drafter.user
    )
    sent, _ = Delivery.objects.get_or_create(
        user=office.drafter.user,
        agency=office.agency,
        channel="email",
        defaults={"address": "nguoi-nhan@example.vn", "items": 1, "at": timezone.now()},
    )
    return (
        {(f"calendars:{name}", "pk"): obligation.pk for name in OF_AN_OBLIGATION}
        | {(f"calendars:{name}", "pk"): rule.pk for name in OF_A_RULE}
        | {("calendars:extension", "pk"): asked.pk, ("calendars:settle", "pk"): sent.pk}
    )
