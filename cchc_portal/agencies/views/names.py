"""An agency through time: its names, what it came from, what became of it. For its own people and whoever may come in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cchc_portal.agencies.models import AgencySuccession
from cchc_portal.agencies.pages import agency_page


@require_safe
@agency_page
def names(request: Any) -> HttpResponse:
    agency = request.agency
    context = {
        "page_title": f"{agency.name} qua các thời kỳ",
        "breadcrumbs": [(agency.name, "")],
        "profiles": agency.profiles.select_related("superior").order_by("-valid_from"),
        "before": _others(
            AgencySuccession.objects.filter(successor=agency, successor_province=agency.province_id),
            agency.pk,
        ),
        "after": _others(AgencySuccession.objects.filter(predecessor=agency), agency.pk),
    }
    return render(request, "agencies/names.html", context)


def _others(successions: Any, agency_id: int) -> list[AgencySuccession]:
    """A rename leads to itself: that is said by the names."""
    found = successions.select_related("predecessor", "successor").order_by("effective_on", "id")
    return [each for each in found if each.predecessor_id != each.successor_id]
