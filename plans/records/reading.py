"""A plan's records as one canonical snapshot, in a number of queries that does not grow with the plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cchc_portal.documents import snapshots
from plans.models import (
    AudienceGroup,
    Block,
    BlockKind,
    ChannelUse,
    ContentItem,
    DecisionCover,
    Plan,
    Responsibility,
    Section,
)
from plans.states import PlanForm

Data = dict[str, Any]


def to_snapshot(plan: Plan, rows: "Rows | None" = None) -> Data:
    """Everything that the paper of `plan` needs, as it stands now; not validated, so that a draft may be incomplete."""
    rows = rows or Rows(plan)
    return snapshots.assemble(
        {
            "format": 1,
            "agency": plan.letterhead or letterhead(plan),
            "form": plan.form,
            "rules": plan.rules or None,
            "number": plan.number,
            "symbol_as_printed": plan.symbol_as_printed,
            "issued_on": plan.issued_on,
            "period": {"from": plan.period_from, "to": plan.period_to},
            "subject": plan.subject,
            **_addressed(plan),
            "parents": [_parent(parent) for parent in rows.parents],
            "bases": _texts(rows.bases),
            "opening": plan.opening,
            "decision": _decision(plan),
            "sections": rows.sections_in(None),
            "closing": plan.closing,
            "appendices": [
                {
                    "title": appendix.title,
                    "landscape": appendix.landscape,
                    "blocks": [rows.block(block) for block in rows.in_appendix[appendix.pk]],
                }
                for appendix in rows.appendices
            ],
            "signatures": [
                {"authority": line.authority, "title": line.title, "name": line.name}
                for line in rows.signatures
            ],
            "recipients": _texts(rows.recipients),
            "archive": plan.archive,
        }
    )


def _addressed(plan: Plan) -> Data:
    """Of the forms that have it; a plan's file does not know these keys."""
    unit = {"unit": plan.unit} if plan.form == PlanForm.LETTER else {}
    return {"addressees": plan.addressees, **unit} if plan.is_addressed else {}


def letterhead(plan: Plan) -> Data:
    """The agency as it was called on the plan's date; a draft's date is today, or the start of a period already past."""
    profile = plan.agency.profile_on(letterhead_day(plan.issued_on, plan.period_from, plan.period_to))
    return {
        "province": profile.province_name,
        "name": profile.name,
        "header": profile.header,
        "superior": profile.superior_header,
        "symbol": profile.symbol,
        "place": profile.place,
    }


def letterhead_day(issued_on: date | None, period_from: date, period_to: date) -> date:
    today = timezone.localdate()
    return issued_on or (period_from if period_to < today else today)


def _in_order(related: Any) -> Iterable[Any]:
    return related.order_by("position", "id")


def _parent(parent: Any) -> Data:
    return {
        "number": parent.number,
        "issued_on": parent.issued_on,
        "issuer": parent.issuer,
        "title": parent.title,
    }


def _decision(plan: Plan) -> Data | None:
    cover = DecisionCover.objects.filter(plan=plan).first()
    return {"subject": cover.subject, "issuer": cover.issuer, "articles": cover.articles} if cover else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


class Rows:
    """All rows of one plan, read at once and handed out by where they stand."""

    def __init__(self, plan: Plan) -> None:
        self.parents, self.bases = list(_in_order(plan.parents)), list(_in_order(plan.bases))
        self.signatures, self.recipients = list(_in_order(plan.signatures)), list(_in_order(plan.recipients))
        self.appendices = list(_in_order(plan.appendices))
        self.sections = _by(_in_order(Section.objects.filter(plan=plan)), "parent_id")
        blocks = list(_in_order(Block.objects.filter(plan=plan)))
        self.in_section = _by(blocks, "section_id")
        self.in_appendix = _by(blocks, "appendix_id")
        self.groups = _by(_in_order(AudienceGroup.objects.filter(plan=plan)), "block_id")
        items = ContentItem.objects.filter(plan=plan).select_related("budget")
        self.items = _by(_in_order(items), "group_id")
        self._products = _by(_in_order(plan.products), "item_id")
        self._responsibilities = _by(_in_order(plan.responsibilities), "item_id")
        uses = list(_in_order(ChannelUse.objects.filter(plan=plan)))
        self._item_channels = _by(uses, "item_id")
        self._group_channels = _by(uses, "group_id")
        self._block_channels = _by(uses, "block_id")

    def sections_in(self, parent_id: int | None) -> list[Data]:
        return [
            {
                "heading": section.heading,
                "blocks": [self.block(block) for block in self.in_section[section.pk]],
                "sections": self.sections_in(section.pk),
            }
            for section in self.sections[parent_id]
        ]

    def block(self, block: Block) -> Data:
        if block.kind == BlockKind.ITEMS:
            return {
                "items": {**block.content, "groups": [self._group(group) for group in self.groups[block.pk]]}
            }
        if block.kind == BlockKind.CHANNELS:
            return {"channels": _texts(self._block_channels[block.pk])}
        return dict(block.content)

    def _group(self, group: AudienceGroup) -> Data:
        return {
            "title": group.title,
            "channels": _texts(self._group_channels[group.pk]),
            "items": [self._item(item) for item in self.items[group.pk]],
            "total": group.total,
        }

    def _item(self, item: ContentItem) -> Data:
        return item_data(
            item,
            channels=self._item_channels[item.pk],
            products=self._products[item.pk],
            bodies=self._responsibilities[item.pk],
        )


def item_data(
    item: ContentItem, *, channels: Iterable[Any], products: Iterable[Any], bodies: Sequence[Any]
) -> Data:
    """One content item with the rows that hang on it."""
    return {
        "content": item.content,
        "audience": item.audience,
        "channels": _texts(channels),
        "products": [
            {"text": product.text, "quantity": _number(product.quantity), "unit": product.unit}
            for product in products
        ],
        "lead": _texts(body for body in bodies if body.part == Responsibility.Part.LEAD),
        "support": _texts(body for body in bodies if body.part == Responsibility.Part.SUPPORT),
        "time": {
            "text": item.time_text,
            "from": item.time_from,
            "to": item.time_to,
            "every": item.time_every,
        },
        "budget": _budget(item),
        "areas": item.areas,
        "note": item.note,
    }


def _budget(item: ContentItem) -> Data | None:
    line = getattr(item, "budget", None)
    return {"amount": _number(line.amount), "source": line.source} if line else None


def _texts(rows: Iterable[Any]) -> list[str]:
    return [row.text for row in rows]


def _by(rows: Iterable[Any], key: str) -> defaultdict[Any, list[Any]]:
    grouped: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped
