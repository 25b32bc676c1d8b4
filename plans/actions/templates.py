"""Verbs for templates: make one from a plan, change its name and guides, retire it or take it back."""

from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import require
from plans import permissions
from plans.beginning import templates
from plans.beginning.sources import words_of
from plans.models import Plan, PlanTemplate
from plans.outline import Outline


def make(plan: Plan, title: str, summary: str, *, of_province: bool, by: Membership) -> PlanTemplate:
    """The plan's words with its own year and agency left open, for the agency or for the whole province."""
    agency = None if of_province else plan.agency
    require(permissions.may_keep_templates(by, agency))
    names = {plan.agency.name, *(profile.name for profile in plan.agency.profiles.all())}
    content = templates.as_template(words_of(plan), sorted(names), _cited(plan))
    guides = _guides_of(plan)
    made: PlanTemplate = PlanTemplate.objects.create(
        agency=agency,
        level=plan.agency.level if of_province else "",
        title=title,
        summary=summary,
        content=content,
        guides=guides,
        made_by=by.user,
    )
    record(made, "template_made", by=by, what=title)
    return made


def _cited(plan: Plan) -> list[str]:
    """How it names the upper plans of the portal that it carries out."""
    return [parent.inside.cited for parent in plan.parents.select_related("inside__agency") if parent.inside]


def _guides_of(plan: Plan) -> dict[str, str]:
    """Guides that the plan itself has begun with."""
    guided = dict(plan.sections.exclude(guide="").values_list("pk", "guide"))
    if not guided:
        return {}
    nodes = (node for node in Outline(plan).nodes() if node.kind == "muc" and node.pk in guided)
    return {".".join(map(str, node.place)): guided[node.pk] for node in nodes}


def change(template_id: int, values: dict[str, Any], *, by: Membership) -> PlanTemplate:
    template = _locked(template_id, by)
    for name, value in values.items():
        setattr(template, name, value)
    template.save()
    record(template, "template_changed", by=by, what=template.title)
    return template


def retire(template_id: int, retired: bool, *, by: Membership) -> PlanTemplate:
    """No plan begins from a retired template; those that did are untouched."""
    template = _locked(template_id, by)
    template.retired = retired
    template.save()
    record(template, "template_retired" if retired else "template_taken_back", by=by, what=template.title)
    return template


def _locked(template_id: int, by: Membership) -> PlanTemplate:
    template: PlanTemplate = (
        PlanTemplate.objects.select_for_update(of=("self",))
        .select_related("agency__province")
        .get(pk=template_id)
    )
    require(permissions.may_keep_templates(by, template.agency))
    return template
