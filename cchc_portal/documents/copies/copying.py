"""Verbs of copies: make one on paper under the next number of the book of copies, make an electronic one for the agency to sign.

Nghị định 30/2020/NĐ-CP, Điều 25–27; Phụ lục I phần II. Whoever calls has asked permission and is in a transaction.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import actions, numbering, storage
from cchc_portal.documents.copies import copied_paper, files, originals
from cchc_portal.documents.copies.files import Scan
from cchc_portal.documents.copies.signers import CopySigner
from cchc_portal.documents.models import DocumentCopy, IssuedNumber, Snapshot
from cchc_portal.documents.paper import sheets as engine_sheets
from cchc_portal.documents.states import CopyMedium
from cchc_portal.vietnam import alphabet, copies, dates, layout, symbols
from cchc_portal.vietnam.copies import CopyForm
from cchc_portal.vietnam.text import lower_first

SUBJECT, SIGNER = 600, 200
ARCHIVE = ("VT",)
UNSIGNED = (
    "Sao lục được thực hiện từ bản sao đã ký, đóng dấu. In bản sao đó, ký, đóng dấu rồi đánh dấu ô này; "
    "chưa ký thì chưa sao lục."
)


@dataclass(frozen=True)
class Wanted:
    """A copy on paper, as the clerk asks for it."""

    form: CopyForm
    day: date
    place: str
    signer: CopySigner
    recipients: tuple[str, ...]
    count: int | None = None
    leaves: tuple[int, ...] | None = None  # of an excerpt: its pages, from 0
    made_from: DocumentCopy | None = None
    source_signed: bool = False  # as the clerk says: a copy on paper is signed and sealed on paper


def on_paper(agency: Agency, original: Snapshot, wanted: Wanted, *, by: Membership) -> DocumentCopy:
    """Number, freeze, order the print: the signed sheets with the copy's own block."""
    _refuse_day(original, wanted)
    before = _before(original, wanted.form, wanted.made_from, CopyMedium.PAPER)
    if wanted.form == CopyForm.AGAIN and not wanted.source_signed:
        raise Refused(UNSIGNED)
    sheets = originals.require_sheets(original)
    _refuse_pages(wanted.form, wanted.leaves, sheets)
    line = _numbered(agency, original, wanted)
    profile, rules = agency.profile_on(wanted.day), layout.rules_for(wanted.day)
    block = {
        **_block(wanted.form, wanted.day),
        "sheets": sheets.digest,
        "sheets_kind": sheets.kind,
        "leaves": None if wanted.leaves is None else list(wanted.leaves),
        "rules": rules.name,
        "symbol": line.symbol,
        "issuer": list(profile.header),
        "place": wanted.place,
        "authority": list(wanted.signer.lines.authority),
        "title": wanted.signer.lines.title,
        "name": wanted.signer.name,
        "recipients": list(wanted.recipients),
        "before": before,
    }
    made = _kept(agency, original, block, CopyMedium.PAPER, by=by, line=line, made_from=wanted.made_from)
    record(line, "copy_numbered", by=by, symbol=line.symbol, what=lower_first(made.type_name))
    files.ask_for_print(made)
    return made


def electronic(
    agency: Agency,
    original: Snapshot,
    form: CopyForm,
    *,
    scan: Scan | None,
    leaves: tuple[int, ...] | None = None,
    made_from: DocumentCopy | None = None,
    by: Membership,
) -> DocumentCopy:
    """The file that the agency's signature makes a copy: the kept scan where there is one, else `scan`; of an excerpt the chosen pages."""
    _before(original, form, made_from, CopyMedium.ELECTRONIC)
    kept = originals.scanned_sheets(original) if form == CopyForm.TRUE else None
    if kept is not None:
        scan = Scan(*engine_sheets.whole(kept.content(), kept.kind))
    elif form == CopyForm.EXCERPT:
        sheets = originals.require_sheets(original)
        _refuse_pages(form, leaves, sheets)
        scan = Scan(*engine_sheets.taken(sheets.content(), sheets.kind, leaves or ()))
    if scan is None:
        raise Refused(f"{form.words} điện tử là bản quét của văn bản giấy: chọn tệp PDF đã quét.")
    today = timezone.localdate()
    block = {
        **_block(form, today),
        "leaves": None if leaves is None else list(leaves),
        "electronic": True,
        "box": copies.box_14(form, agency.profile_on(today).name),
        "asked_at": timezone.now().isoformat(),
    }
    block |= {"scan": storage.store(agency.province_id, scan.content), "pages": scan.pages}
    made = _kept(agency, original, block, CopyMedium.ELECTRONIC, by=by, made_from=made_from)
    files.open_signature(files.of_scan(made, scan))
    return made


def _block(form: CopyForm, day: date) -> dict[str, Any]:
    """What every copy says, in the keys of engine.Copied."""
    return {
        "form": form.value,
        "day": day.isoformat(),
        "sections": None,
        "appendices": None,
        "archive": list(ARCHIVE),
        "before": [],
        "electronic": False,
        "box": "",
        "scan": "",
        "pages": None,
    }


