"""What the editor sends by itself while somebody is typing: saves, and who is in the plan."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from plans import anchors, permissions
from plans.actions import saving, sittings
from plans.actions.values import name_of
from plans.models import Plan, Sitting

from . import changes
from .parts import PARTS
from .reaching import plan_or_404

JUNK = "Yêu cầu lưu không đúng mẫu. Đề nghị tải lại trang; phần vừa nhập vẫn được giữ trên máy này."
LATE = "Yêu cầu này đến sau một lần lưu mới hơn của cùng trang."
LONGEST_KEY, LONGEST_PLACE = 36, 60


@require_POST
@agency_page
def save(request: Any, plan_id: int) -> HttpResponse:
    """Save what one tab has changed; each change is answered by itself."""
    plan = plan_or_404(request, plan_id)
    try:
        body = json.loads(request.body)
        sent = changes.read(body)
        key, place = _tab(body.get("sitting"), body.get("place"))
        number = _number(body.get("number", 0))
        with (
            transaction.atomic(),
            saving.saving(plan.pk, key=key, place=place, by=request.membership, number=number) as work,
        ):
            results = [changes.apply(work, change) for change in sent]
    except (ValueError, changes.Junk):
        return JsonResponse({"sentence": JUNK}, status=400)
    except saving.Late:
        return JsonResponse({"sentence": LATE}, status=412)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.reason}, status=409)
    answer = {
        "saved_at": f"{timezone.localtime():%H:%M}",
        "revision": work.plan.revision,
        "state": work.plan.state,
        "results": results,
        "people": _people(request, plan, key),
    }
    return JsonResponse(answer)


@require_safe
@agency_page
def presence(request: Any, plan_id: int) -> HttpResponse:
    """Say where the cursor stands, or that the page is left; learn who else is here and whether anything has been saved."""
    plan = plan_or_404(request, plan_id)
    try:
        key, place = _tab(request.GET.get("phien"), request.GET.get("cho"))
    except changes.Junk:
        return JsonResponse({"sentence": JUNK}, status=400)
    if request.GET.get("het"):
        sittings.get_up(plan, key, by=request.membership)
    elif permissions.may_edit(request.membership, plan):
        sittings.sit_down(plan, key, place, by=request.membership)
    return JsonResponse(
        {"people": _people(request, plan, key), "revision": plan.revision, "state": plan.state}
    )


def _tab(key: Any, place: Any) -> tuple[str, str]:
    if not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY or not isinstance(place or "", str):
        raise changes.Junk
    return key, (place or "")[:LONGEST_PLACE]


def _number(sent: Any) -> int:
    """The how-manieth request of the tab this is; 0 where it does not count."""
    if not isinstance(sent, int) or sent < 0:
        raise changes.Junk
    return int(sent)


def _people(request: Any, plan: Plan, key: str) -> list[dict[str, Any]]:
    here = sittings.others(plan, key, by=request.membership)
    return [_person(plan, sitting) | {"own": sitting.user_id == request.user.pk} for sitting in here]


def _person(plan: Plan, sitting: Sitting) -> dict[str, str]:
    return {"name": sitting.name, "place": sitting.place, "place_name": _place_name(plan, sitting.place)}


def _place_name(plan: Plan, anchor: str) -> str:
    """Where somebody is, in words: ``mục “Kinh phí”``."""
    kind, pk = anchors.split(anchor)
    if pk is None:
        part = PARTS.get(anchor.removeprefix(f"{anchors.PART}-"))
        return part.title.lower() if part else ""
    if kind == anchors.PROSE:
        return "đoạn văn"
    row = anchors.MODELS[kind].objects.filter(plan=plan, pk=pk).first() if kind in anchors.MODELS else None
    return name_of(row) if row else ""
