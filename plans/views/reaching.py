"""From an address to the plan and the person: 404 where the plan is not for these eyes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from plans import permissions
from plans.models import Plan


def plan_or_404(request: Any, plan_id: int) -> Plan:
    """A plan of this agency that the person may see."""
    plans = Plan.objects.visible_to(request.membership, request.agency).with_everybody()
    plan = plans.filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    plan.agency = request.agency
    plan.province = request.province
    request.agency.province = request.province
    return plan


def with_province(request: Any) -> Any:
    """The agency of the address, knowing its province."""
    request.agency.province = request.province
    return request.agency


def own_plan_or_404(request: Any, plan_id: int) -> Plan:
    """A plan whose making this person may see too; who only oversees the agency sees what it has issued."""
    plan = plan_or_404(request, plan_id)
    if not permissions.may_see_work(request.membership, plan):
        raise Http404
    return plan


def address(request: Any, name: str, **kwargs: Any) -> str:
    """The address of a page of this agency."""
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"plans:{name}", kwargs=own | kwargs)


def list_of(request: Any, plan: Plan) -> tuple[str, str]:
    """Where a trail to this plan, report or letter begins."""
    here = address(request, "plan_list")
    return ("Kế hoạch", here) if plan.is_plan else (plan.noun.capitalize(), f"{here}?form={plan.form}")


def go(request: HttpRequest, name: str, anchor: str = "", **kwargs: Any) -> HttpResponse:
    """On to a page of this agency, at an anchor where one is named."""
    return redirect(address(request, name, **kwargs) + (f"#{anchor}" if anchor else ""))
