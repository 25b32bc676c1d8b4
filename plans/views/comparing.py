"""Two states of a plan side by side: any version, what stands now, what was last returned, last year's plan."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.vietnam import dates
from plans import history, permissions, previous
from plans.comparing import compare, sentence
from plans.models import Plan, Version, VersionKind
from plans.states import PlanState

from . import compared
from .reaching import address, own_plan_or_404

NOW, RETURNED, LAST_YEAR = "hien-tai", "ban-tra-lai", "nam-truoc"
MOST_OFFERED = 50


@dataclass(frozen=True)
class Side:
    """One of the two: its key in the address, its name, what it says."""

    key: str
    name: str
    content: dict[str, Any]


@require_safe
@agency_page
def compare_page(request: Any, plan_id: int) -> HttpResponse:
    """`?cu=` the older, `?moi=` the newer; without them what was last returned, or the newest milestone, and what stands now."""
    plan = own_plan_or_404(request, plan_id)
    old_key, new_key = request.GET.get("cu") or _usual(plan), request.GET.get("moi") or NOW
    old, new = side(plan, old_key), side(plan, new_key)
    found = compare(old.content, new.content) if old and new else None
    everything = request.GET.get("ca") == "1"
    title = "So sánh hai bản"
    context = {
        "page_title": title,
        "breadcrumbs": [
            ("Kế hoạch", address(request, "plan_list")),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            (title, ""),
        ],
        "plan": plan,
        "old": old,
        "new": new,
        "missing": missing(old_key if old is None else new_key) if found is None else "",
        "old_key": old_key,
        "new_key": new_key,
        "offered": offered(plan),
        "sentence": sentence(found.counts()) if found else "",
        "parts": compared.parts(found, everything=everything) if found else [],
        "everything": everything,
        "versions_href": address(request, "versions", plan_id=plan.pk),
    }
    return render(request, "plans/compare.html", context)


def side(plan: Plan, key: str) -> Side | None:
    """Nothing where the plan was never returned or has none before it; 404 for what is not this plan's."""
    if key == NOW:
        return Side(NOW, "Bản hiện tại", previous.words_of(plan))
    if key == LAST_YEAR:
        earlier = previous.previous_plan(plan)
        return Side(LAST_YEAR, _plan_name(earlier), previous.words_of(earlier)) if earlier else None
    versions = Version.objects.filter(plan=plan)
    if key == RETURNED:
        found = versions.filter(kind=VersionKind.RETURNED).order_by("-made_at", "-id").first()
        return _of_version(RETURNED, found) if found else None
    found = versions.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() else None
    if found is None:
        raise Http404
    return _of_version(key, found)


def _of_version(key: str, version: Version) -> Side:
    return Side(key, name_of(version), version.content)


def name_of(version: Version) -> str:
    """``Bản trình, 14:05 03/02/2027``"""
    at = timezone.localtime(version.made_at)
    return f"{version}, {at:%H:%M} {dates.short_date(at)}"


def returned_by(plan: Plan) -> str:
    """Who handed the plan back, and when; nothing where it does not lie with its drafter for that."""
    if plan.state != PlanState.RETURNED:
        return ""
    return next((str(each) for each in history.of_plan(plan) if each.state == "returned"), "")


def in_a_sentence(version: Version) -> str:
    """``bản trình, 14:05 03/02/2027``, ``bản “Trước khi gộp nhóm”, 14:05 03/02/2027``"""
    name = name_of(version)
    if name.startswith("Bản "):
        return f"b{name[1:]}"
    return f"bản “{version}”{name.removeprefix(str(version))}"


def _plan_name(plan: Plan) -> str:
    return f"Kế hoạch năm {plan.year}{f', số {plan.symbol}' if plan.symbol else ''}"


def missing(key: str) -> str:
    return {
        RETURNED: "Kế hoạch chưa lần nào bị trả lại, nên chưa có bản trả lại để so sánh.",
        LAST_YEAR: "Cổng chưa có kế hoạch cùng loại đã ban hành của năm trước.",
    }.get(key, "Chưa có phiên bản nào để so sánh.")


def offered(plan: Plan) -> list[tuple[str, str]]:
    """What may be chosen on either side."""
    versions = Version.objects.filter(plan=plan).defer("content", "anchors").order_by("-made_at", "-id")
    fixed = [(NOW, "Bản hiện tại"), (RETURNED, "Bản trả lại gần nhất"), (LAST_YEAR, "Kế hoạch năm trước")]
    return [*fixed, *((str(version.pk), name_of(version)) for version in versions[:MOST_OFFERED])]


def _usual(plan: Plan) -> str:
    """The last returned version, else the newest milestone, else last year's plan."""
    kept = Version.objects.filter(plan=plan).order_by("-made_at", "-id")
    if kept.filter(kind=VersionKind.RETURNED).exists():
        return RETURNED
    newest = kept.values_list("pk", flat=True).first()
    return str(newest) if newest else LAST_YEAR


def links(request: Any, plan: Plan) -> dict[str, Any]:
    """For the plan's page: how many versions there are, and what it can be compared with in one press; for whoever decides, how much changed."""
    if not permissions.may_see_work(request.membership, plan):
        return {"versions_href": ""}
    kinds = list(Version.objects.filter(plan=plan).order_by().values_list("kind", flat=True))
    here = address(request, "compare", plan_id=plan.pk)
    since = (
        since_returned(plan) if plan.state == PlanState.SUBMITTED and VersionKind.RETURNED in kinds else ""
    )
    return {
        "version_count": len(kinds),
        "returned_by": returned_by(plan),
        "versions_href": address(request, "versions", plan_id=plan.pk),
        "since_returned_href": f"{here}?cu={RETURNED}" if VersionKind.RETURNED in kinds else "",
        "since_returned": since,
        "last_year_href": f"{here}?cu={LAST_YEAR}" if previous.previous_plan(plan) else "",
    }


def since_returned(plan: Plan) -> str:
    """How much the head has to read again, in one sentence."""
    returned, now = side(plan, RETURNED), side(plan, NOW)
    return sentence(compare(returned.content, now.content).counts()) if returned and now else ""
