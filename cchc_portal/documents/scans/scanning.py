"""Scans of signed papers as jobs: received, read in a child process, matched, kept by whoever owns the record.

Whatever a file turns out to be, the upload is kept as it came, and no record changes but the one that it is certain to be of.
"""

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import jobs, storage, waking
from cchc_portal.documents.models import IncomingScan, Paper
from cchc_portal.documents.scans import child, matching, tasks
from cchc_portal.documents.scans.reading import Reading
from cchc_portal.documents.scans.states import (
    LARGEST,
    OBJECTIONS,
    MatchedBy,
    Outcome,
    objection_to,
    too_large,
)
from cchc_portal.documents.states import PaperState

# Who keeps a scan with its record, in the same transaction; the floor above adds itself at start-up. Refuses in words.
# The last word is why it stands in the place of the scan that is there, empty where none is.
keepers: list[Callable[[IncomingScan, Paper, Membership, str], None]] = []

OF_ANOTHER = "Mã hoặc số trên bản quét là của văn bản khác; không ghi vào văn bản này."

log = logging.getLogger(__name__)


def receive(agency: Agency, *, name: str, size: int, parts: Iterable[bytes], by: Membership) -> IncomingScan:
    """Keep one upload; a worker reads it unless its size alone speaks against it."""
    scan = _stored(agency, name, size, parts, by)
    if size > LARGEST:
        refuse(scan, too_large(size))
    elif not size:
        refuse(scan, OBJECTIONS["empty"])
    else:
        wake(scan)
    return scan


def set_aside(
    paper: Paper | None,
    agency: Agency,
    *,
    name: str,
    size: int,
    parts: Iterable[bytes],
    says: str,
    by: Membership,
) -> IncomingScan:
    """Keep an upload that was refused, with the sentence that said why and the paper that it was said to be of."""
    scan = _stored(agency, name, size, parts, by)
    scan.paper = paper
    refuse(scan, says)
    return scan


def await_look(paper: Paper, content: bytes, reading: Reading, *, name: str, by: Membership) -> IncomingScan:
    """Keep one upload that its sender says is of this paper until it was looked at; refuses what cannot be of it."""
    if reading.objection:
        raise Refused(objection_to(reading.objection, reading.kind, name))
    found = require_of(paper, reading, name)
    scan = _stored(paper.agency, name, len(content), [content], by)
    scan.state, scan.ready_at = PaperState.READY, timezone.now()
    scan.outcome, scan.paper, scan.says = Outcome.UNMATCHED, paper, pages_differ(paper, reading)
    scan.kind, scan.pages = reading.kind, reading.pages
    scan.matched_by = found.by or ""
    scan.known = [each.pk for each in found.known]
    scan.save()
    return scan


def waiting_for(paper: Paper) -> list[IncomingScan]:
    """What was brought for this paper and nobody has looked at yet, the newest first."""
    rows = IncomingScan.objects.filter(agency=paper.agency_id, paper=paper, outcome=Outcome.UNMATCHED)
    return list(rows.order_by("-pk"))


def _stored(agency: Agency, name: str, size: int, parts: Iterable[bytes], by: Membership) -> IncomingScan:
    digest = storage.store_parts(agency.province_id, parts)
    scan: IncomingScan = IncomingScan.objects.create(
        agency=agency, uploaded_by=by, name=name[-200:], file_digest=digest, file_size=size
    )
    return scan


def refuse(scan: IncomingScan, says: str) -> None:
    scan.state, scan.ready_at = PaperState.READY, timezone.now()
    scan.outcome, scan.says = Outcome.REFUSED, says
    scan.save()


def wake(scan: IncomingScan) -> None:
    waking.when_committed(scan, tasks.send_scan)


def try_again(scan: IncomingScan) -> None:
    if not jobs.try_again(scan):
        raise Refused("Bản quét này không ở trạng thái lỗi nên không cần đọc lại.")
    wake(scan)


def work(scan_id: int, province_id: int) -> None:
    with transaction.atomic(), acting_in(province_id):
        claim = jobs.claim(scan_id, IncomingScan)
    if claim is None:
        return
    try:
        with jobs.kept_alive(claim):
            content = storage.load(province_id, claim.job.file_digest)
            reading = child.reading(content, claim.job.name)
        with transaction.atomic(), acting_in(province_id):
            _settle(claim, content, reading)
    except Exception as error:
        log.exception("Không đọc được bản quét %s.", scan_id)
        with transaction.atomic(), acting_in(province_id):
            jobs.fail(claim.job, claim.lease, _explain(error))


