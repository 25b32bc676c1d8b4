"""Whole provinces that are made up, of any size, to measure the portal with; the same seed makes the same words and numbers.

Their names say what they are ("Mô phỏng 01"); a province that stands already is left alone.
"""

from collections.abc import Iterator
from random import Random

from django.db import transaction

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from plans.channel_catalogue import seed_catalogue

from . import bodies, owed, yearly
from .sizes import Size

__all__ = ["Size", "simulate"]


def simulate(provinces: int, size: Size, *, seed: int) -> Iterator[str]:
    """Make provinces 1 to `provinces`, each in one transaction; yields a line about each."""
    for number in range(1, provinces + 1):
        province, made = Province.objects.get_or_create(
            slug=f"mo-phong-{number:02}",
            defaults={
                "name": f"Mô phỏng {number:02}",
                "kind": Province.Kind.PROVINCE,
                "source": "Dữ liệu mô phỏng",
            },
        )
        if made:
            _fill(province, size, Random(f"{seed}-{number}"))  # noqa: S311 - words to measure with, no secret
        yield f"{province}: {'đã tạo' if made else 'đã có từ trước'}."


@transaction.atomic
def _fill(province: Province, size: Size, chance: Random) -> None:
    with acting_in(province.pk):
        seed_catalogue()
        offices = bodies.make(province, size)
        for year in size.years_back_to_front:
            issued = yearly.make(offices, year, size, chance)
            owed.make(offices, year, issued, size, chance)
