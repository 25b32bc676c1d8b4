"""What a file is that somebody holds: an issued paper to the byte, one that was changed, or nothing that was issued here."""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cchc_portal.documents import identity, looking_up, verifying
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import CheckResult, CheckWay
from cchc_portal.documents.verifying import SignatureVerdict, Trust, Verdict, trust
from cchc_portal.vietnam import dates
from publications import checking_attached, checking_copies, checking_scans
from publications.checking import Document, document_of, note, standing_first
from publications.checking_attached import KnownAttached
from publications.checking_scans import KnownScan

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What was found out about a file: one result, the sentences that say why, each signature as the judge saw it."""

    result: CheckResult
    headline: str
    tone: str
    sentences: tuple[str, ...] = ()
    signatures: tuple[SignatureVerdict, ...] = ()
    document: Document | None = None
    digest: str = ""
    pages: int | None = None


@dataclass(frozen=True)
class _Match:
    """An issued paper that the file is, begins with, or says it is."""

    province_id: int
    document: Document
    paper: Paper
    length: int | None  # of the part of the file that is the paper; None where it only says so
    issued: Mapping[str, datetime]  # the files that count as issued, and since when the portal has had them
    goes_on: bool = False  # the file begins with one of them, not with what was to be signed


@dataclass
class _Finding:
    result: CheckResult
    headline: str
    tone: str = "danger"
    sentences: list[str] = field(default_factory=list)


def check_file(content: bytes, code: str | None, visitor: str) -> Answer:
    """First the hash of the whole file, then its signatures; nothing of the file is kept."""
    asked = _asked(code)
    match = _match(content, asked)
    whole = match is not None and match.length == len(content)
    attached = None if whole else checking_attached.known(content)
    scan = None if whole else checking_scans.known(hashlib.sha256(content).hexdigest())
    verdict = _judged(content, match, attached)
    finding = (
        _attached(verdict, attached)
        or _scan(scan, asked)
        or _found_out(verdict, match, asked, added=content[match.length :] if match and match.length else b"")
    )
    told = (scan.document if scan else None) or (match.document if match else None)
    document = asked[1] if asked else told  # the page stays that of its code
    answer = Answer(
        result=finding.result,
        headline=standing_first(finding.headline, told.symbol, told.standing) if told else finding.headline,
        tone=finding.tone,
        sentences=tuple(finding.sentences),
        signatures=verdict.signatures,
        document=document,
        digest=verdict.digest,
        pages=verdict.pages,
    )
    known = scan or match
    _note_file(answer, known.province_id if known else asked[0] if asked else None, visitor)
    return answer


def _note_file(answer: Answer, province_id: int | None, visitor: str) -> None:
    """In the province of the paper; a file that is nobody's is noted nowhere but in the server's own log."""
    if province_id is None:
        log.info("Kiểm tra tệp %s: %s.", answer.digest[:12], answer.result)
        return
    facts = {"way": CheckWay.FILE, "result": answer.result, "file_digest": answer.digest, "visitor": visitor}
    with looking_up.inside(province_id):
        note(answer.document, **facts)


def _asked(code: str | None) -> tuple[int, Document] | None:
    """The paper whose page the file was handed in on."""
    if code is None:
        return None
    for province_id in looking_up.provinces_of(code):
        with looking_up.inside(province_id):
            row = looking_up.found(code)
            if row is not None:
                return province_id, document_of(row.paper, row)
    return None


def _match(content: bytes, asked: tuple[int, Document] | None) -> _Match | None:
    """By the bytes before by what the file says of itself, the page's own paper before any other."""
    parts = identity.revisions(content)
    lengths = {digest: length for length, digest in parts}
    said = identity.of(content)
    first = [asked[0]] if asked else []
    hints: list[_Match] = []
    for province_id in [*first, *(pk for pk in looking_up.provinces() if pk not in first)]:
        with looking_up.inside(province_id):
            for paper in looking_up.of_files(list(lengths), said):
                length = max((lengths.get(one, 0) for one in looking_up.digests_of(paper)), default=0)
                issued = looking_up.issued_files(paper)
                goes_on = any(lengths.get(one) == length for one in issued) and bool(length)
                found = _Match(province_id, document_of(paper), paper, length or None, issued, goes_on)
                if length:
                    return found
                hints.append(found)
    return hints[0] if hints else None