def _kept(
    agency: Agency,
    original: Snapshot,
    block: dict[str, Any],
    medium: CopyMedium,
    *,
    by: Membership,
    line: IssuedNumber | None = None,
    made_from: DocumentCopy | None = None,
) -> DocumentCopy:
    made: DocumentCopy = DocumentCopy.objects.create(
        agency=agency,
        original=original,
        snapshot=actions.freeze(agency, copied_paper.said(block, original.content)),
        form=block["form"],
        medium=medium,
        line=line,
        made_from=made_from,
        made_on=date.fromisoformat(block["day"]),
        made_by=by.user,
    )
    return made


def _refuse_day(original: Snapshot, wanted: Wanted) -> None:
    issued = date.fromisoformat(original.content["issued_on"])
    if wanted.day > timezone.localdate():
        raise Refused("Ngày sao không thể sau ngày hôm nay.")
    if wanted.day < issued:
        raise Refused(
            f"Văn bản ban hành ngày {dates.short_date(issued)}; ngày sao không thể sớm hơn ngày đó."
        )
    source = wanted.made_from
    if source is not None and wanted.day < source.made_on:
        raise Refused(
            f"{source} được sao ngày {dates.short_date(source.made_on)}; ngày sao lục không thể sớm hơn ngày đó."
        )


def _before(
    original: Snapshot, form: CopyForm, source: DocumentCopy | None, medium: CopyMedium
) -> list[dict[str, Any]]:
    """The blocks that are copied along. Sao y and trích sao are made of the original, sao lục of a copy (Điều 25)."""
    if form != CopyForm.AGAIN:
        if source is not None:
            raise Refused(f"{form.words} được thực hiện từ bản gốc hoặc bản chính, không từ một bản sao.")
        return []
    if source is None:
        raise Refused("Sao lục được thực hiện từ bản sao y: chọn bản sao y, hoặc sao y văn bản trước.")
    if source.original_id != original.pk or source.form == CopyForm.EXCERPT.value:
        raise Refused("Sao lục được thực hiện từ bản sao y hoặc bản sao lục của chính văn bản này.")
    if medium == CopyMedium.PAPER and source.is_electronic:
        raise Refused("Bản sao này là bản điện tử; in bản đó ra giấy rồi sao, hoặc chọn một bản sao giấy.")
    own = source.snapshot.content[copied_paper.KEY]
    return [*own["before"], {**own, "before": []}]


def _refuse_pages(form: CopyForm, leaves: tuple[int, ...] | None, sheets: originals.SignedSheets) -> None:
    if form != CopyForm.EXCERPT:
        if leaves is not None:
            raise Refused(f"{form.words} chép toàn bộ văn bản; chỉ trích sao mới chọn trang.")
        return
    if not leaves:
        raise Refused("Nhập ít nhất một trang để trích sao.")
    pages = engine_sheets.count(sheets.content(), sheets.kind)
    if max(leaves) >= pages:
        raise Refused(f"Văn bản đã ký có {pages} trang; không có trang {max(leaves) + 1}.")


def _numbered(agency: Agency, original: Snapshot, wanted: Wanted) -> IssuedNumber:
    """One run of numbers a year for all forms; the line says what was copied, for whom."""
    issuer = agency.profile_on(wanted.day).symbol
    line = numbering.take_number(
        agency=agency,
        series=copies.SERIES,
        issuer_symbol=issuer,
        issued_on=wanted.day,
        subject=described(original)[:SUBJECT],
    )
    kind = wanted.form.abbreviation(layout.rules_for(wanted.day))
    line.symbol = symbols.document_symbol(line.number, kind, issuer)
    line.type_name = wanted.form.type_name
    line.signer = f"{wanted.signer.name}, {wanted.signer.post}"[:SIGNER]
    line.recipients = "; ".join(wanted.recipients)
    line.keeper, line.copies = ", ".join(ARCHIVE), wanted.count
    line.save()
    return line


def described(original: Snapshot) -> str:
    """``Kế hoạch số 06/KH-STC ngày 21/01/2027: tuyên truyền …``."""
    content = original.content
    decision = content["decision"]
    kind = symbols.kind_of(content)
    symbol = content["symbol_as_printed"] or symbols.document_symbol(
        content["number"], kind, symbols.issuer_of(content)
    )
    subject = decision["subject"] if decision else content["subject"]
    day = dates.short_date(date.fromisoformat(content["issued_on"]))
    return f"{symbols.type_of_series(kind)} số {symbol} ngày {day}: {lower_first(subject)}"


def of_original(original: Snapshot, agency: Agency) -> list[DocumentCopy]:
    """Which this agency has made of it, newest first."""
    return list(_with_all(DocumentCopy.objects.filter(original=original, agency=agency)))


def to_copy_again(original: Snapshot, agency: Agency) -> list[DocumentCopy]:
    """Of which this agency may make sao lục: its own copies, and those on paper that were made for it (Điều 3.11)."""
    known = DocumentCopy.objects.filter(original=original).exclude(form=CopyForm.EXCERPT.value)
    return [copy for copy in _with_all(known) if copy.agency_id == agency.pk or _is_for(copy, agency)]


def _with_all(copies: Any) -> Any:
    beside = ("agency", "line", "snapshot", "original", "made_by", "made_from__line", "made_from__agency")
    return copies.select_related(*beside).order_by("-id")


def _is_for(copy: DocumentCopy, agency: Agency) -> bool:
    """Its Nơi nhận names the agency."""
    wanted = alphabet.fold(agency.name)
    recipients = copy.snapshot.content[copied_paper.KEY].get("recipients", [])
    return any(wanted in alphabet.fold(one) for one in recipients)
