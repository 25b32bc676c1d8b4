"""The scans that are kept as signed copies of papers: which of them stands, which were put in its place (Nghị định 30/2020/NĐ-CP, Điều 30)."""

from collections.abc import Iterable

from cchc_portal.documents.models import Paper, SignedScan


def standing(paper: Paper) -> SignedScan | None:
    """The signed copy of a paper: the newest scan that no other was put in the place of."""
    found: SignedScan | None = SignedScan.objects.standing().filter(paper=paper).order_by("-id").first()
    return found


def of_paper(paper_id: int | None) -> list[SignedScan]:
    """All, the newest first, each with the one that replaced it."""
    rows = SignedScan.objects.filter(paper_id=paper_id).select_related("uploaded_by", "replaces")
    return list(rows.prefetch_related("replacements__uploaded_by").order_by("-id"))


def replacement(scan: SignedScan) -> SignedScan | None:
    return next(iter(scan.replacements.all()), None)


def of_snapshots(snapshots: Iterable[int]) -> dict[int, SignedScan]:
    """The signed copies of many issued documents in one query; a document without one is not named."""
    rows = SignedScan.objects.standing().filter(paper__snapshot_id__in=set(snapshots))
    return {scan.paper.snapshot_id: scan for scan in rows.select_related("paper").order_by("id")}
