"""From a code, or from a file, to the issued paper: each province is entered in turn, none is seen from outside its fence."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import long_annexes, standing
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.models import (
    IssuedNumber,
    LongTermFile,
    LookupCode,
    Paper,
    PrintChoice,
    Signature,
    Snapshot,
)
from cchc_portal.documents.register import printed_book
from cchc_portal.documents.states import AfterKind, PaperFormat, PaperState, Print
from cchc_portal.vietnam import lookup_codes

NOWHERE = 0  # no province has this number: it is asked all the same, so that a wrong code costs what a right one does
NO_CODE = lookup_codes.ALPHABET[0] * lookup_codes.LENGTH
MOST_NOTES = 2  # in the bottom margin of a print
MARKS = {AfterKind.WITHDRAWN: "withdrawn", AfterKind.REPLACED: "expired"}


@contextmanager
def inside(province_id: int) -> Iterator[None]:
    """A province entered for a moment, from a page that stands outside them all."""
    with transaction.atomic(), acting_in(province_id):
        yield


def provinces() -> list[int]:
    return list(Province.objects.order_by("pk").values_list("pk", flat=True))


def provinces_of(code: str | None) -> list[int]:
    """Whose code it may be; never empty."""
    share = lookup_codes.share(code or NO_CODE)
    return [pk for pk in provinces() if pk % lookup_codes.SHARES == share] or [NOWHERE]


def found(code: str | None) -> LookupCode | None:
    """Inside a province: the row of this code."""
    known = LookupCode.objects.filter(code=code or NO_CODE)
    row: LookupCode | None = known.select_related("paper__snapshot", "paper__agency").first()
    return row


def code_of(paper: Paper) -> LookupCode:
    """The code of an issued paper, given the first time that it is asked for."""
    known: LookupCode | None = LookupCode.objects.filter(paper__snapshot=paper.snapshot_id).first()
    if known is not None:
        return known
    code = lookup_codes.new(paper.province_id)
    made, _ = LookupCode.objects.get_or_create(paper=paper, defaults={"code": code})
    return made


def line_of(snapshot: Snapshot) -> IssuedNumber | None:
    """The register's line of an issued paper."""
    line: IssuedNumber | None = IssuedNumber.objects.filter(snapshot=snapshot).order_by("-pk").first()
    return line


def standing_of(snapshot: Snapshot) -> standing.Standing:
    line = line_of(snapshot)
    return standing.today(line) if line else standing.of(())


def marks_of(snapshot: Snapshot) -> list[str]:
    """What a print handed out today says across its pages."""
    line = line_of(snapshot)
    kinds = set(line.afterwards.values_list("kind", flat=True)) if line else set()
    return next(([mark] for kind, mark in MARKS.items() if kind in kinds), [])


def notes_of(snapshot: Snapshot) -> tuple[str, ...]:
    """What became of the paper, in words, for a print handed out today; the weightiest first."""
    said = [notice.sentence for notice in standing.notices_of([snapshot.pk]).get(snapshot.pk, [])]
    rest = [f"Còn {len(said) - MOST_NOTES} việc khác ghi ở trang kiểm tra."] if len(said) > MOST_NOTES else []
    return (*said[:MOST_NOTES], *rest)


def of_files(digests: list[str], identifier: str) -> list[Paper]:
    """Inside a province: the issued papers that a file is, or that it says it is."""
    same = (
        Q(file_digest__in=digests)
        | Q(unsigned_digest__in=digests)
        | Q(long_term_files__file_digest__in=digests, long_term_files__attached__isnull=True)
    )
    if identifier:
        same |= Q(identifier=identifier)
    issued = Paper.objects.filter(same, state=PaperState.READY, draft=False).exclude(format=PaperFormat.DOCX)
    # The register, a copy and an annex by itself are no issued papers.
    for key in (printed_book.KEY, copied_paper.KEY, long_annexes.KEY):
        issued = issued.exclude(snapshot__content__has_key=key)
    return list(issued.select_related("snapshot", "agency").order_by("pk"))


def digests_of(paper: Paper) -> set[str]:
    """Every file that this paper is, or was before it was signed."""
    return {paper.unsigned_digest, *issued_files(paper)} - {""}


def issued_files(paper: Paper) -> dict[str, datetime]:
    """The files that count as issued, and since when the portal has had their bytes: as signed, and with what later checks need."""
    sealed = Signature.objects.filter(paper=paper, file_digest=paper.file_digest).values_list(
        "done_at", flat=True
    )
    kept = (
        LongTermFile.objects.filter(paper=paper, attached__isnull=True)
        .exclude(file_digest="")
        .values_list("file_digest", "done_at")
    )
    since = sealed.first() or paper.ready_at
    return {digest: when for digest, when in [(paper.file_digest, since), *kept] if when is not None}


def default_print() -> Print:
    """Inside a province: what it hands out unless asked for the other."""
    chosen = PrintChoice.objects.values_list("by_default", flat=True).first()
    return Print(chosen) if chosen else Print.ORIGINAL
