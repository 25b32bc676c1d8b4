"""Asking for a later day, and Sở Nội vụ's answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import actions
from cchc_portal.calendars.forms.standing import DecisionForm, ExtensionForm
from cchc_portal.calendars.models import Extension, Obligation
from cchc_portal.calendars.permissions import may_ask_extension, may_follow, may_review
from cchc_portal.vietnam.text import lower_first

from .rules import here


@agency_page
def ask(request: Any, pk: int) -> HttpResponse:
    """The agency's own people ask, with a day and a reason."""
    rows = Obligation.objects.of_agency(request.agency).select_related("agency", "transferred_to")
    owed = get_object_or_404(rows, pk=pk)
    require(may_ask_extension(request.membership, owed))
    form = ExtensionForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_extension(owed, by=request.membership, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("to", refusal.reason)
        else:
            messages.success(
                request,
                f"Đã gửi Sở Nội vụ đề nghị gia hạn {lower_first(owed.document)}. Hạn cũ vẫn tính đến khi có trả lời.",
            )
            return redirect(here(request, "due_dates"))
    context = {
        "page_title": f"Xin gia hạn {lower_first(owed.document)}",
        "form": form,
        "submit": "Gửi đề nghị",
    }
    return render(request, "calendars/form.html", context | {"back": here(request, "due_dates")})


@agency_page
def extensions(request: Any) -> HttpResponse:
    """What waits for an answer first, then what was answered."""
    require(may_follow(request.membership, request.agency))
    asked = Extension.objects.with_everything()
    page = page_of(
        asked.filter(granted__isnull=False).order_by("-decided_at", "-id"), number=request.GET.get("trang")
    )
    context = {
        "page_title": "Đề nghị gia hạn",
        "waiting": list(asked.waiting().order_by("asked_at", "id")),
        "page": page,
    }
    return render(request, "calendars/extensions.html", context)


@agency_page
def extension(request: Any, pk: int) -> HttpResponse:
    """One request, with its answer or the form for it."""
    if not may_follow(request.membership, request.agency):
        raise Http404
    asked = get_object_or_404(Extension.objects.with_everything(), pk=pk)
    may = may_review(request.membership, asked.obligation)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        require(may)
    if form.is_valid():
        granted = form.cleaned_data["granted"] == "yes"
        actions.decide_extension(
            asked, granted=granted, by=request.membership, answer=form.cleaned_data["answer"]
        )
        done = "Đã gia hạn" if granted else "Đã trả lời không gia hạn"
        messages.success(
            request, f"{done} {lower_first(asked.obligation.document)} của {asked.obligation.holder}."
        )
        return redirect(here(request, "extensions"))
    context = {
        "page_title": f"Đề nghị gia hạn của {asked.obligation.holder}",
        "asked": asked,
        "may": may,
        "form": form,
        "back": here(request, "extensions"),
    }
    return render(request, "calendars/extension.html", context)
