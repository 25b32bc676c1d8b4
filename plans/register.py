"""The register as a province sees it: its own documents joined over the country's."""

from typing import Any

from cchc_portal.vietnam.register import Document, Register, national
from plans.models import LegalDocument


def of_province() -> Register:
    """The country's register with the entries of the province that the request is in, in one query."""
    return national().joined(map(as_document, LegalDocument.objects.all()))


def as_document(row: LegalDocument) -> Document:
    return Document(
        symbol=row.symbol,
        issuer=row.issuer,
        title=row.title,
        issued_on=row.issued_on,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        replaced_by=tuple(row.replaced_by),
        key=row.pk,
    )


def values_of(document: Document) -> dict[str, Any]:
    """What the form of a province's own entry starts with when it takes the place of the country's."""
    names = ("symbol", "issuer", "title", "issued_on", "effective_from", "effective_to")
    return {name: getattr(document, name) for name in names} | {"replaced_by": list(document.replaced_by)}