def _judged(content: bytes, match: _Match | None, attached: KnownAttached | None) -> Verdict:
    """By the one function that judges files, in a child process."""
    if attached is not None:
        same, since = attached.digest, attached.since
        return verifying.verify(
            content, issued_digest=same, expected=None, trust_roots=_trust(), issued_at=since
        )
    if match is None or match.length is None:
        return verifying.verify(content, issued_digest=None, expected=None, trust_roots=_trust())
    if match.length < len(content):
        start = content[: match.length]
        return verifying.verify(content, issued_digest=None, expected=None, trust_roots=_trust(), given=start)
    digest = hashlib.sha256(content).hexdigest()
    known = digest if digest in match.issued else match.paper.file_digest
    return verifying.verify(
        content,
        issued_digest=known,
        expected=None,
        trust_roots=_trust(),
        issued_at=match.issued.get(known),
    )


def _trust() -> Trust:
    try:
        return trust.configured()
    except (trust.BadTrustFile, OSError):
        log.exception("Không đọc được danh sách tổ chức chứng thực được tin cậy.")
        return Trust(())


UNREADABLE = frozenset(
    {"empty", "too-large", "jpeg", "picture", "office", "not-pdf", "encrypted", "damaged", "slow", "heavy"}
)

NOTE = re.compile(
    rb"/Subtype\s*/(?:Text|FreeText|Highlight|Underline|StrikeOut|Ink|Square|Circle|Line|Stamp)\b"
)  # for words alone
BESIDE_THE_POINT = frozenset({"no-roots", "unsigned", "not-as-issued"})  # of a file that was changed


def _found_out(
    verdict: Verdict, match: _Match | None, asked: tuple[int, Document] | None, *, added: bytes
) -> _Finding:
    unreadable = [one.sentence for one in verdict.reasons if one.code in UNREADABLE]
    whole = match is not None and match.length == verdict.size
    if unreadable and not whole:
        return _Finding(CheckResult.UNREADABLE, "Chưa kiểm tra được tệp này.", sentences=unreadable)
    if match is None:
        return _copy(verdict) or _nobodys(verdict, asked)
    if asked is not None and match.document.paper_id != asked[1].paper_id:
        return _another(match.document, asked[1])
    if whole:
        return _as_issued(verdict, match)
    return _changed(verdict, match, added)


def _copy(verdict: Verdict) -> _Finding | None:
    copy = checking_copies.known(verdict.digest)
    if copy is None:
        return None
    tone = "ok" if copy.in_force else "warn"
    return _Finding(CheckResult.AS_ISSUED, copy.headline, tone=tone, sentences=list(copy.sentences))


def _attached(verdict: Verdict, known: KnownAttached | None) -> _Finding | None:
    if known is None:
        return None
    doubts = verdict.sentences if verdict.signatures and not verdict.bottom_line else ()
    tone = "ok" if known.in_force and not doubts else "warn"
    return _Finding(CheckResult.AS_ISSUED, known.headline, tone=tone, sentences=[*known.sentences, *doubts])


def _scan(known: KnownScan | None, asked: tuple[int, Document] | None) -> _Finding | None:
    """Of a paper signed in ink the scan says no more than that it is the one that was kept."""
    if known is None:
        return None
    if asked is not None and known.document.paper_id != asked[1].paper_id:
        return _another(known.document, asked[1])
    tone = "ok" if known.document.standing.in_force and not known.replaced else "warn"
    return _Finding(CheckResult.AS_ISSUED, known.headline, tone=tone, sentences=list(known.sentences))


def _nobodys(verdict: Verdict, asked: tuple[int, Document] | None) -> _Finding:
    """Whoever has signed it: it was not issued here."""
    if asked is not None:
        return _Finding(
            CheckResult.ANOTHER,
            f"Tệp này không phải văn bản số {asked[1].symbol}.",
            sentences=["Mã SHA-256 của tệp không trùng với văn bản đã phát hành, kể cả phần đầu của tệp."],
        )
    signed = ["Tệp có chữ ký số, nhưng văn bản không được phát hành trên cổng."] if verdict.signatures else []
    hint = (
        "Bản quét hoặc ảnh chụp mới của một văn bản giấy luôn khác tệp đã lưu, nên không trùng chưa có nghĩa là văn bản giả. "
        "Trên bản in có mã tra cứu thì nhập mã đó; không có mã thì tìm theo số, ký hiệu ở trang công khai của tỉnh, thành phố."
    )
    return _Finding(
        CheckResult.FOREIGN,
        "Tệp này không trùng với văn bản nào đã phát hành trên cổng.",
        sentences=[*signed, hint],
    )


