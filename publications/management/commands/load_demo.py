"""`manage.py load_demo`: the data to try the portal with; what is there already stays."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from publications import demo
from publications.demo import first_paper


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa và in các tài khoản; chạy lại không đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait", type=float, default=60, metavar="GIÂY", help="chờ văn bản đầu tiên tối đa bao lâu"
        )

    def handle(self, *, wait: float, **options: Any) -> None:
        shown = f"{demo.load()}\n\n{first_paper.shown(patience=wait)}"
        settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
        (settings.STATE_DIR / "demo.txt").write_text(shown + "\n", encoding="utf-8")
        self.stdout.write(shown)
