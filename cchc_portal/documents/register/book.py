"""Verbs of the register: fill, reserve, give, void, enter from the agency's other register, note what became of a paper.

Nghị định 30/2020/NĐ-CP, Điều 15, 18.3, 18.4. Each of one shape: lock, assert, change, record; a number is never given again.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import numbering
from cchc_portal.documents.dispatch import recalling
from cchc_portal.documents.models import AfterIssue, ExchangeCode, IssuedNumber, Snapshot
from cchc_portal.documents.permissions import may_keep_register_book
from cchc_portal.documents.register import lines
from cchc_portal.documents.states import AfterKind, NumberStatus
from cchc_portal.vietnam import copies, symbols

OF_SAME_FORM = frozenset({AfterKind.AMENDED, AfterKind.REPLACED})
FREE_COLUMNS = ("keeper", "copies", "sent_on", "receipt", "note")


def fill(line: IssuedNumber, snapshot: Snapshot, *, copies: int | None = None) -> None:
    """The line says what the issued document says."""
    for name, value in lines.columns(snapshot.content).items():
        setattr(line, name, value)
    line.snapshot, line.copies = snapshot, copies
    line.save()


def announce(line: IssuedNumber, snapshot: Snapshot) -> None:
    """The number stands on a paper that is being signed: the line says of which day, signer and receivers, and stays kept."""
    for name, value in lines.columns(snapshot.content).items():
        setattr(line, name, value)
    line.issued_on = date.fromisoformat(snapshot.content["issued_on"])
    line.save()


def take_back(line: IssuedNumber) -> None:
    """Signing was stopped: the number is kept, the paper that it stood on is none any more."""
    line.issued_on, line.signer, line.recipients, line.keeper = None, "", "", ""
    line.save()


def _name(line: IssuedNumber, series: str, issuer: str) -> None:
    """By its own type: all forms of copies share one run of numbers."""
    line.type_name = symbols.type_of_series(series)
    line.symbol = symbols.document_symbol(line.number, series, issuer)


def reserve(agency: Agency, *, series: str, subject: str, year: int, by: Membership) -> IssuedNumber:
    """Keep the next number for a paper that is made outside the portal."""
    require(may_keep_register_book(by, agency))
    issuer = agency.profile_on(timezone.localdate()).symbol
    line = numbering.reserve_number(
        agency=agency,
        series=copies.series_of(series),
        issuer_symbol=issuer,
        year=year,
        subject=subject,
    )
    _name(line, series, issuer)
    line.save()
    record(line, "number_reserved", by=by, symbol=line.symbol)
    return line


def give(line_id: int, values: dict[str, Any], *, by: Membership) -> IssuedNumber:
    """The kept number goes to a paper that was made outside the portal."""
    line = _locked(line_id, by)
    if line.plans.exists():
        raise Refused(
            f"Số {line.symbol} được giữ cho một kế hoạch trong cổng; cấp số ở trang của kế hoạch đó."
        )
    _refuse_future(values["issued_on"])
    numbering.give_reserved(line, issued_on=values["issued_on"], subject=values["subject"])
    for name in ("signer", "recipients", *FREE_COLUMNS):
        setattr(line, name, values[name])
    line.save()
    record(line, "number_given", by=by, symbol=line.symbol, issued_on=values["issued_on"].isoformat())
    return line


def void(line_id: int, *, reason: str, by: Membership) -> IssuedNumber:
    """A kept number that no paper will carry, or an entry by hand that was wrong; the number is not given again."""
    line = _locked(line_id, by)
    if not reason.strip():
        raise Refused("Nhập lý do hủy số.")
    if line.status == NumberStatus.VOID:
        raise Refused(f"Số {line.symbol} đã hủy từ trước.")
    if line.status == NumberStatus.GIVEN and (line.snapshot_id is not None or not line.by_hand):
        raise Refused(
            f"Văn bản {line.symbol} đã ban hành nên không hủy số; ghi đính chính, thay thế hoặc thu hồi."
        )
    if line.plans.filter(state="signing").exists():
        raise Refused(f"Văn bản {line.symbol} đang được ký số; dừng ký số rồi hủy số.")
    if line.plans.filter(issued_snapshot__isnull=False).exists():
        raise Refused(f"Số {line.symbol} đã ghi trên văn bản đang ký số. Dừng ký số trước khi hủy số.")
    line.status, line.voided_at, line.void_reason = NumberStatus.VOID, timezone.now(), reason.strip()
    line.save()
    line.plans.update(line=None)
    record(line, "number_voided", by=by, symbol=line.symbol, reason=line.void_reason)
    return line


def enter(agency: Agency, values: dict[str, Any], *, by: Membership) -> IssuedNumber:
    """A paper of the agency's other register, whatever its type, under the number it has there."""
    require(may_keep_register_book(by, agency))
    _refuse_future(values["issued_on"])
    issuer = agency.profile_on(values["issued_on"]).symbol
    line = numbering.enter_number(
        agency=agency,
        series=copies.series_of(values["series"]),
        issuer_symbol=issuer,
        issued_on=values["issued_on"],
        subject=values["subject"],
        number=values["number"],
    )
    _name(line, values["series"], issuer)
    line.symbol = values["symbol"] or line.symbol
    for name in ("signer", "recipients", *FREE_COLUMNS):
        setattr(line, name, values[name])
    line.save()
    record(line, "number_entered", by=by, symbol=line.symbol)
    return line


