"""Verbs of papers: freeze a snapshot, ask for its file, wake a worker, try again."""

import hashlib
from functools import partial
from typing import Any

from django.conf import settings

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import jobs, looking_up, snapshots, tasks, waking
from cchc_portal.documents.models import Paper, Snapshot, Stack, StackedPaper
from cchc_portal.documents.states import BULK_FROM_ROWS, PaperFormat, PaperState

RECIPE_VERSION = 3  # raise when templates or style sheets change what a snapshot looks like


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


def ask_for_lookup_print(paper: Paper) -> Paper:
    """The print of an issued paper that carries its code and, today, whether it is still in force."""
    looking_up.code_of(paper)
    made, new = Paper.objects.get_or_create(
        snapshot=paper.snapshot,
        recipe=_lookup_recipe(paper.snapshot, marks := looking_up.marks_of(paper.snapshot)),
        defaults={
            "agency": paper.agency,
            "format": PaperFormat.LOOKUP,
            "marks": marks,
            "rows": count_rows(paper.snapshot.content),
        },
    )
    if new:
        wake(made)
    return made


def lookup_print(paper: Paper) -> Paper | None:
    """The print of today, where it was asked for: one made before a withdrawal is not it."""
    recipe = _lookup_recipe(paper.snapshot, looking_up.marks_of(paper.snapshot))
    found: Paper | None = Paper.objects.filter(snapshot=paper.snapshot, recipe=recipe).first()
    return found


def _recipe(format: PaperFormat, draft: bool) -> str:
    return hashlib.sha256(f"{RECIPE_VERSION} {format} {draft}".encode()).hexdigest()


def _lookup_recipe(snapshot: Snapshot, marks: list[str]) -> str:
    """The portal's address and what became of the paper are printed, so where these are others it is another print."""
    notes = looking_up.notes_of(snapshot)
    said = f" {notes}" if notes else ""
    what = f"{RECIPE_VERSION} {PaperFormat.LOOKUP} {marks} {settings.SITE_URL}{said}"
    return hashlib.sha256(what.encode()).hexdigest()


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
    queue = "bulk" if paper.rows > BULK_FROM_ROWS else "interactive"
    waking.when_committed(paper, partial(tasks.send, queue=queue))


def try_again(paper: Paper) -> None:
    if not jobs.try_again(paper):
        raise Refused("Văn bản này không ở trạng thái lỗi nên không cần tạo lại.")
    wake(paper)


def make_again(paper: Paper) -> None:
    """Its stored file is damaged: the same bytes are made from the same snapshot; signed bytes cannot be."""
    if paper.unsigned_digest:
        return
    Paper.objects.filter(pk=paper.pk, state=PaperState.READY).update(
        state=PaperState.QUEUED, attempts=0, lease=None, lease_until=None, ready_at=None, file_digest=""
    )
    wake(paper)


def ask_for_stack(agency: Agency, papers: list[StackedPaper], *, by: Membership, **choices: Any) -> Stack:
    """One file of many papers, in the order given; `choices`: two_sided, prints."""
    stack: Stack = Stack.objects.create(agency=agency, asked_by=by.user, total=len(papers), **choices)
    for position, stacked in enumerate(papers):
        stacked.stack, stacked.position = stack, position
    StackedPaper.objects.bulk_create(papers)
    wake_stack(stack)
    return stack


def wake_stack(stack: Stack) -> None:
    waking.when_committed(stack, tasks.send_stack)


def try_stack_again(stack: Stack) -> None:
    if not jobs.try_again(stack):
        raise Refused("Tập in này không ở trạng thái lỗi nên không cần tạo lại.")
    wake_stack(stack)
