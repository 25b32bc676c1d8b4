"""`manage.py remind [--on 2027-01-18]`: what the clock does each working morning, for today or a given day."""

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cchc_portal.calendars import schedule
from cchc_portal.vietnam import dates


class Command(BaseCommand):
    help = "Nhắc thời hạn: ghi lời nhắc của ngày, gửi mỗi người nhiều nhất một thư."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on", type=_day, metavar="NGÀY", help="ngày cần nhắc, ví dụ 2027-01-18; để trống là hôm nay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or timezone.localdate()
        sent = schedule.remind_on(day)
        self.stdout.write(f"Nhắc thời hạn {dates.weekday_date(day)}: {sent} thư.")


def _day(typed: str) -> date:
    try:
        return dates.parse_day(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
