"""`manage.py take_bounce < thu-tra-ve.eml`: what a mail server reports of a letter that did not arrive (RFC 3464)."""

import sys
from email import message_from_binary_file, policy
from email.message import Message
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.calendars import actions


class Command(BaseCommand):
    help = "Đọc thư báo không gửi được từ đầu vào và giao quản trị cơ quan kiểm tra địa chỉ."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = failures(message_from_binary_file(sys.stdin.buffer, policy=policy.default))
        for address, detail in failed:
            known = _take(address, detail)
            self.stdout.write(f"{address}: {'đã ghi nhận' if known else 'không có trong nhật ký gửi'}.")


def failures(report: Message) -> list[tuple[str, str]]:
    """Addresses that take nothing for good, with the server's own word."""
    found = []
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for recipient in part.get_payload():
            if (
                isinstance(recipient, Message)
                and str(recipient.get("Action", "")).strip().lower() == "failed"
            ):
                address = str(recipient.get("Final-Recipient", "")).split(";", 1)[-1].strip()
                found.append((address, str(recipient.get("Diagnostic-Code", ""))))
    return found


def _take(address: str, detail: str) -> bool:
    known = False
    for province in Province.objects.open_on(timezone.localdate()).in_order():
        with transaction.atomic(), acting_in(province.pk):
            known = actions.take_bounce(address, detail) or known
    return known