def _settle(claim: jobs.Claim, content: bytes, reading: Reading) -> None:
    """What was read, and where it belongs, in one transaction; nothing of it where the lease was lost."""
    facts = _facts(claim.job, reading)
    kind = "" if reading.objection else reading.kind
    if not jobs.finish(claim, content, reading.pages or None, kind=kind, **facts):
        transaction.set_rollback(True)


def _facts(scan: IncomingScan, reading: Reading) -> dict[str, object]:
    if reading.objection:
        said = objection_to(reading.objection, reading.kind, scan.name)
        return {"outcome": Outcome.REFUSED, "says": said}
    found = matching.match(reading, scan.name, scan.agency)
    known = {"known": [each.pk for each in found.known], "offered": [each.pk for each in found.offered]}
    if found.paper is None:
        outcome = Outcome.REFUSED if found.foreign else Outcome.UNMATCHED
        return {"outcome": outcome, "says": found.says, **known}
    if says := pages_differ(found.paper, reading):
        same = {"paper": found.paper, "matched_by": found.by, "known": [found.paper.pk]}
        return {"outcome": Outcome.UNMATCHED, "says": says, **same}
    scan.kind = reading.kind
    kept: dict[str, object] = {"outcome": Outcome.KEPT, "matched_by": found.by, "paper": found.paper, **known}
    try:
        with transaction.atomic():
            keep(scan, found.paper, by=scan.uploaded_by)
    except Refused as refusal:
        return {"outcome": Outcome.REFUSED, "says": refusal.reason, "paper": found.paper, **known}
    return kept


def keep(scan: IncomingScan, paper: Paper, *, by: Membership, reason: str = "") -> None:
    for keeper in keepers:
        keeper(scan, paper, by, reason)


def require_of(paper: Paper, reading: Reading, name: str) -> matching.Match:
    """Refuses where the code on the page, or the number in its text, is of another paper."""
    found = matching.match(reading, name, paper.agency)
    if found.foreign:
        raise Refused(found.says)
    said = found.known or ((found.paper,) if found.paper else ())
    if said and paper.snapshot_id not in {each.snapshot_id for each in said}:
        raise Refused(OF_ANOTHER)
    return found


def pages_differ(paper: Paper, reading: Reading | IncomingScan) -> str:
    """A sentence where the scan cannot be the whole paper; nothing while the paper's pages are not known."""
    if not paper.pages or not reading.pages or paper.pages == reading.pages:
        return ""
    return f"Bản quét có {reading.pages} trang, văn bản có {paper.pages} trang."


def choose(scan_id: int, paper: Paper, *, by: Membership, reason: str = "") -> IncomingScan:
    """The clerk says which paper it is; never another than the one whose code is on it."""
    scan: IncomingScan = IncomingScan.objects.select_for_update(of=("self",)).get(pk=scan_id)
    if not scan.may_be_chosen_for:
        raise Refused("Bản quét này không chờ chọn văn bản.")
    known = Paper.objects.filter(pk__in=scan.known).values_list("snapshot_id", flat=True)
    if known and paper.snapshot_id not in set(known):
        raise Refused(OF_ANOTHER)
    keep(scan, paper, by=by, reason=reason)
    scan.outcome, scan.paper, scan.matched_by, scan.says = Outcome.KEPT, paper, MatchedBy.HAND, ""
    scan.save()
    return scan


def put_aside(scan_id: int) -> IncomingScan:
    """Of no paper here, or refused and dealt with, says the clerk: the upload stays, nobody is asked about it any more."""
    scan: IncomingScan = IncomingScan.objects.select_for_update(of=("self",)).get(pk=scan_id)
    if not scan.may_be_put_aside:
        raise Refused("Bản quét này không chờ chọn văn bản.")
    scan.outcome = Outcome.ASIDE
    scan.save(update_fields=["outcome"])
    return scan


def _explain(error: Exception) -> str:
    if isinstance(error, storage.DamagedFile):
        return "Tệp đã lưu bị hỏng. Tải bản quét lên lại."
    return f"Máy đọc bản quét báo lỗi {type(error).__name__}. Thử lại; nếu vẫn lỗi, báo quản trị viên."
