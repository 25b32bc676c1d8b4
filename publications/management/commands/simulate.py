"""`manage.py simulate`: made-up provinces to measure the portal with, one of 180 agencies and ten years or many."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from publications.simulation import Size, simulate


class Command(BaseCommand):
    help = "Tạo dữ liệu mô phỏng để đo tốc độ; tỉnh mô phỏng đã có thì giữ nguyên. Không dùng trên hệ thống thật."

    def add_arguments(self, parser: ArgumentParser) -> None:
        size = Size()
        parser.add_argument("--provinces", type=int, default=1, metavar="SỐ", help="số tỉnh (cả nước: 34)")
        parser.add_argument("--agencies", type=int, default=size.agencies, metavar="SỐ")
        parser.add_argument("--years", type=int, default=size.years, metavar="SỐ")
        parser.add_argument("--items", type=int, default=size.items, metavar="SỐ")
        parser.add_argument("--last-year", type=int, default=size.last_year, metavar="NĂM")
        parser.add_argument("--seed", type=int, default=1, metavar="SỐ", help="cùng số, cùng dữ liệu")

    def handle(
        self, *, provinces: int, agencies: int, years: int, items: int, last_year: int, seed: int, **_: Any
    ) -> None:
        for line in simulate(provinces, Size(agencies, years, items, last_year), seed=seed):
            self.stdout.write(line)
