"""`manage.py load_plan FILE`: a plan file as the records of a draft; nothing is made where the file has an error."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cchc_portal.documents import snapshots
from plans.actions import exchange


class Command(BaseCommand):
    help = "Nạp một tệp kế hoạch (YAML) thành bản nháp của cơ quan ghi trong tệp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp kế hoạch")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            plan = exchange.load(file.read_bytes(), name=str(file))
        except OSError as problem:
            raise CommandError(f"Không mở được tệp {file}. Kiểm tra tên tệp và quyền đọc.") from problem
        except snapshots.SnapshotErrors as problems:
            raise CommandError(str(problems)) from problems
        self.stdout.write(str(plan.pk))
        self.stderr.write(f"Đã nạp kế hoạch số {plan.pk} thành bản nháp của {plan.agency.name}.")
