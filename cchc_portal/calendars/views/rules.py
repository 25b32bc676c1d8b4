"""The year's rules: listed, drafted, looked at before they are switched on, changed, withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require, works_in
from cchc_portal.calendars import actions, ladder, previewing
from cchc_portal.calendars.forms.ladder import LadderForm
from cchc_portal.calendars.forms.rules import RuleForm, UsualRulesForm
from cchc_portal.calendars.models import Obligation, ObligationRule
from cchc_portal.calendars.permissions import may_set_rules
from cchc_portal.calendars.states import ObligationKind, Rung
from cchc_portal.vietnam import dates

from .days import YEARS, asked_year, moved


def here(request: Any, name: str, **more: Any) -> str:
    where = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"calendars:{name}", kwargs=where | more)


def _at_home(request: Any) -> None:
    """Rules are the province's: they have one address, under the office that keeps them."""
    if not works_in(request.membership, request.agency):
        raise Http404


@agency_page
def rules(request: Any) -> HttpResponse:
    """All rules of a year; from here the usual ones are drafted in one step."""
    _at_home(request)
    year = asked_year(request, dates.planned_year(timezone.localdate()))
    form = UsualRulesForm(request.POST or None)
    if form.is_valid():
        made = actions.draft_usual_rules(
            request.province, year, offset=form.cleaned_data["offset"], by=request.membership
        )
        messages.success(request, f"Đã lập {len(made)} quy định nháp của năm {year}." if made else _ALL_THERE)
        return _to_year(request, year)
    found = list(ObligationRule.objects.of_year(year).standing().in_order())
    counted = Obligation.objects.counts_by_rule([rule.pk for rule in found])
    context = {
        "page_title": f"Quy định thời hạn năm {year}",
        "year": year,
        "years": [other for other in (year - 1, year, year + 1) if other in YEARS],
        "rows": [_row(request, rule, counted.get(rule.pk, 0)) for rule in found],
        "may_add": may_set_rules(request.membership, request.province, ObligationKind.PLAN),
        "usual_missing": not actions.has_usual_rules(year),
        "may_request": may_set_rules(request.membership, request.province, ObligationKind.ONE_OFF),
        "form": form,
    }
    return render(request, "calendars/rules.html", context)


_ALL_THERE = "Mỗi việc của năm đã có quy định; không lập thêm."


@agency_page
def rule_add(request: Any) -> HttpResponse:
    """Draft a rule; nobody notices it until it is switched on."""
    _at_home(request)
    year = asked_year(request)
    require(may_set_rules(request.membership, request.province, ObligationKind.ONE_OFF))
    form = RuleForm(request.POST or None)
    if form.is_valid():
        try:
            rule = actions.draft_rule(request.province, by=request.membership, year=year, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã lưu nháp quy định “{rule}”. Xem ai sẽ nhận gì rồi áp dụng.")
            return redirect(here(request, "rule_preview", pk=rule.pk))
    context = {"page_title": f"Thêm quy định năm {year}", "form": form, "submit": "Lưu nháp"}
    return render(request, "calendars/form.html", context | {"back": _year_address(request, year)})


@agency_page
def rule_edit(request: Any, pk: int) -> HttpResponse:
    """Other words or days; in force, the days alone, and the open deadlines go with them."""
    _at_home(request)
    rule = _standing(request, pk)
    require(may_set_rules(request.membership, request.province, rule.kind))
    form = RuleForm(request.POST or None, rule=rule)
    if form.is_valid():
        try:
            count = actions.change_rule(rule, by=request.membership, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã lưu quy định “{rule}”. {moved(count)}")
            return _to_year(request, rule.year)
    context = {"page_title": f"Sửa quy định “{rule}”", "form": form, "submit": "Lưu thay đổi"}
    return render(request, "calendars/form.html", context | {"back": _year_address(request, rule.year)})


@agency_page
def rule_preview(request: Any, pk: int) -> HttpResponse:
    """Who will get what, and when; the button that puts the rule in force."""
    _at_home(request)
    rule = _standing(request, pk)
    may = may_set_rules(request.membership, request.province, rule.kind)
    if request.method == "POST":
        count = actions.switch_on(rule, by=request.membership)
        messages.success(request, f"Đã áp dụng “{rule}”: {count} cơ quan phải thực hiện.")
        return _to_year(request, rule.year)
    context = {
        "page_title": f"Ai sẽ nhận gì, khi nào: {rule}",
        "rule": rule,
        "may": may,
        "levels": _levels(rule),
        "back": _year_address(request, rule.year),
        **previewing.of_rule(rule),
    }
    return render(request, "calendars/rule_preview.html", context)


@agency_page
@require_POST
def rule_withdraw(request: Any, pk: int) -> HttpResponse:
    """Take a rule back; what is open by it is no longer expected."""
    _at_home(request)
    rule = _standing(request, pk)
    count = actions.withdraw_rule(rule, by=request.membership)
    messages.success(request, f"Đã rút quy định “{rule}”. {count} việc chưa gửi không còn phải thực hiện.")
    return _to_year(request, rule.year)


@agency_page
def set_ladder(request: Any) -> HttpResponse:
    """From which day on each rung of the ladder is told."""
    _at_home(request)
    require(may_set_rules(request.membership, request.province, ObligationKind.PLAN))
    form = LadderForm(request.POST or None, ladder=ladder.of_province())
    if form.is_valid():
        offsets = {Rung(name): offset for name, offset in form.cleaned_data.items()}
        actions.set_ladder(request.province, offsets, by=request.membership)
        messages.success(request, "Đã lưu bậc nhắc. Các lần nhắc từ nay theo bậc mới.")
        return redirect(here(request, "rules"))
    note = (
        "Số ngày làm việc so với hạn: -10 là trước hạn 10 ngày, 0 là ngày đến hạn, 1 là quá hạn 1 ngày. "
        "Từ ngày đó, người ở bậc ấy cùng nhận các lần nhắc."
    )
    context = {"page_title": "Bậc nhắc", "form": form, "submit": "Lưu thay đổi", "note": note}
    return render(request, "calendars/form.html", context | {"back": here(request, "rules")})


def _standing(request: Any, pk: int) -> ObligationRule:
    found: ObligationRule = get_object_or_404(ObligationRule.objects.standing(), pk=pk)
    found.province = request.province
    return found


def _row(request: Any, rule: ObligationRule, count: int) -> dict[str, Any]:
    rule.province = request.province
    due = actions.days_of(rule)
    return {
        "rule": rule,
        "levels": _levels(rule),
        "due": due,
        "count": count,
        "may": may_set_rules(request.membership, request.province, rule.kind),
    }


def _levels(rule: ObligationRule) -> str:
    return "; ".join(Agency.Level(level).label for level in rule.levels)


def _year_address(request: Any, year: int) -> str:
    return f"{here(request, 'rules')}?nam={year}"


def _to_year(request: Any, year: int) -> HttpResponse:
    return redirect(_year_address(request, year))
