"""`manage.py dump_plan ID`: a plan's records as a plan file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.actions import exchange
from plans.models import Plan


class Command(BaseCommand):
    help = "Ghi một kế hoạch ra tệp kế hoạch (YAML)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, metavar="MÃ", help="mã kế hoạch, do load_plan in ra")
        parser.add_argument("--out", type=Path, help="tệp ra; không ghi thì in ra màn hình")

    def handle(self, *, id: int, out: Path | None, **options: Any) -> None:
        try:
            text = exchange.dump(id)
        except Plan.DoesNotExist as problem:
            raise CommandError(f"Không có kế hoạch mã {id}.") from problem
        if out is None:
            self.stdout.write(text, ending="")
        else:
            out.write_text(text, encoding="utf-8")
