"""One row of a plan as plain values, read and written: what its form shows and gives back."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cchc_portal.vietnam import alphabet
from plans import channel_catalogue
from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    BlockKind,
    BudgetLine,
    ChannelUse,
    ContentItem,
    LegalBasis,
    ParentPlan,
    Plan,
    Product,
    Recipient,
    Responsibility,
    Section,
    SignatureLine,
)

Values = dict[str, Any]
Row = Any

PLAIN_FIELDS: dict[type[Any], tuple[str, ...]] = {
    Section: ("heading",),
    Appendix: ("title", "landscape"),
    AudienceGroup: ("title", "total"),
    ParentPlan: ("inside_id", "number", "issued_on", "issuer", "title"),
    LegalBasis: ("text",),
    Recipient: ("text", "agency_id", "email", "way", "copies"),
    SignatureLine: ("authority", "title", "name"),
    ContentItem: ("content", "time_text", "time_from", "time_to", "time_every", "areas", "audience", "note"),
}


def fingerprint(values: Values) -> str:
    """Short mark of a row's values: a form that carries an old one was loaded before somebody else's change."""
    text = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(row: Row) -> Values:
    """What the row says now."""
    if isinstance(row, Block):
        return _read_block(row)
    values = {name: getattr(row, name) for name in PLAIN_FIELDS[type(row)]}
    if isinstance(row, AudienceGroup):
        values["channels"] = _texts(row.channel_uses)
    if isinstance(row, ContentItem):
        values |= _read_item(row)
    return values


def write(row: Row, values: Values) -> None:
    """Make the row say these values and save it, with what hangs on it."""
    if isinstance(row, Block):
        _write_block(row, values)
        return
    before = (_read_item(row) if row.pk else _EMPTY_ITEM) if isinstance(row, ContentItem) else {}
    for name in PLAIN_FIELDS[type(row)]:
        setattr(row, name, values[name])
    row.save()
    if isinstance(row, AudienceGroup):
        _write_channels(row.plan, values["channels"], group=row)
    if isinstance(row, ContentItem):
        _write_item(row, values, before)


def _texts(related: Any) -> list[str]:
    return [row.text for row in related.order_by("position", "id")]


# --- blocks


def _read_block(block: Block) -> Values:
    if block.kind == BlockKind.CHANNELS:
        return {"channels": _texts(block.channel_uses)}
    if block.kind == BlockKind.TABLE:
        return dict(block.content["table"])
    return dict(block.content)


def _write_block(block: Block, values: Values) -> None:
    channels = block.kind == BlockKind.CHANNELS
    if block.kind == BlockKind.TABLE:
        block.content = {"table": values}
    elif not channels:
        block.content = values
    new = block.pk is None
    block.save()
    if new and block.kind == BlockKind.ITEMS:
        AudienceGroup.objects.create(plan=block.plan, block=block)
    if channels:
        _write_channels(block.plan, values["channels"], block=block)


# --- items

_EMPTY_ITEM: Values = {
    "channels": [], "products": [], "lead": [], "support": [], "budget_amount": None, "budget_source": "",
}  # fmt: skip


def _read_item(item: ContentItem) -> Values:
    bodies = list(item.responsibilities.order_by("position", "id"))
    budget = BudgetLine.objects.filter(item=item).first()
    return {
        "channels": _texts(item.channel_uses),
        "products": [
            {"text": product.text, "quantity": product.quantity, "unit": product.unit}
            for product in item.products.order_by("position", "id")
        ],
        "lead": [body.text for body in bodies if body.part == Responsibility.Part.LEAD],
        "support": [body.text for body in bodies if body.part == Responsibility.Part.SUPPORT],
        "budget_amount": budget.amount if budget else None,
        "budget_source": budget.source if budget else "",
    }


def _write_item(item: ContentItem, values: Values, before: Values) -> None:
    """Only what differs: a save of one cell touches one table."""
    if values["channels"] != before["channels"]:
        _write_channels(item.plan, values["channels"], item=item)
    if values["products"] != before["products"]:
        _write_products(item, values["products"])
    if any(values[part] != before[part] for part in Responsibility.Part.values):
        _write_bodies(item, values)
    if any(values[name] != before[name] for name in ("budget_amount", "budget_source")):
        _write_budget(item, values)


def _write_budget(item: ContentItem, values: Values) -> None:
    BudgetLine.objects.filter(item=item).delete()
    if values["budget_amount"] is not None or values["budget_source"]:
        BudgetLine.objects.create(
            plan=item.plan, item=item, amount=values["budget_amount"], source=values["budget_source"]
        )


def _write_products(item: ContentItem, products: list[Values]) -> None:
    Product.objects.filter(item=item).delete()
    Product.objects.bulk_create(
        Product.in_province(plan=item.plan, item=item, position=position, **product)
        for position, product in enumerate(products)
    )


def _write_bodies(item: ContentItem, values: Values) -> None:
    units = {alphabet.fold(unit.name): unit for unit in item.plan.agency.units.all()}
    Responsibility.objects.filter(item=item).delete()
    Responsibility.objects.bulk_create(
        Responsibility.in_province(
            plan=item.plan,
            item=item,
            part=part,
            position=position,
            text=text,
            unit=units.get(alphabet.fold(text)),
        )
        for part in Responsibility.Part
        for position, text in enumerate(values[part.value])
    )


def _write_channels(plan: Plan, texts: list[str], **place: Row) -> None:
    catalogue = channel_catalogue.of_province() if texts else []
    ChannelUse.objects.filter(**place).delete()
    ChannelUse.objects.bulk_create(
        ChannelUse.in_province(
            plan=plan, position=position, text=text, channel=channel_catalogue.match(text, catalogue), **place
        )
        for position, text in enumerate(texts)
    )


# --- names for the history and the questions

_NAMES: dict[type[Any], Callable[[Any], str]] = {
    Section: lambda row: _named("mục", row.heading),
    Appendix: lambda row: _named("phụ lục", row.title),
    AudienceGroup: lambda row: f"nhóm “{row.title}”" if row.title else "nhóm nội dung",
    ContentItem: lambda row: _named("nội dung", row.content),
    ParentPlan: lambda row: _named("văn bản cấp trên", row.number or row.title),
    LegalBasis: lambda row: _named("căn cứ", row.text),
    Recipient: lambda row: _named("nơi nhận", row.text),
    SignatureLine: lambda row: _named("người ký", row.title),
}


def name_of(row: Row) -> str:
    """The row in a sentence: ``mục “Tổ chức thực hiện”``."""
    if isinstance(row, Block):
        return str(row.get_kind_display()).lower()
    return _NAMES[type(row)](row)


NAMELESS = "chưa có tên"


def _named(noun: str, text: str | None) -> str:
    """``căn cứ “…”``; a row that nobody has written in yet is said to have no name."""
    words = _short(text or "")
    return f"{noun} “{words}”" if words else f"{noun} {NAMELESS}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57].rstrip()}…"
