"""Words to choose from while typing in the grid: the province's channels, units and agencies, what was written before."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from plans import channel_catalogue
from plans.models import BudgetLine, ChannelUse, ContentItem, Plan, Product, Responsibility

from .reaching import plan_or_404

MOST = 300


@require_safe
@agency_page
def suggest(request: Any, plan_id: int) -> HttpResponse:
    """Everything at once: the page asks once and then matches by itself, with or without accents."""
    plan = plan_or_404(request, plan_id)
    channels = [channel.name for channel in channel_catalogue.of_province() if not channel.retired]
    units = plan.agency.units.order_by("name").values_list("name", flat=True)
    agencies = Agency.objects.exclude(pk=plan.agency_id).order_by("name").values_list("name", flat=True)
    bodies = _together([*units], [*agencies], _used(plan, Responsibility, "text"))
    return JsonResponse(
        {
            "channels": _together(channels, _used(plan, ChannelUse, "text")),
            "lead": bodies,
            "support": bodies,
            "products": _together(_used(plan, Product, "unit"), _used(plan, Product, "text")),
            "time_text": _used(plan, ContentItem, "time_text"),
            "budget_source": _used(plan, BudgetLine, "source"),
        }
    )


def _used(plan: Plan, model: type[Any], field: str) -> list[str]:
    """Wordings of the agency's plans, the most frequent first."""
    rows = model.objects.filter(plan__agency_id=plan.agency_id).exclude(**{field: ""}).order_by()
    counted = rows.values(field).annotate(times=Count("pk")).order_by("-times", field)
    return [text for text in counted.values_list(field, flat=True)[:MOST] if "\n" not in text]


def _together(*lists: list[str]) -> list[str]:
    """One list without repetitions, in the order given."""
    return list(dict.fromkeys(text for words in lists for text in words if text))[:MOST]
