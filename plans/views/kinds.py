"""Which rows the editor knows: their part of the address, their words, their form, the place where a new one goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from cchc_portal.vietnam import numbering
from plans import addressing, channel_catalogue
from plans.actions.values import Row, Values, read
from plans.forms.base import DraftForm
from plans.forms.lists import BasisForm, ParentForm, RecipientForm, SignatureForm
from plans.forms.table import GroupForm, ItemForm
from plans.forms.text import BLOCK_FORMS, AppendixForm, SectionForm
from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    BlockKind,
    ContentItem,
    LegalBasis,
    ParentPlan,
    Plan,
    Recipient,
    Section,
    SignatureLine,
)
from plans.states import PlanForm

Query = Any


@dataclass(frozen=True)
class Kind:
    """One kind of row."""

    model: type[Any]
    noun: str
    form: type[DraftForm] | None
    new: Callable[[Plan, Query], Row]


def _of_plan(model: type[Any]) -> Callable[[Plan, Query], Row]:
    return lambda plan, query: model(plan=plan)


def _inside(model: type[Any], pk: str | None, plan: Plan) -> Any:
    if not (pk or "").isdecimal():
        raise Http404
    return get_object_or_404(model.objects.filter(plan=plan), pk=int(pk or 0))


def _new_section(plan: Plan, query: Query) -> Row:
    if "muc" not in query:
        return Section(plan=plan)
    parent = _inside(Section, query["muc"], plan)
    if level_of(parent) >= numbering.DEEPEST_LEVEL:
        raise Http404
    return Section(plan=plan, parent=parent)


def level_of(section: Section) -> int:
    return 1 if section.parent is None else 1 + level_of(section.parent)


def _new_block(plan: Plan, query: Query) -> Row:
    kind = query.get("loai")
    if kind not in BlockKind:
        raise Http404
    if "phu-luc" in query:
        return Block(plan=plan, kind=kind, appendix=_inside(Appendix, query["phu-luc"], plan))
    return Block(plan=plan, kind=kind, section=_inside(Section, query.get("muc"), plan))


def _new_group(plan: Plan, query: Query) -> Row:
    return AudienceGroup(plan=plan, block=_inside(Block, query.get("phan"), plan))


def _new_item(plan: Plan, query: Query) -> Row:
    return ContentItem(plan=plan, group=_inside(AudienceGroup, query.get("nhom"), plan))


KINDS: dict[str, Kind] = {
    "muc": Kind(Section, "mục", SectionForm, _new_section),
    "phan": Kind(Block, "phần nội dung", None, _new_block),
    "nhom": Kind(AudienceGroup, "nhóm đối tượng", GroupForm, _new_group),
    "noi-dung": Kind(ContentItem, "nội dung tuyên truyền", ItemForm, _new_item),
    "phu-luc": Kind(Appendix, "phụ lục", AppendixForm, _of_plan(Appendix)),
    "van-ban": Kind(ParentPlan, "văn bản cấp trên", ParentForm, _of_plan(ParentPlan)),
    "can-cu": Kind(LegalBasis, "căn cứ", BasisForm, _of_plan(LegalBasis)),
    "noi-nhan": Kind(Recipient, "nơi nhận", RecipientForm, _of_plan(Recipient)),
    "nguoi-ky": Kind(SignatureLine, "người ký", SignatureForm, _of_plan(SignatureLine)),
}


def kind_or_404(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def noun_of(kind: Kind, row: Row) -> str:
    return BlockKind(row.kind).label.lower() if isinstance(row, Block) else kind.noun


def form_for(kind: Kind, row: Row, data: Any = None) -> DraftForm:
    """The row's form, filled with what the row says; empty for a new one."""
    form = form_over(kind, row, read(row) if row.pk else None, data)
    form.fit_examples(row.plan.year)
    return form


def form_over(kind: Kind, row: Row, values: Values | None, data: Any = None) -> DraftForm:
    """The same over values that have been read already."""
    form_class = kind.form or BLOCK_FORMS[row.kind]
    more: dict[str, Any] = {}
    if form_class is ParentForm:
        more["candidates"] = _candidates(row.plan)
    if form_class is RecipientForm:
        more["agencies"] = addressing.agencies_of(row.plan.agency)
    if isinstance(row, Block) and row.kind == BlockKind.ITEMS and not row.pk:
        more["initial"] = {"columns": ["content", "channels", "products", "lead", "time"]}
    form = form_class(data, values=values, **more)
    if isinstance(row, Section) and row.plan.form == PlanForm.LETTER:
        form.fields["heading"].required = False  # its running text stands under none
    return form


def _candidates(plan: Plan) -> list[Plan]:
    """Issued plans of the province that this one may carry out, nearest in time first."""
    others = Plan.objects.plans().filter(state="issued").exclude(pk=plan.pk).select_related("agency")
    return list(others.newest_first()[:100])


def suggestions(kind: Kind, row: Row) -> dict[str, list[str]]:
    """Words to choose from, by field: the province's channels, the agency's units."""
    channels = [channel.name for channel in channel_catalogue.of_province() if not channel.retired]
    if kind.model is ContentItem:
        units = [unit.name for unit in row.plan.agency.units.order_by("name")]
        return {"channels": channels, "lead": units, "support": units}
    if kind.model is AudienceGroup or (isinstance(row, Block) and row.kind == BlockKind.CHANNELS):
        return {"channels": channels}
    return {}
