"""A province's own entries in the register of legal documents: add, change, take back."""

from typing import Any

from django.shortcuts import get_object_or_404

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership, Province
from cchc_portal.agencies.permissions import require
from plans.models import LegalDocument
from plans.permissions import may_keep_register


def add(province: Province, values: dict[str, Any], *, by: Membership) -> LegalDocument:
    require(may_keep_register(by, province))
    row = LegalDocument.objects.create(province=province, added_by=by.user, **values)
    history.record(row, "document_added", by=by, symbol=row.symbol)
    return row


def change(row: LegalDocument, values: dict[str, Any], *, by: Membership) -> LegalDocument:
    require(may_keep_register(by, row.province))
    row = get_object_or_404(LegalDocument.objects.select_for_update(), pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    history.record(row, "document_changed", by=by, symbol=row.symbol)
    return row


def remove(row: LegalDocument, *, by: Membership) -> None:
    """The country's entry of that symbol, where there is one, holds again."""
    require(may_keep_register(by, row.province))
    history.record(row, "document_removed", by=by, symbol=row.symbol)
    row.delete()
