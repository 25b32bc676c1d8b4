"""An agency's own approval chain, and a deputy who signs for the head until the end of the month."""

from calendar import monthrange
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.delegating import Draft
from cchc_portal.agencies.models import ChainStep, Delegation
from cchc_portal.vietnam.signing import Stead
from plans.actions import delegating
from publications.demo.files import agency_called, data, inside
from publications.demo.people import holder


def load() -> None:
    told = data("chains.yaml")
    for entry in told["chains"]:
        with inside(entry["province"]):
            _chain(entry)
    for entry in told["delegations"]:
        with inside(entry["province"]):
            _delegation(entry)


def _chain(entry: dict[str, Any]) -> None:
    agency = agency_called(entry["agency"])
    if ChainStep.objects.filter(agency=agency).exists():
        return
    for position, step in enumerate(entry["steps"], start=1):
        ChainStep.objects.create(agency=agency, position=position, **step)


def _delegation(entry: dict[str, Any]) -> None:
    agency = agency_called(entry["agency"])
    principal, delegate = (holder(entry[who], entry["agency"]) for who in ("principal", "delegate"))
    if Delegation.objects.filter(principal=principal.post, delegate=delegate.post).exists():
        return
    today = timezone.localdate()
    last = today.replace(day=monthrange(today.year, today.month)[1])
    draft = Draft(principal.post, delegate.post, Stead(entry["stead"]), "", today, last)
    delegating.give(agency, draft, by=principal)
