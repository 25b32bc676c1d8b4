"""`manage.py load_demo`: the data to try the portal with; what is there already stays."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from publications import demo


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa và in các tài khoản; chạy lại không đổi gì."

    def handle(self, **options: Any) -> None:
        accounts = demo.load()
        settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
        (settings.STATE_DIR / "demo.txt").write_text(accounts + "\n", encoding="utf-8")
        self.stdout.write(accounts)
