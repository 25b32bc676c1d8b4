"""The registers: papers of the agencies' other registers, a number that is kept, the code for exchange."""

from typing import Any

from django.utils import timezone

from cchc_portal.documents.models import ExchangeCode
from cchc_portal.documents.register import book
from publications.demo.files import agency_called, data, inside
from publications.demo.people import holder


def load() -> None:
    for told in data("registers.yaml"):
        with inside(told["province"]):
            _fill(told)


def _fill(told: dict[str, Any]) -> None:
    """Once: whoever has a code has been filled."""
    agency = agency_called(told["agency"])
    if ExchangeCode.objects.filter(agency=agency).exists():
        return
    clerk, today = holder(told["clerk"], told["agency"]), timezone.localdate()
    book.keep_code(agency, told["code"], by=clerk)
    for entry in told["entered"]:
        book.enter(agency, {**entry, "issued_on": today, "sent_on": today}, by=clerk)
    for entry in told["kept"]:
        book.reserve(agency, **entry, year=today.year, by=clerk)