def annotate(line_id: int, values: dict[str, Any], *, by: Membership) -> IssuedNumber:
    """The columns that the clerk writes: file copy, copies, handed over, signed for, notes."""
    line = _locked(line_id, by)
    changed = [name for name in FREE_COLUMNS if getattr(line, name) != values[name]]
    for name in changed:
        setattr(line, name, values[name])
    line.save()
    if changed:
        record(line, "line_changed", by=by, symbol=line.symbol, fields=changed)
    return line


def note_after_issue(
    line_id: int,
    kind: AfterKind,
    *,
    reason: str,
    by_number: IssuedNumber | None = None,
    by_symbol: str = "",
    by_day: date | None = None,
    by_issuer: str = "",
    by: Membership,
) -> AfterIssue:
    """Corrected, amended, replaced or withdrawn, by a paper of this register or of elsewhere."""
    line = _locked(line_id, by)
    if line.status != NumberStatus.GIVEN:
        raise Refused(f"Số {line.symbol} chưa có văn bản ban hành.")
    if line.series == copies.SERIES:
        raise Refused(f"{line.symbol} là bản sao; ghi việc này vào dòng của văn bản được sao.")
    if line.afterwards.filter(kind=AfterKind.WITHDRAWN).exists():
        raise Refused(f"Văn bản {line.symbol} đã thu hồi.")
    if by_number is not None:
        _refuse_other(line, by_number)
        by_symbol, by_day = by_number.symbol, by_number.issued_on
    _refuse_form(kind, line, by_number.type_name if by_number else symbols.type_name(by_symbol), by_symbol)
    if not (reason.strip() and by_symbol and by_day):
        raise Refused("Nhập lý do, số, ký hiệu và ngày của văn bản.")
    row = AfterIssue.objects.create(
        agency=line.agency,
        number=line,
        kind=kind,
        by_number=by_number,
        by_symbol=by_symbol,
        by_day=by_day,
        by_issuer=by_issuer,
        reason=reason.strip(),
        recorded_by=by.user,
    )
    if kind == AfterKind.WITHDRAWN:
        recalling.ask_back(line)
    named = by_symbol if by_number is not None else f"{by_symbol} (văn bản ngoài sổ này)"
    record(line, kind.value, by=by, symbol=line.symbol, what=named, reason=row.reason)
    return row


def _refuse_other(line: IssuedNumber, other: IssuedNumber) -> None:
    if other.agency_id != line.agency_id or other.status != NumberStatus.GIVEN or other.pk == line.pk:
        raise Refused("Chọn một văn bản khác đã ban hành trong sổ của cơ quan.")


def _refuse_form(kind: AfterKind, line: IssuedNumber, type_name: str, symbol: str) -> None:
    """Điều 18.3: content is mended by a document of the same form, form and procedure by a letter.

    Of a paper of elsewhere only what its symbol tells is known.
    """
    if not type_name:
        return
    if kind in OF_SAME_FORM and type_name != line.type_name:
        raise Refused(
            f"{line.type_name or 'Văn bản'} được sửa đổi, bổ sung hoặc thay thế bằng văn bản cùng hình thức, "
            f"không phải {type_name.lower()} {symbol}."
        )
    if kind == AfterKind.CORRECTED and type_name != symbols.LETTER_NAME:
        raise Refused(f"Đính chính bằng công văn, không phải {type_name.lower()} {symbol}.")


def in_book(agency: Agency, symbol: str, day: date) -> IssuedNumber | None:
    """The paper of that symbol and day, where the agency's register has it."""
    found: IssuedNumber | None = (
        IssuedNumber.objects.filter(agency=agency, symbol=symbol, issued_on=day, status=NumberStatus.GIVEN)
        .order_by("id")
        .first()
    )
    return found


def keep_code(agency: Agency, code: str, *, by: Membership) -> ExchangeCode:
    """The agency's identifier in the exchange of electronic papers."""
    require(may_keep_register_book(by, agency))
    kept, _ = ExchangeCode.objects.update_or_create(agency=agency, defaults={"code": code})
    record(kept, "code_kept", by=by, code=code)
    return kept


def _refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise Refused("Ngày ban hành không thể sau ngày hôm nay.")


def _locked(line_id: int, by: Membership) -> IssuedNumber:
    line: IssuedNumber = (
        IssuedNumber.objects.select_for_update(of=("self",))
        .select_related("agency__province")
        .get(pk=line_id)
    )
    require(may_keep_register_book(by, line.agency))
    return line
