"""The page of one small form about a plan: what it is for, the form, back to the plan."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plans.models import Plan

from .reaching import address


def page(
    request: Any,
    plan: Plan,
    form: Any,
    title: str,
    *,
    note: str = "",
    submit: str = "",
    anchor: str = "",
    early: str = "",
) -> HttpResponse:
    back = address(request, "detail", plan_id=plan.pk)
    context = {
        "page_title": title,
        "breadcrumbs": [("Kế hoạch", address(request, "plan_list")), (plan.subject, back), (title, "")],
        "plan": plan,
        "form": form,
        "submit": submit or title,
        "note": note,
        "early": early,
        "cancel_href": f"{back}#{anchor}" if anchor else back,
    }
    return render(request, "plans/signing_form.html", context)
