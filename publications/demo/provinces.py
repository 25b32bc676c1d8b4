"""The 34 provinces and cities of today and the 29 merged into them (Nghị quyết 202/2025/QH15)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from cchc_portal.agencies.models import Province, ProvinceSuccession
from cchc_portal.vietnam import alphabet
from publications.demo.files import data


@transaction.atomic
def load() -> None:
    told = data("provinces.yaml")
    for entry in told["today"]:
        merged = bool(entry.get("from"))
        province = _province(
            entry["name"],
            kind=entry.get("kind", Province.Kind.PROVINCE),
            opened_on=told["merger"]["effective_on"] if merged else None,
            source=entry.get("source") or (told["merger"]["source"] if merged else ""),
        )
        for name in entry.get("from", ()):
            _merged_away(name, province, **told["merger"])


def address(name: str) -> str:
    """Bà Rịa – Vũng Tàu → ba-ria-vung-tau."""
    return slugify(alphabet.fold(name))


def _province(name: str, **fields: Any) -> Province:
    province, _ = Province.objects.update_or_create(slug=address(name), defaults={"name": name, **fields})
    return province


def _merged_away(name: str, successor: Province, effective_on: date, source: str) -> None:
    closed = _province(name, kind=Province.Kind.PROVINCE, closed_on=effective_on, source=source)
    ProvinceSuccession.objects.update_or_create(
        predecessor=closed,
        successor=successor,
        defaults={"effective_on": effective_on, "legal_document": source},
    )
