"""The number of a plan: kept before it is signed ("giữ số"), given when it is issued, its line filled, its paper sent.

Nghị định 30/2020/NĐ-CP, Điều 15, 18; Phụ lục IV.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, is_closed
from cchc_portal.documents import numbering
from cchc_portal.documents.dispatch import dispatching, printed_copies
from cchc_portal.documents.dispatch.dispatching import Address
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import book
from cchc_portal.documents.states import NumberStatus, Way
from cchc_portal.vietnam import symbols
from cchc_portal.vietnam.layout import AS_ABOVE
from plans import addressing, permissions
from plans.actions.door import locked
from plans.models import Plan, Recipient
from plans.records import letterhead


def reserve(plan_id: int, *, by: Membership) -> IssuedNumber:
    """Keep the next number of this year for an approved plan, so that it stands on the paper that is signed."""
    plan = locked(plan_id, by=by, may=permissions.may_issue)
    if plan.line is not None:
        raise Refused(f"{plan.noun.capitalize()} này đã được giữ số {plan.line.symbol}.")
    plan.line = numbering.reserve_number(
        agency=plan.agency,
        series=plan.series,
        issuer_symbol=issuer_symbol(plan),
        year=timezone.localdate().year,
        subject=plan.subject,
    )
    plan.save(update_fields=["line"])
    record(plan.line, "number_reserved", by=by, symbol=plan.line.symbol)
    return plan.line


def issuer_symbol(plan: Plan) -> str:
    """The part of the symbol that names who issues it; of a letter with the unit that drafted it."""
    return symbols.issuer_of({"agency": plan.letterhead or letterhead(plan), "unit": plan.unit})


def coming(plan: Plan) -> str:
    """The symbol that the document would take now: the one that is kept for it, or the next."""
    if plan.line is not None:
        return str(plan.line.symbol)
    number = numbering.next_number(plan.agency, plan.series, timezone.localdate().year)
    return symbols.document_symbol(number, plan.series, issuer_symbol(plan))


def give(plan: Plan, symbol: str, issued_on: date, number: str | None) -> IssuedNumber:
    """The number that was kept for it, the one of the agency's own register, or the next."""
    if plan.line_id is not None:
        line = IssuedNumber.objects.select_for_update(of=("self",)).get(pk=plan.line_id)
        if number and line.number != int(number if number.isdecimal() else 0):
            raise Refused(
                f"{plan.noun.capitalize()} đang giữ số {line.symbol}. Hủy số đó ở sổ văn bản đi rồi lấy số khác."
            )
        return numbering.give_reserved(line, issued_on=issued_on, subject=plan.subject)
    entry: dict[str, Any] = {
        "agency": plan.agency,
        "series": plan.series,
        "issuer_symbol": symbols.issuer_of({"agency": {"symbol": symbol}, "unit": plan.unit}),
        "issued_on": issued_on,
        "subject": plan.subject,
    }
    return numbering.enter_number(**entry, number=number) if number else numbering.take_number(**entry)


def send_out(plan: Plan) -> None:
    """Fill the line from what was issued and open a dispatch for each recipient; files of what was signed in ink wait for its scan."""
    if plan.line is None or plan.issued_snapshot is None:
        return
    agencies = addressing.agencies_of(plan.agency)
    read = Membership.objects.agencies_on(timezone.localdate())
    recipients = plan.recipients.select_related("agency__province").order_by("position", "id")
    named = [(each, agencies) for each in recipients if not _is_above(plan, each)]
    addresses = [_address(each, plan, among, read) for each, among in [*_addressees(plan, agencies), *named]]
    copies = printed_copies.count(addresses, plan.issued_snapshot.content["archive"])
    book.fill(plan.line, plan.issued_snapshot, copies=copies.total)
    in_ink = plan.paper is not None and not plan.paper.unsigned_digest
    dispatching.open_all(plan.line, addresses, awaiting_scan=in_ink)


def _addressees(plan: Plan, agencies: list[Agency]) -> list[tuple[Recipient, list[Agency]]]:
    """Whom "Kính gửi" names; of a letter that urges, each agency of its list."""
    if not plan.is_addressed:
        return []
    urged = list(Agency.objects.filter(pk__in=plan.urges.values("agency")).in_order())
    if urged:
        return [(Recipient(plan=plan, text=each.name, agency=each), urged) for each in urged]
    return [(Recipient(plan=plan, text=text), agencies) for text in plan.addressees]


def _is_above(plan: Plan, recipient: Recipient) -> bool:
    """ "Như trên": those of "Kính gửi", who are sent to by name."""
    return plan.is_addressed and recipient.text.strip(" .;").casefold() == AS_ABOVE.casefold()


def _address(recipient: Recipient, plan: Plan, agencies: list[Agency], read: frozenset[int]) -> Address:
    """What was chosen, where it can be; else the first that can: the portal where it is `read`, e-mail, paper."""
    agency = recipient.agency or addressing.agency_called(recipient.text, agencies)
    inside = agency is not None and _takes_inside(agency, plan, read)
    possible = {Way.INSIDE: inside, Way.EMAIL: bool(recipient.email), Way.PAPER: True}
    chosen = Way(recipient.way) if recipient.way and possible[Way(recipient.way)] else None
    way = chosen or next(way for way in Way if possible[way])
    return Address(
        recipient=recipient.text,
        way=way,
        agency=agency if way == Way.INSIDE else None,
        email=recipient.email if way == Way.EMAIL else "",
        copies=recipient.copies,
    )


def _takes_inside(agency: Agency, plan: Plan, read: frozenset[int]) -> bool:
    return agency.pk != plan.agency_id and agency.pk in read and not is_closed(agency)


def is_reserved(plan: Plan) -> bool:
    return plan.line is not None and plan.line.status == NumberStatus.RESERVED
