"""What is printed of one changed block, from its own rows alone: the preview follows without rendering the plan anew."""

from typing import Any

from cchc_portal.documents.paper.body import DEEPEST, Body
from cchc_portal.documents.paper.markup import piece_html
from cchc_portal.documents.paper.tables import item_row
from plans import anchors
from plans.models import Block, BlockKind, ChannelUse, ContentItem, Plan, Section
from plans.prose import runs_of
from plans.records.reading import item_data
from plans.states import PlanForm

Pieces = dict[str, str]
HERE = "here"  # the place under which a block by itself is printed


def pieces(plan: Plan, anchor: str) -> Pieces | None:
    """Anchor → its printed HTML; None where more than this block changes on paper."""
    kind, pk = anchors.split(anchor)
    if kind == "noi-dung":
        return _item(plan, pk, anchor)
    if kind == "muc":
        return _heading(plan, pk, anchor)
    if kind in (anchors.PROSE, "phan"):
        return _block(plan, pk, anchor)
    return None


def _item(plan: Plan, pk: int | None, anchor: str) -> Pieces | None:
    item = ContentItem.objects.filter(plan=plan, pk=pk).select_related("budget", "group__block").first()
    table = item.group.block.content if item else {}
    keys = table.get("columns")
    if item is None or not keys or list(keys) == ["content"]:
        return None
    row = item_row(
        item_data(
            item,
            channels=item.channel_uses.order_by("position", "id"),
            products=item.products.order_by("position", "id"),
            bodies=list(item.responsibilities.order_by("position", "id")),
        ),
        _number_in_group(item),
        table,
        shared="channels" in keys and _shares_channels(item),
        place=HERE,
    )
    return piece_html([row], {HERE: anchor})


def _number_in_group(item: ContentItem) -> int:
    rows = ContentItem.objects.filter(group=item.group)
    before = rows.filter(position__lt=item.position) | rows.filter(position=item.position, pk__lt=item.pk)
    return before.count() + 1


def _shares_channels(item: ContentItem) -> bool:
    """The group's channels stand beside its rows where no row has channels of its own."""
    if ChannelUse.objects.filter(item__group=item.group).exists():
        return False
    return ChannelUse.objects.filter(group=item.group).exists()


def _heading(plan: Plan, pk: int | None, anchor: str) -> Pieces | None:
    sections = _sections(plan)
    section = sections.get(pk or 0)
    if section is None:
        return None
    order = [each["pk"] for each in _beside(sections, section)].index(section["pk"]) + 1
    if plan.form == PlanForm.LETTER:
        return None
    line = Body.heading(section["heading"], order, _depth(sections, section), HERE)
    return piece_html([line], {HERE: anchor})


def _block(plan: Plan, pk: int | None, anchor: str) -> Pieces | None:
    """A run of prose, a list of channels or a free table; a table of items is more than a block."""
    block = Block.objects.filter(plan=plan, pk=pk).select_related("appendix").first()
    if block is None or block.kind == BlockKind.ITEMS or plan.form == PlanForm.LETTER:
        return None
    outer = {"section_id": block.section_id, "appendix_id": block.appendix_id}
    rows = list(Block.objects.filter(**outer).order_by("position", "id"))
    if _ends_a_part(plan, block, rows):
        return None
    contents = [_content(row, block) for row in rows]
    lines = Body(bool(block.appendix and block.appendix.landscape)).blocks(
        contents, _depth_of(plan, block), HERE
    )
    place = rows.index(block)
    together = next(run for run in runs_of(contents) if place in run)
    named = {f"{HERE}.{each}": anchor for each in together}
    return piece_html(lines, named)


def _ends_a_part(plan: Plan, block: Block, rows: list[Block]) -> bool:
    """The last words of an appendix, or of a plan without a closing, may carry the end mark."""
    return rows[-1].pk == block.pk and (block.appendix_id is not None or not plan.closing)


def _content(row: Block, block: Block) -> Any:
    """What stands beside the block matters only by what it counts."""
    if row.kind == BlockKind.CHANNELS:
        uses = row.channel_uses.order_by("position", "id") if row.pk == block.pk else ()
        return {"channels": [use.text for use in uses]}
    return {"text": ""} if row.kind == BlockKind.ITEMS else row.content


def _depth_of(plan: Plan, block: Block) -> int:
    if block.section_id is None:
        return 1
    sections = _sections(plan)
    depth = _depth(sections, sections[block.section_id])
    return depth + 1 if any(each["parent_id"] == block.section_id for each in sections.values()) else depth


def _sections(plan: Plan) -> dict[int, Any]:
    rows = Section.objects.filter(plan=plan).order_by("position", "id")
    return {row["pk"]: row for row in rows.values("pk", "parent_id", "heading")}


def _beside(sections: dict[int, Any], section: Any) -> list[Any]:
    return [each for each in sections.values() if each["parent_id"] == section["parent_id"]]


def _depth(sections: dict[int, Any], section: Any) -> int:
    outer = section["parent_id"]
    return min(DEEPEST, 1 if outer is None else 1 + _depth(sections, sections[outer]))
