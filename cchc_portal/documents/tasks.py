"""The worker's entrance: a message carries only ids; the row says what to do."""

import logging

from celery import shared_task
from django.db import transaction

from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import identity, jobs, rendering, waking
from cchc_portal.documents.dispatch import sending
from cchc_portal.documents.models import Stack
from cchc_portal.documents.stacks import stacking

log = logging.getLogger(__name__)


def send(paper_id: int, province_id: int, queue: str) -> None:
    waking.send(render_paper, "văn bản", paper_id, province_id, queue=queue)


@shared_task(name="documents.render_paper", acks_late=True, reject_on_worker_lost=True)
def render_paper(paper_id: int, province_id: int) -> None:
    """Claim, render outside any transaction, finish. Safe to run twice, or for a paper that is gone."""
    with transaction.atomic(), acting_in(province_id):
        claim = jobs.claim(paper_id)
        lookup = rendering.lookup(claim.job) if claim else None
    if claim is None:
        return
    try:
        with jobs.kept_alive(claim):
            content, pages = rendering.render(claim.job, lookup)
    except Exception as error:
        log.exception("Không tạo được văn bản %s.", paper_id)
        with transaction.atomic(), acting_in(province_id):
            jobs.fail(claim.job, claim.lease, rendering.explain(error))
        return
    with transaction.atomic(), acting_in(province_id):
        jobs.finish(claim, content, pages, identifier=identity.of(content))


def send_stack(stack_id: int, province_id: int) -> None:
    waking.send(print_stack, "tập in", stack_id, province_id, queue="bulk")


@shared_task(name="documents.print_stack", acks_late=True, reject_on_worker_lost=True)
def print_stack(stack_id: int, province_id: int) -> None:
    """Claim, put the frozen papers together outside any transaction, finish. Safe to run twice."""
    with transaction.atomic(), acting_in(province_id):
        claim = jobs.claim(stack_id, Stack)
        order = _ordered(claim) if claim else None
    if claim is None or order is None:
        return
    try:
        with jobs.kept_alive(claim):
            content, pages = stacking.put_together(order, note=lambda done: _note(claim, done))
    except Exception as error:
        log.exception("Không ghép được tập in %s.", stack_id)
        with transaction.atomic(), acting_in(province_id):
            jobs.fail(claim.job, claim.lease, stacking.explain(error))
        return
    with transaction.atomic(), acting_in(province_id):
        jobs.finish(claim, content, pages, done=claim.job.total)


def _ordered(claim: jobs.Claim) -> stacking.Order | None:
    """What to put together; None, and back into the queue until the sweeper comes by, while one of the papers is being made."""
    try:
        order = stacking.order(claim.job)
    except stacking.NotMade as refusal:
        jobs.fail(claim.job, claim.lease, str(refusal))
        return None
    if order is None:
        jobs.release(claim)
    return order


def _note(claim: jobs.Claim, done: int) -> None:
    with transaction.atomic(), acting_in(claim.job.province_id):
        jobs.note(claim, done=done)


def send_off(dispatch_id: int, province_id: int) -> None:
    waking.send(send_dispatch, "nơi nhận", dispatch_id, province_id, queue="interactive")


@shared_task(name="documents.send_dispatch", acks_late=True, reject_on_worker_lost=True)
def send_dispatch(dispatch_id: int, province_id: int) -> None:
    """Claim, send outside any transaction, finish. Safe to run twice, or before the PDF is made."""
    with transaction.atomic(), acting_in(province_id):
        parcel = sending.claim(dispatch_id)
    if parcel is None:
        return
    try:
        sending.send(parcel)
    except Exception as error:
        log.exception("Không gửi được tới nơi nhận %s.", dispatch_id)
        with transaction.atomic(), acting_in(province_id):
            sending.fail(parcel, f"Máy chủ thư báo lỗi {type(error).__name__}. Gửi lại sau ít phút.")
        return
    with transaction.atomic(), acting_in(province_id):
        sending.finish(parcel)


def send_recall(dispatch_id: int, province_id: int) -> None:
    waking.send(recall, "thư thu hồi", dispatch_id, province_id, queue="interactive")


@shared_task(name="documents.recall", acks_late=True, reject_on_worker_lost=True)
def recall(dispatch_id: int, province_id: int) -> None:
    """Claim, write outside any transaction, note it. Safe to run twice."""
    from cchc_portal.documents.dispatch import recalling  # it wakes by this module

    with transaction.atomic(), acting_in(province_id):
        claimed = recalling.claim(dispatch_id)
    if claimed is None:
        return
    try:
        claimed.letter.send()
    except Exception as error:
        log.exception("Không gửi được thư thu hồi tới nơi nhận %s.", dispatch_id)
        with transaction.atomic(), acting_in(province_id):
            recalling.fail(claimed, f"Chưa gửi được thư thu hồi, máy chủ thư báo lỗi {type(error).__name__}.")
        return
    with transaction.atomic(), acting_in(province_id):
        recalling.told(claimed)
