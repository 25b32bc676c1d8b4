"""The register as a province sees it: its own documents joined over the country's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cchc_portal.vietnam import dates, ranks
from cchc_portal.vietnam.register import Document, Register, Standing, Status, basis_line, national
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


@dataclass(frozen=True)
class Offer:
    """A document as the picker offers it: the line it becomes, and a word of caution where it no longer holds."""

    document: Document
    line: str
    note: str = ""
    is_old: bool = False
    is_chosen: bool = False


MOST_OFFERED = 8


def offers(words: str, day: date) -> list[Offer]:
    """Documents that fit what was typed: those in force first, each lot by rank; one that is no more brings what replaced it."""
    register = of_province()
    found: dict[str, Offer] = {}
    for document in register.search(words, most=MOST_OFFERED):
        status = register.status_on(document, day)
        for each, note in (
            (document, _note(status)),
            *((after, f"Thay cho {document.symbol}") for after in status.successors),
        ):
            line = basis_line(each)
            if line not in found or (found[line].note and not note):
                found[line] = Offer(each, line, note, each is document and status.expired)
    return sorted(found.values(), key=lambda offer: offer.is_old)[: MOST_OFFERED + 2]


def with_chosen(offered: list[Offer], lines: Iterable[str]) -> list[Offer]:
    """The same, those marked whose line a plan has among its bases already."""
    there = set(lines)
    return [replace(offer, is_chosen=offer.line in there) for offer in offered]


def _note(status: Status) -> str:
    since = dates.short_date(status.since) if status.since else ""
    if status.standing is Standing.EXPIRED:
        instead = " và ".join(each.symbol for each in status.successors)
        return f"Hết hiệu lực từ {since}" + (f", được thay bằng {instead}" if instead else "")
    return f"Có hiệu lực từ {since}" if status.standing is Standing.NOT_YET else ""


def arranged(lines: list[str]) -> list[str]:
    """Bases by rank and date of what they cite."""
    return ranks.in_order(lines)
