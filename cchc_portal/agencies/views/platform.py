"""The platform's administrator: which of the 34 units are in the portal, and opening one more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.forms import OpeningForm
from cchc_portal.agencies.models import Province
from cchc_portal.agencies.opening import FirstAdministrator, open_province
from cchc_portal.agencies.pages import signed_in_page
from cchc_portal.agencies.permissions import Refused
from cchc_portal.vietnam.provincial_units import ProvincialUnit, units


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_page
def provinces(request: Any) -> HttpResponse:
    if not request.user.is_superuser:
        raise Http404
    known = {province.slug: province for province in Province.objects.in_order()}
    form = OpeningForm(request.POST if request.method == "POST" else None, opened=set(known))
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_province(
                form.cleaned_data["unit"],
                FirstAdministrator(form.cleaned_data["name"], form.cleaned_data["email"]),
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            told = f"Đã mở {opened}. Thư mời được gửi tới {form.cleaned_data['email']}."
            messages.success(request, told)
            return redirect("platform_provinces")
    today = timezone.localdate()
    context = {
        "page_title": "Tỉnh, thành phố trong cổng",
        "form": form,
        "rows": [_row(unit, known.get(unit.slug), today) for unit in units()],
        "opened": sum(unit.slug in known for unit in units()),
    }
    return render(request, "agencies/provinces.html", context)


def _row(unit: ProvincialUnit, province: Province | None, today: Any) -> dict[str, Any]:
    kind = Province.Kind(unit.kind_on(today)).label
    return {
        "name": unit.name,
        "kind": kind,
        "from": ", ".join(unit.predecessors) if unit.merged else "Không sắp xếp",
        "source": unit.source_on(today),
        "note": unit.note,
        "province": province,
    }
