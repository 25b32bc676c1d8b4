"""Plans on their way to their recipients, for tests: issued in ink, their scan kept or not yet."""

from typing import Any

from django.utils import timezone

from cchc_portal.documents import storage
from cchc_portal.documents.dispatch import sending
from cchc_portal.documents.models import Dispatch, Paper
from plans.actions import procedure, scans
from plans.models import Plan, Recipient
from plans.states import PlanState
from tests.world import World

PDF = b"%PDF-1.7 ban chinh"
SCAN = b"%PDF-1.7 ban quet da ky"


def issued(world: World, *, ready: bool = True, scanned: bool = True) -> Plan:
    """Signed in ink, its scan kept: a plan to Sở Nội vụ (by its name), to an agency that was chosen, by e-mail, and on paper."""
    plan = world.plan(PlanState.APPROVED)
    Recipient.objects.filter(plan=plan).delete()
    neighbour = world.here.neighbour.agency
    rows: tuple[dict[str, Any], ...] = (
        {"text": "Sở Nội vụ (b/c)"},
        {"text": "Sở XD", "agency": neighbour},
        {"text": "Báo Đồng Nai", "email": "toasoan@example.vn"},
        {"text": "Các phòng", "copies": 4},
    )
    for position, row in enumerate(rows):
        Recipient.objects.create(plan=plan, position=position, **row)
    plan = procedure.issue(plan.pk, by=world.clerk, issued_on=timezone.localdate())
    if ready:
        digest = storage.store(plan.province_id, PDF)
        Paper.objects.filter(pk=plan.paper_id).update(
            state="ready", ready_at=timezone.now(), file_digest=digest, pages=3
        )
    if scanned:
        scans.keep(plan.pk, SCAN, name="quet.pdf", kind="pdf", by=world.clerk)
    return plan


def rows_of(plan: Plan) -> list[tuple[str, str, str]]:
    sent = Dispatch.objects.filter(number=plan.line).order_by("position")
    return [(each.recipient, each.way, each.state) for each in sent]


def dispatch(plan: Plan, position: int) -> Dispatch:
    found: Dispatch = Dispatch.objects.get(number=plan.line, position=position)
    return found


def deliver(world: World, plan: Plan) -> None:
    for each in Dispatch.objects.filter(number=plan.line).order_by("position"):
        parcel = sending.claim(each.pk)
        if parcel is not None:
            sending.send(parcel)
            sending.finish(parcel)
