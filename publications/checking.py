"""What the public page tells of an issued paper: the intended fields, nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cchc_portal.agencies.models import Province
from cchc_portal.documents import looking_up
from cchc_portal.documents.models import CheckRecord, LookupCode, Paper
from cchc_portal.documents.standing import Standing
from cchc_portal.documents.states import CheckResult, CheckWay
from cchc_portal.vietnam import symbols
from publications import contents
from publications.models import Announcement

CAPACITIES = {
    "TM.": "thay mặt",
    "KT.": "ký thay",
    "TL.": "ký thừa lệnh",
    "TUQ.": "ký thừa ủy quyền",
    "Q.": "quyền",
}


@dataclass(frozen=True)
class Signer:
    title: str
    name: str
    capacity: str


@dataclass(frozen=True)
class Document:
    """An issued paper as everybody may know it."""

    symbol: str
    issued_on: date
    issuer: str
    province: str  # two provinces may have agencies of one name
    title: str
    signers: tuple[Signer, ...]
    standing: Standing
    digest: str  # of the file of record; "" while it is being made
    size: int
    pages: int | None
    href: str  # of the public file, where it is public
    listed: str  # where its province lists what was made public
    paper_id: int
    code_id: int | None = None

    @property
    def headline(self) -> str:
        """Where it is not simply in force."""
        return "" if self.standing.tone == "ok" else f"Văn bản số {self.symbol} {self.standing}."


def document_of(paper: Paper, code: LookupCode | None = None) -> Document:
    """Inside the paper's province."""
    snapshot = paper.snapshot.content
    record = _of_record(paper)
    return Document(
        symbol=_symbol(snapshot),
        issued_on=date.fromisoformat(snapshot["issued_on"]),
        issuer=snapshot["agency"]["name"],
        province=paper.province.full_name,
        title=contents.document_title(snapshot),
        signers=tuple(_signer(one) for one in snapshot["signatures"]),
        standing=looking_up.standing_of(paper.snapshot),
        digest=record.file_digest,
        size=record.file_size or 0,
        pages=record.pages,
        href=_public(paper),
        listed=reverse("publications:province", kwargs={"province": paper.province.slug}),
        paper_id=record.pk,
        code_id=code.pk if code else None,
    )


def standing_first(headline: str, symbol: str, standing: Standing) -> str:
    """What is no longer in force is said before anything else."""
    return headline if standing.in_force else f"Văn bản số {symbol} {standing}. {headline}"


def _of_record(paper: Paper) -> Paper:
    """A print that is looked up stands for the paper of record."""
    known = LookupCode.objects.filter(paper__snapshot=paper.snapshot_id).select_related("paper").first()
    return known.paper if known else paper


def _symbol(snapshot: dict[str, Any]) -> str:
    kind, issuer = symbols.kind_of(snapshot), symbols.issuer_of(snapshot)
    printed = snapshot.get("symbol_as_printed") or ""
    return str(printed or symbols.document_symbol(snapshot["number"], kind, issuer))


def _signer(line: dict[str, Any]) -> Signer:
    lines = [*(line.get("authority") or ()), line["title"]]
    words = " ".join(lines).split()
    said = [meaning for mark, meaning in CAPACITIES.items() if mark in words]
    return Signer(" / ".join(lines), line.get("name") or "", ", ".join(said))


def _public(paper: Paper) -> str:
    news = Announcement.objects.published().filter(paper__snapshot=paper.snapshot_id).first()
    if news is None:
        return ""
    return reverse("publications:announcement", kwargs={"province": paper.province.slug, "slug": news.slug})


def look_up(code: str | None, way: CheckWay, visitor: str) -> Document | None:
    """The paper of a code, from outside every province; each check is noted in the province that the code names."""
    for province_id in looking_up.provinces_of(code):
        with looking_up.inside(province_id):
            row = looking_up.found(code)
            document = document_of(row.paper, row) if row else None
            if province_id != looking_up.NOWHERE:
                result = CheckResult.FOUND if document else CheckResult.UNKNOWN
                note(document, way=way, result=result, visitor=visitor)
        if document is not None:
            return document
    return None


def listed(symbol: str) -> str:
    """Where papers are found by number and symbol: the page of the only province, else the list of provinces."""
    provinces = list(Province.objects.open_on(timezone.localdate())[:2])
    if len(provinces) != 1:
        return reverse("publications:home")
    page = reverse("publications:province", kwargs={"province": provinces[0].slug})
    return f"{page}?{urlencode({'tu': symbol.strip()})}"


def note(document: Document | None, **facts: Any) -> None:
    known = {"code_id": document.code_id, "paper_id": document.paper_id} if document else {}
    CheckRecord.objects.create(**known, **facts)