def _another(found: Document, asked: Document) -> _Finding:
    return _Finding(
        CheckResult.ANOTHER,
        f"Tệp này là văn bản khác: số {found.symbol} ngày {dates.short_date(found.issued_on)}, "
        f"không phải số {asked.symbol}.",
    )


EXTENDED = (
    "Tệp gồm nguyên vẹn văn bản đã phát hành; sau đó cổng chỉ thêm dấu thời gian và dữ liệu kiểm tra lâu dài."
)


def _as_issued(verdict: Verdict, match: _Match) -> _Finding:
    document = match.document
    if verdict.digest not in match.issued:
        return _Finding(
            CheckResult.AS_ISSUED,
            f"Tệp này là văn bản số {document.symbol} trước khi được ký số.",
            tone="warn",
            sentences=["Bản có giá trị là tệp đã ký số được lưu trên cổng."],
        )
    sentences = ["Mã SHA-256 của tệp trùng với mã của văn bản được lưu trên cổng."]
    if verdict.digest != match.paper.file_digest:
        sentences.append(EXTENDED)
    if match.paper.pk != document.paper_id:
        sentences.append("Đây là bản in tra cứu, không phải bản gốc.")
    if not verdict.signatures:
        sentences.append("Tệp không có chữ ký số; bản có giá trị là bản giấy đã ký và đóng dấu.")
    elif not verdict.bottom_line:
        sentences += verdict.sentences
    tone = "ok" if document.standing.in_force and (verdict.bottom_line or not verdict.signatures) else "warn"
    headline = f"Tệp đúng từng byte với văn bản số {document.symbol} đã phát hành."
    return _Finding(CheckResult.AS_ISSUED, headline, tone=tone, sentences=sentences)


def _signers_missing(verdict: Verdict) -> str:
    return (
        f"Tệp có nội dung của văn bản và {len(verdict.signatures)} chữ ký số; tệp đã phát hành còn có chữ ký số khác. "
        "Dùng tệp tải từ trang của văn bản."
    )


def _changed(verdict: Verdict, match: _Match, later: bytes) -> _Finding:
    symbol, issued = match.document.symbol, match.paper.pages
    if match.length and verdict.bottom_line and not match.goes_on:
        headline = f"Tệp này mang chữ ký số nhưng không phải là tệp của văn bản số {symbol} đã phát hành."
        return _Finding(CheckResult.SIGNED, headline, tone="warn", sentences=[_signers_missing(verdict)])
    if match.length and verdict.bottom_line:
        headline = f"Tệp gồm nguyên vẹn văn bản số {symbol} đã phát hành và chữ ký số được thêm vào sau."
        return _Finding(CheckResult.SIGNED, headline, tone="ok")
    reasons = [one.sentence for one in verdict.reasons if one.code not in BESIDE_THE_POINT]
    reasons += [one.sentence for signature in verdict.signatures for one in signature.reasons]
    if verdict.pages is not None and issued is not None and verdict.pages != issued:
        count = f"Tệp có {verdict.pages} trang; văn bản đã phát hành có {issued} trang."
        return _Finding(
            CheckResult.PAGES,
            f"Tệp này không còn đúng như văn bản số {symbol} đã phát hành.",
            sentences=[count, *reasons],
        )
    if NOTE.search(later):
        what = "được ký" if verdict.signatures else "được phát hành"
        headline = f"Sau khi văn bản số {symbol} {what}, tệp này đã có ghi chú được thêm vào."
        return _Finding(CheckResult.ANNOTATED, headline, sentences=reasons)
    added = ["Phần đầu của tệp đúng như đã phát hành; phần thêm vào sau không được công nhận."]
    return _Finding(
        CheckResult.CHANGED,
        f"Tệp này đã bị thay đổi so với văn bản số {symbol} đã phát hành.",
        sentences=[*(added if match.length else []), *reasons],
    )
