"""Verbs of papers: freeze a snapshot, ask for its file, wake a worker, try again."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import snapshots, tasks
from cchc_portal.documents.models import Paper, Snapshot
from cchc_portal.documents.states import BULK_FROM_ROWS, PaperFormat, PaperState

RECIPE_VERSION = 2  # raise when templates or style sheets change what a snapshot looks like


def freeze(agency: Agency, content: dict[str, Any]) -> Snapshot:
    """Keep the canonical snapshot; what was frozen before is found again, never written twice."""
    frozen, _ = Snapshot.objects.get_or_create(
        agency=agency, digest=snapshots.digest(content), defaults={"content": content}
    )
    return frozen


def ask_for_paper(snapshot: Snapshot, *, format: PaperFormat = PaperFormat.PDF, draft: bool = False) -> Paper:
    """The paper of this snapshot in this format: the one already made, or a new job that a worker is woken for."""
    paper, made = Paper.objects.get_or_create(
        snapshot=snapshot,
        recipe=_recipe(format, draft),
        defaults={
            "agency": snapshot.agency,
            "format": format,
            "draft": draft,
            "rows": count_rows(snapshot.content),
        },
    )
    if made:
        wake(paper)
    return paper


def _recipe(format: PaperFormat, draft: bool) -> str:
    return hashlib.sha256(f"{RECIPE_VERSION} {format} {draft}".encode()).hexdigest()


def count_rows(content: Any) -> int:
    """Table rows in a snapshot: they decide queue, lease and expected time."""
    if isinstance(content, dict):
        own = len(content.get("rows", ())) + (
            len(content["items"]) if isinstance(content.get("items"), list) else 0
        )
        return own + sum(count_rows(value) for value in content.values())
    return sum(count_rows(value) for value in content) if isinstance(content, list) else 0


def wake(paper: Paper) -> None:
    """Send the paper's id to a worker once this transaction is committed; a lost message is sent again by the sweeper."""
    Paper.objects.filter(pk=paper.pk).update(woken_at=timezone.now())
    queue = "bulk" if paper.rows > BULK_FROM_ROWS else "interactive"
    transaction.on_commit(lambda: tasks.send(paper.pk, paper.province_id, queue))


def try_again(paper: Paper) -> None:
    changed = Paper.objects.filter(pk=paper.pk, state=PaperState.FAILED).update(
        state=PaperState.QUEUED, attempts=0, lease=None, lease_until=None, error=""
    )
    if not changed:
        raise Refused("Văn bản này không ở trạng thái lỗi nên không cần tạo lại.")
    wake(paper)


def make_again(paper: Paper) -> None:
    """Its stored file is damaged: the same bytes are made from the same snapshot."""
    Paper.objects.filter(pk=paper.pk, state=PaperState.READY).update(
        state=PaperState.QUEUED, attempts=0, lease=None, lease_until=None, ready_at=None, file_digest=""
    )
    wake(paper)
