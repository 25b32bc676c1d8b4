"""A paper as a job: asked for once, claimed by one, finished once, failed visibly, and made again where its file is damaged."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import actions, jobs, rendering, schedule, storage, tasks, waking
from cchc_portal.documents.models import Paper, Snapshot
from cchc_portal.documents.states import BULK_FROM_ROWS, MAX_ATTEMPTS, PaperFormat, PaperState
from tests.documents import samples
from tests.documents.papers import PDF, a_paper, a_snapshot, ago, read, rendering_by_somebody
from tests.world import a_province, an_agency, entered

pytestmark = pytest.mark.usefixtures("files")

# --- asking


def test_an_unchanged_snapshot_asked_again_is_one_row_and_one_render(
    province: Province, sent: list[Any], renders: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            snapshot = a_snapshot(province)
            with entered(province):
                paper = actions.ask_for_paper(snapshot)
        for paper_id, _queue in sent:
            tasks.render_paper(paper_id, province.pk)
    assert sent == [(paper.pk, "interactive")]
    assert renders == [{"subject": samples.SUBJECT, "marks": set()}]
    with entered(province):
        assert Snapshot.objects.count() == 1
        assert list(Paper.objects.values_list("pk", "state")) == [(paper.pk, PaperState.READY)]


def test_a_draft_another_format_and_other_words_are_other_papers(province: Province, sent: list[Any]) -> None:
    one, other = a_snapshot(province), a_snapshot(province, subject="Kế hoạch khác năm 2027")
    with entered(province):
        papers = [
            actions.ask_for_paper(one),
            actions.ask_for_paper(one, draft=True),
            actions.ask_for_paper(one, format=PaperFormat.DOCX),
            actions.ask_for_paper(other),
        ]
        assert len({paper.pk for paper in papers}) == 4


def test_nobody_is_called_for_what_is_rolled_back(
    province: Province, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    snapshot = a_snapshot(province)
    with django_capture_on_commit_callbacks(execute=True), entered(province):
        actions.ask_for_paper(snapshot)
        transaction.set_rollback(True)
    assert sent == []


@pytest.mark.parametrize(("rows", "queue"), [(BULK_FROM_ROWS, "interactive"), (BULK_FROM_ROWS + 2, "bulk")])
def test_long_tables_wait_in_a_queue_of_their_own(
    province: Province, sent: list[Any], django_capture_on_commit_callbacks: Any, rows: int, queue: str
) -> None:
    content = samples.plan(
        sections=[{"heading": "Nội dung", "blocks": [samples.items_of(rows)]}],
    )
    assert actions.count_rows(content) == rows
    with django_capture_on_commit_callbacks(execute=True), entered(province):
        paper = actions.ask_for_paper(actions.freeze(an_agency(province), content))
    assert sent == [(paper.pk, queue)]


# --- claiming


def test_a_claim_is_for_a_time_and_counts_as_an_attempt(province: Province) -> None:
    paper = a_paper(province)
    with entered(province):
        claim = jobs.claim(paper.pk)
        assert claim is not None
        held = read(paper)
        assert (held.state, held.lease, held.attempts) == (PaperState.RENDERING, claim.lease, 1)
        left = held.lease_until - timezone.now()
        assert timedelta(seconds=configured.PAPER_LEASE_SECONDS - 5) < left
        assert left <= timedelta(seconds=configured.PAPER_LEASE_SECONDS)
        assert jobs.claim(paper.pk) is None


@pytest.mark.parametrize(
    ("change", "claimable"),
    [
        ({}, True),
        (rendering_by_somebody(ago(-3600)), False),
        (rendering_by_somebody(ago(1)), True),
        ({"state": PaperState.FAILED}, False),
        ({"state": PaperState.READY, "ready_at": ago(1), "file_digest": "ab"}, False),
    ],
    ids=["waiting", "being made", "left behind", "failed", "ready"],
)
def test_only_what_waits_or_was_left_behind_is_claimed(
    province: Province, change: Any, claimable: bool
) -> None:
    paper = a_paper(province, **change)
    with entered(province):
        assert (jobs.claim(paper.pk) is not None) == claimable


def test_a_paper_that_is_gone_or_elsewhere_is_nobodys(province: Province, renders: list[Any]) -> None:
    paper, elsewhere = a_paper(province), a_province("dong-thap", "Đồng Tháp")
    tasks.render_paper(paper.pk + 1000, province.pk)
    tasks.render_paper(paper.pk, elsewhere.pk)
    assert renders == []


def test_after_the_last_attempt_it_fails_and_says_why(province: Province, renders: list[Any]) -> None:
    paper = a_paper(province, **rendering_by_somebody(ago(1), attempts=MAX_ATTEMPTS))
    tasks.render_paper(paper.pk, province.pk)
    with entered(province):
        assert (read(paper).state, read(paper).error) == (
            PaperState.FAILED,
            "Đã thử nhiều lần mà chưa tạo được; máy tạo văn bản dừng giữa chừng.",
        )
    assert renders == []


# --- finishing


def test_what_is_finished_after_the_lease_was_lost_counts_once(province: Province) -> None:
    paper = a_paper(province)
    with entered(province):
        slow = jobs.claim(paper.pk)
        Paper.objects.filter(pk=paper.pk).update(lease_until=ago(1))
        quick = jobs.claim(paper.pk)
        assert slow
        assert quick
        assert jobs.finish(slow, b"late", 1) is False
        assert read(paper).state == PaperState.RENDERING
        assert jobs.finish(quick, PDF, 2) is True
        made = read(paper)
        assert jobs.finish(quick, b"again", 3) is False
        jobs.fail(paper, quick.lease, "too late")
        assert (
            Paper.objects.filter(pk=paper.pk).values().get()
            == Paper.objects.filter(pk=made.pk).values().get()
        )
        assert (made.state, made.file_size, made.pages, made.attempts) == (PaperState.READY, len(PDF), 2, 2)
        assert storage.load(province.pk, read(paper).file_digest) == PDF


def test_a_failure_is_shown_and_can_be_tried_again(
    province: Province, sent: list[Any], renders: list[Any], monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    paper = a_paper(province)

    def broken(*_: Any, **__: Any) -> bytes:
        raise ValueError("secret detail")

    with monkeypatch.context() as broken_engine:
        broken_engine.setattr(rendering.engine, "counted_pdf", broken)
        tasks.render_paper(paper.pk, province.pk)
    with entered(province):
        assert read(paper).state == PaperState.FAILED
        assert read(paper).error == (
            "Máy tạo văn bản báo lỗi ValueError. Thử lại; nếu vẫn lỗi, báo quản trị viên."
        )
    tasks.render_paper(paper.pk, province.pk)
    assert renders == []
    with django_capture_on_commit_callbacks(execute=True), entered(province):
        actions.try_again(read(paper))
    assert sent == [(paper.pk, "interactive")]
    tasks.render_paper(paper.pk, province.pk)
    with entered(province):
        assert (read(paper).state, read(paper).error, read(paper).attempts) == (PaperState.READY, "", 1)


@pytest.mark.parametrize("state", [PaperState.QUEUED, PaperState.RENDERING])
def test_only_a_failed_paper_is_tried_again(province: Province, state: PaperState) -> None:
    change = rendering_by_somebody(ago(-20)) if state == PaperState.RENDERING else {}
    paper = a_paper(province, **change)
    with (
        entered(province),
        pytest.raises(Refused, match="không ở trạng thái lỗi nên không cần tạo lại"),
    ):
        actions.try_again(paper)


# --- the sweeper


def test_the_sweeper_wakes_what_is_forgotten_in_every_province_and_nothing_else(
    province: Province, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    long_ago, just_now = ago(configured.PAPER_PATIENCE_SECONDS + 1), ago(1)
    here, there = a_paper(province), a_paper(a_province("dong-thap", "Đồng Tháp"))
    cases = [
        ({"woken_at": None}, True),
        ({"woken_at": long_ago}, True),
        ({"woken_at": just_now}, False),
        ({**rendering_by_somebody(ago(1)), "woken_at": long_ago}, True),
        ({**rendering_by_somebody(ago(-20)), "woken_at": long_ago}, False),
        ({"state": PaperState.FAILED, "woken_at": long_ago}, False),
    ]
    for paper in (here, there):
        for change, is_forgotten in cases:
            sent.clear()
            with entered(paper.province):
                waiting = {"state": PaperState.QUEUED, "lease": None, "lease_until": None}
                Paper.objects.filter(pk=paper.pk).update(**{**waiting, **change})
            with django_capture_on_commit_callbacks(execute=True):
                schedule.wake_forgotten()
            assert [found for found in sent if found[0] == paper.pk] == [
                (paper.pk, "interactive")
            ] * is_forgotten
        with entered(paper.province):
            Paper.objects.filter(pk=paper.pk).update(state=PaperState.FAILED)


def test_a_long_queue_is_not_sent_again_whole(
    province: Province, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    first = a_paper(province, woken_at=None)
    with entered(province):
        Paper.objects.bulk_create(
            Paper.in_province(
                agency=first.agency,
                snapshot=first.snapshot,
                format="pdf",
                recipe=str(n),
                woken_at=ago(1000 - n),
            )
            for n in range(waking.AT_ONCE + 10)
        )
    with django_capture_on_commit_callbacks(execute=True):
        assert schedule.wake_forgotten() == waking.AT_ONCE
    assert len(sent) == waking.AT_ONCE
    assert sent[0] == (first.pk, "interactive")
