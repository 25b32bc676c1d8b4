"""What the editor's page holds: every part of the plan with its fields, read without asking again for each row."""

from typing import Any

from django.urls import NoReverseMatch

from plans import permissions
from plans.actions import drafting
from plans.forms.base import DraftForm
from plans.forms.inline import InlineField, inline
from plans.forms.lists import BasisForm, ParentForm, SignatureForm
from plans.forms.text import BLOCK_FORMS, AppendixForm, SectionForm
from plans.models import BlockKind, Plan
from plans.outline import Node, Outline
from plans.records.reading import Rows
from plans.states import DECISIONS

from . import comparing, findings, legal
from .parts import PARTS, has_part
from .reaching import address

Fields = dict[str, InlineField]


def context(request: Any, plan: Plan) -> dict[str, Any]:
    """All that the editor's templates ask for."""
    outline = Outline.of(plan)
    for node in outline.nodes():
        node.fields = _fields(node)
    return {
        "outline": outline,
        "parts": _parts(plan, outline.rows),
        "legal": legal.picker(request, plan),
        "parents": _parents(plan, outline),
        "checked": findings.shown(request, plan, outline, findings.found_in(outline), most=findings.BESIDE),
        "block_kinds": [(kind.value, kind.label) for kind in BlockKind],
        "has_decision": plan.form in DECISIONS,
        "returned_by": comparing.returned_by(plan),
        "may_submit": permissions.may_submit(request.membership, plan),
        "first_table": next(
            (f"bang-{node.key}" for node in outline.nodes() if node.block_kind == "items"), ""
        ),
        "grid_base": "",  # the page's own address: short, because 400 rows repeat it
        "editor_href": address(request, "edit", plan_id=plan.pk),
        "hrefs": {
            name: _address(request, name, plan)
            for name in ("save", "presence", "preview", "preview_part", "findings", "legal_arrange")
        },
    }


def _address(request: Any, name: str, plan: Plan) -> str:
    """A page of this plan, or nothing where the portal runs without it."""
    more = {"anchor": "cho"} if name == "preview_part" else {}
    try:
        return address(request, name, plan_id=plan.pk, **more)
    except NoReverseMatch:
        return ""


def _parts(plan: Plan, rows: Rows) -> dict[str, Fields]:
    """The fields of the plan's own parts, by the part's name."""
    return {
        slug.replace("-", "_"): inline(
            page.form(values=drafting.read_part(plan, page.part, rows)), f"phan-{slug}"
        )
        for slug, page in PARTS.items()
        if has_part(plan, page.part)
    }


def _parents(plan: Plan, outline: Outline) -> list[tuple[Node, bool]]:
    """Documents carried out, and whether each is a plan of the portal, which says what that plan says."""
    names = ("number", "issued_on", "issuer", "title")
    rows = {row.pk: row for row in outline.rows.parents}
    for node in outline.parents:
        values = {name: getattr(rows[node.pk], name) for name in names}
        node.fields = inline(ParentForm(values=values), node.anchor, names)
    return [(node, rows[node.pk].inside_id is not None) for node in outline.parents]


def _fields(node: Node) -> Fields:
    form = _form(node)
    return inline(form, node.anchor) if form else {}


def _form(node: Node) -> DraftForm | None:
    if node.kind == "phan":
        return _block_form(node)
    if node.kind == "can-cu":
        return BasisForm(values={"text": node.data})
    known: dict[str, type[DraftForm]] = {
        "muc": SectionForm,
        "phu-luc": AppendixForm,
        "nguoi-ky": SignatureForm,
    }
    return known[node.kind](values=node.data) if node.kind in known else None


def _block_form(node: Node) -> DraftForm | None:
    if node.block_kind == BlockKind.ITEMS:
        return None
    values = node.data["table"] if node.block_kind == BlockKind.TABLE else node.data
    return BLOCK_FORMS[node.block_kind](values=values)
